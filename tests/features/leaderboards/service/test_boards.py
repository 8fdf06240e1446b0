"""Boards on real books: the sums are the metrics; hiding, leaving and moving move nobody else."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Database
from bot.features.leaderboards.commands import ShowLeaderboard
from bot.features.leaderboards.models import BoardWeight
from bot.features.leaderboards.rules.facts import Leaderboard
from bot.features.leaderboards.rules.specs import Engine, Measure, Scope, Spec
from bot.features.leaderboards.rules.tiers import TierBy
from bot.features.leaderboards.service import settings
from bot.features.leaderboards.service.boards import board
from bot.features.leaderboards.service.cohorts import field_of, of_company
from bot.features.leaderboards.service.measures import measured
from bot.features.leaderboards.service.scopes import spec_of, vocabulary
from bot.features.leaderboards.service.scores import team_score
from bot.features.ledger.rules.credits import Split
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.rules.records import DealStatus
from bot.features.ledger.rules.sellers import by_seller
from bot.features.ledger.service import queries as ledger
from bot.features.ledger.service import quotas
from bot.features.metrics.rules.catalogue import BY_KEY
from bot.features.metrics.rules.figures import words
from bot.features.metrics.service.scopes import load_viewer
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting
from tests.features.leaderboards.office import MORE, NOON, TEAM, set_up
from tests.features.ledger.office import (
    ADA,
    ANA,
    BEN,
    CLEO,
    MATE,
    NORTH,
    Q4,
    at,
    deal,
    key,
    take,
)
from tests.features.members import member

USUAL = ShowLeaderboard()


async def looks(db: Database, who: str, spec: Spec | ShowLeaderboard = USUAL, page: int = 1) -> Leaderboard:
    """What somebody sees."""
    async with db.reading(NORTH) as reading:
        viewer = await load_viewer(reading, who, NOON)
        wanted = spec if isinstance(spec, Spec) else spec_of(spec, await vocabulary(reading, viewer), viewer)
        return await board(reading, wanted, viewer, page)


def rows(found: Leaderboard) -> list[tuple[int, str, str]]:
    """Rank, name and words."""
    return [(row.rank, row.name, row.said) for row in found.page.rows]


async def a_history(db: Database, seed: int) -> None:
    """Deals won, lost, shared, re-opened; somebody new, somebody who left, somebody who moved."""
    luck = random.Random(seed)
    for number in range(60):
        day = date(2026, 7, 6) + timedelta(days=luck.randrange(140))
        owner = luck.choice(TEAM)
        other = luck.choice([who for who in TEAM if who != owner])
        splits = (Split(owner, Decimal(60)), Split(other, Decimal(40))) if number % 7 == 0 else ()
        overlay = (Split(other, Decimal(25), is_overlay=True),) if number % 9 == 0 else ()
        status = luck.choices((DealStatus.WON, DealStatus.LOST), (3, 2))[0]
        record = deal(luck.randrange(1_000, 40_000), day, status, external_id=f"D{number}")
        await take(db, day, record, owner=owner, splits=(*splits, *overlay))
        if number % 10 == 0:
            later = day + timedelta(days=3)
            await take(db, later, replace(record, status=DealStatus.OPEN, closed_on=None), owner=owner)
    async with db.transaction(NORTH) as transaction:
        left, new = date(2026, 10, 20), date(2026, 8, 15)
        await quotas.set_employment(acting(transaction, ANA, at(left), key()), MORE[0], None, left)
        await quotas.set_employment(acting(transaction, ANA, at(new), key()), MORE[1], new, None)
        support = (await teams.load_org_chart(transaction)).named("Support")
        enterprise = (await teams.load_org_chart(transaction)).named("Enterprise")
        assert support is not None
        assert enterprise is not None
        stay = TeamForm("Enterprise", ANA, tuple(who for who in TEAM if who != MORE[2]), "C0SALES")
        await teams.save(acting(transaction, ADA, at(date(2026, 10, 25)), key()), stay, enterprise.id)
        joins = TeamForm("Support", support.manager_id, (CLEO, MORE[2]))
        await teams.save(acting(transaction, ADA, at(date(2026, 10, 25)), key()), joins, support.id)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_the_sums_are_the_metrics(db: Database, seed: int) -> None:
    """What the database adds up for everybody at once is what the formulas say of each, of any days."""
    await set_up(db)
    await a_history(db, seed)
    spans = [
        Q4,
        DateRange(date(2026, 7, 1), date(2026, 10, 1)),
        DateRange(date(2026, 10, 19), date(2026, 10, 27)),
    ]
    async with db.reading(NORTH) as reading:
        org_chart = await teams.load_org_chart(reading)
        team = org_chart.named("Enterprise")
        assert team is not None
        for whose in (await ledger.of_team(reading, team.id, NOON), await of_company(reading, Q4)):
            for days in spans:
                facts = by_seller(await ledger.facts(reading, whose, days, NOON))
                field = await field_of(reading, replace(whose, is_team=False), days, NOON)
                assert field.ids
                for what in ("bookings", "attainment", "win_rate", "deals_won"):
                    (found,) = await measured(reading, what, field, [days])
                    for who, figure in found.items():
                        expected = BY_KEY[what].compute(facts[who], days)
                        assert (figure.value, figure.code) == (expected.value, expected.code), (what, who)


async def won(db: Database, *amounts: int) -> None:
    """One deal for each of the team, in their order."""
    for who, amount in zip(TEAM, amounts, strict=True):
        if amount:
            await take(
                db, date(2026, 11, 2), deal(amount, date(2026, 11, 2), external_id=f"W{who}"), owner=who
            )


async def test_a_rep_sees_the_top_and_their_own_place(db: Database) -> None:
    """At most a third by name; one's own place and the gap in private; the manager sees everybody."""
    await set_up(db)
    await won(db, 50_000, 90_000, 70_000, 16_000, 18_000, 0)
    seen = await looks(db, MORE[1])
    # Ben and Dan are level on the second place, which a third of six has room for one of: so neither.
    assert rows(seen) == [(1, "Mate", "75.0%")]
    assert seen.own is not None
    assert (seen.own.rank, seen.own.said, seen.own.next_rank) == (4, "10.0%", 2)
    assert seen.own.gap == "about $64,000"
    assert not seen.unnamed
    leads = await looks(db, ANA)
    assert [row.rank for row in leads.page.rows] == [1, 2, 2, 4, 4, 6]
    assert leads.own is None


async def test_hiding_moves_nobody(db: Database) -> None:
    """The name goes, the place stays, and everybody else's too."""
    await set_up(db)
    await won(db, 50_000, 90_000, 70_000, 16_000, 18_000, 0)
    before = {who: (await looks(db, who)).own for who in TEAM}
    async with db.transaction(NORTH) as transaction:
        await settings.hide(acting(transaction, MATE, NOON, key()))
    assert {who: (await looks(db, who)).own for who in TEAM} == before
    seen = await looks(db, BEN)
    assert rows(seen)[0] == (1, "a teammate", "75.0%")
    assert "not named in public" in [row.note for row in (await looks(db, ANA)).page.rows]
    async with db.transaction(NORTH) as transaction:
        for who in (BEN, MORE[0]):
            await settings.hide(acting(transaction, who, NOON, key()))
    few = await looks(db, MORE[3])
    assert few.total_only
    assert few.page.rows == []
    assert few.total
    async with db.transaction(NORTH) as transaction:
        await settings.show(acting(transaction, MATE, NOON, key()))
    assert not (await looks(db, MORE[3])).total_only


async def test_somebody_without_data_changes_nothing(db: Database) -> None:
    """A new colleague without quota and deals: the same board, and one more without a place."""
    await set_up(db)
    await won(db, 50_000, 90_000, 70_000, 16_000, 18_000, 5_000)
    before = await looks(db, ANA)
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member("U9NEW")])
        team = (await teams.load_org_chart(transaction)).named("Enterprise")
        assert team is not None
        form = TeamForm("Enterprise", ANA, (*TEAM, "U9NEW"), "C0SALES")
        await teams.save(acting(transaction, ADA, NOON, key()), form, team.id)
    after = await looks(db, ANA)
    assert rows(after) == rows(before)
    assert after.unranked == (("no quota", 1),)
    assert after.unnamed == (("New", "no quota"),)
    assert after.total == before.total


async def test_the_same_instant_gives_the_same_board(db: Database) -> None:
    """Late deals, re-opened ones and other quotas change what is known later, not what was."""
    await set_up(db)
    await won(db, 50_000, 90_000, 70_000, 16_000, 18_000, 5_000)
    before = {who: await looks(db, who) for who in (ANA, BEN)}
    later = date(2026, 12, 3)
    day = date(2026, 11, 2)
    await take(db, later, deal(400_000, day, external_id="late"), owner=BEN)
    await take(db, later, deal(None, None, DealStatus.OPEN, external_id=f"W{MATE}"), owner=MATE)
    async with db.transaction(NORTH) as transaction:
        new = quotas.NewQuota(BEN, Decimal(1), Per.quarter, date(2026, 10, 1))
        await quotas.set_quota(acting(transaction, ANA, at(later), key()), new)
    assert {who: await looks(db, who) for who in (ANA, BEN)} == before


async def test_pages(db: Database) -> None:
    """More people than fit on one page; the page that is asked for, and the last one for a number beyond."""
    await set_up(db)
    crowd = [f"U6P{number:02}" for number in range(20)]
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(who) for who in crowd])
        team = (await teams.load_org_chart(transaction)).named("Enterprise")
        assert team is not None
        form = TeamForm("Enterprise", ANA, (*TEAM, *crowd), "C0SALES")
        await teams.save(acting(transaction, ADA, NOON, key()), form, team.id)
    for number, who in enumerate(crowd):
        day = date(2026, 11, 2)
        await take(db, day, deal(1_000 + number, day, external_id=f"P{who}"), owner=who)
    first = await looks(db, ANA, ShowLeaderboard("bookings"))
    second = await looks(db, ANA, ShowLeaderboard("bookings"), page=9)
    assert (first.page.number, first.page.pages, len(first.page.rows)) == (1, 2, 15)
    assert (second.page.number, len(second.page.rows)) == (2, 11)
    assert {row.name for row in first.page.rows}.isdisjoint(row.name for row in second.page.rows)


async def test_teams_are_ratios_of_sums(db: Database) -> None:
    """Not means of ratios; what cannot be a ratio is for each person."""
    await set_up(db)
    await won(db, 100_000, 0, 0, 0, 0, 0)
    async with db.transaction(NORTH) as transaction:
        new = quotas.NewQuota(CLEO, Decimal(10_000), Per.quarter, date(2026, 7, 1))
        await quotas.set_quota(acting(transaction, ADA, at(date(2026, 9, 1)), key()), new)
    await take(db, date(2026, 11, 3), deal(9_000, date(2026, 11, 3), external_id="C1"), owner=CLEO)
    seen = await looks(db, BEN, ShowLeaderboard(scope=Scope.teams))
    assert rows(seen) == [(1, "Support", "90.0%"), (2, "Enterprise", "11.1%")]
    assert seen.own is not None
    assert seen.own.rank == 2
    raw = await looks(db, BEN, ShowLeaderboard(engine=Engine.raw, scope=Scope.teams))
    assert rows(raw) == [(1, "Enterprise", "$16,667 a person"), (2, "Support", "$9,000 a person")]


async def test_who_may_look(db: Database) -> None:
    """Boards of a team are its people's; a forged board is refused as well."""
    await set_up(db)
    async with db.reading(NORTH) as reading:
        team = (await teams.load_org_chart(reading)).named("Enterprise")
    assert team is not None
    forged = Spec(Measure(), Scope.team, Q4, team.id)
    with pytest.raises(NotAllowed, match="members of a team"):
        await looks(db, CLEO, forged)
    with pytest.raises(NotAllowed, match="in a team"):
        await looks(db, "U0COACH", Spec(Measure(), Scope.company, Q4))
    with pytest.raises(NotAllowed, match="in a team"):
        await looks(db, "U0COACH", Spec(Measure(), Scope.teams, Q4))
    assert (await looks(db, "U0COACH", ShowLeaderboard("kudos"))).who == "Everybody"
    with pytest.raises(BadInput, match="says nothing about who is ahead"):
        await looks(db, BEN, ShowLeaderboard("quota"))


async def test_the_combined_score_is_as_decided(db: Database) -> None:
    """Weights and targets of the admin; what does not add up is refused, and nothing changes."""
    await set_up(db)
    await won(db, 50_000, 60_000, 70_000, 80_000, 90_000, 100_000)
    parts: Sequence[tuple[str, Decimal, Decimal | None]] = (
        ("bookings", Decimal(75), None),
        ("deals_won", Decimal(25), Decimal(2)),
    )
    async with db.transaction(NORTH) as transaction:
        await settings.decide(acting(transaction, ADA, NOON, key()), TierBy.attainment, parts)
    seen = await looks(db, BEN, ShowLeaderboard("combined"))
    assert seen.own is not None
    assert seen.own.said == "50.0%"  # 0.75 x 50% + 0.25 x 50%
    for wrong, sentence in (
        ((("bookings", Decimal(90), None),), "add up to 90%"),
        ((("kudos", Decimal(100), Decimal(1)),), "cannot be a part"),
        ((), "1 to 5"),
    ):
        async with db.transaction(NORTH) as transaction:
            with pytest.raises(BadInput, match=sentence):
                await settings.decide(acting(transaction, ADA, NOON, key()), TierBy.tenure, wrong)
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(NotAllowed, match="Only an admin"):
            await settings.decide(acting(transaction, ANA, NOON, key()), TierBy.tenure, parts)
    async with db.reading(NORTH) as reading:
        kept = (await reading.session.scalars(select(BoardWeight).order_by(BoardWeight.place))).all()
    assert [(row.what, row.weight) for row in kept] == [("bookings", Decimal(75)), ("deals_won", Decimal(25))]


async def test_reps_like_me(db: Database) -> None:
    """Those who are here about as long; the others are not compared."""
    await set_up(db)
    async with db.transaction(NORTH) as transaction:
        for who in (BEN, MATE, *MORE[:2]):
            await quotas.set_employment(
                acting(transaction, ANA, at(date(2026, 9, 2)), key()), who, date(2026, 9, 1), None
            )
    await won(db, 10_000, 20_000, 30_000, 40_000, 500_000, 600_000)
    seen = await looks(db, BEN, ShowLeaderboard(scope=Scope.peers))
    # Four are new; the two others and Cleo would be too few for a group of their own.
    assert seen.ranked == 6
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member("U8OLD"), member("U7OLD")])
        team = (await teams.load_org_chart(transaction)).named("Enterprise")
        assert team is not None
        form = TeamForm("Enterprise", ANA, (*TEAM, "U8OLD", "U7OLD"), "C0SALES")
        await teams.save(acting(transaction, ADA, NOON, key()), form, team.id)
    seen = await looks(db, BEN, ShowLeaderboard(scope=Scope.peers))
    assert seen.ranked == 4
    assert seen.own is not None
    assert seen.own.rank == 4


async def test_quotas_for_a_kind_of_deals(db: Database) -> None:
    """Boards say what the sheet says: overall and by kind, of people and of the team, as deals are now."""
    await set_up(db)
    async with db.transaction(NORTH) as transaction:
        for kind, amount in (("New", 100_000), ("Renewal", 50_000)):
            new = quotas.NewQuota(CLEO, Decimal(amount), Per.quarter, date(2026, 7, 1), category=kind)
            await quotas.set_quota(acting(transaction, ADA, at(date(2026, 9, 1)), key()), new)
    won = date(2026, 10, 5)
    wrong = deal(45_000, won, external_id="R", category="New")
    await take(db, won, wrong, deal(60_000, won, external_id="N", category="New"), owner=CLEO)
    await take(db, won, deal(45_000, won, external_id="R", category="renewal"), owner=CLEO)
    await take(db, won, deal(10_000, won, external_id="E", category="Expansion"), owner=CLEO)

    shares = {"attainment": "70.0%", "attainment:new": "60.0%", "attainment:renewal": "90.0%"}
    async with db.reading(NORTH) as reading:
        field = await field_of(reading, ledger.of_person(CLEO), Q4, NOON)
        facts = await ledger.facts(reading, ledger.of_person(CLEO), Q4, NOON)
        for what, share in shares.items():
            (found,) = await measured(reading, what, field, [Q4])
            team = await team_score(reading, Measure(what, Engine.raw), field)
            said = field.metrics[what].compute(facts, Q4)
            assert {words(each, "USD") for each in (found[CLEO], team, said)} == {share}
        with pytest.raises(BadInput, match="says nothing about who is ahead"):
            await measured(reading, "pace:renewal", field, [Q4])
    ask = await looks(db, ADA, Spec(Measure("attainment:renewal", Engine.raw), Scope.company, Q4))
    assert "renewal" in ask.title.lower()
