"""Finds the numbers in a sentence, such as that of a goal; what is meant as one and is none is asked back."""

import re
from dataclasses import dataclass

from bot.common.amounts import amount_pattern, narrow, written_of
from bot.common.currencies import SIGNS
from bot.common.errors import BadInput
from bot.common.locales import DEFAULT_LOCALE, Locale
from bot.common.numbers import Amount, amount_of, below_zero, why_not
from bot.common.scales import SCALES, scale_doubt
from bot.common.text import excerpt

# A number may stand behind an opening sign or a label, `(12`, `~50`, `target:50k`.
_STARTS = re.compile(r"(?<!\S)(?:[(\[\"'“„‘+~≈=]|[^\W\d_]{1,40}[:=])*+(?=\S)")
_TOKEN = re.compile(r"\S++")
_MARK = "|".join(re.escape(sign) for sign in SIGNS if not sign.isalpha())
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_NUMBER = rf"(?:{_MARK})?[0-9][0-9.,]*(?:{_SCALE})?(?:{_MARK}|%)?"
# Signs, underscores, exponents, commas in odd places, ranges: meant as a number, but none that is read.
_MEANT = re.compile(
    rf"nan|[-–](?:{_MARK})?[.,]?[0-9].*|[0-9.,]*_[0-9_.,]*|[0-9][0-9.]*e[+-]?[0-9]+|[0-9.'’]*,[0-9.,'’]*"
    rf"|{_NUMBER}[-–]{_NUMBER}|[0-9].*(?:{_MARK}|%).*|(?:{_MARK})[.,]?[0-9].*",
    re.IGNORECASE,
)
_GLUED = re.compile(r"[0-9][0-9.,]*([^\W\d_]+)")
_MARKED = re.compile(rf".*(?:{_MARK}|%).*", re.IGNORECASE)
# `1.2.3`, unless its groups are of three as in 1.500.000.
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+){2,}(?<!\.[0-9]{3})")
_WORD = re.compile(r"\s(\S++)")


@dataclass(frozen=True)
class FoundAmount:
    """A number in a text, and where it stands: `text[start:end]`."""

    start: int
    end: int
    amount: Amount


def find_amounts(text: str, locale: Locale = DEFAULT_LOCALE) -> list[FoundAmount]:
    """Every number of the sentence, in order.

    BadInput: a number below zero, of two readings, with a scale that is none; a range; what only looks like
    a number. Ordinals, versions and times (`3rd`, `24/7`, `12-month`, `10:30`) are words.
    """
    plain, found, at = narrow(text), list[FoundAmount](), 0
    while (start := _STARTS.search(plain, at)) is not None:
        one = amount_at(plain, start.end(), locale, text)
        if one is None:
            token = _TOKEN.match(plain, start.end())
            _check(token[0] if token else "")
            at = token.end() if token else start.end() + 1
        else:
            found.append(one)
            at = one.end
    return found


def amount_at(
    text: str, start: int, locale: Locale, shown: str = "", *, leads: bool = False
) -> FoundAmount | None:
    """The number that begins at this place of a narrow text; None for none. BadInput as in `find_amounts`.

    `shown` is the text as it was typed, which is quoted; `leads`: nothing but an amount is meant there.
    """
    match = amount_pattern(in_sentence=True, leads=leads).match(text, start)
    if match is None:
        return None
    typed, written = (shown or text)[match.start() : match.end()], written_of(match)
    if _VERSION.fullmatch(typed):
        return None
    if written.is_negative:
        raise BadInput(below_zero(typed))
    after = _WORD.match(text, match.end())
    word = after[1] if after else ""
    if not written.scale and (doubt := scale_doubt(word)):
        raise BadInput(f"“{excerpt(f'{typed} {word}')}” {doubt}.")
    if _MARKED.fullmatch(word) and not re.search("[0-9]", word):
        raise BadInput(why_not(f"{typed} {word}"))
    return FoundAmount(match.start(), match.end(), amount_of(written, typed, None, locale))


def _check(token: str) -> None:
    bare = token.rstrip(".,;:!?)]\"'”’")
    glued = _GLUED.fullmatch(bare)
    if _MEANT.fullmatch(bare) or (glued and scale_doubt(glued[1])):
        raise BadInput(why_not(bare))
