"""The workspace's calendar as a message; pure."""

from collections.abc import Collection
from datetime import date

from bot.common.dates import write_time
from bot.common.day_words import WEEKDAYS
from bot.common.text import listed, plural
from bot.features.workspace.rules.calendar import WorkspaceCalendar, coming_holidays
from bot.features.workspace.rules.days_off import runs_of
from bot.slack.blocks import Block, Message, actions, button, context, header, section
from bot.slack.text import escape, harmless

OPEN_FORM = "calendar.open"
TITLE = "Working calendar"
RUNS_SHOWN = 8


def calendar_message(calendar: WorkspaceCalendar, today: date, *, may_change: bool) -> Message:
    """The calendar in words; `may_change` adds the button for admins."""
    blocks = [header(TITLE), *in_force(calendar, today)]
    if may_change:
        blocks.append(actions(button("Change", OPEN_FORM)))
    return Message(TITLE, blocks)


def in_force(calendar: WorkspaceCalendar, today: date) -> list[Block]:
    """The calendar in words, as the message and the window after saving show it."""
    hours = f"{write_time(calendar.opens)} to {write_time(calendar.closes)}"
    return [
        section(f"*Working hours* {hours}, {workdays_in_words(calendar.workdays)}"),
        section(_public_holidays(calendar, today)),
        section(_days_off(calendar, today)),
        context(
            f"Each person's hours count where that person is. Unasked, I send nobody more than "
            f"{plural(calendar.daily_limit, 'message')} a day."
        ),
    ]


def workdays_in_words(workdays: Collection[int]) -> str:
    """The days as a range, "Monday to Friday", or each by name; 0 is Monday."""
    days = sorted(workdays)
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return f"{WEEKDAYS[days[0]]} to {WEEKDAYS[days[-1]]}"
    return listed([WEEKDAYS[day] for day in days])


def _public_holidays(calendar: WorkspaceCalendar, today: date) -> str:
    if calendar.country is None:
        return "*Public holidays* none: no country is chosen."
    where = " ".join(filter(None, [calendar.country, calendar.subdivision]))
    coming = coming_holidays(today, calendar.country, calendar.subdivision)
    return "\n".join(
        [f"*Public holidays* of {where}", *(_row(day, day, escape(name)) for day, name in coming)]
    )


def _days_off(calendar: WorkspaceCalendar, today: date) -> str:
    runs = runs_of({day: name for day, name in calendar.days_off.items() if day >= today})
    if not runs:
        return "*Our own days off* none to come."
    rows = [_row(first, last, harmless(name, {})) for first, last, name in runs[:RUNS_SHOWN]]
    more = [f"and {len(runs) - RUNS_SHOWN} more"] if len(runs) > RUNS_SHOWN else []
    return "\n".join(["*Our own days off*", *rows, *more])


def _row(first: date, last: date, name: str) -> str:
    return f"• {_date(first)}{'' if first == last else f' to {_date(last)}'}: {name}"


def _date(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"
