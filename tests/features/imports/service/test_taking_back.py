"""The wrong file is taken back: the books are as before, but for what came later."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.common.errors import BadInput
from bot.db.transaction import Database
from bot.features.imports.service import answered
from bot.features.imports.service.applying import SLICE
from bot.features.imports.service.loading import load
from bot.features.imports.service.taking_back import take_back_named
from bot.features.imports.service.waiting import questions
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.rules.records import DealRecord, DealStatus, PersonRef
from bot.features.ledger.rules.tallies import Tally
from bot.features.ledger.service import quotas as ledger_quotas
from bot.features.ledger.service import taking_back
from bot.features.ledger.service.settings import lock_before
from bot.features.metrics.rules import deals
from bot.features.metrics.rules import quota as quotas
from bot.features.workspace import service as workspace
from tests.contexts import acting
from tests.features.goals.office import ADA, BEN, NORTH, NOW
from tests.features.imports.doors import MAIL, Q4, bens, open_doors, take_in
from tests.features.imports.files_to_read import kept

END = datetime(2026, 12, 31, tzinfo=UTC)
HEAD = "id,name,owner email,stage,amount,close date,last modified\n"
LATER, LAST = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
WRONG = "command:wrong.csv"


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana's team."""
    await open_doors(db)


def rows(*amounts: tuple[str, int]) -> str:
    """Won deals: id and amount."""
    return HEAD + "".join(f"{each},Deal {each},{MAIL},Won,{amount},2026-11-01,\n" for each, amount in amounts)


async def test_what_a_file_changed_is_as_before_and_what_came_later_stays(
    db: Database, tmp_path: Path
) -> None:
    """New deals leave the books, changed ones are what they were, and the right file counts anew."""
    await take_in(db, kept(tmp_path, rows(("A", 10), ("B", 20))), origin="command:right.csv")
    wrong = kept(tmp_path, rows(("A", 1000), ("B", 2000), ("C", 3000), ("D", 4000)), "wrong.csv")
    assert (await take_in(db, wrong, now=LATER, origin=WRONG)).tally == Tally(new=2, changed=2)
    await take_in(db, kept(tmp_path, rows(("B", 25), ("D", 40))), now=LAST, origin="webhook:1")
    async with db.reading(NORTH) as reading:
        assert await taking_back.changed_since(reading, "crm", NOW) == 2
        assert await taking_back.changed_since(reading, "crm", LATER) == 2
        assert await taking_back.changed_since(reading, "crm", LAST) == 0
    await take_back_named(db, NORTH, "wrong.csv", "crm", LAST)
    facts = await bens(db, END)
    assert quotas.picture(facts, Q4).bookings == 10 + 25 + 40
    assert deals.deals_won(facts, Q4).value == 3
    assert quotas.picture(await bens(db, LATER), Q4).bookings == 10_000
    async with db.reading(NORTH) as reading:
        assert (await taking_back.totals(reading, "crm")).sentence(
            "USD"
        ) == "Won 3, $75 · lost 0 · open 0, $0"
    with pytest.raises(BadInput, match=r"Nothing in the books came from wrong\.csv"):
        await take_back_named(db, NORTH, "wrong.csv", "crm", LAST)
    assert (await take_in(db, wrong, now=LAST, origin=WRONG)).tally == Tally(new=1, changed=3)


@pytest.mark.parametrize(
    ("order", "after"),
    [
        (("three", "two", "one", "zero"), (20, 10, 5, 0)),
        (("one", "two", "three"), (40, 40, 5)),
        (("two", "three", "zero", "one"), (40, 10, 10, 0)),
    ],
)
async def test_several_files_taken_back_in_any_order(
    db: Database, tmp_path: Path, order: tuple[str, ...], after: tuple[int, ...]
) -> None:
    """What was taken back once never counts again, also where a later file had changed it before."""
    for number, (name, amount) in enumerate((("zero", 5), ("one", 10), ("two", 20), ("three", 40))):
        at, origin = NOW + timedelta(hours=number), f"command:{name}.csv"
        await take_in(db, kept(tmp_path, rows(("A", amount)), f"{name}.csv"), now=at, origin=origin)
    for number, (name, amount) in enumerate(zip(order, after, strict=True)):
        await take_back_named(db, NORTH, f"{name}.csv", "crm", NOW + timedelta(hours=5 + number))
        assert quotas.picture(await bens(db, END), Q4).bookings == amount


async def answers(db: Database) -> None:
    """Somebody says that Zoe is Ben; what waited for that comes in."""
    async with db.transaction(NORTH) as transaction:
        await workspace.one_at_a_time(transaction)
        await questions.remember(transaction, {"email:zoe@elsewhere.example": BEN}, ADA, LATER)
        await answered.take_slice(transaction, LATER)


@pytest.mark.parametrize("is_answered_first", [True, False])
async def test_rows_that_waited_go_with_their_file(
    db: Database, tmp_path: Path, *, is_answered_first: bool
) -> None:
    """Whether somebody said who Zoe is before the file was taken back or after; of other files they stay."""
    zoes = rows(("A", 10)).replace(MAIL, "zoe@elsewhere.example")
    await take_in(db, kept(tmp_path, zoes.replace("A,", "R,"), "right.csv"), origin="command:right.csv")
    assert (await take_in(db, kept(tmp_path, zoes, "wrong.csv"), origin=WRONG)).parked == 1
    if is_answered_first:
        await answers(db)
        assert quotas.picture(await bens(db, END), Q4).bookings == 20
    await take_back_named(db, NORTH, "wrong.csv", "crm", LAST)
    if not is_answered_first:
        await answers(db)
    assert quotas.picture(await bens(db, END), Q4).bookings == 10
    with pytest.raises(BadInput, match="Nothing in the books came"):
        await take_back_named(db, NORTH, "wrong.csv", "crm", LAST)


@pytest.mark.parametrize("comes_in", [False, True])
async def test_what_waited_before_a_file_waits_again(db: Database, tmp_path: Path, *, comes_in: bool) -> None:
    """A message told of a deal, then two files did, in whose versions it waits too or comes in."""
    told = DealRecord(
        external_id="A",
        name="Deal A",
        owner=PersonRef(email="zoe@elsewhere.example"),
        status=DealStatus.WON,
        amount=Decimal(5),
        currency="USD",
        closed_on=date(2026, 11, 1),
    )
    async with db.transaction(NORTH) as transaction:
        assert len((await load(transaction, "crm", [told], "webhook:1", NOW, ADA)).parked) == 1
    zoes = rows(("A", 10)).replace(MAIL, MAIL if comes_in else "zoe@elsewhere.example")
    other = zoes.replace("10", "20")
    await take_in(db, kept(tmp_path, zoes, "first.csv"), origin="command:first.csv")
    await take_in(db, kept(tmp_path, other, "wrong.csv"), origin=WRONG)
    await take_back_named(db, NORTH, "first.csv", "crm", LATER)
    await take_back_named(db, NORTH, "wrong.csv", "crm", LAST)
    async with db.transaction(NORTH) as transaction:
        await answered.take_slice(transaction, LAST)
    assert quotas.picture(await bens(db, END), Q4).bookings == 0
    await answers(db)
    assert quotas.picture(await bens(db, END), Q4).bookings == 5


async def test_deals_that_a_wrong_file_merged_are_two_again(db: Database, tmp_path: Path) -> None:
    """The one that was known counts as before, the other when the right file tells it."""
    head = HEAD.replace("last modified", "merged record ids")
    wrong = f"{head}A,Deal A,{MAIL},Won,10,2026-11-01,B;C\n"
    await take_in(db, kept(tmp_path, rows(("A", 10), ("B", 20))), origin="command:right.csv")
    await take_in(db, kept(tmp_path, wrong, "wrong.csv"), now=LATER, origin=WRONG)
    assert quotas.picture(await bens(db, END), Q4).bookings == 10
    await take_back_named(db, NORTH, "wrong.csv", "crm", LAST)
    assert quotas.picture(await bens(db, END), Q4).bookings == 30
    again = kept(tmp_path, rows(("A", 10), ("B", 25), ("C", 40)))
    assert (await take_in(db, again, now=LAST, origin="command:again.csv")).tally == Tally(
        same=1, changed=1, new=1
    )
    assert quotas.picture(await bens(db, END), Q4).bookings == 75


async def test_a_large_file_is_taken_back_slice_by_slice(db: Database, tmp_path: Path) -> None:
    """To the last deal, and figures move at the end."""
    large = kept(tmp_path, rows(*((f"L{n}", 1) for n in range(2 * SLICE + 7))))
    await take_in(db, large, origin=WRONG)
    await take_back_named(db, NORTH, "wrong.csv", "crm", LATER)
    assert quotas.picture(await bens(db, END), Q4).bookings == 0
    assert not (await bens(db, END)).closed


async def test_what_was_taken_into_a_locked_quarter_is_reversed_in_this_one(
    db: Database, tmp_path: Path
) -> None:
    """The locked one stays as it was reported."""
    july = f"{HEAD}J,July,{MAIL},Won,50,2026-07-09,\n"
    await take_in(db, kept(tmp_path, july), origin=WRONG)
    async with db.transaction(NORTH) as transaction:
        await lock_before(acting(transaction, ADA, NOW, "lock"), date(2026, 10, 1))
    await take_back_named(db, NORTH, "wrong.csv", "crm", LATER)
    assert quotas.picture(await bens(db, END), Q4).bookings == -50


async def test_activities_are_taken_back_too(db: Database, tmp_path: Path) -> None:
    """New ones go; a changed one is on its old day."""
    head = "activity id,activity type,owner email,completed date\n"
    await take_in(db, kept(tmp_path, f"{head}1,Call,{MAIL},2026-11-02\n"), origin="command:right.csv")
    wrong = kept(tmp_path, f"{head}1,Call,{MAIL},2026-11-03\n2,Call,{MAIL},2026-11-03\n")
    await take_in(db, wrong, now=LATER, origin=WRONG)
    await take_back_named(db, NORTH, "wrong.csv", "crm", LAST)
    assert [(each.happened_on, each.how_many) for each in (await bens(db, END)).activities] == [
        (date(2026, 11, 2), 1)
    ]


QUOTAS = "rep email,quota,start date,end date,type\n"


def quota_file(path: Path, name: str, *told: tuple[int, str, str]) -> Path:
    """Quotas of Ben's: amount, first and last day."""
    lines = (f"{MAIL},{amount},{first},{last},\n" for amount, first, last in told)
    return kept(path, QUOTAS + "".join(lines), name)


async def in_force(db: Database) -> list[tuple[int, str, str | None]]:
    """Ben's quotas: amount, first day, the day after the last."""
    async with db.reading(NORTH) as reading:
        found = await ledger_quotas.quotas_of(reading, BEN)
    return [(int(each.amount), f"{each.starts_on}", str(each.ends_on)) for each in found]


async def set_by_hand(db: Database, amount: int, first: date, after: date, now: datetime) -> None:
    """Ada sets a quota of Ben's."""
    new = ledger_quotas.NewQuota(BEN, Decimal(amount), Per.span, first, after)
    async with db.transaction(NORTH) as transaction:
        await ledger_quotas.set_quota(acting(transaction, ADA, now, f"{amount} {now}"), new)


async def test_a_file_of_quotas_is_taken_back(db: Database, tmp_path: Path) -> None:
    """What was in force before is again, in any order of files; what somebody set since stays."""
    first = quota_file(tmp_path, "first.csv", (100, "2026-10-01", "2026-12-31"))
    second = quota_file(
        tmp_path, "second.csv", (200, "2026-10-01", "2026-12-31"), (7, "2027-01-01", "2027-03-31")
    )
    for number, order in enumerate((("second.csv", "first.csv"), ("first.csv", "second.csv"))):
        began = NOW + timedelta(days=number)
        await set_by_hand(db, 365, date(2026, 1, 1), date(2027, 1, 1), began)
        await take_in(db, first, now=began + timedelta(hours=1), origin="command:first.csv")
        await take_in(db, second, now=began + timedelta(hours=2), origin="command:second.csv")
        assert (200, "2026-10-01", "2027-01-01") in await in_force(db)
        for name in order:
            await take_back_named(db, NORTH, name, "crm", began + timedelta(hours=3))
        left = await in_force(db)
        assert sum(amount for amount, _, _ in left) == 365
        assert (left[0][1], left[-1][2]) == ("2026-01-01", "2027-01-01")
        await set_by_hand(db, 364, date(2026, 1, 1), date(2027, 1, 1), began + timedelta(hours=4))
    await take_in(db, second, now=END, origin="command:second.csv")
    await set_by_hand(db, 30, date(2026, 11, 1), date(2026, 12, 1), END + timedelta(hours=1))
    await take_back_named(db, NORTH, "second.csv", "crm", END + timedelta(hours=2))
    left = await in_force(db)
    assert (30, "2026-11-01", "2026-12-01") in left
    assert [each[1] for each in left] == ["2026-01-01", "2026-10-01", "2026-11-01", "2026-12-01"]
    assert sum(amount for amount, _, _ in left) in range(30 + 334 - 3, 30 + 335)


RATES = "currency,since,rate\n"


async def test_a_file_of_rates_is_taken_back(db: Database, tmp_path: Path) -> None:
    """In any order of files: what is booked at its rates is booked at the one before, or waits again."""
    euros = (HEAD.replace("amount", "amount,currency") + f"E,Euro,{MAIL},Won,100,EUR,2026-11-01,\n").replace(
        "amount,currency,close", "amount,currency,close"
    )
    deals = kept(tmp_path, euros, "deals.csv")
    first = kept(tmp_path, f"{RATES}EUR,2026-10-01,1.1\n", "first.csv")
    second = kept(tmp_path, f"{RATES}EUR,2026-10-01,110\nEUR,2026-10-15,120\n", "second.csv")
    at = iter(NOW + timedelta(hours=number) for number in range(1, 99))

    async def booked() -> float:
        return float(quotas.picture(await bens(db, END), Q4).bookings)

    async def comes(path: Path) -> None:
        await take_in(db, path, now=next(at), origin=f"command:{path.name}")

    async def goes(path: Path) -> None:
        await take_back_named(db, NORTH, path.name, "crm", next(at))

    await comes(deals)
    assert await booked() == 0
    await comes(first)
    assert await booked() == 110
    before = next(at)
    await comes(second)
    assert await booked() == 110
    await comes(kept(tmp_path, euros.replace("E,Euro", "F,Later"), "more.csv"))
    assert await booked() == 110 + 12_000
    new = ledger_quotas.NewQuota(
        BEN, Decimal(10), Per.span, date(2026, 11, 1), date(2027, 1, 1), currency="EUR"
    )
    async with db.transaction(NORTH) as transaction:
        await ledger_quotas.set_quota(acting(transaction, ADA, next(at), "quota"), new)
    assert quotas.picture(await bens(db, END), Q4).quota == 1200
    await goes(second)
    assert await booked() == 220
    assert quotas.picture(await bens(db, END), Q4).quota == 11
    await goes(first)
    assert await booked() == 0
    await comes(second)
    assert await booked() == 2 * 12_000  # Not at the rate that its first row tells.
    await comes(first)
    await goes(second)
    assert await booked() == 220
    await goes(first)
    assert await booked() == 0
    with pytest.raises(BadInput, match="Nothing in the books came"):
        await goes(first)
    assert float(quotas.picture(await bens(db, before), Q4).bookings) == 110
