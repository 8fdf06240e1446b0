"""What a board shows: measure, engine, scope and days; pure."""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput
from bot.features.metrics.rules.apart.cut_metrics import cut_key, cut_of

ATTAINMENT, WON, WIN_RATE = "attainment", "deals_won", "win_rate"
# Targets, warnings and forecasts, by which nobody is ranked.
NOT_COMPARED = frozenset(
    {"quota", "required", "pace", "projected", "weighted", "coverage", "weighted_coverage", "velocity"}
)

# The attainment of a quota for one kind of deals has the key `attainment:<kind>`.
OF_KIND = f"{ATTAINMENT}:"

BOOKINGS, KUDOS, GOALS, COMBINED = "bookings", "kudos", "goals", "combined"
# Measures that are no metric of the catalogue.
OWN_MEASURES = {KUDOS: "Kudos", GOALS: "Goals", COMBINED: "Combined score"}


def is_attainment(what: str) -> bool:
    """Whether this measures bookings against quota, overall or of one kind of deals."""
    return what == ATTAINMENT or what.startswith(OF_KIND)


def is_compared(what: str) -> bool:
    """Whether people may be ranked by this metric."""
    return cut_of(what)[0].partition(":")[0] not in NOT_COMPARED


class Engine(StrEnum):
    """How a figure becomes a score: as it is, against quota or target, or against one's own usual week."""

    raw = "raw"
    attainment = "attainment"
    improved = "improved"


class Scope(StrEnum):
    """Whom a board compares: one team, the company, reps like the viewer, or teams with each other."""

    team = "team"
    company = "company"
    peers = "peers"
    teams = "teams"


@dataclass(frozen=True)
class Measure:
    """What is measured (a metric's key, or one of `OWN_MEASURES`) and the engine that makes a score of it."""

    what: str = BOOKINGS
    engine: Engine = Engine.attainment


def check_goes_together(measure: Measure) -> None:
    """BadInput, beside a form's field `engine`, for a measure that has no such engine."""
    if measure.what == COMBINED and measure.engine is Engine.improved:
        sentence = "A combined score has no usual week: ask for one of its parts, such as bookings."
    elif measure.what == GOALS and measure.engine is Engine.improved:
        sentence = "Goals have no usual week: ask for `/leaderboard goals`."
    elif measure.what == KUDOS and measure.engine is Engine.attainment:
        sentence = "Kudos have no quota: ask for `/leaderboard kudos`, or `kudos improved`."
    else:
        return
    raise BadInput(sentence, field="engine")


def of_deals(measure: Measure, cut: str) -> Measure:
    """The measure of the deals in this cut alone, as `NamedCut.written` has it; "" is of all.

    BadInput, beside a form's field `cut`, for what is of no deals, or of one type already.
    """
    what, engine = measure.what, measure.engine
    if not cut:
        return measure
    if what in OWN_MEASURES or what.startswith(OF_KIND):
        name = OWN_MEASURES.get(what, "That")
        raise BadInput(f"{name} cannot be cut by deals: choose a number such as bookings.", field="cut")
    if what == ATTAINMENT or (what == BOOKINGS and engine is Engine.attainment):
        what, engine = ATTAINMENT, Engine.raw
    return Measure(cut_key(what, cut), engine)


def all_of(measure: Measure) -> tuple[Measure, str]:
    """The measure of all deals that `of_deals` made this one of, and the cut; "" where there was none."""
    what, cut = cut_of(measure.what)
    if cut and what == ATTAINMENT:
        return Measure(BOOKINGS, Engine.attainment), cut
    return Measure(what, measure.engine), cut


@dataclass(frozen=True)
class Spec:
    """One board. `team_id` is None unless the scope is one team; `days` are half-open."""

    measure: Measure
    scope: Scope
    days: DateRange
    team_id: int | None = None

    def written(self) -> str:
        """The spec as JSON for the value of a button; `spec_from` reads it back."""
        measure, days = self.measure, self.days
        facts = [measure.what, measure.engine, self.scope, self.team_id]
        return json.dumps([*facts, f"{days.start}", f"{days.end}", days.label])


def spec_from(text: str) -> Spec:
    """Reads the JSON of `Spec.written`."""
    what, engine, scope, team_id, start, end, label = json.loads(text)
    days = DateRange(date.fromisoformat(start), date.fromisoformat(end), label)
    return Spec(Measure(what, Engine(engine)), Scope(scope), days, team_id)
