"""A contest on real books: who declines or hides moves nobody, who leaves is frozen, late data end."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Database
from bot.features.contests.repository import ContestRepository
from bot.features.contests.rules.facts import Contest
from bot.features.contests.rules.planning import ContestRules, rules_from
from bot.features.contests.service import lifecycle, notifications
from bot.features.contests.service.scoreboard import Score, score
from bot.features.leaderboards.rules.specs import Engine, Measure
from bot.features.leaderboards.service import settings as boards
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.rules.records import DealStatus
from bot.features.ledger.service import quotas
from tests.contexts import acting
from tests.features.leaderboards.office import MORE, TEAM, set_up
from tests.features.ledger.office import ADA, ANA, BEN, CLEO, MATE, NORTH, at, deal, key, take

FIRST, LAST = date(2026, 11, 24), date(2026, 11, 30)
START = at(date(2026, 11, 23))
RULES = ContestRules("Sprint", Measure("bookings", Engine.raw), FIRST, LAST, team_ids=(1,), late_days=2)


async def launched(db: Database, rules: ContestRules = RULES, actor_id: str = ANA) -> Contest:
    """A contest that goes on."""
    async with db.transaction(NORTH) as transaction:
        planned = await lifecycle.plan(acting(transaction, actor_id, START, key()), rules, "C0SALES", None)
        return await lifecycle.launch(acting(transaction, actor_id, START, key()), planned.id)


async def stands(db: Database, contest: Contest, as_of: datetime, *decliners: str) -> Score:
    """How it stands."""
    async with db.reading(NORTH) as reading:
        return await score(reading, rules_from(contest.rules), frozenset(decliners), as_of)


def places(found: Score) -> list[tuple[int, str, str]]:
    """Rank, person, score."""
    return [(each.rank, each.id, str(each.score)) for each in found.ranked.placed]


async def test_declining_and_hiding_move_nobodys_score(db: Database) -> None:
    """Everybody else has what they had."""
    await set_up(db)
    contest = await launched(db)
    for number, who in enumerate(TEAM):
        await take(db, FIRST, deal(1_000 * (number + 1), FIRST, external_id=f"D{number}"), owner=who)
    everybody = await stands(db, contest, at(FIRST, 12))
    without = await stands(db, contest, at(FIRST, 12), MATE)
    scores = {who: said for _, who, said in places(everybody)}
    assert {who: said for _, who, said in places(without)} == {k: v for k, v in scores.items() if k != MATE}
    async with db.transaction(NORTH) as transaction:
        await boards.hide(acting(transaction, MORE[3], START, key()))
    assert places(await stands(db, contest, at(FIRST, 12))) == places(everybody)
    async with db.reading(NORTH) as reading:
        told = await notifications.told(reading, everybody)
    assert told.won == ("a teammate",)
    assert [row[1] for row in told.rows] == ["a teammate", "Fay"]


async def test_who_leaves_is_frozen_and_who_comes_is_not_in_it(db: Database) -> None:
    """The score stays as it was; nobody is seeded anew."""
    await set_up(db)
    contest = await launched(db)
    await take(db, FIRST, deal(7_000, FIRST, external_id="D1"), owner=MORE[0])
    left = FIRST + timedelta(days=2)
    async with db.transaction(NORTH) as transaction:
        await quotas.set_employment(acting(transaction, ANA, at(left), key()), MORE[0], None, left)
    later = left + timedelta(days=1)
    await take(db, later, deal(9_000, later, external_id="D2"), owner=MORE[0])
    found = await stands(db, contest, at(LAST))
    assert (1, MORE[0], "7000") in places(found)
    assert found.field.has_left(MORE[0])
    assert CLEO not in [who for _, who, _ in places(found)]


async def test_late_data_count_until_the_cut_off(db: Database) -> None:
    """What comes in later belongs to nobody's contest, and what is taken back later does not either."""
    await set_up(db)
    contest = await launched(db)
    await take(db, FIRST, deal(5_000, FIRST, external_id="D1"), owner=MATE)
    await take(db, date(2026, 12, 2), deal(6_000, LAST, external_id="LATE"), owner=BEN)
    await take(db, date(2026, 12, 3), deal(9_000, LAST, external_id="TOOLATE"), owner=MATE)
    await take(db, date(2026, 12, 3), deal(None, None, DealStatus.OPEN, external_id="LATE"), owner=BEN)
    async with db.reading(NORTH) as reading:
        row = await ContestRepository(reading).find(contest.id)
    assert row is not None
    assert row.cutoff_at is not None
    assert row.cutoff_at.date() == date(2026, 12, 3)
    found = await stands(db, contest, row.cutoff_at)
    assert places(found)[:2] == [(1, BEN, "6000"), (2, MATE, "5000")]


async def test_who_may_hold_one(db: Database) -> None:
    """Managers among their own people, admins among all."""
    await set_up(db)
    for actor_id, rules in ((BEN, RULES), (ANA, ContestRules(**{**vars(RULES), "team_ids": (2,)}))):
        async with db.transaction(NORTH) as transaction:
            with pytest.raises(NotAllowed):
                await lifecycle.plan(acting(transaction, actor_id, START, key()), rules, "C0SALES", None)
    contest = await launched(db)
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(BadInput, match="launched already"):
            await lifecycle.launch(acting(transaction, ANA, START, key()), contest.id)
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(BadInput, match="frozen"):
            await lifecycle.plan(acting(transaction, ANA, START, key()), RULES, "C0SALES", contest.id)
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(BadInput, match="no such contest"):
            await lifecycle.cancel(acting(transaction, CLEO, START, key()), contest.id)
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(NotAllowed, match="Only whoever made"):
            await lifecycle.cancel(acting(transaction, BEN, START, key()), contest.id)
        assert (
            await lifecycle.cancel(acting(transaction, ADA, START, key()), contest.id)
        ).state == "cancelled"


async def test_teams_against_each_other(db: Database) -> None:
    """Ratios of sums, and only the best is told."""
    await set_up(db)
    async with db.transaction(NORTH) as transaction:
        new = quotas.NewQuota(CLEO, Decimal(10_000), Per.quarter, date(2026, 7, 1))
        await quotas.set_quota(acting(transaction, ADA, START, key()), new)
    measure = Measure("bookings", Engine.attainment)
    rules = ContestRules("Derby", measure, FIRST, LAST, team_ids=(1, 2), by_team=True)
    contest = await launched(db, rules, ADA)
    await take(db, FIRST, deal(9_000, FIRST, external_id="D1"), owner=BEN)
    await take(db, FIRST, deal(500, FIRST, external_id="D2"), owner=CLEO)
    found = await stands(db, contest, at(LAST))
    assert [each.id for each in found.ranked.placed] == ["2", "1"]
    async with db.reading(NORTH) as reading:
        told = await notifications.told(reading, found)
    assert [row[1] for row in told.rows] == ["Support"]
