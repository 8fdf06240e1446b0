"""Boards and contests of some deals alone: by type, pipeline, segment, product and source."""

from datetime import date
from decimal import Decimal

import pytest

from bot.common.errors import BadInput
from bot.db.transaction import Database
from bot.features.contests.rules.planning import ContestRules
from bot.features.contests.service.scoreboard import score
from bot.features.contests.views.card import rule_lines
from bot.features.leaderboards.commands import GRAMMAR, ShowLeaderboard
from bot.features.leaderboards.rules.specs import Engine, Measure, Spec, all_of, of_deals, spec_from
from bot.features.leaderboards.service.boards import board
from bot.features.leaderboards.service.scopes import spec_of, vocabulary
from bot.features.ledger.rules.cuts import Dimension
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.rules.records import DealStatus
from bot.features.ledger.service import quotas
from bot.features.metrics.rules.apart.cut_metrics import cut_from_key, cut_key, cut_metric, cut_of
from bot.features.metrics.rules.catalogue import BY_KEY
from bot.features.metrics.rules.facts import NamedCut
from bot.features.metrics.service.scopes import load_viewer
from tests.contexts import acting
from tests.features.leaderboards.office import MORE, NOON, set_up
from tests.features.ledger.office import ADA, ANA, BEN, MATE, NORTH, at, deal, key, take

DAY = date(2026, 11, 2)
# Who won or lost how much, of which type and in which pipeline.
DEALS = [
    (BEN, 40_000, DealStatus.WON, "New business", "Direct"),
    (BEN, 10_000, DealStatus.WON, "Renewal", "Partner"),
    (BEN, 9_000, DealStatus.LOST, "Renewal", "Direct"),
    (MATE, 30_000, DealStatus.WON, "Renewal", "Direct"),
    (MATE, 5_000, DealStatus.LOST, "New business", "Partner"),
    (MORE[0], 7_000, DealStatus.WON, "", "Partner"),
]


async def booked(db: Database) -> None:
    """These deals, and a quota of Mate's for renewals."""
    await set_up(db)
    for number, (who, amount, status, kind, pipeline) in enumerate(DEALS):
        record = deal(amount, DAY, status, external_id=f"D{number}", category=kind, pipeline=pipeline)
        await take(db, DAY, record, owner=who)
    async with db.transaction(NORTH) as transaction:
        new = quotas.NewQuota(MATE, Decimal(60_000), Per.quarter, date(2026, 10, 1), category="Renewal")
        await quotas.set_quota(acting(transaction, ANA, at(date(2026, 10, 1)), key()), new)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("New_biz", "type new biz"),
        ("care@home=2", "type care@home=2"),
        ("", "type not told"),
        ("a partner with a name of more than forty signs", "type a partner with a name of mor…"),
    ],
)
def test_a_key_leads_back_to_its_deals(value: str, name: str) -> None:
    """Whatever the source's word holds; what people read of it is no key."""
    written = NamedCut(Dimension.type, value).written()
    assert cut_of(cut_key("bookings", written)) == ("bookings", written)
    assert cut_from_key(written).written() == written
    assert cut_metric(BY_KEY["bookings"], written).name == f"Bookings: {name}"


async def typed(db: Database, words: str) -> tuple[Spec, str, dict[str, str], str]:
    """The board by these words: its spec, title, scores by name, and the team's total."""
    async with db.reading(NORTH) as reading:
        viewer = await load_viewer(reading, ADA, NOON)
        known = await vocabulary(reading, viewer, words)
        ask = GRAMMAR.parse(words, known)
        assert isinstance(ask, ShowLeaderboard)
        spec = spec_of(ask, known, viewer)
        found = await board(reading, spec, viewer)
    said = {row.name: row.said for row in found.page.rows if row.is_won}
    return spec, found.title, said, found.total


async def test_boards_of_some_deals_alone(db: Database) -> None:
    """In words, of any number; the title says of which deals; the same comes back from a button."""
    await booked(db)
    table = [
        ("type renewal company", "Bookings: type renewal", {"Mate": "$30,000", "Ben": "$10,000"}, ""),
        (
            "bookings type new business enterprise",
            "Bookings: type new business",
            {"Ben": "$40,000"},
            "$6,667",
        ),
        ("bookings pipeline partner", "Bookings: pipeline partner", {"Ben": "$10,000", "Dan": "$7,000"}, ""),
        ("deals won type not told company", "Deals won: type not told", {"Dan": "1"}, ""),
        ("win rate pipeline direct enterprise", "Win rate: pipeline direct", {}, "66.7%"),
        ("attainment type renewal company", "Quota attainment: type renewal", {"Mate": "50.0%"}, ""),
    ]
    wrong = []
    for words, title, scores, total in table:
        spec, called, said, whole = await typed(db, words)
        if (called, said) != (title, scores) or (total and total != whole):
            wrong.append((words, called, said, whole))
        assert spec_from(spec.written()) == spec
        assert of_deals(*all_of(spec.measure)) == spec.measure
    assert wrong == []


async def test_what_is_of_no_deals_cannot_be_cut(db: Database) -> None:
    """Kudos have no type, and a type that no deal has is named."""
    await booked(db)
    with pytest.raises(BadInput, match="Kudos cannot be cut by deals"):
        await typed(db, "kudos company type renewal")
    with pytest.raises(BadInput, match="“type upsell” is no metric, team or period"):
        await typed(db, "bookings type upsell")


async def test_a_contest_of_renewals(db: Database) -> None:
    """Only renewals count, and the rules say so as people read it."""
    await booked(db)
    measure = of_deals(Measure("bookings", Engine.raw), "category=renewal")
    rules = ContestRules("Sprint", measure, DAY, NOON.date(), team_ids=(1,))
    async with db.reading(NORTH) as reading:
        found = await score(reading, rules, frozenset(), NOON)
    assert [(each.id, int(each.score)) for each in found.ranked.placed if each.score > 0] == [
        (MATE, 30_000),
        (BEN, 10_000),
    ]
    assert "by bookings: type renewal: the best wins" in rule_lines(rules.written())
    share = ContestRules("S", Measure("attainment:renewal", Engine.raw), DAY, NOON.date(), bar=Decimal(1))
    assert "by quota attainment: renewal: everybody from 100% on wins" in rule_lines(share.written())
