"""Reading check-ins for later features."""

from bot.common.date_ranges import DateRange
from bot.db.transaction import Transaction
from bot.features.checkins.models import CheckinRow
from bot.features.checkins.repository import CheckinRepository


async def answered_by(transaction: Transaction, person_id: str, days: DateRange) -> list[CheckinRow]:
    """Check-ins of these days that a person has answered, the oldest first."""
    return list(await CheckinRepository(transaction).answered(person_id, days.start, days.end))
