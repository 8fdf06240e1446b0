"""The deeds of pulses: ask a team, answer once, close, look."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day, midnight
from bot.common.spans import ONE_DAY
from bot.db.handled import once
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, Owed
from bot.deliveries.targets import Target
from bot.features.people import service as people
from bot.features.pulse.models import Pulse
from bot.features.pulse.repository import PulseRepository
from bot.features.pulse.rules import Plan, Result, Said, check_said, checked, result
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace

ASKED, REMINDED, CLOSED = "pulse.asked", "pulse.reminded", "pulse.closed"
_GONE = "There is no such pulse for you."
_LIVES = timedelta(days=14)
_LISTED = 10


@dataclass(frozen=True)
class Standing:
    """A pulse as one of its people sees it. `result` is None while nothing may be shown."""

    pulse: Pulse
    asked: int
    answered: int
    waits_for_viewer: bool
    result: Result | None


async def ask(transaction: Transaction, plan: Plan, actor_id: str, key: str, now: datetime) -> Pulse:
    """Everybody of a team that the actor leads is asked, or of all of them."""
    await once(transaction, key, now)
    led = (await teams.roster(transaction)).led_by(actor_id)
    chosen = [team for team in led if plan.team_id in (None, team.id)]
    if not chosen:
        raise NotAllowed("Only whoever leads the team asks it.")
    members = {who for team in chosen for who in team.member_ids}
    known = await people.people(transaction, members)
    ids = sorted(each for each in members if each in known and known[each].is_active_person)
    kept = checked(plan, len(ids), local_day(now, await workspace.zone_of(transaction)))
    pulse = await PulseRepository(transaction).write(
        {
            "asker_id": actor_id,
            "about": kept.about.value,
            "question": kept.question,
            "minimum": kept.minimum,
            "closes_on": kept.closes_on,
            "state": "open",
        },
        ids,
    )
    await _tell(transaction, pulse, ids, now)
    return pulse


async def _tell(transaction: Transaction, pulse: Pulse, ids: list[str], now: datetime) -> None:
    """Asked now, reminded once on the day before it closes."""
    name = (await people.names(transaction, [pulse.asker_id])).get(pulse.asker_id, "Someone")
    facts = {"id": pulse.id, "asker": name, "about": pulse.about, "closes": pulse.closes_on.isoformat()}
    zone = await workspace.zone_of(transaction)
    remind_at = midnight(pulse.closes_on - ONE_DAY, zone)
    # Who was away all the while is not asked when it is over.
    over = midnight(pulse.closes_on + ONE_DAY, zone)
    owed = [
        Owed(
            kind=ASKED,
            target=Target(each),
            dedupe_key=_key(ASKED, pulse, each),
            facts=facts,
            lives=_LIVES,
            not_after=over,
        )
        for each in ids
    ]
    owed += [
        Owed(
            kind=REMINDED,
            target=Target(each),
            dedupe_key=_key(REMINDED, pulse, each),
            facts=facts,
            due=remind_at,
            lives=_LIVES,
            not_after=over,
        )
        for each in ids
        if remind_at > now
    ]
    await Outbox(transaction).owe(owed, now)


def _key(kind: str, pulse: Pulse, member_id: str) -> str:
    return f"{kind}:{pulse.id}:{member_id}"


async def answer(
    transaction: Transaction, pulse_id: int, said: Said, actor_id: str, key: str, now: datetime
) -> Pulse:
    """Somebody answers, once, for good: nobody could find the answer again, not even Pacer."""
    await once(transaction, key, now)
    repository = PulseRepository(transaction)
    pulse = await repository.lock(pulse_id)
    if pulse is None or actor_id not in await repository.tickets(pulse_id):
        raise BadInput(_GONE)
    if pulse.state != "open":
        raise BadInput("It is closed already.")
    kept = check_said(said)
    if not await repository.use_ticket(pulse_id, actor_id):
        raise BadInput("You have answered already. An answer cannot be found again, so it cannot be changed.")
    await repository.add_answer(pulse_id, kept)
    # To take back one that was sent would write down when they answered.
    await Outbox(transaction).cancel(_key(REMINDED, pulse, actor_id))
    if all((await repository.tickets(pulse_id)).values()):
        await close(transaction, pulse_id, now)
    return pulse


async def to_answer(transaction: Transaction, pulse_id: int, actor_id: str) -> Pulse:
    """The pulse that waits for somebody's answer; BadInput when none does."""
    found = await standing(transaction, pulse_id, actor_id)
    if not found.waits_for_viewer:
        raise BadInput("You have answered already, or it is closed.")
    return found.pulse


async def due(transaction: Transaction, now: datetime) -> list[int]:
    """The pulses that close now."""
    today = local_day(now, await workspace.zone_of(transaction))
    return [each.id for each in await PulseRepository(transaction).open() if each.closes_on < today]


async def next_moment(transaction: Transaction) -> datetime | None:
    """When the next pulse closes."""
    days = [each.closes_on + ONE_DAY for each in await PulseRepository(transaction).open()]
    return midnight(min(days), await workspace.zone_of(transaction)) if days else None


async def close(transaction: Transaction, pulse_id: int, now: datetime) -> None:
    """Nobody answers any more; those who were asked, and who asked, hear that there is something to see."""
    repository = PulseRepository(transaction)
    pulse = await repository.lock(pulse_id)
    if pulse is None or pulse.state != "open":
        return
    pulse.state = "closed"
    answers = await repository.answers(pulse_id)
    shown = result(answers, pulse.minimum, is_closed=True) is not None
    asked = list(await repository.tickets(pulse_id))
    facts = {"id": pulse.id, "about": pulse.about, "shown": shown, "minimum": pulse.minimum}
    told = [pulse.asker_id, *asked] if shown else [pulse.asker_id]
    owed = [
        Owed(
            kind=CLOSED, target=Target(each), dedupe_key=_key(CLOSED, pulse, each), facts=facts, lives=_LIVES
        )
        for each in told
    ]
    await Outbox(transaction).owe(owed, now)


async def standing(transaction: Transaction, pulse_id: int, viewer_id: str) -> Standing:
    """How a pulse stands, for those who were asked and who asked; BadInput for others."""
    repository = PulseRepository(transaction)
    pulse = await repository.lock(pulse_id)
    tickets = await repository.tickets(pulse_id) if pulse else {}
    if pulse is None or (viewer_id != pulse.asker_id and viewer_id not in tickets):
        raise BadInput(_GONE)
    is_closed = pulse.state == "closed"
    answers = await repository.answers(pulse_id)
    return Standing(
        pulse,
        len(tickets),
        len(answers),
        not is_closed and tickets.get(viewer_id) is False,
        result(answers, pulse.minimum, is_closed=is_closed),
    )


async def listed(transaction: Transaction, viewer_id: str) -> list[Standing]:
    """The newest that concern somebody."""
    found = await PulseRepository(transaction).of(viewer_id, _LISTED)
    return [await standing(transaction, each.id, viewer_id) for each in found]


async def forget_before(transaction: Transaction, day: date) -> None:
    """Drop the pulses that closed before."""
    await PulseRepository(transaction).drop_closed_before(day)
