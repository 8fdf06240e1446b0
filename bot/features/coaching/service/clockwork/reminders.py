"""Rows of the one message of reminders: actions due or late, what is offered, talks not answered yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.common.date_ranges import ONE_DAY
from bot.common.dates import write_day
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.coaching.notices import CoachingReminder
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.features.coaching.rules.facts import ActionItem, CoachingSeries, CoachingTalk, Say, says_of
from bot.features.coaching.rules.ids import DONE, OPEN
from bot.features.coaching.rules.moments import close_at, day_after, day_before
from bot.features.coaching.rules.state_machine import ItemState, TalkState
from bot.features.notifications.rules import Calendar
from bot.features.notifications.service import availability as notifications
from bot.features.people.service import members as people
from bot.framework.context import Context
from bot.framework.needs import first_names, fitted
from bot.slack.text import escape

_ASKED = frozenset({TalkState.planned, TalkState.said, TalkState.denied})
# What is older is a need on Home, and no news.
_LOOKS_BACK = timedelta(days=12)
_LATEST = timedelta(days=3)
_SECOND_OFFER = 6
_LOOKS_AHEAD = timedelta(days=6)


@dataclass(frozen=True)
class ReminderTurn:
    """One line for somebody, `at` an instant."""

    at: datetime
    to: str
    key: str
    notice: CoachingReminder


@dataclass(frozen=True)
class _Remindable:
    """All that reminders are made of, of one workspace."""

    series: Mapping[int, CoachingSeries]
    items: Sequence[ActionItem]
    talks: Sequence[CoachingTalk]
    calendars: Mapping[str, Calendar]
    called: Mapping[str, str]


async def due(transaction: Transaction, now: datetime) -> list[ReminderTurn]:
    """The lines of which the time has come, the earliest first; each is told once."""
    books = await _load(transaction, now)
    lines = [line for item in books.items for line in _of_item(item, books)]
    lines += [line for talk in books.talks for line in _of_talk(talk, books)]
    return await _untold(transaction, [line for line in lines if now - _LATEST < line.at <= now])


async def remind(ctx: Context, turn: ReminderTurn) -> None:
    """Enqueues a line; the message of reminders takes it, or leaves it out once nothing waits any more."""
    await Outbox(ctx.transaction).enqueue(
        turn.notice, ctx.now, to=Recipient(turn.to), dedupe_key=turn.key, expires_after=2 * ONE_DAY
    )


async def _untold(transaction: Transaction, found: list[ReminderTurn]) -> list[ReminderTurn]:
    known = await Outbox(transaction).known_among([each.key for each in found]) if found else frozenset()
    return sorted((each for each in found if each.key not in known), key=lambda each: (each.at, each.key))


async def _load(transaction: Transaction, now: datetime) -> _Remindable:
    talks = CoachingTalkRepository(transaction)
    series = {row.id: row.fact() for row in await talks.live()}
    if not series:
        return _Remindable({}, (), (), {}, {})
    days = ((now - _LOOKS_BACK).date(), (now + _LOOKS_AHEAD).date())
    rows = await CoachingWordRepository(transaction).items_to_remind(days)
    items = [row.fact() for row in rows if row.series_id in series]
    unsettled = [row.fact() for row in await talks.all_unsettled()]
    waiting = [talk for talk in unsettled if talk.series_id in series and talk.state in _ASKED]
    of_series = {each.series_id for each in items} | {each.series_id for each in waiting}
    known = await people.people(transaction, {who for each in of_series for who in series[each].pair})
    windows = await notifications.reaches(transaction, list(known.values()), days[0])
    called = first_names({who: person.name for who, person in known.items()})
    calendars = {who: window.calendar for who, window in windows.items()}
    return _Remindable(series, items, waiting, calendars, called)


def _of_item(item: ActionItem, books: _Remindable) -> list[ReminderTurn]:
    """Of an open one the day before it is due, and once it is late; of an offered one twice."""
    calendar, name = books.calendars.get(item.owner_id), f"coaching.today:{item.id}"
    if calendar is None:
        return []
    if item.state is ItemState.offered:
        other = books.series[item.series_id].other(item.owner_id)
        text = fitted(f'{books.called.get(other, "Somebody")} asks: "', escape(item.text), '"')
        notice = CoachingReminder(f"coaching.offer:{item.id}", text, "Answer", OPEN, other)
        day = local_day(item.made_at, calendar.zone)
        moments = [day_after(day, calendar), day_after(day, calendar, _SECOND_OFFER)]
        return [
            ReminderTurn(at, item.owner_id, f"{name}:offer:{day}:{number}", notice)
            for number, at in enumerate(moments)
        ]
    of_text, day_told = _done_line(item), write_day(item.due_on, item.due_on)
    found = [
        ReminderTurn(
            day_before(item.due_on, calendar),
            item.owner_id,
            f"{name}:{item.due_on}:soon",
            of_text(f"due {day_told}"),
        ),
        ReminderTurn(
            day_after(item.due_on, calendar),
            item.owner_id,
            f"{name}:{item.due_on}:late",
            of_text(f"was due {day_told}"),
        ),
    ]
    # Who has just agreed on it needs no word of it.
    return [each for each in found if each.at > item.made_at]


def _done_line(item: ActionItem) -> Callable[[str], CoachingReminder]:
    def line(told: str) -> CoachingReminder:
        text = fitted('"', escape(item.text), f'", {told}')
        return CoachingReminder(f"coaching.item:{item.id}", text, "Done", DONE, str(item.id))

    return line


def _of_talk(talk: CoachingTalk, books: _Remindable) -> list[ReminderTurn]:
    """To who has not said whether a talk took place, once, on the next working day."""
    series = books.series[talk.series_id]
    closed = close_at(talk.at, series.minutes)
    found = []
    for who in series.pair:
        calendar, other = books.calendars.get(who), series.other(who)
        if calendar is None or says_of(who, series, talk) is not Say.none:
            continue
        day = write_day(local_day(talk.at, calendar.zone), local_day(talk.at, calendar.zone))
        text = f"Did you talk with {books.called.get(other, 'them')} on {day}?"
        found.append(
            ReminderTurn(
                day_after(local_day(closed, calendar.zone), calendar),
                who,
                f"coaching.today:talk:{talk.id}:{talk.version}:{who}",
                CoachingReminder(f"coaching.say:{talk.id}", text, "Say if you talked", OPEN, other),
            )
        )
    return found
