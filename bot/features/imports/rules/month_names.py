"""Names of months in eight languages, as CLDR has them. Pure."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from babel.dates import get_month_names

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "ja")


def month_called(name: str) -> int:
    """Number of the month with this name or its short form, 1 to 12; 0 for none.

    Case, a dot at its end and accents do not matter.
    """
    return _names().get(_bare(name), 0)


@lru_cache(maxsize=1)
def _names() -> Mapping[str, int]:
    found: dict[str, int] = {"sept": 9}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                found.setdefault(_bare(name), number)
    return found


def _bare(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold().rstrip("."))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
