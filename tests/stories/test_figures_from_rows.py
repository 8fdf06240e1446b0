"""Every figure of the demo is computed anew from the rows that "Why?" lists as counted."""

import asyncio
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from fractions import Fraction
from statistics import median

import pytest

from bot.common.date_ranges import DateRange
from bot.demo.cast import NORTHWIND
from bot.demo.launch import seed
from bot.demo.stage import Stage, open_stage
from bot.features.ledger.rules.facts import ActivityFact, ClosedFact, CreditFact, Facts, OpenFact
from bot.features.ledger.service import queries
from bot.features.metrics.rules.apart.kind_metrics import stage_metric
from bot.features.metrics.rules.catalogue import BY_KEY, CATALOGUE
from bot.features.metrics.rules.custom import parse_formula
from bot.features.metrics.rules.figures import Figure, Unit
from bot.features.metrics.rules.marked_rows import Rows
from bot.features.metrics.rules.quota import QuotaLine
from bot.features.teams import service as teams
from tests.databases import Postgres
from tests.stages import box_at

# The whole bot, whose morning is made once for all of them.
pytestmark = pytest.mark.story

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
Q4 = DateRange(date(2026, 10, 1), date(2027, 1, 1), "Q4 2026")
Q3 = DateRange(date(2026, 7, 1), date(2026, 10, 1), "Q3 2026")
# Old enough for its deals to be decided.
AUGUST = DateRange(date(2026, 8, 1), date(2026, 9, 1), "August")


@dataclass(frozen=True)
class Counted:
    """The rows that count for a figure, and the inputs that no rows stand for: days, a person's quota."""

    rows: Rows
    figure: Figure
    agreed: Fraction

    @property
    def booked(self) -> Fraction:
        """Sum of the credits."""
        return sum(
            (Fraction(r.fact.amount) for r in self.rows if isinstance(r.fact, CreditFact)), Fraction(0)
        )

    @property
    def quota(self) -> Fraction:
        """The sum of the lines of a team; what was agreed with a person."""
        lines = [r.fact for r in self.rows if isinstance(r.fact, QuotaLine)]
        return sum((line.quota or Fraction(0) for line in lines), Fraction(0)) if lines else self.agreed

    def part(self, label: str) -> Fraction:
        """An input of the formula."""
        found = next(each.value for each in self.figure.parts if each.label == label)
        return found or Fraction(0)

    def closed(self, *marks: str) -> list[ClosedFact]:
        """Deals that count as won, or as lost."""
        found = [(r.fact, r.mark) for r in self.rows if isinstance(r.fact, ClosedFact)]
        return [fact for fact, mark in found if set(marks) & set(mark.split(", "))]

    def value(self, *marks: str) -> Fraction:
        """Sum of these deals."""
        return sum((Fraction(deal.amount or 0) for deal in self.closed(*marks)), Fraction(0))

    def number(self, *kinds: str) -> Fraction:
        """Number of activities of these kinds."""
        acts = [r.fact for r in self.rows if isinstance(r.fact, ActivityFact)]
        return Fraction(sum(each.how_many for each in acts if each.kind in kinds))

    def days(self) -> list[int]:
        """How long the won deals took."""
        won = [deal for deal in self.closed("won") if deal.created_on and deal.closed_on >= deal.created_on]
        return [(deal.closed_on - deal.created_on).days for deal in won if deal.created_on]

    def open(self) -> list[OpenFact]:
        """Open deals."""
        return [row.fact for row in self.rows if isinstance(row.fact, OpenFact)]

    def weighted(self) -> Fraction:
        """Sum of the open deals by their chances."""
        return sum(
            (Fraction(d.amount or 0) * Fraction(d.probability or 0) / 100 for d in self.open()), Fraction(0)
        )

    def having(self, mark: str) -> int:
        """Number of rows that count as this."""
        return sum(mark in row.mark.split(", ") for row in self.rows)

    def passed(self) -> Fraction:
        """Share of the deals that got past a stage."""
        return Fraction(sum(row.mark == "got further" for row in self.rows), len(self.rows))


def _velocity(c: Counted) -> Fraction:
    won, closed = c.closed("won"), c.closed("won", "lost")
    size = c.value("won") / sum(deal.amount is not None for deal in won)
    return len(c.open()) * Fraction(len(won), len(closed)) * size / Fraction(sum(c.days()), len(c.days()))


def _amounts(deals: Iterable[OpenFact]) -> Fraction:
    return sum((Fraction(deal.amount or 0) for deal in deals), Fraction(0))


ANEW: dict[str, Callable[[Counted], Fraction]] = {
    "attainment": lambda c: c.booked / c.quota,
    "bookings": lambda c: c.booked,
    "quota": lambda c: c.quota,
    "pace": lambda c: c.booked / c.part("on track to date"),
    "projected": lambda c: c.booked * c.part("working days in all") / c.part("working days elapsed"),
    "weighted": lambda c: c.booked + c.weighted(),
    "required": lambda c: (c.quota - c.booked) / c.part("working days left"),
    "win_rate": lambda c: Fraction(len(c.closed("won")), len(c.closed("won", "lost"))),
    "win_rate_value": lambda c: c.value("won") / c.value("won", "lost"),
    "created_win_rate": lambda c: Fraction(len(c.closed("then won")), len(c.rows)),
    "deals_won": lambda c: Fraction(len(c.rows)),
    "deal_size": lambda c: c.value("won") / len(c.rows),
    "cycle": lambda c: Fraction(median(c.days())),
    "velocity": _velocity,
    "coverage": lambda c: _amounts(c.open()) / (c.quota - c.booked),
    "weighted_coverage": lambda c: c.weighted() / (c.quota - c.booked),
    "revenue_per_rep": lambda c: c.booked * c.part("working days") / c.part("own selling days"),
    "revenue_per_day": lambda c: c.booked / c.part("own selling days"),
    "calls": lambda c: c.number("call", "connected_call") / c.part("own selling days"),
    "meetings": lambda c: c.number("meeting") / c.part("own selling days"),
    "emails": lambda c: c.number("email") / c.part("own selling days"),
    "meeting_yield": lambda c: 100 * len(c.closed("won")) / c.number("meeting"),
    "call_yield": lambda c: 100 * c.number("meeting") / c.number("connected_call"),
}
OWN = parse_formula("won / (won + lost) * 100 + calls / meetings + bookings + created - open")


# What is known of somebody, or for "" of their team, in these days.
Known = dict[tuple[str, DateRange], Facts]
PEOPLE = ("ben", "grace", "jamal", "kavya", "")


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database for all tests of this file, each of which reads the same of it."""
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        yield f"sqlite:///{shutil.copy(template, tmp_path_factory.mktemp('figures') / 'test.db')}"
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    yield postgres.url


@pytest.fixture(scope="module")
def known(database_url: str, request: pytest.FixtureRequest) -> Known:
    """The demo's morning."""

    async def morning() -> Known:
        emulator = box_at(MONDAY)
        async with open_stage(emulator, database_url, migrated=True) as opened:
            await seed(opened.pacer.db, emulator.world, MONDAY)
            return {
                (name, days): await _facts_of(opened, name, days)
                for name in PEOPLE
                for days in (Q4, Q3, AUGUST)
            }

    found = asyncio.run(morning())
    if database_url.startswith("postgres"):
        # It is the one of all tests of this process.
        request.getfixturevalue("postgres").empty()
    return found


async def _facts_of(stage: Stage, name: str, days: DateRange) -> Facts:
    async with stage.pacer.db.reading(NORTHWIND) as reading:
        org_chart = await teams.load_org_chart(reading)
        whose = queries.of_person(stage.emulator.world.named(name or "ben", NORTHWIND).id)
        if not name:
            team = org_chart.team_of(whose.ids[0])
            assert team is not None
            whose = await queries.of_team(reading, team.id, MONDAY)
        facts = await queries.facts(reading, whose, days, MONDAY, with_stages=True, with_held=True)
    return replace(facts, rules=replace(facts.rules, stages=("Prospecting", "Engaging", "Proposal")))


def test_every_figure_follows_from_its_rows(known: Known) -> None:
    """Of each person and of the team, in this quarter and the last."""
    seen = set()
    for days in (Q4, Q3, AUGUST):
        for name in PEOPLE:
            facts = known[name, days]
            agreed = BY_KEY["quota"].compute(facts, days).value or Fraction(0)
            for metric in CATALOGUE:
                figure = metric.compute(facts, days)
                counted = tuple(row for row in metric.rows(facts, days) if row.counts)
                if figure.value is not None:
                    anew = ANEW[metric.key](Counted(counted, figure, agreed))
                    assert anew == figure.value, (metric.key, name, days.label)
                    seen.add((metric.key, name == ""))
    missing = {key for key in BY_KEY if (key, True) not in seen or (key, False) not in seen}
    assert missing == set()


def test_stages_and_own_formulas_follow_from_their_rows(known: Known) -> None:
    """Conversion by passed, pending, stayed; an own formula by the rows of its numbers."""
    for name in ("ben", ""):
        facts = known[name, Q4]
        first = stage_metric("Prospecting")
        figure, rows = first.compute(facts, Q4), first.rows(facts, Q4)
        assert figure.value == Counted(rows, figure, Fraction(0)).passed()
        own = OWN.figure(facts, Q4, Unit.number)
        counted = Counted(tuple(row for row in OWN.behind(facts, Q4) if row.counts), own, Fraction(0))
        won, lost = counted.having("won"), counted.having("lost")
        calls = counted.number("call", "connected_call") / counted.number("meeting")
        anew = Fraction(100 * won, won + lost) + calls + counted.booked + counted.having("created")
        assert own.value == anew - counted.having("open")


def test_a_quota_of_a_team_is_the_sum_of_its_lines(known: Known) -> None:
    """Quota, booked and attainment; nothing else."""
    facts = known["", Q4]
    lines = [row.fact for row in BY_KEY["quota"].rows(facts, Q4)]
    quotas = [line.quota for line in lines if isinstance(line, QuotaLine) and line.quota is not None]
    booked = [line.booked for line in lines if isinstance(line, QuotaLine)]
    assert sum(quotas) == BY_KEY["quota"].compute(facts, Q4).value
    assert sum(booked) / sum(quotas) == BY_KEY["attainment"].compute(facts, Q4).value
