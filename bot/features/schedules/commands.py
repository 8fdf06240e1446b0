"""Reads cadence and zone from the form of a schedule; pure."""

import re
from collections.abc import Collection
from datetime import date
from zoneinfo import available_timezones

from bot.common.cadences import MOST_WEEKS, Cadence, Every
from bot.common.dates import parse_time
from bot.common.errors import BadInput
from bot.slack.text import escape


def cadence_from_form(
    *,
    every: str | None,
    at: str | None,
    weekdays: Collection[str],
    weeks: str | None,
    day: str | None,
    today: date,
) -> Cadence:
    """The cadence that an admin chose; BadInput names the field.

    Of a cadence every n weeks, the week of `today` is the first.
    """
    if every not in [each.value for each in Every]:
        raise BadInput("Choose how often it comes.", field="every")
    chosen = frozenset(number for number in range(7) if str(number) in weekdays)
    if every == Every.week and not chosen:
        raise BadInput("Tick at least one weekday.", field="weekdays")
    return Cadence(
        every=Every(every),
        at=parse_time(at, "at"),
        weekdays=chosen or frozenset({0}),
        weeks=_number(weeks, 1, MOST_WEEKS, "weeks"),
        day=_number(day, 1, 31, "day"),
        anchor=today,
    )


def _number(text: str | None, least: int, most: int, field: str) -> int:
    if text is None or not re.fullmatch(r"[0-9]{1,2}", text) or not least <= int(text) <= most:
        raise BadInput(f"Choose a number from {least} to {most}.", field=field)
    return int(text)


def zone_from_form(choice: str | None, name: str, *, person: str, workspace: str) -> str:
    """ "person", "workspace", or the typed name of a time zone; BadInput names the field."""
    typed = name.strip()
    if typed:
        if typed not in available_timezones():
            raise BadInput(
                f"“{escape(typed[:60])}” is not a time zone. Write one as Europe/Berlin.", field="zone_name"
            )
        return typed
    if choice not in (person, workspace):
        raise BadInput("Choose whose clock counts.", field="zone")
    return choice
