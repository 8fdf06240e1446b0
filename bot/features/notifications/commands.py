"""The words typed after `/pacer snooze`, as an intent; pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.common.dates import weekday_named
from bot.common.errors import BadInput
from bot.framework.grammar import Grammar, Verb, alone
from bot.slack.text import typed_excerpt

LONGEST = timedelta(days=60)
HOW = "Write `/pacer snooze 3d`, `2h`, `1w`, `tomorrow`, `until friday`, `until 2026-12-24` or `off`."
_LENGTH = re.compile(r"(\d{1,4}) ?(h|hours?|d|days?|w|weeks?)", re.ASCII)


@dataclass(frozen=True)
class ShowNotifications:
    """Asks how the actor's notifications are set now."""


@dataclass(frozen=True)
class Wake:
    """Ends the actor's snooze at once."""


@dataclass(frozen=True)
class SnoozeFor:
    """Snoozes for this long from now."""

    length: timedelta


@dataclass(frozen=True)
class SnoozeUntil:
    """Snoozes until working time begins on that day, or on the next working day after it."""

    day: date


Snooze = ShowNotifications | Wake | SnoozeFor | SnoozeUntil


def _read(text: str, today: date) -> Snooze:
    """A length or a day; BadInput says how to write it."""
    words = " ".join(text.lower().split()).removeprefix("until ").removeprefix("for ")
    if words in (*GRAMMAR.words, "wake up"):
        return Wake()
    if length := _LENGTH.fullmatch(words):
        return _for(int(length[1]), length[2][0], today)
    return _until(_day(words, text, today), today)


def _for(number: int, unit: str, today: date) -> Snooze:
    if number == 0:
        raise BadInput(f"Zero is no time at all. {HOW}")
    if unit == "h":
        hours = timedelta(hours=number)
        if hours > LONGEST:
            raise BadInput(_too_long())
        return SnoozeFor(hours)
    return _until(today + timedelta(days=number * (7 if unit == "w" else 1)), today)


def _day(words: str, typed: str, today: date) -> date:
    if words == "tomorrow":
        return today + timedelta(days=1)
    weekday = weekday_named(words)
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise BadInput(f"I do not understand “{typed_excerpt(typed)}”. {HOW}") from None


def _until(day: date, today: date) -> Snooze:
    if day <= today:
        raise BadInput(f"{day} is not in the future. {HOW}")
    if day - today > LONGEST:
        raise BadInput(_too_long())
    return SnoozeUntil(day)


def _too_long() -> str:
    return f"{LONGEST.days} days is the longest snooze. For a longer absence enter time off in `/pacer me`."


# Its day is that of the actor's zone.
GRAMMAR = Grammar[Snooze, date](
    "/pacer snooze",
    Verb(
        "off",
        alone(Wake),
        also=("stop", "end", "wake"),
        writes=True,
        usage="off",
        meaning="I may write to you again",
    ),
    bare=ShowNotifications,
    bare_meaning="whether you are snoozed",
    otherwise=_read,
    sentences=(("3d", "nothing unasked for three days"), ("until friday", "nothing unasked until then")),
    otherwise_writes=lambda _: True,
)
