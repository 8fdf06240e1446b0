"""A public data set of sales, imported without loss; its figures equal an independent calculation.

The data are no part of this project: PACER_CRM_SALES names their folder, and without it this is skipped.
"""

import os
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
import pytest_asyncio

from bot.common.date_ranges import DateRange
from bot.db.engine import make_engine
from bot.db.migrate import migrate
from bot.db.transaction import Database
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.rules.matching import words_of
from bot.features.imports.service.applying import apply
from bot.features.imports.service.importing import Report, look
from bot.features.imports.service.sandbox import foreign_table
from bot.features.ledger.rules.cuts import Dimension
from bot.features.ledger.rules.facts import ALWAYS, Population
from bot.features.ledger.rules.records import PersonRef
from bot.features.ledger.service import queries
from bot.features.metrics.rules import deals
from bot.features.metrics.rules import quota as quotas
from bot.features.metrics.rules.catalogue import BY_KEY
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting
from tests.features.members import member

_HERE = Path(__file__).resolve().parents[4]
FOLDER = Path(os.environ.get("PACER_CRM_SALES", _HERE.parent / "shared" / "data" / "crm-sales"))
WHOLE = FOLDER / "sales_pipeline.csv"
NORTH, ADA = "T0NORTH", "U0ADA"
NOW = datetime(2018, 1, 2, 9, tzinfo=UTC)
YEAR = DateRange(date(2017, 1, 1), date(2018, 1, 1), "2017")
Q3 = DateRange(date(2017, 7, 1), date(2017, 10, 1), "Q3 2017")

pytestmark = [
    pytest.mark.skipif(
        not WHOLE.exists(), reason=f"SKIPPED LOUDLY: no data set at {FOLDER} (PACER_CRM_SALES)"
    ),
    pytest.mark.asyncio(loop_scope="module"),
]


@dataclass(frozen=True)
class Imported:
    """The database with the data in it, what the import said, and the members by name."""

    db: Database
    looked: Report
    applied: Report
    again: Report
    members: dict[str, str]


@pytest.fixture(scope="module", params=[2_000, pytest.param(8_800, marks=pytest.mark.slow)])
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole file, or so many rows of it, picked at random and as they were written."""
    rows = pd.read_csv(WHOLE, dtype=str, keep_default_na=False)
    if request.param == len(rows):
        return WHOLE
    path: Path = tmp_path_factory.mktemp("crm") / WHOLE.name
    rows.sample(request.param, random_state=1).to_csv(path, index=False)
    return path


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def imported(file: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Imported]:
    """Everybody on the roster is a member; who is who is confirmed once; the file is imported, and again."""
    org_chart = pd.read_csv(FOLDER / "sales_teams.csv")
    names = [*org_chart["sales_agent"], *org_chart["manager"].unique()]
    members = {name: f"U{number:08d}" for number, name in enumerate(names)}
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('crm') / 'crm.db'}")
    await migrate(engine)
    db = Database(engine)
    async with db.transaction(NORTH) as transaction:
        rows = [member(who) | {"name": name} for name, who in members.items()]
        await people.keep(transaction, [*rows, member(ADA, is_admin=True)])
        for manager, group in org_chart.groupby("manager"):
            form = TeamForm(
                str(manager), members[str(manager)], tuple(members[n] for n in group["sales_agent"])
            )
            await teams.save(acting(transaction, ADA, NOW, f"team {manager}"), form, None)
        words = {word: who for name, who in members.items() for word in words_of(PersonRef(name=name), "crm")}
        await ImportRepository(transaction).remember_people(dict(words), ADA, NOW)
    async with foreign_table(file) as table, db.reading(NORTH) as reading:
        looked = await look(reading, table, "crm", NOW)
    async with foreign_table(file) as table:
        applied = await apply(
            db,
            NORTH,
            table,
            looked.survey.layout,
            "crm",
            "test",
            NOW,
            rows=looked.survey.rows,
            author_id=ADA,
        )
    async with foreign_table(file) as table, db.reading(NORTH) as reading:
        again = await look(reading, table, "crm", NOW)
    yield Imported(db, looked, applied, again, members)
    await db.close()


@pytest.fixture(scope="module")
def frame(file: Path) -> pd.DataFrame:
    """The same file as pandas reads it."""
    return pd.read_csv(file, parse_dates=["engage_date", "close_date"])


async def test_every_row_is_accounted_for(imported: Imported, frame: pd.DataFrame) -> None:
    """As many as a plain count says; the same file again brings nothing."""
    rows = len(frame)
    for report in (imported.looked, imported.applied):
        assert report.survey.rows == rows
        assert (report.tally.new, report.tally.changed, report.tally.same, report.rejected) == (rows, 0, 0, 0)
    assert (imported.again.tally.new, imported.again.tally.same, imported.again.rejected) == (0, rows, 0)


async def test_a_person_nobody_has_named_is_asked_about(
    tmp_path: Path, file: Path, frame: pd.DataFrame
) -> None:
    """Without a confirmed name every row waits for one, none is lost."""
    engine = make_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    await migrate(engine)
    db = Database(engine)
    async with foreign_table(file) as table, db.reading(NORTH) as reading:
        report = await look(reading, table, "crm", NOW)
    await db.close()
    assert (report.rejected, report.parked) == (0, len(frame))
    assert len(report.unknown) == frame["sales_agent"].nunique()
    assert sum((count for _, count in report.reasons.most_common(99))) <= len(frame)


async def test_figures_equal_an_independent_calculation(imported: Imported, frame: pd.DataFrame) -> None:
    """Win rate, revenue, deal size and cycle of everybody who has a deal, for a year and a quarter."""
    for days in (YEAR, Q3):
        inside = (frame["close_date"] >= str(days.start)) & (frame["close_date"] < str(days.end))
        closed = frame[inside & frame["deal_stage"].isin(["Won", "Lost"])]
        for name, rows in closed.groupby("sales_agent"):
            won = rows[rows["deal_stage"] == "Won"]
            async with imported.db.reading(NORTH) as reading:
                whose = queries.of_person(imported.members[str(name)])
                facts = await queries.facts(reading, whose, days, NOW)
            assert deals.win_rate(facts, days).value == Fraction(len(won), len(rows))
            assert quotas.bookings(facts, days).value == int(won["close_value"].sum())
            size, cycle = deals.deal_size(facts, days).value, deals.cycle(facts, days)
            assert size is not None
            assert float(size) == pytest.approx(won["close_value"].mean())
            lengths = (won["close_date"] - won["engage_date"]).dt.days
            assert cycle.value is not None
            assert float(cycle.value) == pytest.approx(lengths.median())


async def test_cuts_equal_an_independent_calculation(imported: Imported, frame: pd.DataFrame) -> None:
    """Every product of all who sell: bookings, win rate, deal size, cycle, open; no deal in two."""
    everybody = Population(dict.fromkeys(imported.members.values(), (ALWAYS,)), is_team=True)
    async with imported.db.reading(NORTH) as reading:
        facts = await queries.facts(reading, everybody, YEAR, NOW, with_deals=True)
    differences, counted = {}, 0
    for product, rows in frame.groupby("product"):
        cut = facts.cut(Dimension.product, str(product))
        inside = (rows["close_date"] >= str(YEAR.start)) & (rows["close_date"] < str(YEAR.end))
        won = rows[inside & (rows["deal_stage"] == "Won")]
        closed = rows[inside & rows["deal_stage"].isin(["Won", "Lost"])]
        wanted = {
            "bookings": Fraction(int(won["close_value"].sum())),
            "win_rate": Fraction(len(won), len(closed)),
            "deal_size": Fraction(int(won["close_value"].sum()), len(won)),
            "cycle": Fraction((won["close_date"] - won["engage_date"]).dt.days.median()),
        }
        found = {key: BY_KEY[key].figure(cut, YEAR).value for key in wanted}
        still = rows[~rows["deal_stage"].isin(["Won", "Lost"])]
        if found != wanted or len(cut.open) != len(still):
            differences[product] = (found, wanted, len(cut.open), len(still))
        counted += len(cut.closed) + len(cut.open)
    assert differences == {}
    assert counted == len(facts.closed) + len(facts.open)


async def test_teams_and_ranks_equal_an_independent_calculation(
    imported: Imported, frame: pd.DataFrame
) -> None:
    """The sum of a manager's team; the order of all who sold in the quarter."""
    inside = (frame["close_date"] >= str(Q3.start)) & (frame["close_date"] < str(Q3.end))
    won = frame[inside & (frame["deal_stage"] == "Won")]
    wanted = won.groupby("sales_agent")["close_value"].sum()
    org_chart = pd.read_csv(FOLDER / "sales_teams.csv")
    by_team = won.merge(org_chart, on="sales_agent").groupby("manager")["close_value"].sum()
    async with imported.db.reading(NORTH) as reading:
        found = {}
        for name in wanted.index:
            whose = queries.of_person(imported.members[str(name)])
            found[name] = quotas.bookings(await queries.facts(reading, whose, Q3, NOW), Q3).value
        for team in (await teams.load_org_chart(reading)).teams:
            whose = await queries.of_team(reading, team.id, NOW)
            seen = quotas.bookings(await queries.facts(reading, whose, Q3, NOW), Q3).value
            assert seen == int(by_team[team.name])
    ranks = wanted.rank(method="min", ascending=False).astype(int)
    ours = {
        name: 1 + sum(other > value for other in found.values() if other and value)
        for name, value in found.items()
        if value
    }
    assert ours == ranks.to_dict()


async def test_the_warts_of_the_data_are_told(imported: Imported, frame: pd.DataFrame) -> None:
    """Lost deals of value 0 make no 100% by value; open deals without dates are there; history is partial."""
    name = frame["sales_agent"].value_counts().index[0]
    async with imported.db.reading(NORTH) as reading:
        facts = await queries.facts(reading, queries.of_person(imported.members[name]), YEAR, NOW)
    figure = deals.win_rate_by_value(facts, YEAR)
    assert figure.value is None
    assert figure.code is not None
    assert figure.code.value == "lost deals have no values"
    still = frame[(frame["sales_agent"] == name) & ~frame["deal_stage"].isin(["Won", "Lost"])]
    assert len(facts.open) == len(still)
    assert facts.recorded_from == frame["close_date"].min().date()
    stages = Counter(frame["deal_stage"])
    assert stages["Won"] + stages["Lost"] == frame["close_date"].notna().sum()


async def test_the_columns_are_known_by_their_names(imported: Imported) -> None:
    """Nobody has to be asked how to read it."""
    survey = imported.looked.survey
    assert not survey.questions
    assert not survey.missing
    assert survey.unused == ()
    assert survey.layout.columns["product"] == ("product",)
    assert survey.layout.columns["amount"] == ("close_value",)
