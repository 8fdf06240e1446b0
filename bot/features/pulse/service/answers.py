"""An answer to a pulse: taken once from each who was asked, kept without a name or a time."""

from bot.common.errors import BadInput
from bot.db.transaction import Transaction
from bot.deliveries.models import Delivery
from bot.deliveries.notice_store import read
from bot.deliveries.recipients import Recipient
from bot.features.people.service import members as people
from bot.features.pulse.notices import PulseAsked, PulseReminder
from bot.features.pulse.repository import PulseRepository
from bot.features.pulse.rules.pulses import Pulse, Said
from bot.features.pulse.service.lifecycle import close
from bot.features.pulse.service.queries import GONE, standing
from bot.framework.context import Context


async def answer(ctx: Context, pulse_id: int, said: Said) -> Pulse:
    """Somebody answers, once, for good: nobody could find the answer again, not even Pacer."""
    await ctx.claim()
    await people.actor(ctx.transaction, ctx.actor_id, guests=True)
    repository = PulseRepository(ctx.transaction)
    pulse = await repository.lock(pulse_id)
    if pulse is None or ctx.actor_id not in await repository.tickets(pulse_id):
        raise BadInput(GONE)
    if pulse.state != "open":
        raise BadInput("It is closed already.")
    if not await repository.use_ticket(pulse_id, ctx.actor_id):
        raise BadInput("You have answered already. An answer cannot be found again, so it cannot be changed.")
    await repository.add_answer(pulse_id, said)
    # What was sent stays, and what still waits goes on waiting: both would tell when they answered.
    if all((await repository.tickets(pulse_id)).values()):
        await close(ctx, pulse_id)
    return pulse.fact()


async def is_needed(transaction: Transaction, delivery: Delivery) -> bool:
    """Whether a question, or its reminder, that goes out now still waits for its receiver's answer."""
    if delivery.kind not in (PulseAsked.kind, PulseReminder.kind):
        return True
    pulse_id = read(PulseAsked, delivery.facts).pulse_id
    repository = PulseRepository(transaction)
    pulse = await repository.find(pulse_id)
    tickets = await repository.tickets(pulse_id)
    who = Recipient.parse(delivery.target).person_id or ""
    return pulse is not None and pulse.state == "open" and tickets.get(who) is False


async def to_answer(transaction: Transaction, pulse_id: int, actor_id: str) -> Pulse:
    """The pulse that waits for somebody's answer; BadInput when none does."""
    found = await standing(transaction, pulse_id, actor_id)
    if not found.waits_for_viewer:
        raise BadInput("You have answered already, or it is closed.")
    return found.pulse
