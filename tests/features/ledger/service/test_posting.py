"""Deals come into the books: every turn is kept, every old figure can be had again."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Database
from bot.features.ledger.rules.credits import Split, due_lines
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.rules.records import DealRecord, DealStatus
from bot.features.ledger.rules.tallies import Tally
from bot.features.ledger.service import exchange_rates, quotas
from bot.features.ledger.service.by_hand import manual_entries, own_decisions
from bot.features.ledger.service.queries import of_person
from bot.features.ledger.service.rows import credit_rows
from bot.features.ledger.service.settings import keep_rules, lock_before
from bot.features.metrics.rules import deals
from bot.features.metrics.rules import quota as formulas
from bot.features.metrics.rules.figures import MissingReason, rounded
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from bot.features.workspace.rules.books import BookRules
from tests.contexts import acting
from tests.databases import SQLITE_FIRST
from tests.features.ledger.office import (
    ADA,
    ANA,
    BEN,
    CLEO,
    HEAD,
    MATE,
    NORTH,
    Q2,
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
from tests.features.members import member

JUNE, JULY, AUGUST = date(2026, 6, 10), date(2026, 7, 9), date(2026, 8, 5)
END = datetime(2026, 12, 31, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana leads Ben and a mate; Ada is admin; Head leads Cleo."""
    await open_office(db)


async def turns(db: Database, reopened: date) -> None:
    """Won, re-opened, won again."""
    await take(db, JUNE, deal(50_000, JUNE))
    await take(db, reopened, deal(50_000, None, DealStatus.OPEN))
    await take(db, AUGUST, deal(45_000, AUGUST))


async def test_won_reopened_and_won_again_in_an_open_quarter(db: Database) -> None:
    """The open quarter is told anew; what it was at any time before can be had again."""
    await turns(db, date(2026, 6, 19))
    assert await booked(db, Q2, END) == 0
    assert await booked(db, Q3, END) == 45_000
    assert await booked(db, Q2, at(date(2026, 6, 18))) == 50_000
    assert await booked(db, Q2, at(date(2026, 6, 19))) == 0
    async with db.reading(NORTH) as reading:
        page = await credit_rows(reading, of_person(BEN), Q2, END)
    assert [f"{row.kind} {row.amount}" for row in page.rows] == ["reversal -50000", "won 50000"]


async def test_a_locked_quarter_keeps_what_was_reported(db: Database) -> None:
    """What is taken back later is taken from the quarter in which that happens."""
    await take(db, JUNE, deal(50_000, JUNE))
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(NotAllowed):
            await lock_before(acting(transaction, ANA, at(JULY), key()), Q3.start)
        await lock_before(acting(transaction, ADA, at(JULY), key()), Q3.start)
    await take(db, JULY, deal(50_000, None, DealStatus.OPEN))
    await take(db, AUGUST, deal(45_000, AUGUST))
    assert await booked(db, Q2, END) == 50_000
    assert await booked(db, Q3, END) == -5_000


async def test_a_deal_is_one_outcome_in_the_period_of_its_last_state(db: Database) -> None:
    """Lost in May, won in July: nothing in the second quarter, one won in the third."""
    may = date(2026, 5, 12)
    await take(db, may, deal(None, may, DealStatus.LOST))
    assert deals.win_rate(await facts_of(db, Q2, at(may)), Q2).value == 0
    await take(db, date(2026, 7, 2), deal(1, date(2026, 7, 2)))
    assert deals.win_rate(await facts_of(db, Q2, END), Q2).code is MissingReason.none_closed
    third = deals.win_rate(await facts_of(db, Q3, END), Q3)
    assert (third.value, third.n) == (Fraction(1), 1)
    assert deals.win_rate(await facts_of(db, Q2, at(may)), Q2).n == 1


async def test_a_split_adds_up_and_the_deal_stays_with_its_owner(db: Database) -> None:
    """70 to 30; an overlay counts for its person alone."""
    shares = [Split(BEN, Decimal(70)), Split(MATE, Decimal(30)), Split(ANA, Decimal(20), is_overlay=True)]
    await take(db, AUGUST, deal(40_000, AUGUST), splits=shares)
    assert await booked(db, Q3, END) == 28_000
    assert await booked(db, Q3, END, MATE) == 12_000
    assert await booked(db, Q3, END, ANA) == 8_000
    assert await booked(db, Q3, END, team="Enterprise") == 40_000
    assert deals.deals_won(await facts_of(db, Q3, END, MATE), Q3).value == 0


@given(
    st.decimals(min_value="0.01", max_value=10**9, places=2),
    st.lists(st.integers(min_value=1, max_value=98), min_size=1, max_size=6),
)
def test_shares_add_up_to_the_deal(amount: Decimal, cuts: list[int]) -> None:
    points = [0, *sorted(set(cuts)), 100]
    percents = [Decimal(after - before) for before, after in pairwise(points)]
    splits = [Split(f"U{n}", percent) for n, percent in enumerate(percents)]
    lines = due_lines(DealStatus.WON, amount, "USD", AUGUST, "U0", splits)
    assert sum(line.amount for line in lines) == amount


async def test_a_currency_is_converted_once_at_the_rate_of_the_close_date(db: Database) -> None:
    """Without a rate the line waits and is counted; a later rate changes nothing that is booked."""
    may = date(2026, 5, 20)
    await take(db, may, deal(10_000, may, currency="EUR"))
    assert await booked(db, Q2, END) == 0
    assert (await facts_of(db, Q2, END)).waiting == {"EUR": 1}
    assert formulas.bookings(await facts_of(db, Q2, END), Q2).value == 0
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(NotAllowed):
            await exchange_rates.set_rate(
                acting(transaction, BEN, at(JUNE), key()), "EUR", Decimal("1.084"), may
            )
        assert (
            await exchange_rates.set_rate(
                acting(transaction, ANA, at(JUNE), key()), "EUR", Decimal("1.084"), may
            )
            == 1
        )
        await exchange_rates.set_rate(
            acting(transaction, ANA, at(JUNE), key()), "EUR", Decimal("1.2"), date(2026, 5, 21)
        )
    assert await booked(db, Q2, END) == 10_840
    assert await booked(db, Q2, at(may)) == 0
    assert (await facts_of(db, Q2, END)).closed[0].amount == 10_840


async def test_the_same_again_is_nothing_new(db: Database) -> None:
    """Only what differs is written; a rename changes no money."""
    first = [deal(10, AUGUST), deal(None, None, DealStatus.OPEN, external_id="D2", expected_on=END.date())]
    assert await take(db, AUGUST, *first) == Tally(new=2)
    assert await take(db, AUGUST, *first) == Tally(same=2)
    later = AUGUST + timedelta(days=1)
    assert await take(db, later, deal(10, AUGUST, name="Acme Inc.")) == Tally(changed=1)
    async with db.reading(NORTH) as reading:
        page = await credit_rows(reading, of_person(BEN), Q3, END)
    assert [row.deal for row in page.rows] == ["Acme Inc."]


@pytest.mark.parametrize(
    ("record", "splits", "sentence"),
    [
        (deal(1, None), (), "won without a close date"),
        (deal(1, AUGUST, external_id=" "), (), "has no id"),
        (deal(1, AUGUST), (Split(BEN, Decimal(60)),), "add up to 60%"),
    ],
)
async def test_what_cannot_be_a_deal_is_refused(
    db: Database, record: DealRecord, splits: tuple[Split, ...], sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        await take(db, AUGUST, record, splits=splits)
    assert await booked(db, Q3, END) == 0


async def test_lines_go_to_the_team_of_that_day(db: Database) -> None:
    """Before the first team to the first one; a leaver's credit note to the last, and to nobody's board."""
    await take(db, AUGUST, deal(1_000, AUGUST))
    assert await booked(db, Q3, END, team="Enterprise") == 1_000
    moved = datetime(2026, 11, 25, 9, tzinfo=UTC)
    async with db.transaction(NORTH) as transaction:
        org_chart = await teams.load_org_chart(transaction)
        ids = {team.name: team.id for team in org_chart.teams}
        await teams.save(
            acting(transaction, ADA, moved, key()), TeamForm("Enterprise", ANA, (MATE,)), ids["Enterprise"]
        )
        form = TeamForm("Support", HEAD, (CLEO, BEN))
        await teams.save(acting(transaction, ADA, moved, key()), form, ids["Support"])
    await take(db, date(2026, 11, 26), deal(70, date(2026, 11, 26), external_id="D2"))
    assert await booked(db, Q4, END, team="Enterprise") == 0
    assert await booked(db, Q4, END, team="Support") == 70
    assert await booked(db, Q3, END, team="Enterprise") == 1_000
    left = date(2026, 11, 30)
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(BEN, is_deactivated=True)])
        await quotas.set_employment(acting(transaction, HEAD, at(left), key()), BEN, None, left)
    await take(db, date(2026, 12, 15), deal(-20, date(2026, 12, 15), external_id="ADJ1"))
    assert await booked(db, Q4, END) == 70
    assert await booked(db, Q4, END, team="Support") == 50


async def test_a_changed_quota_cuts_the_one_before(db: Database) -> None:
    """Nothing is overwritten: the figure as of yesterday stays."""
    new = quotas.NewQuota(BEN, Decimal("56666.6667"), Per.month, date(2026, 7, 1))
    more = quotas.NewQuota(BEN, Decimal("70833.333375"), Per.month, date(2026, 8, 16))
    async with db.transaction(NORTH) as transaction:
        for actor in (BEN, CLEO, HEAD):
            with pytest.raises(NotAllowed):
                await quotas.set_quota(acting(transaction, actor, at(JULY), key()), new)
        await quotas.set_quota(acting(transaction, ANA, at(JULY), key()), new)
        await quotas.set_quota(acting(transaction, ANA, at(AUGUST), key()), more)
    august = type(Q3)(date(2026, 8, 1), date(2026, 9, 1))
    value = formulas.quota(await facts_of(db, august, END), august).value
    assert value is not None
    assert rounded(value, 2) == Decimal("63978.49")
    before = formulas.quota(await facts_of(db, august, at(JULY, 10)), august).value
    assert before is not None
    assert rounded(before, 2) == Decimal("56666.67")


async def test_own_entries(db: Database) -> None:
    """A rep writes down their own only; a manager's entry for a rep is confirmed; amounts have limits."""
    now = at(AUGUST)
    async with db.transaction(NORTH) as transaction:
        for won, sentence in (
            (manual_entries.ManualWin("Acme", Decimal(0)), "more than zero"),
            (manual_entries.ManualWin(" ", Decimal(1)), "Say which deal"),
            (
                manual_entries.ManualWin("Acme", Decimal(1), closed_on=AUGUST + timedelta(days=1)),
                "won today or was won before",
            ),
        ):
            with pytest.raises(BadInput, match=sentence):
                await manual_entries.log_won(acting(transaction, BEN, now, key()), won)
        with pytest.raises(NotAllowed):
            await manual_entries.log_won(
                acting(transaction, BEN, now, key()),
                manual_entries.ManualWin("Acme", Decimal(5), owner_id=MATE),
            )
        own = await manual_entries.log_won(
            acting(transaction, BEN, now, key()), manual_entries.ManualWin("Acme", Decimal(5))
        )
        led = await manual_entries.log_won(
            acting(transaction, ANA, now, key()), manual_entries.ManualWin("Bolt", Decimal(7), owner_id=BEN)
        )
        assert (own.waits_for, led.waits_for) == ((ANA,), ())
        for actor in (BEN, CLEO):
            with pytest.raises(NotAllowed):
                await own_decisions.confirm(acting(transaction, actor, now, key()), own.deal_id)
        await own_decisions.confirm(acting(transaction, ANA, now, key()), own.deal_id)
    assert await booked(db, Q3, END) == 12
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(BadInput, match="last 24 hours"):
            await manual_entries.undo(acting(transaction, BEN, now + timedelta(hours=25), key()))
        assert await manual_entries.undo(acting(transaction, BEN, now, key())) == "Acme"
    assert await booked(db, Q3, END) == 7


async def test_nobody_unknown_has_numbers(db: Database) -> None:
    """Not even an admin's: neither a deal nor a quota nor an employment of an id that Slack never told."""
    won = manual_entries.ManualWin("Acme", Decimal(5), owner_id="U0FOREIGN")
    new = quotas.NewQuota("U0FOREIGN", Decimal(1), Per.month, JULY)
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(BadInput, match="not a member") as refusal:
            await manual_entries.log_won(acting(transaction, ADA, at(AUGUST), key()), won)
        assert refusal.value.field == "owner"
        with pytest.raises(BadInput, match="not a member"):
            await quotas.set_quota(acting(transaction, ADA, at(JULY), key()), new)
        with pytest.raises(BadInput, match="not a member"):
            await quotas.set_employment(acting(transaction, ADA, at(JULY), key()), "U0FOREIGN", JULY, None)
        assert await quotas.quotas_of(transaction, "U0FOREIGN") == []


async def test_a_correction_is_a_line_of_its_own(db: Database) -> None:
    """It is the manager's to make, keeps the reason, and moves the rest where it belongs."""
    await take(db, AUGUST, deal(40_000, AUGUST))
    async with db.reading(NORTH) as reading:
        (line,) = (await credit_rows(reading, of_person(BEN), Q3, END)).rows
    wanted = manual_entries.Correction(line.deal_id, BEN, Decimal(28_000), "70 to 30", MATE)
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(NotAllowed):
            await manual_entries.adjust(acting(transaction, BEN, at(AUGUST), key()), wanted)
        assert await manual_entries.adjust(acting(transaction, ANA, at(AUGUST), key()), wanted) == -12_000
        with pytest.raises(BadInput, match="what the books say already"):
            await manual_entries.adjust(acting(transaction, ANA, at(AUGUST), key()), wanted)
    assert await booked(db, Q3, END) == 28_000
    assert await booked(db, Q3, END, MATE) == 12_000
    assert await booked(db, Q3, END, team="Enterprise") == 40_000


async def test_how_it_is_counted_is_for_admins(db: Database) -> None:
    """The base currency stays once money is booked."""
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(NotAllowed):
            await keep_rules(acting(transaction, ANA, at(AUGUST), key()), lambda _: BookRules(currency="EUR"))
        await keep_rules(
            acting(transaction, ADA, at(AUGUST), key()),
            lambda _: BookRules(currency="EUR", stages=("A", "B")),
        )
    await take(db, AUGUST, deal(1, AUGUST))
    async with db.transaction(NORTH) as transaction:
        assert (await settings_of(transaction, BookRules)).stages == ("A", "B")
        with pytest.raises(BadInput, match="the base currency stays"):
            await keep_rules(acting(transaction, ADA, at(AUGUST), key()), lambda _: BookRules(currency="USD"))


_TURNS = st.lists(
    st.tuples(
        st.sampled_from(["D1", "D2", "D3"]),
        st.sampled_from(list(DealStatus)),
        st.integers(min_value=-500, max_value=5_000),
        st.integers(min_value=0, max_value=80),
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TURNS)
async def test_whatever_happens_the_team_is_the_sum_of_what_is_won(
    db: Database, story: list[tuple[str, DealStatus, int, int]]
) -> None:
    """After any turns the books say what the deals say; an instant before tells again what it told."""
    now: dict[str, int] = {}
    before: list[tuple[datetime, Fraction]] = []
    # One database for all stories: each is of a source of its own, beside what the others have left.
    start, source = await booked(db, Q3, END, team="Enterprise"), key()
    for number, (name, status, amount, days) in enumerate(story):
        on = date(2026, 10, 1) + timedelta(days=number)
        closed = None if status is DealStatus.OPEN else Q3.start + timedelta(days=days)
        await take(db, on, deal(amount, closed, status, external_id=name), source=source)
        now[name] = amount if status is DealStatus.WON else 0
        total = await booked(db, Q3, END, team="Enterprise")
        assert total - start == sum(now.values())
        before.append((at(on), await booked(db, Q3, at(on), team="Enterprise")))
    for instant, told in before:
        assert await booked(db, Q3, instant, team="Enterprise") == told
