"""Own entries that nobody has confirmed count nowhere: every reader, and walks through it all."""

import random
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Database, Transaction
from bot.features.contests.rules.planning import ContestRules
from bot.features.contests.service.scoreboard import score
from bot.features.evidence.service.sources import collect_credits
from bot.features.leaderboards.rules.specs import Engine, Measure
from bot.features.ledger.rules.deals import MatchedDeal
from bot.features.ledger.rules.own_entries import ConfirmedTerms
from bot.features.ledger.rules.records import DealRecord
from bot.features.ledger.service import aggregates, own_entries, queries, won_deals
from bot.features.ledger.service.by_hand import manual_entries, own_decisions
from bot.features.ledger.service.by_hand.manual_entries import ManualWin
from bot.features.ledger.service.posting import PostingSource, book
from bot.features.ledger.service.rows import changed_rows, closed_rows, credit_rows
from bot.features.ledger.service.settings import keep_rules, lock_before
from bot.features.ledger.service.taking_back import take_back
from bot.features.people.service.settings import settings_of
from bot.features.workspace.rules.books import BookRules
from tests.contexts import acting
from tests.features.ledger.office import (
    ADA,
    ANA,
    BEN,
    CLEO,
    HEAD,
    MATE,
    NORTH,
    Q3,
    Q4,
    at,
    booked,
    deal,
    facts_of,
    key,
    open_office,
    take,
)

DAY = date(2026, 11, 23)
RULES = ContestRules("Sprint", Measure("bookings", Engine.raw), Q4.start, Q4.last, team_ids=(1,))


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana leads Ben and a mate; Ada is admin; Head leads Cleo. The CRM knows a deal of Ben's."""
    await open_office(db)
    await take(db, date(2026, 11, 2), deal(1_000, date(2026, 11, 2), external_id="first", name="First"))


async def logs(db: Database, now: datetime, name: str = "Acme", amount: int = 90_000, who: str = BEN) -> int:
    """Somebody writes down a won deal of their own."""
    async with db.transaction(NORTH) as transaction:
        won = ManualWin(name, Decimal(amount))
        return (await manual_entries.log_won(acting(transaction, who, now, key()), won)).deal_id


async def every_reader(db: Database, now: datetime) -> dict[str, object]:
    """What figures, boards, contests, celebrations, evidence and rows say as of that instant."""
    own, team = await facts_of(db, Q4, now), await facts_of(db, Q4, now, team="Enterprise")
    whose = queries.of_person(BEN)
    async with db.reading(NORTH) as reading:
        wanted = won_deals.Wanted((0, 0), at(date(2026, 11, 1)), Q4, Q4.end)
        found = await score(reading, RULES, frozenset(), now)
        rows = await credit_rows(reading, whose, Q4, now, with_waiting=False)
        return {
            "person": (own.credits, own.closed, own.created, own.open, own.waiting, own.recorded_from),
            "team": (team.credits, team.closed, team.created, team.waiting),
            "sums": await aggregates.booked(reading, {BEN: (Q4,)}, now),
            "decided": await aggregates.decided(reading, {BEN: (Q4,)}, now),
            "wins": await won_deals.wins_since(reading, wanted, now),
            "sizes": await won_deals.sizes(reading, Q4),
            "contest": [(each.id, each.score) for each in found.ranked.placed],
            "evidence": await collect_credits(reading, BEN, Q4, now),
            "rows": rows.rows,
            "deals": (await closed_rows(reading, whose, Q4, now)).rows,
            "changed": await changed_rows(reading, whose, Q4, at(date(2026, 11, 3)), now),
        }


Decision = Callable[[Database, int, datetime], Awaitable[None]]
# What Ana, Ben or the CRM may do with it, and whether figures move by it.
DECISIONS: dict[str, tuple[Decision, bool]] = {}


def decision(*, moves: bool) -> Callable[[Decision], Decision]:
    """Registers what may happen to an entry."""

    def keep(each: Decision) -> Decision:
        DECISIONS[each.__name__] = (each, moves)
        return each

    return keep


@decision(moves=True)
async def confirmed(db: Database, deal_id: int, now: datetime) -> None:
    """As it was written."""
    async with db.transaction(NORTH) as transaction:
        await own_decisions.confirm(acting(transaction, ANA, now, key()), deal_id)


@decision(moves=True)
async def confirmed_otherwise(db: Database, deal_id: int, now: datetime) -> None:
    """With another amount and day."""
    terms = ConfirmedTerms(Decimal(80_000), DAY - timedelta(days=3))
    async with db.transaction(NORTH) as transaction:
        await own_decisions.confirm(acting(transaction, ANA, now, key()), deal_id, terms)


@decision(moves=False)
async def declined(db: Database, deal_id: int, now: datetime) -> None:
    """With a reason."""
    async with db.transaction(NORTH) as transaction:
        await own_decisions.decline(acting(transaction, ANA, now, key()), deal_id, "Not signed yet")


@decision(moves=False)
async def undone(db: Database, deal_id: int, now: datetime) -> None:
    """By Ben."""
    async with db.transaction(NORTH) as transaction:
        await manual_entries.undo(acting(transaction, BEN, now, key()))


@pytest.mark.parametrize("name", DECISIONS)
async def test_every_reader_waits_for_the_nod(db: Database, name: str) -> None:
    """None of them moves while it waits; what was known then stays, whatever is decided later."""
    act, moves = DECISIONS[name]
    before, logged, waits, later = (at(DAY, hour) for hour in (9, 10, 11, 13))
    told = await every_reader(db, before)
    deal_id = await logs(db, logged)
    assert await every_reader(db, waits) == told
    await act(db, deal_id, at(DAY, 12))
    now = await every_reader(db, later)
    still = {reader for reader in told if now[reader] == told[reader]}
    assert (still == set(told)) is not moves
    if moves:
        assert still <= {"sizes"}
    as_of = await every_reader(db, waits)
    # What is won, and how deals are sized, is told as it is now.
    assert {each: as_of[each] for each in told if each not in ("wins", "sizes")} == {
        each: told[each] for each in told if each not in ("wins", "sizes")
    }


@pytest.mark.parametrize("seed", range(6))
async def test_a_walk_through_what_may_happen(db: Database, seed: int) -> None:
    """Booked is what was confirmed or told by the source, at each step; every earlier instant stays told."""
    luck, counted, waits = random.Random(seed), dict[str, int](), dict[int, tuple[str, int]]()
    history: list[tuple[datetime, int]] = []
    for step in range(14):
        now = at(DAY) + timedelta(minutes=20 * step)
        what = luck.choice(("log", "log", "confirm", "otherwise", "decline", "source"))
        if what == "log" or not waits:
            name, amount = f"Deal {step}", luck.randrange(1, 50) * 1_000
            waits[await logs(db, now, name, amount)] = (name, amount)
        else:
            deal_id = luck.choice(sorted(waits))
            name, amount = waits.pop(deal_id)
            if what == "decline":
                await declined(db, deal_id, now)
            elif what == "source":
                counted[name] = amount + 500
                async with db.reading(NORTH) as reading:
                    assert await own_entries.is_waiting(reading, deal_id)
                record = deal(amount + 500, DAY, external_id=name, name=name.upper())
                async with db.transaction(NORTH) as transaction:
                    await _tells(transaction, record, now)
            elif what == "otherwise":
                counted[name] = 80_000
                await confirmed_otherwise(db, deal_id, now)
            else:
                counted[name] = amount
                await confirmed(db, deal_id, now)
        history.append((now + timedelta(minutes=1), 1_000 + sum(counted.values())))
        # Now and once before; all of them when the walk is over.
        for instant, expected in {history[-1], luck.choice(history)}:
            assert await booked(db, Q4, instant) == expected
    for instant, expected in history:
        assert await booked(db, Q4, instant) == expected
        assert await booked(db, Q4, instant, team="Enterprise") == expected


async def _tells(transaction: Transaction, record: DealRecord, now: datetime) -> None:
    rules = await settings_of(transaction, BookRules)
    entry = PostingSource("crm", "crm", True, now, now.date())
    await book(transaction, [MatchedDeal(record, BEN)], entry, rules)


@pytest.mark.parametrize(
    ("amounts", "counted"),
    [((10_000,), 30_000), ((21_000,), 31_000), ((20_000, 10_000), 30_000), ((10_000, 9_000), 19_000)],
)
async def test_one_deal_of_the_source_stands_for_one_entry(
    db: Database, amounts: tuple[int, ...], counted: int
) -> None:
    """Of two that Ana confirmed under one name, of 10,000 and 20,000: the nearest; the other counts on."""
    for hour, amount in ((9, 10_000), (10, 20_000)):
        await confirmed(db, await logs(db, at(DAY, hour), "Acme", amount), at(DAY, 11))
    async with db.transaction(NORTH) as transaction:
        for number, amount in enumerate(amounts):
            await _tells(transaction, deal(amount, DAY, external_id=f"A{number}", name="Acme"), at(DAY, 12))
    assert await booked(db, Q4, at(DAY, 13)) == 1_000 + counted


async def test_a_note_that_stands_twice_is_taken_over_twice(db: Database) -> None:
    """The same amount and name is the same deal."""
    for hour in (9, 10):
        await confirmed(db, await logs(db, at(DAY, hour), "Acme", 10_000), at(DAY, 11))
    async with db.transaction(NORTH) as transaction:
        await _tells(transaction, deal(10_000, DAY, external_id="A", name="Acme"), at(DAY, 12))
    assert await booked(db, Q4, at(DAY, 13)) == 11_000


async def test_what_a_wrong_file_took_over_is_as_before_once_it_is_taken_back(db: Database) -> None:
    """Confirmed counts, what waited waits, also where Ana said which deal it is; as if it had never come."""
    ids = [
        await logs(db, at(DAY), name, amount) for name, amount in (("Acme", 10), ("Bolt", 20), ("Cor", 30))
    ]
    await confirmed(db, ids[0], at(DAY, 10))
    told = [
        deal(amount, DAY, external_id=name, name=name)
        for name, amount in (("Acme", 11), ("Bolt", 21), ("Corex", 30))
    ]
    async with db.transaction(NORTH) as transaction:
        rules = await settings_of(transaction, BookRules)
        file = PostingSource("crm", "file:9", True, at(DAY, 11), DAY)
        await book(transaction, [MatchedDeal(each, BEN) for each in told], file, rules)
    async with db.transaction(NORTH) as transaction:
        entry = await own_entries.one(transaction, ids[2])
        assert entry is not None
        await own_entries.with_twin(transaction, entry)
        await own_decisions.is_its_twin(acting(transaction, ANA, at(DAY, 12), key()), ids[2])
    assert await booked(db, Q4, at(DAY, 12)) == 1_062
    async with db.transaction(NORTH) as transaction:
        back = PostingSource("crm", "file:9", True, at(DAY, 13), DAY)
        await take_back(transaction, "file:9", back, rules, 500)
    assert await booked(db, Q4, at(DAY, 13)) == 1_010
    async with db.reading(NORTH) as reading:
        assert [each.deal_id for each in await own_entries.waiting(reading)] == ids[1:]
    for deal_id in ids[1:]:
        await confirmed(db, deal_id, at(DAY, 14))
    assert await booked(db, Q4, at(DAY, 14)) == 1_060
    assert await booked(db, Q4, at(DAY, 10)) == 1_010


@pytest.mark.parametrize(
    ("actor", "refusal"),
    [
        (BEN, "You cannot confirm your own entry: .* can, or an admin."),
        (MATE, "Only .* manager, and admins, can do that."),
        (CLEO, "Only .* manager, and admins, can do that."),
        (HEAD, "Only .* manager, and admins, can do that."),
        (ANA, ""),
        (ADA, ""),
    ],
)
@pytest.mark.parametrize("what", ["confirm", "decline", "is_its_twin"])
async def test_who_may_decide(db: Database, actor: str, refusal: str, what: str) -> None:
    """Whoever leads the rep, and admins; nobody for themselves."""
    deal_id = await logs(db, at(DAY), "First Ltd", 1_000)
    async with db.transaction(NORTH) as transaction:
        ctx = acting(transaction, actor, at(DAY, 10), key())
        calls = {
            "confirm": lambda: own_decisions.confirm(ctx, deal_id),
            "decline": lambda: own_decisions.decline(ctx, deal_id, "Not signed"),
            "is_its_twin": lambda: own_decisions.is_its_twin(ctx, deal_id),
        }
        if refusal:
            with pytest.raises(NotAllowed, match=refusal):
                await calls[what]()
        elif what == "is_its_twin":
            with pytest.raises(BadInput, match="not won any more"):
                await calls[what]()
        else:
            await calls[what]()
            with pytest.raises(BadInput, match="already"):
                await own_decisions.confirm(acting(transaction, actor, at(DAY, 11), key()), deal_id)


async def test_without_anybody_to_ask_it_is_ones_own_word(db: Database) -> None:
    """A manager's own waits for an admin; the only admin's counts at once, and is marked."""
    await logs(db, at(DAY), "Mine", 5_000, ANA)
    assert await booked(db, Q4, at(DAY, 10), ANA) == 0
    await logs(db, at(DAY), "Own", 7_000, ADA)
    assert await booked(db, Q4, at(DAY, 10), ADA) == 7_000
    async with db.reading(NORTH) as reading:
        page = await credit_rows(reading, queries.of_person(ADA), Q4, at(DAY, 10))
    assert [row.is_own_word for row in page.rows] == [True]


async def test_locks_and_corrections(db: Database) -> None:
    """Nothing is locked over what waits, and no line of it is corrected."""
    deal_id = await logs(db, at(DAY))
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(BadInput, match="wait for a nod: confirm or decline Acme first"):
            await lock_before(acting(transaction, ADA, at(DAY, 10), key()), Q4.end)
        await lock_before(acting(transaction, ADA, at(DAY, 10), key()), Q3.end)
        wanted = manual_entries.Correction(deal_id, BEN, Decimal(1), "as agreed")
        with pytest.raises(BadInput, match="waits for a nod"):
            await manual_entries.adjust(acting(transaction, ANA, at(DAY, 10), key()), wanted)


async def test_switched_off(db: Database) -> None:
    """Then nobody writes down deals of their own; a manager still may for a rep."""
    async with db.transaction(NORTH) as transaction:
        off = acting(transaction, ADA, at(DAY), key())
        await keep_rules(off, lambda rules: type(rules)(**{**vars(rules), "takes_own_entries": False}))
        with pytest.raises(BadInput, match=r"Deals come from crm here: write it there\."):
            await manual_entries.log_won(
                acting(transaction, BEN, at(DAY), key()), ManualWin("Acme", Decimal(5))
            )
        led = ManualWin("Acme", Decimal(5), owner_id=BEN)
        assert not (await manual_entries.log_won(acting(transaction, ANA, at(DAY), key()), led)).waits_for
