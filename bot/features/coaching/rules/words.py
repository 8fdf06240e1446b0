"""What the two type: topics, notes, and actions with their day and skill; checked, and read. Pure."""

import difflib
import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.common.date_ranges import short_day
from bot.common.dates import find_day, find_past_day, sounds_like_a_day
from bot.common.day_words import MONTHS, WEEKDAYS
from bot.common.errors import BadInput
from bot.common.text import excerpt
from bot.features.skills.rules.rubric import SKILL_NAMES

LONGEST_TOPIC, LONGEST_ACTION, LONGEST_NOTE = 300, 200, 3000
MOST_TOPICS, MOST_ACTIONS = 20, 30
# Without a next talk an action is due so much later.
DUE_LATER = timedelta(days=14)
DUE_AFTER_REVIEW = timedelta(days=30)
SLIPS_TOLD = 2
NOTE_MAY_CHANGE_FOR = timedelta(days=7)
_SKILL = re.compile(r"(?:^|\s)#([\w-]+)")
_BY = re.compile(r"(?:^|\s)(?:by|until)\s+(\S.*?)[.,;]?$", re.IGNORECASE)
_MOST_DAY_WORDS = 4
_DAY_WORDS = [each.lower() for each in (*WEEKDAYS, *MONTHS)] + ["today", "tomorrow"]
_ALIKE = 0.75
_YEAR = re.compile(r"[0-9]{4}")
_NEXT_YEAR = timedelta(days=270)


@dataclass(frozen=True)
class ItemWords:
    """An action as it was typed, raw: what, until which day (None: the next talk's), the key of a skill."""

    text: str
    due_on: date | None
    skill: str


def check_topic(text: str, field: str | None = None) -> str:
    """The words of a topic, without blanks around. BadInput: none, or too many."""
    return _checked(text, LONGEST_TOPIC, field)


def check_action(text: str, field: str | None = None) -> str:
    """The words of an action, without blanks around. BadInput: none, or too many."""
    return _checked(text, LONGEST_ACTION, field)


def _checked(text: str, longest: int, field: str | None) -> str:
    words = " ".join(text.split())
    if not words:
        raise BadInput("Write some words.", field=field)
    if len(words) > longest:
        raise BadInput(f"At most {longest} characters; this has {len(words):,}.", field=field)
    return words


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


def read_item(typed: str, today: date, field: str | None = None) -> ItemWords:
    """An action of words such as "recap mail after each demo by friday #discovery". BadInput."""
    skill, words = "", typed
    for tag in _SKILL.finditer(typed):
        skill = read_skill(tag[1], field)
    words = " ".join(_SKILL.sub(" ", words).split())
    due_on, last = None, _last_by(words)
    if last is not None and len(last[1].split()) <= _MOST_DAY_WORDS:
        due_on, words = _due_in(words, last.start(), last[1], today, field)
    return ItemWords(check_action(words, field), due_on, skill)


def _last_by(words: str) -> re.Match[str] | None:
    """The last "by ..." of the words, which a day may follow."""
    starts = [each.start() for each in re.finditer(r"(?:^|\s)(?:by|until)\s", words, re.IGNORECASE)]
    return _BY.match(words, starts[-1]) if starts else None


def _due_in(words: str, start: int, told: str, today: date, field: str | None) -> tuple[date | None, str]:
    """The day that `told` names, and the words without it; the words as they are where it is none."""
    is_meant = sounds_like_a_day(told) or any(each.isdigit() for each in told) or _is_misspelt(told)
    try:
        return read_due(told, today, field), words[:start].strip()
    except BadInput:
        if is_meant:
            raise
        return None, words


def _is_misspelt(told: str) -> bool:
    """Whether one word is nearly the name of a day: "fryday"; "heart" is not."""
    return bool(difflib.get_close_matches(told.lower(), _DAY_WORDS, n=1, cutoff=_ALIKE))


def read_skill(typed: str, field: str | None = None) -> str:
    """The key of a skill by its key or name. BadInput with this field: there is none such."""
    words = typed.lower()
    keys = {**{key: key for key in SKILL_NAMES}, **{name.lower(): key for key, name in SKILL_NAMES.items()}}
    if words in keys:
        return keys[words]
    near = difflib.get_close_matches(words, keys, n=1, cutoff=0.6)
    hint = f"did you mean #{keys[near[0]]}?" if near else "write one of a rubric, such as #discovery."
    raise BadInput(f"There is no skill “{excerpt(typed, 40)}”: {hint}", field=field)


def read_lines(typed: str, today: date, field: str) -> list[ItemWords]:
    """Actions, one a line; empty lines count for nothing. BadInput with this field."""
    return [read_item(line, today, field) for line in typed.splitlines() if line.strip()]
