"""Use cases of pulses: ask a team, answer once, close, read the result."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.common.cadences import reminded_on
from bot.common.date_ranges import ONE_DAY
from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day, midnight
from bot.db.idempotency import claim_request
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, OutgoingMessage
from bot.deliveries.recipients import Recipient
from bot.features.notifications.rules import ContactWindow
from bot.features.notifications.service import availability as notifications
from bot.features.people.service import members as people
from bot.features.pulse.models import PulseRow
from bot.features.pulse.notices import ASKED, CLOSED, REMINDED
from bot.features.pulse.repository import PulseRepository
from bot.features.pulse.rules import (
    Pulse,
    PulsePlan,
    PulseStatus,
    Said,
    check_said,
    check_time,
    checked,
    result,
)
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace

_GONE = "There is no such pulse for you."
_LIVES = timedelta(days=14)
_LISTED = 10


async def ask(transaction: Transaction, plan: PulsePlan, actor_id: str, key: str, now: datetime) -> Pulse:
    """Starts a pulse for a team that the actor leads, or for all of them.

    NotAllowed: they do not lead it. BadInput names the field.
    """
    await claim_request(transaction, key, now)
    await people.actor(transaction, actor_id)
    led = (await teams.load_org_chart(transaction)).led_by(actor_id)
    chosen = [team for team in led if plan.team_id in (None, team.id)]
    if not chosen:
        raise NotAllowed("Only whoever leads the team asks it.")
    members = {who for team in chosen for who in team.member_ids}
    known = await people.people(transaction, members)
    asked = [known[each] for each in sorted(known) if known[each].is_active_person]
    zone = await workspace.zone_of(transaction)
    kept = checked(plan, len(asked), local_day(now, zone))
    # In zones to the west it is still yesterday, which may be somebody's day off.
    reaches = list((await notifications.reaches(transaction, asked, (now - ONE_DAY).date())).values())
    over = midnight(kept.closes_on + ONE_DAY, zone)
    check_time(kept, sum(each.calendar.next_opening(now) < over for each in reaches))
    pulse = await PulseRepository(transaction).write(
        {
            "asker_id": actor_id,
            "about": kept.about.value,
            "question": kept.question,
            "minimum": kept.minimum,
            "closes_on": kept.closes_on,
            "state": "open",
        },
        [each.id for each in asked],
    )
    await _tell(transaction, pulse, reaches, over, now)
    return pulse.fact()


async def _tell(
    transaction: Transaction, pulse: PulseRow, reaches: Sequence[ContactWindow], over: datetime, now: datetime
) -> None:
    """Notifies everybody who is asked now, and reminds them once."""
    name = (await people.names(transaction, [pulse.asker_id])).get(pulse.asker_id, "Someone")
    facts = {"id": pulse.id, "asker": name, "about": pulse.about, "closes": pulse.closes_on.isoformat()}
    outgoing = []
    for reach in reaches:
        who = reach.person.id
        asked = OutgoingMessage(
            kind=ASKED,
            target=Recipient(who),
            dedupe_key=_key(ASKED, pulse, who),
            facts=facts,
            lives=_LIVES,
            # Not sent to somebody who is away until it has closed.
            not_after=over,
        )
        outgoing.append(asked)
        remind_at = _remind_at(pulse, reach, now)
        if remind_at is not None:
            outgoing.append(
                replace(asked, kind=REMINDED, dedupe_key=_key(REMINDED, pulse, who), due=remind_at)
            )
    await Outbox(transaction).enqueue(outgoing, now)


def _remind_at(pulse: PulseRow, reach: ContactWindow, now: datetime) -> datetime | None:
    """A working time of theirs before it closes; None when they are first asked that late."""
    zone = reach.calendar.zone
    day = reminded_on(pulse.closes_on, 1, reach.calendar.is_off)
    return midnight(day, zone) if day and day > local_day(reach.from_when(now), zone) else None


def _key(kind: str, pulse: PulseRow, member_id: str) -> str:
    return f"{kind}:{pulse.id}:{member_id}"


async def answer(
    transaction: Transaction, pulse_id: int, said: Said, actor_id: str, key: str, now: datetime
) -> Pulse:
    """Stores an answer, once and for good: nobody, not even Pacer, could find it again.

    BadInput: the actor is not asked, has answered, or it is closed.
    """
    await claim_request(transaction, key, now)
    await people.actor(transaction, actor_id, guests=True)
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
    # The request is not retracted: that would record when they answered.
    for kind in (ASKED, REMINDED):
        await Outbox(transaction).cancel(_key(kind, pulse, actor_id))
    if all((await repository.tickets(pulse_id)).values()):
        await close(transaction, pulse_id, now)
    return pulse.fact()


async def to_answer(transaction: Transaction, pulse_id: int, actor_id: str) -> Pulse:
    """The pulse that the actor may answer; BadInput when they have answered or it is closed."""
    found = await standing(transaction, pulse_id, actor_id)
    if not found.waits_for_viewer:
        raise BadInput("You have answered already, or it is closed.")
    return found.pulse


async def due(transaction: Transaction, now: datetime) -> list[int]:
    """Ids of open pulses whose last day is over."""
    today = local_day(now, await workspace.zone_of(transaction))
    return [each.id for each in await PulseRepository(transaction).open() if each.closes_on < today]


async def next_moment(transaction: Transaction) -> datetime | None:
    """Midnight after the earliest last day of an open pulse; None without any."""
    days = [each.closes_on + ONE_DAY for each in await PulseRepository(transaction).open()]
    return midnight(min(days), await workspace.zone_of(transaction)) if days else None


async def close(transaction: Transaction, pulse_id: int, now: datetime) -> None:
    """Closes a pulse and notifies those who were asked and who asked. Does nothing when it is closed."""
    repository = PulseRepository(transaction)
    pulse = await repository.lock(pulse_id)
    if pulse is None or pulse.state != "open":
        return
    pulse.state = "closed"
    # Closed early, when everybody has answered, it gets today's date.
    pulse.closes_on = min(pulse.closes_on, local_day(now, await workspace.zone_of(transaction)))
    answers = await repository.answers(pulse_id)
    shown = result(answers, pulse.minimum, is_closed=True) is not None
    asked = list(await repository.tickets(pulse_id))
    facts = {"id": pulse.id, "about": pulse.about, "shown": shown, "minimum": pulse.minimum}
    told = [pulse.asker_id, *asked] if shown else [pulse.asker_id]
    outgoing = [
        OutgoingMessage(
            kind=CLOSED,
            target=Recipient(each),
            dedupe_key=_key(CLOSED, pulse, each),
            facts=facts,
            lives=_LIVES,
        )
        for each in told
    ]
    await Outbox(transaction).enqueue(outgoing, now)


async def standing(transaction: Transaction, pulse_id: int, viewer_id: str) -> PulseStatus:
    """The status for those who were asked and who asked; BadInput for anybody else."""
    await people.actor(transaction, viewer_id, guests=True)
    repository = PulseRepository(transaction)
    pulse = await repository.lock(pulse_id)
    tickets = await repository.tickets(pulse_id) if pulse else {}
    if pulse is None or (viewer_id != pulse.asker_id and viewer_id not in tickets):
        raise BadInput(_GONE)
    is_closed = pulse.state == "closed"
    answers = await repository.answers(pulse_id)
    return PulseStatus(
        pulse.fact(),
        len(tickets),
        len(answers),
        not is_closed and tickets.get(viewer_id) is False,
        result(answers, pulse.minimum, is_closed=is_closed),
    )


async def listed(transaction: Transaction, viewer_id: str) -> list[PulseStatus]:
    """The statuses of the newest ten pulses that concern the viewer."""
    found = await PulseRepository(transaction).of(viewer_id, _LISTED)
    return [await standing(transaction, each.id, viewer_id) for each in found]


async def forget_before(transaction: Transaction, day: date) -> None:
    """Deletes pulses that closed before that day."""
    await PulseRepository(transaction).drop_closed_before(day)
