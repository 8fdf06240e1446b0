"""Days until which somebody shall do something, as people write them. Pure."""

import re
from datetime import date, timedelta

from bot.common.date_ranges import short_day
from bot.common.dates import find_day, find_past_day
from bot.common.errors import BadInput
from bot.common.text import excerpt

_YEAR = re.compile(r"[0-9]{4}")
_NEXT_YEAR = timedelta(days=270)


def read_due(typed: str, today: date, field: str | None = None) -> date:
    """The day until which something shall be done. BadInput with this field: it is over, or none.

    `today` is the writer's local day.
    """
    words = " ".join(typed.split())
    try:
        day = find_day(words, today, field)
    except BadInput as refusal:
        past = find_past_day(words, today)
        if past is None:
            raise
        raise _over(past, field) from refusal
    if day is None:
        past = find_past_day(words, today)
        if past is not None and past < today:
            raise _over(past, field)
        raise BadInput(
            f'I cannot read "{excerpt(words, 40)}": write friday, 4 Dec or 2026-12-04.', field=field
        )
    # "27 Nov" on the 29th is hardly meant a year later.
    if day - today > _NEXT_YEAR and not _YEAR.search(words):
        past = find_past_day(words, today)
        if past is not None and today - past < day - today:
            raise _over(past, field)
    return day


def _over(day: date, field: str | None) -> BadInput:
    return BadInput(f"{short_day(day)} is over: choose a day from today on.", field=field)


def check_due(day: date, today: date, field: str | None = None) -> date:
    """A chosen day if it is not over. BadInput with this field."""
    if day < today:
        raise _over(day, field)
    return day
