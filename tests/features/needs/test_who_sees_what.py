"""Role x need: in an office in which everything waits for somebody, who is told what."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.common.cadences import Run
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.deliveries.notices import FAILED
from bot.features.checkins.service import questions
from bot.features.feedback.rules.content import RequestText
from bot.features.feedback.service import requests
from bot.features.goals.rules.progress import GoalHealth
from bot.features.goals.rules.state_machine import GoalAction
from bot.features.goals.service import progress
from bot.features.imports.rules.parking import ParkedFor, Parking
from bot.features.imports.service.waiting import parking
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.rules.records import DealRecord
from bot.features.ledger.service.by_hand.manual_entries import ManualWin
from bot.features.ledger.service.queries import of_person
from bot.features.ledger.service.quotas import NewQuota, set_quota
from bot.features.ledger.service.rows import credit_rows
from bot.features.metrics.service import disputes, own_entries
from bot.features.teams.service import load_org_chart
from bot.framework.needs import Need, NeedRank
from tests.features.goals.office import (
    ADA,
    ANA,
    BEN,
    CLEO,
    COACH,
    HEAD,
    MATE,
    NORTH,
    NOW,
    TERMS,
    act,
    by,
    set_goal,
)
from tests.features.ledger.office import Q4, deal, take
from tests.features.needs.office import all_needs
from tests.features.outsiders import FOR_GUESTS, GUEST, ROLES, becomes
from tests.features.reviews.office import begun

LATER = NOW + timedelta(days=30)
# Of somebody who is led, told to whoever leads them and to nobody else.
OF_THE_LEAD = {
    "checkins.blocked",
    "coaching.overdue",
    "goals.off_track",
    "goals.none",
    "feedback.none",
    "kudos.none",
    "metrics.pace",
}
KINDS = {
    ANA: {
        *OF_THE_LEAD - {"goals.none"},
        "goals.concern",
        "reviews.write",
        "metrics.confirm",
        "metrics.dispute",
        "imports.names",
        "imports.old",
    },
    BEN: {"goals.answer", "goals.ended", "checkins.answer", "feedback.answer", "reviews.write"},
    MATE: {"reviews.write"},
    HEAD: {"coaching.overdue", "feedback.none", "kudos.none", "goals.none", "imports.old"},
    ADA: {"home.setup", "operations.failed", "imports.old"},
    CLEO: set(),
    COACH: set(),
}


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana leads Ben and a mate, Head leads Cleo, Ada is admin. Everything waits for somebody."""
    await begun(db)
    await take(db, date(2026, 11, 2), deal(1_000, date(2026, 11, 2), external_id="first", name="First"))
    await set_goal(db)
    secret = await set_goal(db, terms=replace(TERMS, title="Second"))
    await act(db, secret.id, BEN, GoalAction.raise_concern, note="Too much at once.")
    slow = await set_goal(db, BEN, BEN, replace(TERMS, title="Slow", due=date(2027, 1, 20)))
    stuck = await set_goal(db, MATE, MATE, replace(TERMS, title="Stuck", due=date(2027, 3, 31)))
    await set_goal(db, BEN, BEN, replace(TERMS, title="Over", due=date(2026, 12, 20)))
    row = {"kind": "kudos.note", "facts": {}, "attempts": 1, "state": FAILED, "workspace_id": NORTH}
    async with db.transaction(NORTH) as transaction:
        await progress.report(by(transaction, BEN), slow.id, health=GoalHealth.off_track)
        await progress.report(by(transaction, MATE), stuck.id, health=GoalHealth.blocked)
        await questions.ask(transaction, BEN, Run(LATER.date(), LATER), LATER)
        await requests.ask(
            by(transaction, COACH), RequestText(COACH, (BEN,), "How was it?", date(2026, 12, 1))
        )
        await set_quota(by(transaction, ANA), NewQuota(BEN, Decimal(100_000), Per.quarter, Q4.start))
        await own_entries.log_won(by(transaction, BEN), ManualWin("Acme", Decimal(9_000)))
        (line, *_) = (await credit_rows(transaction, of_person(BEN), Q4, NOW, with_waiting=False)).rows
        await disputes.raise_dispute(by(transaction, BEN), line.id, "It was more")
        unnamed = Parking(DealRecord(external_id="D-1"), ParkedFor.PERSON, "id/hubspot:12")
        await parking.park(transaction, "hubspot", [unnamed], ANA, NOW)
        times = {"due_at": LATER, "next_at": LATER, "expires_at": LATER}
        transaction.session.add(Delivery(dedupe_key="failed", target="C1", **row, **times))


def kinds(needs: dict[str, Need]) -> set[str]:
    """The kinds that are told."""
    return {need.kind for need in needs.values()}


async def test_who_is_told_what(db: Database) -> None:
    """By role; what is about somebody led, only whoever leads them sees."""
    for who, expected in KINDS.items():
        needs = await all_needs(db, who, LATER)
        assert kinds(needs) == expected, who
        async with db.reading(NORTH) as reading:
            led = (await load_org_chart(reading)).people_of(who)
        for need in needs.values():
            assert need.about_id in {"", *led}, need
            assert need.about_id or need.kind not in OF_THE_LEAD, need
            assert need.may_wait is (need.rank is NeedRank.gap)


async def test_names_of_others_are_not_told(db: Database) -> None:
    """In no line that somebody sees stands a person whom it is not theirs to know of."""
    for who, strangers in ((HEAD, ("Ben", "Mate", "Ana")), (ADA, ("Ben", "Mate", "Cleo", "Ana"))):
        for need in (await all_needs(db, who, LATER)).values():
            assert not any(name in need.text for name in strangers), need


async def test_gaps_are_nobody_elses(db: Database) -> None:
    """Not an admin's, not another manager's, not the person's own."""
    seen = {who: await all_needs(db, who, LATER) for who in KINDS}
    gaps = Counter(
        (who, need.about_id) for who, needs in seen.items() for need in needs.values() if need.may_wait
    )
    assert {pair for pair in gaps if pair[0] not in (ANA, HEAD)} == set()
    assert {about for who, about in gaps if who == ANA} == {BEN, MATE}
    assert {about for who, about in gaps if who == HEAD} == {CLEO}


async def test_a_guest_has_only_their_own(db: Database) -> None:
    """What they may answer, and a button that is open to them; nobody is told of a gap about them."""
    await becomes(db, BEN, GUEST)
    needs = await all_needs(db, BEN, LATER)
    assert kinds(needs) == KINDS[BEN] - {"feedback.answer"}
    assert {need.action_id for need in needs.values()} <= FOR_GUESTS
    of_ana = await all_needs(db, ANA, LATER)
    assert {need.about_id for need in of_ana.values() if need.may_wait} == {MATE}


async def test_who_may_not_act_has_none(db: Database) -> None:
    """Bots, people of elsewhere, and who has left."""
    for role in ROLES:
        if role != GUEST:
            await becomes(db, ANA, role)
            assert await all_needs(db, ANA, LATER) == {}, role


async def test_a_guest_who_led_a_team_leads_it_no_more(db: Database) -> None:
    """Nothing about the people of the team is told to them."""
    await becomes(db, ANA, GUEST)
    assert not kinds(await all_needs(db, ANA, LATER)) & {*OF_THE_LEAD, "metrics.confirm", "metrics.dispute"}
