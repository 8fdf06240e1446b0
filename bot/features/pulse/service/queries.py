"""How pulses stand, for those whom they concern."""

from bot.common.errors import BadInput
from bot.db.transaction import Transaction
from bot.features.people.service import members as people
from bot.features.pulse.repository import PulseRepository
from bot.features.pulse.rules.pulses import PulseStatus, result

GONE = "There is no such pulse for you."
_LISTED = 10


async def standing(transaction: Transaction, pulse_id: int, viewer_id: str) -> PulseStatus:
    """How a pulse stands, for those who were asked and who asked; a Refusal for others."""
    await people.actor(transaction, viewer_id, guests=True)
    repository = PulseRepository(transaction)
    pulse = await repository.lock(pulse_id)
    tickets = await repository.tickets(pulse_id) if pulse else {}
    if pulse is None or (viewer_id != pulse.asker_id and viewer_id not in tickets):
        raise BadInput(GONE)
    is_closed = pulse.state == "closed"
    shown = result(await repository.answers(pulse_id), pulse.minimum, is_closed=is_closed)
    return PulseStatus(pulse.fact(), len(tickets), not is_closed and tickets.get(viewer_id) is False, shown)


async def listed(transaction: Transaction, viewer_id: str) -> list[PulseStatus]:
    """The newest that concern somebody."""
    found = await PulseRepository(transaction).of(viewer_id, _LISTED)
    return [await standing(transaction, each.id, viewer_id) for each in found]
