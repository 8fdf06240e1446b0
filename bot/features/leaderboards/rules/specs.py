"""What a board is about: a measure, an engine, whom it compares, and which days. Pure."""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.common.date_ranges import DateRange

ATTAINMENT, WON, WIN_RATE = "attainment", "deals_won", "win_rate"
# What somebody is given, what only makes sense as a warning or a forecast: nobody is compared by it.
NOT_COMPARED = frozenset(
    {"quota", "required", "pace", "projected", "weighted", "coverage", "weighted_coverage", "velocity"}
)

BOOKINGS, KUDOS, GOALS, COMBINED = "bookings", "kudos", "goals", "combined"
# What is measured without a metric of the catalogue.
OWN_MEASURES = {KUDOS: "Kudos", GOALS: "Goals", COMBINED: "Combined score"}


class Engine(StrEnum):
    """How a score is made of what is measured."""

    raw = "raw"
    attainment = "attainment"
    improved = "improved"


class Scope(StrEnum):
    """Whom a board compares."""

    team = "team"
    company = "company"
    peers = "peers"
    teams = "teams"


@dataclass(frozen=True)
class Measure:
    """What is measured, as a metric's key or one of `OWN_MEASURES`, and how it becomes a score."""

    what: str = BOOKINGS
    engine: Engine = Engine.attainment


@dataclass(frozen=True)
class Spec:
    """A board. `team_id` is None unless the scope is one team; `days` are half-open."""

    measure: Measure
    scope: Scope
    days: DateRange
    team_id: int | None = None

    def written(self) -> str:
        """As text, for a button; the inverse of `spec_from`."""
        measure, days = self.measure, self.days
        facts = [measure.what, measure.engine, self.scope, self.team_id]
        return json.dumps([*facts, f"{days.start}", f"{days.end}", days.label])


def spec_from(text: str) -> Spec:
    """What `written` gave."""
    what, engine, scope, team_id, start, end, label = json.loads(text)
    days = DateRange(date.fromisoformat(start), date.fromisoformat(end), label)
    return Spec(Measure(what, Engine(engine)), Scope(scope), days, team_id)
