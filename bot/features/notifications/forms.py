"""Form in which people choose when they may be written to, and about what; pure."""

from collections.abc import Mapping
from typing import Any

from bot.common.dates import WEEKDAYS
from bot.features.notifications.rules import NotificationSummary
from bot.features.workspace.rules.calendar import DAILY_LIMITS
from bot.features.workspace.rules.days_off import days_off_text
from bot.slack.blocks import (
    Block,
    checkboxes,
    context,
    field_of,
    modal,
    option,
    section,
    select,
    text_input,
    timepicker,
)

CHANGE = "attention.change"
AS_WORKSPACE = "-"
LONGEST_COUNTRY = 40
# Slack's limit of check boxes in one field.
MOST_BOXES = 10
TITLE = "When I write to you"


def change_form(mine: NotificationSummary, titles: Mapping[str, str]) -> dict[str, Any]:
    """The form with the person's present choices; `titles` names the kinds that may be switched off."""
    calendar = mine.reach.calendar
    days = [option(name, str(number)) for number, name in enumerate(WEEKDAYS)]
    blocks = [
        field_of("opens", "From", timepicker("opens", initial=f"{calendar.opens:%H:%M}")),
        field_of("closes", "To", timepicker("closes", initial=f"{calendar.closes:%H:%M}")),
        field_of("workdays", "On", checkboxes("workdays", days, checked=set(map(str, calendar.workdays)))),
        field_of("daily_limit", "Messages a day, at most", _limits(mine)),
        *_wanted(mine, titles),
        field_of(
            "country",
            "Public holidays of",
            text_input("country", initial=calendar.country or "", longest=LONGEST_COUNTRY),
            optional=True,
            hint="The country's two letters, such as DE, GB or US. Empty: as the workspace has it.",
        ),
        field_of(
            "days_off",
            "Time off",
            text_input("days_off", initial=days_off_text(calendar.time_off), multiline=True),
            optional=True,
            hint="One a line, such as 2026-12-24, or 2026-12-24..2026-12-31 Skiing. Nobody else sees it.",
        ),
        context(f"Your time zone is {calendar.zone.key}: it follows Slack."),
    ]
    return modal(CHANGE, TITLE, blocks, submit="Save", close="Cancel")


def wanted_fields(count: int) -> list[str]:
    """Block ids of the check boxes for so many kinds; Slack allows ten boxes a block."""
    return [f"wanted_{first}" for first in range(0, count, MOST_BOXES)]


def _wanted(mine: NotificationSummary, titles: Mapping[str, str]) -> list[Block]:
    kinds = [option(title, kind) for kind, title in titles.items()]
    checked = titles.keys() - mine.muted
    return [
        field_of(
            name,
            "I want to hear of" if number == 0 else "And of",
            checkboxes(name, kinds[number * MOST_BOXES :][:MOST_BOXES], checked=checked),
            optional=True,
        )
        for number, name in enumerate(wanted_fields(len(titles)))
    ]


def _limits(mine: NotificationSummary) -> dict[str, Any]:
    general = option(f"As the workspace ({mine.workspace.daily_limit})", AS_WORKSPACE)
    limits = [general, *(option(str(number), str(number)) for number in DAILY_LIMITS)]
    own = mine.reach.choices.daily_limit
    return select("daily_limit", limits, initial=option(str(own), str(own)) if own else general)


def saved_view() -> dict[str, Any]:
    """Window shown once the preferences are stored."""
    return modal("attention.saved", TITLE, [section(":white_check_mark: Saved. It counts from now on.")])
