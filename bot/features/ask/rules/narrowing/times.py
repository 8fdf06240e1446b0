"""Times in a sentence that nobody understands: "week 54", "since 8". Pure."""

import re
from collections.abc import Sequence

from bot.features.ask.rules.naming.sentence import Sentence
from bot.features.ask.rules.periods.days import month_of
from bot.features.ask.rules.words import word_set

_NUMBER = re.compile(r"[0-9][0-9.]*")
_DATE = re.compile(r"[0-9]{1,4}[/-][0-9]{1,2}(?:[/-][0-9]{1,4})?|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}")
_DAY = re.compile(r"[0-3]?[0-9]\.[01]?[0-9]\.")
_NUMBER_OF, _JOINS = word_set("no nr number"), word_set("and to or through")
_COUNTS = word_set(
    """
    one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy
    eighty ninety
    """
)
_UNITS = word_set("day week weeks month months quarter quarters year cw kw q fy")
_BEFORE_DAYS = word_set("in on since from until till before after during over between") | _UNITS
_BEHIND_DAYS = word_set("day days week weeks month months quarter quarters year years")
# "In 5 minutes" says when it is needed.
_SOON = word_set("min mins minute minutes h hour hours hrs sec secs")


def days_not_read(read: Sentence, sentence: str) -> str:
    """The words of a time that nobody understands, as they were typed: "week 54"; "" for none."""
    texts = read.texts
    for at, word in enumerate(read.words):
        if texts[at : at + 2] == ["new", "year"]:
            return "new year"
        typed = sentence[word.start : word.end]
        if read.read[at] or not (_DATE.fullmatch(word.text) or _DAY.match(typed) or _is_time(texts, at)):
            continue
        has_unit = at > 0 and (texts[at - 1] in _UNITS or month_of(texts[at - 1]))
        start = read.words[at - 1 if has_unit else at].start
        return sentence[start : word.end].rstrip("\"',;:!?)")
    return ""


def _is_time(texts: Sequence[str], at: int) -> bool:
    """Whether a number stands where only a time has one."""
    *_, earlier, before, text, behind = ["", "", *texts[: at + 1], *(texts[at + 1 : at + 2] or [""])]
    if before in _NUMBER_OF:
        before = earlier
    if text in _COUNTS:
        return before in _UNITS or bool(month_of(before))
    if not _NUMBER.fullmatch(text) or behind in _SOON:
        return False
    if before in _JOINS:
        return bool(month_of(earlier)) or _NUMBER.fullmatch(earlier) is not None
    return before in _BEFORE_DAYS or behind in _BEHIND_DAYS or bool(month_of(before) or month_of(behind))
