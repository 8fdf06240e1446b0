"""The health of kudos as somebody looks at it. Pure."""

from dataclasses import dataclass

from bot.common.date_ranges import DateRange
from bot.features.kudos_health.rules.detection import Flag


@dataclass(frozen=True)
class KudosHealth:
    """What a manager may want to look at, of some days. `looked_at`: the keys of hints that they know.

    `names` of everybody in it.
    """

    days: DateRange
    flags: tuple[Flag, ...]
    looked_at: frozenset[str]
    names: dict[str, str]
