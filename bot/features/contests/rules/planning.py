"""What a contest is, and what is no contest. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any

from bot.common.date_ranges import ONE_DAY, DateRange, short_day
from bot.common.errors import BadInput
from bot.features.leaderboards.rules.specs import GOALS, KUDOS, Engine, Measure

SHORTEST, LONGEST, MOST_LATE = 2, 93, 10
FEWEST_PEOPLE, FEWEST_TEAMS = 4, 2
LONGEST_NAME, LONGEST_PRIZE = 60, 300
SHOWN_HASH = 12


class ContestState(StrEnum):
    """The states of a contest; stored. Rules change in `draft` alone."""

    draft = "draft"
    launched = "launched"
    final = "final"
    cancelled = "cancelled"


class Ties(StrEnum):
    """What decides about the prize between equal scores; the places stay equal.

    `reach`: who had the score first, then who won more deals; `share`: all of them.
    """

    reach = "reach"
    share = "share"


@dataclass(frozen=True)
class ContestRules:
    """What is frozen at the launch. `first` and `last` both count; text is in Slack's escaped form.

    `bar`: everybody with at least that score wins (1 is 100%); None: the best one. `team_ids`: whose people
    compete, or with `by_team` the teams themselves; empty: the `people_ids`. `late_days`: for so many working
    days after the end, late data about the contest's days count.
    """

    name: str
    measure: Measure
    first: date
    last: date
    team_ids: tuple[int, ...] = ()
    people_ids: tuple[str, ...] = ()
    by_team: bool = False
    bar: Decimal | None = None
    prize: str = ""
    ties: Ties = Ties.reach
    late_days: int = 2

    @property
    def days(self) -> DateRange:
        """The days that count, with a label such as "5 Jan to 31 Jan"."""
        return DateRange(
            self.first, self.last + ONE_DAY, f"{short_day(self.first)} to {short_day(self.last)}"
        )

    def written(self) -> dict[str, Any]:
        """JSON in which the rules are stored and hashed.

        Sorted ids, ISO days, the bar as decimal text or None.
        """
        return {
            "name": self.name,
            "what": self.measure.what,
            "engine": self.measure.engine.value,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "team_ids": sorted(self.team_ids),
            "people_ids": sorted(self.people_ids),
            "by_team": self.by_team,
            "bar": None if self.bar is None else f"{self.bar.normalize():f}",
            "prize": self.prize,
            "ties": self.ties.value,
            "late_days": self.late_days,
        }


def rules_from(kept: Mapping[str, Any]) -> ContestRules:
    """Rules from the JSON of `ContestRules.written`. ValueError or KeyError: it is not that."""
    return ContestRules(
        name=kept["name"],
        measure=Measure(kept["what"], Engine(kept["engine"])),
        first=date.fromisoformat(kept["first"]),
        last=date.fromisoformat(kept["last"]),
        team_ids=tuple(kept["team_ids"]),
        people_ids=tuple(kept["people_ids"]),
        by_team=kept["by_team"],
        bar=None if kept["bar"] is None else Decimal(kept["bar"]),
        prize=kept["prize"],
        ties=Ties(kept["ties"]),
        late_days=kept["late_days"],
    )


def alternatives(rules: ContestRules) -> tuple[str, ...]:
    """What could be chosen instead where one person wins too often, in words; without what is chosen."""
    what, engine = rules.measure.what, rules.measure.engine
    offers = {
        "most improved": engine is not Engine.improved and what != GOALS,
        "against quota": engine is not Engine.attainment and what != KUDOS,
        "a bar that everybody can reach": rules.bar is None,
    }
    return tuple(words for words, fits in offers.items() if fits)


def fingerprint(kept: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of the stored rules as canonical JSON, so that a later change can be found out."""
    return sha256(json.dumps(kept, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def check(rules: ContestRules, today: date) -> None:
    """BadInput, with its field, where this cannot be a contest that begins `today` or later."""
    if not 1 <= len(rules.name) <= LONGEST_NAME:
        raise BadInput(f"Give it a name of 1 to {LONGEST_NAME} characters.", field="name")
    if len(rules.prize) > LONGEST_PRIZE:
        raise BadInput(f"Say the prize in {LONGEST_PRIZE} characters.", field="prize")
    if rules.first < today:
        raise BadInput("The first day is past: begin today or later.", field="first")
    if rules.last < rules.first:
        raise BadInput("It ends before it begins.", field="last")
    if not SHORTEST <= rules.days.length <= LONGEST:
        raise BadInput(f"Choose {SHORTEST} to {LONGEST} days, not {rules.days.length}.", field="last")
    if not 0 <= rules.late_days <= MOST_LATE:
        raise BadInput(f"Choose 0 to {MOST_LATE} working days.", field="late_days")
    if rules.bar is not None and rules.bar <= 0:
        raise BadInput("The bar has to be above zero.", field="bar")
    if rules.by_team and len(rules.team_ids) < FEWEST_TEAMS:
        raise BadInput("It takes two teams to compete with each other.", field="who")


def check_people(count: int) -> None:
    """BadInput (field `who`) for fewer than four: naming the others would name the last."""
    if count < FEWEST_PEOPLE:
        raise BadInput(
            f"At least {FEWEST_PEOPLE} people: with fewer, everybody knows who is last.", field="who"
        )


def frozen(rules: ContestRules, people_ids: Sequence[str]) -> ContestRules:
    """The rules with those who take part, sorted by id."""
    return replace(rules, people_ids=tuple(sorted(people_ids)))
