"""When people may be written to, and how each decides it for themselves."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.common.memory import Remembered
from bot.common.moments import WallClock
from bot.common.periods import local_day
from bot.db.asking import Question
from bot.db.transaction import Transaction
from bot.features.notifications.commands import SnoozeFor, SnoozeUntil
from bot.features.notifications.repository import NotificationRepository
from bot.features.notifications.rules import (
    ContactWindow,
    NotificationPreferences,
    NotificationSummary,
    calendar_for,
    chosen,
)
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.calendar import WorkspaceCalendar
from bot.framework.context import Context


@dataclass(frozen=True)
class Attention:
    """One person's preferences, and the names of their days off from `since` on, by day."""

    choices: NotificationPreferences
    time_off: Mapping[date, str]
    since: date


ATTENTION = Remembered[Attention]("notification preferences and time off by person")
# Time zones are at most so far apart: a day that is over for us may be today for somebody.
_MEET_WITHIN = timedelta(days=14)
_A_DAY_APART = timedelta(days=1)
# The same people are asked about with several first days: those before the first that is asked come along.
_READ_BEFORE = timedelta(days=120)


async def reaches(
    transaction: Transaction, persons: Collection[Person], since: date
) -> dict[str, ContactWindow]:
    """The contact window of each person by id; `since` is the first day of which time off is loaded."""
    if not persons:
        return {}
    general = await workspace.calendar_of(transaction)
    found = await _attention(transaction, [person.id for person in persons], since)
    return {person.id: _reach(person, found[person.id], general, since) for person in persons}


def reach_questions(transaction: Transaction, ids: Sequence[str], since: date) -> list[Question[Any]]:
    """What `reaches` of these people begins with."""
    repository = NotificationRepository(transaction)
    return [repository.chosen(ids), repository.days_off(ids, _reads_from(since))]


def _reads_from(since: date) -> date:
    return since - _READ_BEFORE if since - date.min > _READ_BEFORE else date.min


async def _attention(transaction: Transaction, ids: Sequence[str], since: date) -> Mapping[str, Attention]:
    """What is remembered of these people, at least from `since` on."""
    known = transaction.memory.known(ATTENTION)
    unread = [who for who in ids if who not in known or known[who].since > since]
    if unread:
        begins = _reads_from(since)
        choices, off = await NotificationRepository(transaction).attention(unread, begins)
        for who in unread:
            own = Attention(choices.get(who, NotificationPreferences()), off.get(who, {}), begins)
            transaction.memory.keep(ATTENTION, own, who)
    return transaction.memory.known(ATTENTION)


async def reach_of(
    transaction: Transaction, person: Person, now: datetime, since: date | None = None
) -> ContactWindow:
    """This person's contact window. `since`: first day of which time off is loaded; None: yesterday."""
    from_then = since or (now - _A_DAY_APART).date()
    return (await reaches(transaction, [person], from_then))[person.id]


async def together(transaction: Transaction, persons: Collection[Person], now: datetime) -> datetime:
    """The first instant at which all of them may be written to.

    Where their hours never meet within 14 days: when the first of them may be.
    """
    found = list((await reaches(transaction, persons, (now - _A_DAY_APART).date())).values())
    at = now
    while at < now + _MEET_WITHIN:
        latest = max(each.from_when(at) for each in found)
        if latest == at:
            return at
        at = latest
    return min(each.from_when(now) for each in found)


def _reach(person: Person, own: Attention, general: WorkspaceCalendar, since: date) -> ContactWindow:
    choices, time_off = own.choices, {day: name for day, name in own.time_off.items() if day >= since}
    calendar = calendar_for(person, choices, general, time_off)
    return ContactWindow(person, choices, calendar, choices.daily_limit or general.daily_limit)


async def mine(transaction: Transaction, actor_id: str, now: datetime) -> NotificationSummary:
    """How the actor's notifications stand; guests may ask too."""
    repository = NotificationRepository(transaction)
    person = await people.actor(transaction, actor_id, guests=True)
    reach = await reach_of(transaction, person, now, since=local_day(now, person.zone))
    opening = reach.from_when(now)
    held, held_until = await repository.held(actor_id)
    return NotificationSummary(
        reach=reach,
        workspace=await workspace.calendar_of(transaction),
        muted=frozenset(await repository.muted(actor_id)),
        counted=await repository.spent(actor_id, reach.today(now)),
        asleep_until=opening if opening > now else None,
        held=held,
        held_until=held_until,
        cause=reach.cause(now),
        is_snoozed=reach.is_snoozed(now),
        clock=WallClock(person.zone, now),
    )


async def snooze(ctx: Context, how: SnoozeFor | SnoozeUntil) -> datetime:
    """Holds unsolicited messages to the actor, and gives the end of it."""
    await ctx.claim()
    reach = await reach_of(
        ctx.transaction, await people.actor(ctx.transaction, ctx.actor_id, guests=True), ctx.now
    )
    until = ctx.now + how.length if isinstance(how, SnoozeFor) else reach.waking(how.day)
    await NotificationRepository(ctx.transaction).snooze(ctx.actor_id, until)
    ctx.transaction.memory.forget(ATTENTION)
    return until


async def wake(ctx: Context) -> None:
    """Ends the actor's snooze; held messages are decided anew."""
    await ctx.claim()
    repository = NotificationRepository(ctx.transaction)
    await repository.snooze(ctx.actor_id, None)
    ctx.transaction.memory.forget(ATTENTION)
    await repository.bring_forward(ctx.actor_id, ctx.now)


async def mute(ctx: Context, kind: str) -> None:
    """Switches a kind off for the actor, and drops it from the digest that waits."""
    await ctx.claim()
    await _switch_off(NotificationRepository(ctx.transaction), ctx.actor_id, [kind])


async def _switch_off(repository: NotificationRepository, user_id: str, kinds: Collection[str]) -> None:
    await repository.mute(user_id, kinds)
    await repository.drop_from_digests(user_id, kinds)


async def judge_anew(transaction: Transaction, user_id: str, now: datetime) -> None:
    """Makes the person's held messages due now, so that the send policy decides again."""
    await NotificationRepository(transaction).bring_forward(user_id, now)


async def is_held_back(transaction: Transaction, user_id: str, now: datetime) -> bool:
    """Whether a message is held for this person beyond `now`."""
    return await NotificationRepository(transaction).is_held_back(user_id, now)


async def change(
    ctx: Context,
    typed: NotificationPreferences,
    *,
    time_off: Mapping[date, str],
    wanted: Collection[str],
    offered: Collection[str],
) -> None:
    """Stores the actor's preferences; held messages are decided anew.

    `wanted` are the kinds kept on, out of those `offered`; kinds not offered stay as they are.
    """
    await ctx.claim()
    repository = NotificationRepository(ctx.transaction)
    person = await people.actor(ctx.transaction, ctx.actor_id, guests=True)
    before = (await repository.choices([ctx.actor_id])).get(ctx.actor_id, NotificationPreferences())
    general = await workspace.calendar_of(ctx.transaction)
    choices = replace(chosen(typed, general), snoozed_until=before.snoozed_until)
    await repository.keep_choices(ctx.actor_id, choices)
    await repository.replace_time_off(ctx.actor_id, local_day(ctx.now, person.zone), time_off)
    ctx.transaction.memory.forget(ATTENTION)
    await _choose(repository, ctx, wanted, offered)


async def change_kinds(ctx: Context, *, wanted: Collection[str], offered: Collection[str]) -> None:
    """Stores which kinds the actor hears of, as `change` does."""
    await ctx.claim()
    await people.actor(ctx.transaction, ctx.actor_id, guests=True)
    await _choose(NotificationRepository(ctx.transaction), ctx, wanted, offered)


async def _choose(
    repository: NotificationRepository, ctx: Context, wanted: Collection[str], offered: Collection[str]
) -> None:
    await repository.unmute(ctx.actor_id, set(offered) & set(wanted))
    await _switch_off(repository, ctx.actor_id, set(offered) - set(wanted))
    await repository.bring_forward(ctx.actor_id, ctx.now)
