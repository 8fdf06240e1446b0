"""Names of months in eight languages, as CLDR has them. Pure."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from babel.dates import get_month_names

# Short forms that spreadsheets write and CLDR does not have.
_OF_SPREADSHEETS = {"sept": 9, "mrz": 3}
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "ja", "de_AT")


def month_called(name: str) -> int:
    """Number of the month with this name or its short form, 1 to 12; 0 for none.

    Case, a dot at its end and accents do not matter.
    """
    return _names().get(_bare(name), 0)


@lru_cache(maxsize=1)
def _names() -> Mapping[str, int]:
    found: dict[str, int] = dict(_OF_SPREADSHEETS)
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                found.setdefault(_bare(name), number)
    return found


def _bare(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold().rstrip("."))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
