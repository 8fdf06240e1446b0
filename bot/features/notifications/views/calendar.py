"""The workspace's calendar as a message and as a form; pure."""

from collections.abc import Collection
from datetime import date
from typing import Any

from bot.common.dates import WEEKDAYS
from bot.common.text import listed, plural
from bot.features.workspace.rules.calendar import DAILY_LIMITS, WorkspaceCalendar, coming_holidays
from bot.features.workspace.rules.days_off import days_off_text, runs_of
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    button,
    checkboxes,
    context,
    field_of,
    header,
    modal,
    option,
    section,
    select,
    text_input,
    timepicker,
)
from bot.slack.text import escape, harmless

CHANGE = "calendar.change"
OPEN_FORM = "calendar.open"
TITLE = "Working calendar"
LONGEST_COUNTRY, LONGEST_SUBDIVISION = 40, 64
RUNS_SHOWN = 8


def calendar_message(calendar: WorkspaceCalendar, today: date, *, may_change: bool) -> Message:
    """The calendar in words; `may_change` adds the button for admins."""
    blocks = [header(TITLE), *_in_words(calendar, today)]
    if may_change:
        blocks.append(actions(button("Change", OPEN_FORM)))
    return Message(TITLE, blocks)


def saved_view(calendar: WorkspaceCalendar, today: date) -> dict[str, Any]:
    """Window shown once the calendar is stored, with what is in force now."""
    saved = section(":white_check_mark: Saved, and in force now.")
    return modal("calendar.saved", TITLE, [saved, *_in_words(calendar, today)])


def _in_words(calendar: WorkspaceCalendar, today: date) -> list[Block]:
    hours = f"{calendar.opens:%H:%M} to {calendar.closes:%H:%M}"
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


def calendar_form(calendar: WorkspaceCalendar) -> dict[str, Any]:
    """Form in which an admin changes hours, workdays, holidays, days off and the daily limit."""
    return modal(
        CHANGE,
        TITLE,
        [*_hours(calendar), *_holidays(calendar), _limit(calendar)],
        submit="Save",
        close="Cancel",
    )


def _hours(calendar: WorkspaceCalendar) -> list[Block]:
    boxes = [option(name, str(number)) for number, name in enumerate(WEEKDAYS)]
    ticked = [str(day) for day in calendar.workdays]
    return [
        field_of("opens", "The working day begins", timepicker("opens", initial=f"{calendar.opens:%H:%M}")),
        field_of("closes", "and ends", timepicker("closes", initial=f"{calendar.closes:%H:%M}")),
        field_of("workdays", "Workdays", checkboxes("workdays", boxes, checked=ticked)),
    ]


def _holidays(calendar: WorkspaceCalendar) -> list[Block]:
    country, subdivision = calendar.country or "", calendar.subdivision or ""
    days_off = text_input("days_off", initial=days_off_text(calendar.days_off), multiline=True)
    return [
        field_of(
            "country",
            "Country",
            text_input("country", initial=country, longest=LONGEST_COUNTRY),
            optional=True,
            hint="For its public holidays, by its two letters: DE, GB, US. Empty: none.",
        ),
        field_of(
            "subdivision",
            "Region",
            text_input("subdivision", initial=subdivision, longest=LONGEST_SUBDIVISION),
            optional=True,
            hint="Where they differ within the country: Bayern, England, California.",
        ),
        field_of(
            "days_off",
            "Our own days off",
            days_off,
            optional=True,
            hint="One a line: 2026-12-24 Company day, or 2026-12-24..2026-12-31 Winter break",
        ),
    ]


def _limit(calendar: WorkspaceCalendar) -> Block:
    options = [option(str(number), str(number)) for number in DAILY_LIMITS]
    chosen = options[DAILY_LIMITS.index(calendar.daily_limit)]
    return field_of(
        "daily_limit",
        "Unasked messages to a person a day, at most",
        select("daily_limit", options, initial=chosen),
        hint="What is more waits, or joins one summary.",
    )
