"""The facts of kudos health that services return and views draw. Pure."""

from dataclasses import dataclass

from bot.common.date_ranges import DateRange
from bot.features.kudos_health.rules.detection import Flag

THANK = "recognition.thank"


@dataclass(frozen=True)
class KudosHealth:
    """The hints of some days that a manager may see.

    `looked_at`: keys of hints they marked. `names`: of everybody in the hints, by member id.
    """

    days: DateRange
    flags: tuple[Flag, ...]
    looked_at: frozenset[str]
    names: dict[str, str]
