"""The id of a deal or an activity in its source: one spelling, whatever door it came through; pure."""

import hashlib
import re
from datetime import date
from decimal import Decimal

from bot.common.errors import BadInput

# What a spreadsheet keeps of a number: of the digits behind them it makes noughts.
MOST_DIGITS = 15
# How ids of Salesforce begin, and the length of the long ones.
SALESFORCE, LONG = "00", 18
_MADE, _HEX = "made-", 12
# Beside blanks: byte order mark, soft hyphen, zero-width signs, marks of direction.
_INVISIBLE = re.compile("[\ufeff\u00ad\u200b-\u200f\u2060\u202a-\u202e]")
_WHOLE = re.compile(r"(-?[0-9]+)\.0+")
_SALESFORCE = re.compile(r"00[0-9A-Za-z]{13}(?:[A-Za-z0-5]{3})?")
_BITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_FLOATED = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{1,3}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")


def canonical_id(told: str | int | Decimal) -> str:
    """The id as it is kept: without invisible signs, a number as its digits, Salesforce's in 15 signs.

    Of Salesforce's 18 signs the last three tell which of the others are capitals, so that a spelling which
    has lost its case is the same id. "" for nothing but blanks.
    """
    text = _INVISIBLE.sub("", f"{told:f}" if isinstance(told, Decimal) else str(told)).strip()
    whole = _WHOLE.fullmatch(text)
    if whole:
        return whole[1]
    return _restored(text) if len(text) == LONG and _SALESFORCE.fullmatch(text) else text


def _restored(text: str) -> str:
    """The first 15 of 18 signs in the case that the rest tells; all 18 where the rest tells nonsense."""
    signs: list[str] = []
    for part in range(3):
        bits = _BITS.index(text[15 + part].upper())
        for place, sign in enumerate(text[part * 5 : part * 5 + 5]):
            is_capital = bool(bits >> place & 1)
            if is_capital and sign.isdigit():
                return text
            signs.append(sign.upper() if is_capital else sign.lower())
    return "".join(signs)


def check_whole(told: str | date | Decimal) -> None:
    """BadInput for an id that a spreadsheet has cut or written as a number, with the sentence for a file."""
    if isinstance(told, Decimal):
        is_cut = len(f"{abs(told):f}".partition(".")[0]) > MOST_DIGITS
    else:
        text = str(told).strip()
        is_cut = bool(_FLOATED.fullmatch(text) or _GROUPED.fullmatch(text))
    if is_cut:
        shown = f"{told:.1E}" if isinstance(told, Decimal) else str(told).strip()
        raise BadInput(
            f"A spreadsheet has cut these ids ({shown}): format them as text and export again. "
            "Nothing was taken."
        )


def made_id(name: str, account: str, created_on: date | None) -> str:
    """The id of a deal in a file that has none: the same for the same name, account and day of creation."""
    parts = (_folded(name), _folded(account), created_on.isoformat() if created_on else "")
    return _MADE + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_HEX]


def is_made(external_id: str) -> bool:
    """Whether an id was made by Pacer, as the file had none."""
    return external_id.startswith(_MADE)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
