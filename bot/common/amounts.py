"""The one grammar of numbers and money, for every door: digits, scale, currency; pure.

`$1.2 million`, `A$90k`, `₹5,00,000`, `CHF 2'400'000`, `1.234,50 €` are amounts. Nothing is read as the
beginning of a longer number: what stands behind it is a blank, the end, or a sign that ends a phrase.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from bot.common.currencies import CURRENCIES, SIGNS, WORDS
from bot.common.scales import SCALES

POINT, COMMA, PERCENT = ".", ",", "%"
LONGEST = 60
_GAP = "[ \u00a0\u2009\u202f]"
DIGITS = rf"[.,]?[0-9](?:[0-9]|[.,'’](?=[0-9])|{_GAP}(?=[0-9]{{3}}(?![0-9])))*"
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_PERCENT = r"%|per ?cent|pct"
# In sentences these are words before they are money; other codes count there in capitals.
_WORDS_TOO = frozenset({"ALL", "CUP", "SOS", "TOP"})
_ANY_CASE = "AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS INR JPY KRW MXN NOK NZD PLN SEK SGD USD ZAR"
END = r"(?=\s|$|[+.,;:!?)\]\"'”’]+(?:\s|$))"
# Full-width signs, as keyboards of East Asia type them: one character each, so that places stay the same.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0xFFE1: "£", 0xFFE5: "¥", 0x2212: "-"}


@dataclass(frozen=True)
class Written:
    """The parts of an amount as it was written; `before` and `after` are currencies or "%"."""

    digits: str
    scale: str = ""
    before: str = ""
    after: str = ""
    is_negative: bool = False

    @property
    def factor(self) -> int:
        """By how much the scale multiplies; 1 without one."""
        return SCALES[self.scale.lower().rstrip(".")] if self.scale else 1


def narrow(text: str) -> str:
    """The text with full-width signs and digits as plain ones, of the same length; a minus is a hyphen."""
    if text.isascii():
        return text
    return "".join(
        unicodedata.normalize("NFKC", each) if each.isdecimal() else each for each in text.translate(_WIDE)
    )


@cache
def amount_pattern(*, in_sentence: bool, leads: bool = False) -> re.Pattern[str]:
    """The parts of an amount, named as in `Written`; `minus`, `inner` are its minus signs.

    In a sentence it ends where a phrase may, and the codes that are words as well are no currencies, unless
    they stand before an amount that `leads` it.
    """
    signs = "|".join(re.escape(each) for each in SIGNS)
    if in_sentence:
        rare = sorted(CURRENCIES - _WORDS_TOO)
        unit = f"(?i:{signs}|{_ANY_CASE.replace(' ', '|')})|{'|'.join(rare)}"
    else:
        unit = f"(?i:{signs}|{'|'.join(sorted(CURRENCIES))})"
    before = f"{unit}|{'|'.join(sorted(_WORDS_TOO))}" if leads else unit
    words, gap = f"(?i:{_PERCENT}|{'|'.join(WORDS)})(?![a-z])", f"{_GAP}{{0,3}}"
    return re.compile(
        rf"(?P<minus>[-–]{'' if in_sentence else _GAP + '?'})?(?:(?P<before>{before}){gap})?(?P<inner>[-–])?"
        rf"(?P<digits>{DIGITS})"
        rf"(?:{_GAP}?(?P<scale>(?i:{_SCALE})(?:\.(?=\s|$))?)(?![a-z]{{2}}))?"
        rf"(?:{gap}(?P<after>{words}|{unit}))?{END if in_sentence else '[.,]?'}"
    )


def written_of(match: re.Match[str]) -> Written:
    """The parts of a match of `amount_pattern`."""
    before, scale, after = (match[name] or "" for name in ("before", "scale", "after"))
    after = PERCENT if re.fullmatch(_PERCENT, after, re.IGNORECASE) else after
    return Written(match["digits"], scale, before, after, bool(match["minus"] or match["inner"]))


# Cached: the detector, the currency and the reader of a file's column each look at the same amount.
@lru_cache(maxsize=1024)
def taken_apart(text: str) -> Written | None:
    """The parts of a text that is an amount and nothing else; brackets are a minus. None for other texts."""
    typed = narrow(text.strip())
    if len(typed) > LONGEST:
        return None
    in_brackets = typed.startswith("(") and typed.endswith(")")
    match = amount_pattern(in_sentence=False).fullmatch(typed[1:-1].strip() if in_brackets else typed)
    if match is None or sum(map(bool, (in_brackets, match["minus"], match["inner"]))) > 1:
        return None
    found = written_of(match)
    return Written(found.digits, found.scale, found.before, found.after, in_brackets or found.is_negative)


# Groups of three with one separator; Indian groups of two before the last three.
_WHOLE = {
    sign: re.compile(
        rf"[0-9]+|[1-9][0-9]{{0,2}}(?:(?P<cut>[{other}'’\s])[0-9]{{3}})(?:(?P=cut)[0-9]{{3}})*"
        + (r"|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}" if sign == POINT else "")
        + "|"
    )
    for sign, other in ((POINT, COMMA), (COMMA, POINT))
}


def number_of(digits: str, sign: str) -> Decimal | None:
    """The number of these digits where `sign` stands before the decimals; None where it is none."""
    whole, _, decimals = digits.partition(sign)
    if not _WHOLE[sign].fullmatch(whole) or not re.fullmatch("[0-9]*", decimals) or not whole + decimals:
        return None
    return Decimal(f"{re.sub('[^0-9]', '', whole) or 0}.{decimals or 0}")
