"""What the two type: topics, notes, and actions with their day and skill; checked, and read. Pure."""

import difflib
import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.common.dates import sounds_like_a_day
from bot.common.day_words import MONTHS, WEEKDAYS
from bot.common.due_days import read_due
from bot.common.errors import BadInput
from bot.common.text import is_blank
from bot.features.skills.rules.rubric import read_skill

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


def read_lines(typed: str, today: date, field: str) -> list[ItemWords]:
    """Actions, one a line; empty lines count for nothing. BadInput with this field."""
    return [read_item(line, today, field) for line in typed.splitlines() if not is_blank(line)]
