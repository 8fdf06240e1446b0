"""What became of the deals of a play is what plain Python counts of the rows; few deals compare nothing."""

import random
from datetime import timedelta
from math import sqrt

from sqlalchemy import text

from bot.db.transaction import Database
from bot.features.ledger.rules.records import DealRecord, DealStatus
from bot.features.plays.models import PlayUseRow
from bot.features.plays.service import plays, search
from bot.features.plays.views.list import card_message
from tests.features.goals.office import ANA, BEN, MATE, NORTH, NOW, open_office
from tests.features.ledger.office import deal, take
from tests.features.plays.office import did, words

DAY, TODAY = timedelta(days=1), NOW.date()
STATUSES = (DealStatus.WON, DealStatus.LOST, DealStatus.OPEN)
# Decided deals with the play, and others: from twenty of both on they are compared.
SIZES = ((19, 40), (20, 19), (20, 20), (33, 50))
_DEALS = (
    "SELECT deal_id, owner_id, status, counted_on FROM deal_versions "
    "WHERE replaced_at IS NULL AND is_confirmed"
)


async def test_counts_equal_a_plain_count(db: Database) -> None:
    """Deals at random, won, lost and open, of two people; some are gone from the books."""
    await open_office(db)
    wrong: list[object] = []
    for number, (used, others) in enumerate(SIZES):
        luck = random.Random(number)
        play = await did(db, ANA, lambda ctx: plays.write_play(ctx, words(f"Play {number}")))  # noqa: B023
        before = await _told(db)
        for owner in (BEN, MATE):
            records = [_record(luck, f"{number}-{owner}-{n}") for n in range(60)]
            await take(db, TODAY, *records, owner=owner)
        mine = [row for row in await _told(db) if row not in before]
        decided = [row for row in mine if row[2] != "open"]
        luck.shuffle(decided)
        with_it = [*decided[:used], *[row for row in mine if row[2] == "open"][:7]]
        first = TODAY - 100 * DAY
        await _use(db, play.id, [(row[0], row[1]) for row in with_it] + [(10**9 + number, BEN)], first)
        # Others of the same people are all that they decided since the first use: the rest is told as open.
        await _reopen(db, [row[0] for row in decided[used + others :]] + [row[0] for row in before])
        card = await did(db, BEN, lambda ctx: search.load_card(ctx, play.id))  # noqa: B023
        want = _plainly(await _told(db), [row[0] for row in with_it], {row[1] for row in with_it}, first)
        counts = card.line.counts
        got = (counts.people, counts.won, counts.lost, counts.open, _rounded(card.difference))
        if got != want:
            wrong.append((number, got, want))
        shown = str(card_message(card).blocks)
        compares = "points more" in shown
        if compares != (min(used, others) >= 20) or compares == ("Too few deals to tell" in shown):
            wrong.append((number, shown, ""))
    assert wrong == []


def _record(luck: random.Random, external_id: str) -> DealRecord:
    status = luck.choice(STATUSES)
    day = TODAY - luck.randrange(90) * DAY
    if status is DealStatus.OPEN:
        return deal(1_000, None, status, external_id=external_id, expected_on=TODAY + DAY)
    return deal(luck.randrange(1, 9_000), day, status, external_id=external_id)


async def _told(db: Database) -> list[tuple[int, str, str, str]]:
    async with db.reading(NORTH) as reading:
        rows = (await reading.session.execute(text(_DEALS))).all()
    return [(row[0], row[1], row[2], str(row[3])) for row in rows]


async def _use(db: Database, play_id: int, deals: list[tuple[int, str]], first: object) -> None:
    async with db.transaction(NORTH) as transaction:
        for deal_id, who in deals:
            row = {"play_id": play_id, "deal_id": deal_id, "user_id": who, "day": first}
            transaction.session.add(PlayUseRow(workspace_id=NORTH, **row))


async def _reopen(db: Database, ids: list[int]) -> None:
    async with db.transaction(NORTH) as transaction:
        for deal_id in ids:
            told = "UPDATE deal_versions SET status = 'open', counted_on = NULL WHERE deal_id = :number"
            await transaction.session.execute(text(told), {"number": deal_id})


def _plainly(
    rows: list[tuple[int, str, str, str]], used: list[int], people: set[str], first: object
) -> tuple[int, int, int, int, object]:
    """People, won, lost, open, and the difference in hundredths with its interval; None with too few."""
    stand = {row[0]: row[2] for row in rows}
    told = [stand[number] for number in used]
    won, lost = told.count("won"), told.count("lost")
    rest = [
        row
        for row in rows
        if row[1] in people and row[0] not in used and row[2] != "open" and row[3] >= str(first)
    ]
    others_won, others = sum(row[2] == "won" for row in rest), len(rest)
    difference = None
    if won + lost >= 20 and others >= 20:
        mine, theirs = (won + 0.5) / (won + lost + 1), (others_won + 0.5) / (others + 1)
        spread = mine * (1 - mine) / (won + lost + 2) + theirs * (1 - theirs) / (others + 2)
        reach = 1.6448536 * sqrt(spread)
        difference = tuple(
            round(each, 9) for each in (mine - theirs, mine - theirs - reach, mine - theirs + reach)
        )
    return len(people), won, lost, told.count("open"), difference


def _rounded(found: object) -> object:
    if found is None:
        return None
    return tuple(round(getattr(found, name), 9) for name in ("value", "low", "high"))
