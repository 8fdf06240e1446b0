"""From the question to the end: a team is asked, and the pulse closes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.common.cadences import reminded_on
from bot.common.date_ranges import ONE_DAY
from bot.common.errors import NotAllowed
from bot.common.periods import local_day, midnight
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.recipients import Recipient
from bot.features.notifications.rules import ContactWindow
from bot.features.notifications.service import availability as notifications
from bot.features.people.service import members as people
from bot.features.pulse.models import PulseRow
from bot.features.pulse.notices import PulseAsked, PulseClosed, PulseReminder
from bot.features.pulse.repository import PulseRepository
from bot.features.pulse.rules.comparison import APART_FOR, check_apart
from bot.features.pulse.rules.pulses import About, Pulse, PulsePlan, check_time, checked, result
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Context

_LIVES = timedelta(days=14)


async def ask(ctx: Context, plan: PulsePlan) -> Pulse:
    """Everybody of a team that the actor leads is asked, or of all of them."""
    await ctx.claim()
    await people.actor(ctx.transaction, ctx.actor_id)
    led = (await teams.load_org_chart(ctx.transaction)).led_by(ctx.actor_id)
    chosen = [team for team in led if plan.team_id in (None, team.id)]
    if not chosen:
        raise NotAllowed("Only whoever leads the team asks it.")
    members = {who for team in chosen for who in team.member_ids}
    known = await people.people(ctx.transaction, members)
    asked = [known[each] for each in sorted(known) if known[each].is_active_person]
    zone = await workspace.zone_of(ctx.transaction)
    today = local_day(ctx.now, zone)
    kept = checked(plan, len(asked), today)
    repository = PulseRepository(ctx.transaction)
    # Two that are begun at the same moment must see each other.
    await workspace.one_at_a_time(ctx.transaction)
    check_apart(kept, frozenset(each.id for each in asked), await repository.asked_after(today - APART_FOR))
    # West of us it may still be yesterday, a day off for somebody.
    reaches = list((await notifications.reaches(ctx.transaction, asked, (ctx.now - ONE_DAY).date())).values())
    over = midnight(kept.closes_on + ONE_DAY, zone)
    check_time(kept, sum(each.calendar.next_opening(ctx.now) < over for each in reaches))
    pulse = await repository.write(
        {
            "asker_id": ctx.actor_id,
            "about": kept.about.value,
            "question": kept.question,
            "minimum": kept.minimum,
            "closes_on": kept.closes_on,
            "state": "open",
        },
        [each.id for each in asked],
    )
    await _tell(ctx.transaction, pulse, reaches, over, ctx.now)
    return pulse.fact()


async def _tell(
    transaction: Transaction, pulse: PulseRow, reaches: Sequence[ContactWindow], over: datetime, now: datetime
) -> None:
    """Everybody is asked now, and reminded once."""
    name = (await people.names(transaction, [pulse.asker_id])).get(pulse.asker_id, "Someone")
    told = (pulse.id, name, About(pulse.about), pulse.closes_on)
    outgoing = []
    for reach in reaches:
        who = reach.person.id
        asked = OutgoingNotice(
            PulseAsked(*told),
            to=Recipient(who),
            dedupe_key=dedupe_key(PulseAsked.kind, pulse, who),
            expires_after=_LIVES,
            # Who was away all the while is not asked when it is over.
            not_after=over,
        )
        outgoing.append(asked)
        remind_at = _remind_at(pulse, reach, now)
        if remind_at is not None:
            key = dedupe_key(PulseReminder.kind, pulse, who)
            outgoing.append(replace(asked, notice=PulseReminder(*told), dedupe_key=key, due=remind_at))
    await Outbox(transaction).enqueue_all(outgoing, now)


def _remind_at(pulse: PulseRow, reach: ContactWindow, now: datetime) -> datetime | None:
    """On a working day of theirs before it closes, unless they are asked on that day, or later."""
    zone = reach.calendar.zone
    day = reminded_on(pulse.closes_on, 1, reach.calendar.is_off)
    return midnight(day, zone) if day and day > local_day(reach.from_when(now), zone) else None


def dedupe_key(kind: str, pulse: PulseRow, member_id: str) -> str:
    """The key of the one message of this kind about this pulse that a member gets."""
    return f"{kind}:{pulse.id}:{member_id}"


async def due(transaction: Transaction, now: datetime) -> list[int]:
    """The pulses that close now."""
    today = local_day(now, await workspace.zone_of(transaction))
    return [each.id for each in await PulseRepository(transaction).open() if each.closes_on < today]


async def next_moment(transaction: Transaction) -> datetime | None:
    """When the next pulse closes."""
    days = [each.closes_on + ONE_DAY for each in await PulseRepository(transaction).open()]
    return midnight(min(days), await workspace.zone_of(transaction)) if days else None


async def close(ctx: Context, pulse_id: int) -> None:
    """Nobody answers any more; those who were asked, and who asked, hear that there is something to see."""
    repository = PulseRepository(ctx.transaction)
    pulse = await repository.lock(pulse_id)
    if pulse is None or pulse.state != "open":
        return
    pulse.state = "closed"
    # What closes early, as everybody has answered, is not dated in the future.
    pulse.closes_on = min(pulse.closes_on, local_day(ctx.now, await workspace.zone_of(ctx.transaction)))
    answers = await repository.answers(pulse_id)
    shown = result(answers, pulse.minimum, is_closed=True) is not None
    asked = list(await repository.tickets(pulse_id))
    notice = PulseClosed(pulse.id, About(pulse.about), shown, pulse.minimum)
    told = [pulse.asker_id, *asked] if shown else [pulse.asker_id]
    outgoing = [
        OutgoingNotice(
            notice,
            to=Recipient(each),
            dedupe_key=dedupe_key(PulseClosed.kind, pulse, each),
            expires_after=_LIVES,
        )
        for each in told
    ]
    await Outbox(ctx.transaction).enqueue_all(outgoing, ctx.now)


async def forget_before(transaction: Transaction, day: date) -> None:
    """Drop the pulses that closed before."""
    await PulseRepository(transaction).drop_closed_before(day)
