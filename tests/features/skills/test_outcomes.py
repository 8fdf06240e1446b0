"""Whether it moved, on real databases: said beforehand, judged when its window is over."""

from datetime import date, datetime, timedelta

import pytest

from bot.common.date_ranges import DateRange
from bot.db.transaction import Database, Transaction
from bot.features.people.service.settings import save_settings
from bot.features.skills.repository.cards import CardRepository
from bot.features.skills.rules.outcome import OutcomeWord
from bot.features.skills.rules.outcome_facts import ActionSpan, OutcomeCard, VisibleBeforehand, WatchedAction
from bot.features.skills.service import outcomes, untouched
from bot.features.workspace.rules.books import BookRules
from tests.contexts import acting
from tests.features.skills.office import ADA, BEN, LIKE_BEN, MONDAY, NORTH, NOW, open_skills, tell

BEGUN = date(2026, 8, 3)
ACTION = WatchedAction(BEN, "Recap mail after each demo", "win_rate", BEGUN)


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ben won 8 of 80 before the action, the others 40 of 80; a deal every other day."""
    await open_skills(db)
    await tell(db, BEN, 8, 72, last=BEGUN)
    for who in LIKE_BEN:
        await tell(db, who, 40, 40, last=BEGUN)


async def judged(db: Database, now: datetime = NOW, action: WatchedAction = ACTION) -> OutcomeCard | None:
    """What came of it."""
    async with db.reading(NORTH) as reading:
        return await outcomes.judge(reading, action, now)


async def test_it_moved(db: Database) -> None:
    """48 won of 50 since then: told when the window is over, not before."""
    await tell(db, BEN, 48, 2, last=BEGUN + timedelta(days=101))
    async with db.reading(NORTH) as reading:
        before = await outcomes.visible_beforehand(reading, ACTION, NOW)
    assert isinstance(before, VisibleBeforehand)
    assert 0.1 < before.change < 0.4
    assert await judged(db, NOW - timedelta(days=100)) is None
    card = await judged(db)
    assert card is not None
    assert (card.word, card.is_alone, card.histories) == (OutcomeWord.moved, False, 0)
    assert card.after.entered >= 20
    assert card.estimate is not None
    assert card.estimate.low > 0


async def test_it_did_not_move_and_few_are_too_few(db: Database) -> None:
    """As low as before, of many deals; of a handful nothing is said."""
    few = await judged(db, NOW + timedelta(days=5))
    assert few is not None
    assert few.word is OutcomeWord.too_few
    for days in range(8):
        await tell(db, BEN, 1, 20, last=BEGUN + timedelta(days=41 + days))
    card = await judged(db)
    assert card is not None
    assert card.word is OutcomeWord.did_not_move


async def test_untouched_windows_are_kept(db: Database) -> None:
    """Of those who had no action; whoever had one of that conversion or its skill is left out."""
    for who in (BEN, *LIKE_BEN):
        await tell(db, who, 30, 50, last=MONDAY)

    async def spans(_: Transaction, ids: object, since: date) -> list[ActionSpan]:
        days = DateRange(date(2026, 1, 1), date(2027, 1, 1))
        return [ActionSpan(LIKE_BEN[0], "", "closing", days), ActionSpan(LIKE_BEN[1], "calls", "", days)]

    async with db.reading(NORTH) as reading:
        found = await untouched.due(reading, NOW, [spans])
    (role,) = found
    assert {each.person_id for each in role.windows} == {BEN, *LIKE_BEN[1:]}
    async with db.transaction(NORTH) as transaction:
        for _ in range(2):
            await untouched.keep(acting(transaction, "", NOW), role)
        kept = await CardRepository(transaction).windows("win_rate", "ae", "none")
    assert sorted(kept) == sorted(each.z for each in role.windows if each.flag.value == "none")
    assert kept


async def test_by_stage(db: Database) -> None:
    """The conversion of a stage is watched from when deals came to it; the card names the stage."""
    async with db.transaction(NORTH) as transaction:
        ctx = acting(transaction, ADA, NOW, "stages")
        await save_settings(ctx, BookRules(stages=("Discovery", "Demo")))
    for who in (BEN, *LIKE_BEN):
        await tell(db, who, 1, 59, last=BEGUN, size=5, stages=("Discovery",))
        await tell(db, who, 40, 10, last=BEGUN + timedelta(days=121), stages=("discovery", "Demo"))
    action = WatchedAction(BEN, "Ask first", "c1", BEGUN)
    card = await judged(db, NOW + timedelta(days=30), action)
    assert card is not None
    assert card.stage == "Discovery"
    # Twenty days lie between the stage and the decision.
    assert card.after.entered >= 20
    async with db.reading(NORTH) as reading:
        found = await untouched.due(reading, NOW + timedelta(days=90))
    assert [each.what.metric for each in found] == ["c1", "c2"]
    assert all(each.windows for each in found[:1])
