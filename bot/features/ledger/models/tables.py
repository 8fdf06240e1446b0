"""All tables of the ledger."""

from bot.db.base import Base
from bot.features.ledger.models.activities import Activity
from bot.features.ledger.models.books import Books, ExchangeRate, SourceSync
from bot.features.ledger.models.credits import Credit
from bot.features.ledger.models.deals import Deal, DealVersion, StageEntryRow
from bot.features.ledger.models.quotas import Employment, QuotaRow

TABLES: tuple[type[Base], ...] = (
    Deal,
    DealVersion,
    StageEntryRow,
    Credit,
    Activity,
    QuotaRow,
    Employment,
    ExchangeRate,
    Books,
    SourceSync,
)
