"""A file that comes in slice by slice: others write in between, figures move at the end."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.common.date_ranges import DateRange
from bot.db.transaction import Database, Transaction
from bot.features.imports.rules.columns import Layout
from bot.features.imports.service.applying import SLICE, ReadIn, apply
from bot.features.imports.service.importing import Report, look
from bot.features.imports.service.sandbox import foreign_table
from bot.features.ledger.rules.deals import MatchedDeal
from bot.features.ledger.rules.facts import READING_IN, Facts
from bot.features.ledger.service import aggregates, holds, queries, won_deals
from bot.features.ledger.service.posting import PostingSource, book
from bot.features.ledger.service.rows import credit_rows
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.workspace.rules.books import BookRules
from tests.features.goals.office import ANA, BEN, NORTH, NOW, open_office
from tests.features.ledger.office import deal
from tests.features.members import member

LINES = 3 * SLICE + 50
WRONG = {10, SLICE + 10, 3 * SLICE + 10}
MAIL = "ben@northwind.example"
SECOND = timedelta(seconds=1)


class Crash(Exception):
    """The process ends."""


@pytest.fixture
async def file(db: Database, tmp_path: Path) -> Path:
    """Deals of Ben's for $1 each, of which three are won without a day."""
    await open_office(db)
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(BEN) | {"email": MAIL}])
    path = tmp_path / "deals.csv"
    lines = [
        f"F{number},Deal {number},{MAIL},Closed Won,1,{'' if number in WRONG else NOW.date()}"
        for number in range(LINES)
    ]
    path.write_text("\n".join(["Deal ID,Deal name,Owner email,Stage,Amount,Close date", *lines]))
    return path


async def layout_of(db: Database, file: Path) -> Layout:
    """How the file is read."""
    async with foreign_table(file) as table, db.reading(NORTH) as reading:
        report = await look(reading, table, "file", NOW)
    assert report.tally.new == LINES - len(WRONG)
    return report.survey.layout


async def read_in(
    db: Database,
    file: Path,
    layout: Layout,
    rejects: Path,
    after_slice: Callable[[ReadIn], Awaitable[None]],
    begun: ReadIn | None = None,
    now_later: timedelta = timedelta(0),
) -> Report:
    """The file comes in; `after_slice` is called when one is committed."""
    place = begun = begun or ReadIn()

    async def keep_place(_: Transaction, read: ReadIn) -> None:
        nonlocal place
        place = read

    async def progress(_: int, __: int) -> None:
        await after_slice(place)

    async with foreign_table(file) as table:
        return await apply(
            db,
            NORTH,
            table,
            layout,
            "file",
            "file:1",
            NOW + now_later,
            rows=LINES,
            author_id=ANA,
            begun=begun,
            keep_place=keep_place,
            rejects=rejects,
            progress=progress,
        )


async def tells(db: Database, amount: int, at: datetime) -> None:
    """The CRM tells of a deal of this amount."""
    async with db.transaction(NORTH) as transaction:
        entry = PostingSource("crm", "crm", confirms=True, now=at, today=at.date())
        record = deal(amount, at.date(), external_id=str(amount))
        await book(
            transaction, [MatchedDeal(record, BEN, ())], entry, await settings_of(transaction, BookRules)
        )


async def figures(db: Database, later: timedelta = SECOND) -> tuple[Facts, int, int, int]:
    """What Ben's figures are made of, by every way there is to them."""
    now, days = NOW + later, DateRange(date(2026, 1, 1), date(2027, 1, 1))
    whose = queries.of_person(BEN)
    async with db.reading(NORTH) as reading:
        facts = await queries.facts(reading, whose, days, now)
        sums = await aggregates.booked(reading, {BEN: (days,)}, now)
        rows = await credit_rows(reading, whose, days, now)
        newest, _ = await won_deals.newest(reading, now)
    return facts, rows.total, int(sums[BEN]), newest


async def test_figures_move_once_and_others_write_in_between(
    db: Database, file: Path, tmp_path: Path
) -> None:
    """Every slice leaves room for others, whose facts count at the end as well; until then nothing moves."""
    await tells(db, 100, NOW - SECOND)
    before = await figures(db)
    assert (before[1], before[2]) == (1, 100)
    seen: list[ReadIn] = []

    async def after_slice(place: ReadIn) -> None:
        seen.append(place)
        facts, rows, total, newest = await figures(db)
        assert (facts.credits, rows, total, newest) == (before[0].credits, *before[1:])
        assert facts.synced_at[READING_IN] < NOW
        async with db.transaction(NORTH):
            pass  # The one writer of SQLite is free.
        if len(seen) == 2:
            await tells(db, 7, NOW)

    report = await read_in(db, file, await layout_of(db, file), tmp_path / "rejected.csv", after_slice)

    assert [place.lines for place in seen] == [SLICE, 2 * SLICE, 3 * SLICE, LINES]
    assert (report.tally.new, report.rejected) == (LINES - len(WRONG), len(WRONG))
    facts, rows, total, _ = await figures(db)
    assert (rows, total) == (1 + report.tally.new + 1, 100 + report.tally.new + 7)
    assert READING_IN not in facts.synced_at


async def test_a_crash_loses_nothing_and_repeats_nothing(db: Database, file: Path, tmp_path: Path) -> None:
    """Who goes on begins where it was; the counts and the list of rejected lines are those of the file."""
    layout, rejects = await layout_of(db, file), tmp_path / "rejected.csv"
    place = ReadIn()

    async def after_two(read: ReadIn) -> None:
        nonlocal place
        place = read
        if read.lines == 2 * SLICE:
            raise Crash

    async def quietly(_: ReadIn) -> None:
        assert (await figures(db, 2 * SECOND))[1:3] == (0, 0)

    with pytest.raises(Crash):
        await read_in(db, file, layout, rejects, after_two)
    assert (place.lines, place.tally.new) == (2 * SLICE, 2 * SLICE - 2)
    assert (await figures(db))[1:3] == (0, 0)

    report = await read_in(db, file, layout, rejects, quietly, begun=place, now_later=SECOND)

    assert (report.tally.new, report.tally.same) == (LINES - len(WRONG), 0)
    assert (await figures(db, 2 * SECOND))[1:3] == (report.tally.new, report.tally.new)
    listed = rejects.read_text("utf-8-sig").splitlines()[1:]
    assert [line.split(",")[0] for line in listed] == [str(number + 2) for number in sorted(WRONG)]


async def test_of_two_files_at_once_the_first_start_counts(db: Database) -> None:
    """The second one ends later: until then, nothing of the first may show either."""
    async with db.transaction(NORTH) as transaction:
        await holds.hold(transaction, "file:1", NOW)
        await holds.hold(transaction, "file:2", NOW + SECOND)
        await holds.release(transaction, "file:1", NOW + SECOND)
        assert await holds.known_at(transaction, NOW + 2 * SECOND) < NOW
        await holds.release(transaction, "file:2", NOW + SECOND)
        assert await holds.known_at(transaction, NOW + 2 * SECOND) == NOW + 2 * SECOND


async def test_a_hold_that_nobody_ends_lapses(db: Database) -> None:
    """A command that was killed must not stop all figures; each slice renews it."""
    async with db.transaction(NORTH) as transaction:
        await holds.hold(transaction, "command:deals.csv", NOW)
        assert await holds.known_at(transaction, NOW + holds.LAPSES_AFTER - SECOND) < NOW
        await holds.hold(transaction, "command:deals.csv", NOW + SECOND)
        assert await holds.known_at(transaction, NOW + holds.LAPSES_AFTER) < NOW
        lapsed = NOW + SECOND + holds.LAPSES_AFTER
        assert await holds.known_at(transaction, lapsed) == lapsed
