"""How a workspace writes numbers and days: what `$`, `eoq` and `eow` mean in it."""

from dataclasses import dataclass, field
from datetime import date

from bot.common.date_ranges import Fiscal

WORKING_WEEK = frozenset(range(5))


@dataclass(frozen=True)
class Locale:
    """Base currency (ISO code), fiscal year, and the weekdays of work (0 is Monday)."""

    currency: str = "USD"
    fiscal: Fiscal = field(default_factory=Fiscal)
    workdays: frozenset[int] = WORKING_WEEK


DEFAULT_LOCALE = Locale()


@dataclass(frozen=True)
class TypedOn:
    """What typed words are read by: the writer's local day, and how the workspace writes."""

    today: date
    locale: Locale = DEFAULT_LOCALE
