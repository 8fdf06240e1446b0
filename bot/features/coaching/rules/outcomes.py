"""What may be watched by actions, and what is said to what came of them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.features.skills.rules.outcome_facts import COUNTS, OutcomeCard

# A window has 20 working days at least, and opens 60 days after an action began at the latest.
FIRST_LOOK = timedelta(days=27)
GIVEN_UP = timedelta(days=60 + 120 + 14)
# A 1:1 so soon takes an outcome along.
IN_PREP_WITHIN = timedelta(days=5)
COUNTED_FOR = timedelta(days=365)
NEARER = ("meetings", "calls")


class OutcomeAnswer(StrEnum):
    """What the two make of an outcome; stored."""

    none = ""
    go_on = "go_on"
    ended = "ended"


@dataclass(frozen=True)
class CoachingOutcome:
    """What came of an action in one figure: a frozen card, for the two of then."""

    id: int
    item_id: int
    series_id: int
    owner_id: str
    manager_id: str
    metric: str
    skill: str
    begun_on: date
    is_in_prep: bool
    answer: OutcomeAnswer
    made_at: datetime
    card: OutcomeCard


def nearer(metric: str, watched: Mapping[str, str]) -> tuple[str, ...]:
    """Counts that show sooner than a conversion, and are not watched yet; () beside a count."""
    if metric in COUNTS:
        return ()
    return tuple(each for each in NEARER if each not in watched)


def of_newest(outcomes: list[CoachingOutcome]) -> list[CoachingOutcome]:
    """The newest outcome of each person and conversion; counts a day are none."""
    found: dict[tuple[str, str], CoachingOutcome] = {}
    for each in sorted(outcomes, key=lambda outcome: (outcome.made_at, outcome.id)):
        if each.metric not in COUNTS and each.card.estimate is not None:
            found[each.owner_id, each.metric] = each
    return list(found.values())
