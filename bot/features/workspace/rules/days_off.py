"""Days off as people type them, one a line: a day or a range of days, then its name; pure."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from bot.common.errors import BadInput
from bot.common.text import listed, plural
from bot.slack.text import escape, unescape

MAX_DAYS_OFF = 100
LONGEST_NAME = 60
# The limit of Slack's text field, in which saved days off must fit again.
LONGEST_TEXT = 3000
_UNNAMED = "Day off"
_YEARS = range(2000, 2200)
_LINES_QUOTED, _LINE_QUOTED = 10, 40
_DAY = r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
_LINE = re.compile(rf"{_DAY}(?:\s*\.\.\s*{_DAY})?(?:\s++(?!\.\.)(.*))?")
_HOW = "Write each as 2026-12-24 Company day, or as 2026-12-24..2026-12-31 Winter break."


def days_off_from(text: str) -> dict[date, str]:
    """The days off in raw text, with their names (escaped); where two lines name a day, the later counts.

    BadInput (field `days_off`) names each line that is no day off; see also `check_days_off`.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    read = [(line, _days_in(line)) for line in lines]
    bad = [line for line, days in read if days is None]
    if bad:
        raise BadInput(_not_days(bad), field="days_off")
    found = {day: name for _, days in read for day, name in (days or {}).items()}
    check_days_off(found)
    return found


def check_days_off(days_off: Mapping[date, str]) -> None:
    """BadInput (field `days_off`) when they are too many, or too long to be written in one field."""
    if len(days_off) > MAX_DAYS_OFF:
        raise BadInput(f"Those are more than {MAX_DAYS_OFF} days off; keep fewer.", field="days_off")
    length = len(days_off_text(days_off))
    if length > LONGEST_TEXT:
        raise BadInput(
            f"That makes {length:,} characters, and {LONGEST_TEXT:,} fit: give the days shorter names.",
            field="days_off",
        )


def days_off_text(days_off: Mapping[date, str]) -> str:
    """The days as raw text that `days_off_from` reads back, one line for days in a row with one name."""
    return "\n".join(_line(first, last, name) for first, last, name in runs_of(days_off))


def runs_of(days_off: Mapping[date, str]) -> list[tuple[date, date, str]]:
    """(first, last, name) of each run of days with one name, in order."""
    runs: list[tuple[date, date, str]] = []
    for day, name in sorted(days_off.items()):
        if runs and runs[-1][1] == day - timedelta(days=1) and runs[-1][2] == name:
            runs[-1] = (runs[-1][0], day, name)
        else:
            runs.append((day, day, name))
    return runs


def _line(first: date, last: date, name: str) -> str:
    when = f"{first}" if first == last else f"{first}..{last}"
    return f"{when} {unescape(name)}"


def _days_in(line: str) -> dict[date, str] | None:
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    first, last = _day(match[1]), _day(match[2] or match[1])
    if first is None or last is None or last < first:
        return None
    # One day more than allowed is enough for the refusal.
    count = min((last - first).days, MAX_DAYS_OFF) + 1
    name = escape(" ".join((match[3] or _UNNAMED).split())[:LONGEST_NAME].strip())
    return {first + timedelta(days=number): name for number in range(count)}


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def _not_days(lines: list[str]) -> str:
    quoted = [f"“{escape(line[:_LINE_QUOTED])}”" for line in lines[:_LINES_QUOTED]]
    more = len(lines) - len(quoted)
    if more:
        quoted.append(plural(more, "more line"))
    verb = "is not a day off" if len(lines) == 1 else "are not days off"
    return f"{listed(quoted)} {verb}. {_HOW}"
