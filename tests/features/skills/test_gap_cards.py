"""Gap cards on real databases: made by the clock, seen by their person first, frozen."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import pytest

from bot.common.errors import BadInput, NotAllowed, Refusal
from bot.db.transaction import Database
from bot.features.coaching.rules.cadence import Rhythm
from bot.features.coaching.service import pairs, series
from bot.features.ledger.rules.credits import Split
from bot.features.ledger.service.by_hand.manual_entries import ManualWin
from bot.features.metrics.service import own_entries
from bot.features.people.service.settings import save_settings
from bot.features.skills.rules.cards import GapCard
from bot.features.skills.rules.facts import ShownCard
from bot.features.skills.rules.settings import SkillSettings
from bot.features.skills.service import cards, making
from tests.contexts import acting
from tests.features.goals.office import outgoing
from tests.features.ledger.office import key, take
from tests.features.skills.office import (
    ADA,
    ANA,
    BEN,
    CLEO,
    HEAD,
    LIKE_BEN,
    MATE,
    MONDAY,
    MORNING,
    NORTH,
    NOW,
    by_the_clock,
    decided,
    open_skills,
    sell,
    tell,
    tell_of_all,
)

TUESDAY = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Seven Account Executives who sell to enterprises."""
    await open_skills(db)


async def shown(db: Database, viewer: str, person: str = "", now: datetime = MORNING) -> ShownCard:
    """What this person is shown."""
    async with db.transaction(NORTH) as transaction:
        return await cards.show(acting(transaction, viewer, now, key()), person)


async def refused(db: Database, viewer: str, person: str = "", now: datetime = MORNING) -> str:
    """The sentence with which nothing is shown."""
    with pytest.raises(Refusal) as refusal:
        await shown(db, viewer, person, now)
    return str(refusal.value)


async def card_of(db: Database, person: str = BEN, now: datetime = MORNING) -> GapCard:
    """Somebody's own card."""
    return (await shown(db, person, now=now)).kept.card


async def test_a_card_is_made_of_what_was_decided(db: Database) -> None:
    """Beside six others; the parts add up, and the win rate stands out."""
    await tell_of_all(db)
    assert await by_the_clock(db) == 7
    assert await by_the_clock(db) == 0
    card = await card_of(db)
    assert (card.people, card.steps, card.like_steps) == (6, (60, 6), (360, 180))
    assert (card.own, card.currency, card.week) == (120_000, "USD", MONDAY)
    assert sum(part.amount for part in card.parts) == card.own - card.reference
    assert card.finding is not None
    assert (card.finding.key, card.finding.strength.value) == ("win_rate", "likely")
    # All have the same working days.
    assert card.reference == 600_000
    assert card.shared == 0


async def test_only_what_is_confirmed_and_their_own_counts(db: Database) -> None:
    """Own entries without a nod, deals of other days, and shares of others change no factor."""
    await tell_of_all(db)
    async with db.transaction(NORTH) as transaction:
        ctx = acting(transaction, BEN, NOW - timedelta(days=2), key())
        await own_entries.log_won(ctx, ManualWin("Acme", Decimal(90_000)))
    mine = decided(BEN, 6, 54)
    split = [Split(BEN, Decimal(50), False), Split(MATE, Decimal(50), False)]
    await take(db, MONDAY - timedelta(days=1), mine[0], owner=BEN, splits=split)
    await tell(db, BEN, 3, 3, last=MONDAY - timedelta(weeks=30))
    await take(db, MONDAY, *decided(BEN, 1, 0, last=MONDAY + timedelta(days=1)), owner=BEN)
    card = await card_of(db)
    assert (card.steps, card.own, card.shared) == ((60, 6), 120_000, -10_000)


async def test_the_card_is_frozen(db: Database) -> None:
    """What comes later changes the next one."""
    await tell_of_all(db)
    await by_the_clock(db)
    await take(db, MONDAY, *decided(BEN, 30, 0, last=MONDAY - timedelta(days=60)), owner=BEN)
    assert (await card_of(db)).steps == (60, 6)
    next_week = await card_of(db, now=MORNING + timedelta(days=7))
    assert next_week.steps[1] > 6


async def test_the_rep_sees_it_first(db: Database) -> None:
    """The manager from their opening of the next working day after that; admins and others never."""
    await tell_of_all(db)
    await by_the_clock(db)
    first = "Ben sees this first: it is yours on your working day after that."
    assert await refused(db, ANA, BEN) == first
    assert await refused(db, ANA, BEN, NOW + timedelta(days=4)) == first
    own = await shown(db, BEN)
    assert own.released_at == TUESDAY
    assert await refused(db, ANA, BEN) == "Ben sees this first: it is yours from Tue 1 Dec 9:00."
    assert await refused(db, ANA, BEN, TUESDAY - timedelta(minutes=1)) == (
        "Ben sees this first: it is yours from Tue 1 Dec 9:00."
    )
    theirs = await shown(db, ANA, BEN, TUESDAY)
    assert (theirs.kept.id, theirs.is_own) == (own.kept.id, False)
    for other in (ADA, HEAD, CLEO, MATE, LIKE_BEN[0]):
        for now in (MORNING, TUESDAY):
            assert await refused(db, other, BEN, now) == "Only Ben and Ben's manager see this.", other
    # The next Monday's is Ben's alone again; below it stands the released one.
    await by_the_clock(db, NOW + timedelta(days=7))
    again = await shown(db, ANA, BEN, MORNING + timedelta(days=7))
    assert (again.kept.id, again.held) == (own.kept.id, first)


async def test_why_follows_the_card(db: Database) -> None:
    """Own rows as they were known then; one sentence for all who may not read it."""
    await tell_of_all(db)
    await by_the_clock(db)
    own = await shown(db, BEN)
    await take(db, MONDAY, *decided(BEN, 30, 0, last=MONDAY - timedelta(days=60)), owner=BEN)

    async def why(viewer: str, now: datetime) -> int:
        async with db.reading(NORTH) as reading:
            _, rows = await cards.why(acting(reading, viewer, now), own.kept.id)
            assert rows is not None
            assert {row.owner_id for row in rows.rows} == {BEN}
            return rows.total

    assert await why(BEN, MORNING) == await why(ANA, TUESDAY) == 60
    for viewer, now in ((ANA, MORNING), (ADA, TUESDAY), (HEAD, TUESDAY), (CLEO, TUESDAY), (MATE, TUESDAY)):
        with pytest.raises(BadInput, match=r"^There is no such card any more\.$"):
            await why(viewer, now)


async def test_whom_one_stands_beside(db: Database) -> None:
    """Another segment is another group, unless an admin looks over it; and so is a shorter time here."""
    await tell_of_all(db)
    await sell(db, LIKE_BEN[:2], segment=" enterprise ")
    assert (await card_of(db)).people == 6
    await sell(db, LIKE_BEN[:2], segment="Mid-market")
    week = timedelta(days=7)
    card = await card_of(db, now=MORNING + week)
    assert (card.people, card.alike) == (0, 4)
    async with db.transaction(NORTH) as transaction:
        ctx = acting(transaction, ADA, NOW, key())
        await save_settings(ctx, SkillSettings(by_segment=False))
    assert (await card_of(db, now=MORNING + 2 * week)).people == 6
    await sell(db, LIKE_BEN[:2], role="am")
    assert (await card_of(db, now=MORNING + 3 * week)).alike == 4


async def test_who_has_no_card(db: Database) -> None:
    """Nobody has said what they sell; cards are off; nobody of one's people."""
    await tell_of_all(db)
    untold = "Nobody has said yet what you sell"
    assert await refused(db, MATE) == f"{untold}: Ana does, with `/skills roles`."
    assert await refused(db, CLEO) == f"{untold}: Head does, with `/skills roles`."
    assert await refused(db, HEAD) == (
        "Nobody leads you, so nobody says what you sell. Choose what each of your people sells."
    )
    assert (
        await refused(db, ANA, MATE) == "Nobody has said what Mate sells: choose a role in `/skills roles`."
    )
    async with db.transaction(NORTH) as transaction:
        await save_settings(acting(transaction, ADA, NOW, key()), SkillSettings(gap_cards=False))
    assert await by_the_clock(db) == 0
    assert await refused(db, BEN) == "Gap cards are switched off here."
    assert await refused(db, CLEO, BEN) == "Only Ben and Ben's manager see this."


async def test_who_sets_roles(db: Database) -> None:
    """Their manager and admins; nothing is stored twice."""
    assert await sell(db, [BEN], by=ANA) == 0
    assert await sell(db, [BEN], role="am", by=ANA) == 1
    for who, by in ((LIKE_BEN[0], ANA), (BEN, HEAD)):
        with pytest.raises(NotAllowed, match="Only the manager of somebody"):
            await sell(db, [who], role="sdr", by=by)
    with pytest.raises(NotAllowed, match="Only the managers of teams"):
        await sell(db, [BEN], role="sdr", by=BEN)
    with pytest.raises(BadInput, match="There is no such role"):
        await sell(db, [BEN], role="king", by=ANA)


async def test_a_new_likely_gap_is_told_of(db: Database) -> None:
    """To Ben alone, once in four weeks; not while a 1:1 is near, and never what it is."""

    async def weekly(weeks: int) -> list[tuple[str, str]]:
        now = NOW + timedelta(weeks=weeks)
        async with db.reading(NORTH) as reading:
            batches = await making.due(reading, now)
        for batch in batches:
            async with db.transaction(NORTH) as transaction:
                await making.keep_and_tell(acting(transaction, "", now), batch)
        return [row[:2] for row in await outgoing(db)]

    await tell_of_all(db)
    assert await weekly(0) == [("coaching.gap", BEN)]
    assert await weekly(1) == [("coaching.gap", BEN)]


async def test_no_message_while_a_talk_is_near(db: Database) -> None:
    """The card comes with its preparation then."""
    await tell_of_all(db)
    async with db.transaction(NORTH) as transaction:
        ctx = acting(transaction, BEN, NOW, key())
        pair = await pairs.find_pair(ctx, ANA)
        await series.schedule(ctx, pair, Rhythm(1, 2, time(10), 30))
    async with db.reading(NORTH) as reading:
        batches = await making.due(reading, NOW)
    async with db.transaction(NORTH) as transaction:
        await making.keep_and_tell(acting(transaction, "", NOW), batches[0])
    assert ("coaching.gap", BEN) not in [row[:2] for row in await outgoing(db)]
