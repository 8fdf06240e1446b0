"""What waits for somebody in goals: when it comes, how it reads, when it goes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from bot.db.transaction import Database
from bot.features.goals.rules.progress import GoalHealth
from bot.features.goals.rules.state_machine import GoalAction
from bot.features.goals.service import progress
from bot.features.goals.service.needs import needs_of
from bot.features.people.service import members as people
from bot.features.teams.service import load_org_chart
from tests.features.goals.office import (
    ADA,
    ANA,
    BEN,
    CLEO,
    COACH,
    HEAD,
    LESS,
    MATE,
    NORTH,
    NOW,
    TERMS,
    act,
    by,
    open_office,
    report,
    set_goal,
)
from tests.features.members import member
from tests.features.needs.office import needs_by, told

OTHERS = (CLEO, COACH, HEAD, ADA, MATE)


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana leads Ben and a mate; the office opens today, so that nobody has a gap yet."""
    await open_office(db)


async def of(db: Database, who: str, now: datetime = NOW) -> list[str]:
    """Text and button of each need."""
    return told(await needs_by(db, needs_of, who, now))


async def test_a_proposal_waits_for_its_owner(db: Database) -> None:
    """From the moment that it is there until it is answered."""
    goal = await set_goal(db)
    (need,) = (await needs_by(db, needs_of, BEN)).values()
    assert (need.key, need.value) == (f"goals.answer:{goal.id}", str(goal.id))
    assert await of(db, BEN) == ["Ana proposes *Win $300k*, by Thu 31 Dec [Answer]"]
    assert await of(db, ANA) == []

    await act(db, goal.id, BEN, GoalAction.accept)
    assert await of(db, BEN) == []


async def test_it_goes_when_it_is_withdrawn(db: Database) -> None:
    """Nobody has to answer what is not asked any more."""
    goal = await set_goal(db)
    await act(db, goal.id, ANA, GoalAction.withdraw)
    assert await of(db, BEN) == []


@pytest.mark.parametrize(
    ("offered", "line"),
    [
        (LESS, "Ben offers $250,000 instead of $300,000 [Answer]"),
        (
            replace(TERMS, due=date(2027, 1, 8)),
            "Ben offers *Win $300k* by Fri 8 Jan, not Thu 31 Dec [Answer]",
        ),
        (replace(TERMS, title="Win more"), "Ben offers other terms for *Win $300k* [Answer]"),
    ],
)
async def test_a_counter_waits_for_who_set_it(db: Database, offered: object, line: str) -> None:
    """It is about somebody led: they have one row."""
    goal = await set_goal(db)
    await act(db, goal.id, BEN, GoalAction.counter, offered=offered)

    needs = await needs_by(db, needs_of, ANA)
    assert (told(needs), [need.about_id for need in needs.values()]) == ([line], [BEN])
    assert await of(db, BEN) == []

    await act(db, goal.id, ANA, GoalAction.accept)
    assert await of(db, ANA) == []


async def test_a_concern_is_told_to_who_may_read_it(db: Database) -> None:
    """Not to an admin, a teammate or another manager."""
    goal = await set_goal(db)
    await act(db, goal.id, BEN, GoalAction.raise_concern, note="Too much at once.")
    assert await of(db, ANA) == ["Ben has a concern about *Win $300k* [Open]"]
    for other in (*OTHERS, BEN):
        assert await of(db, other) == [], other

    await act(db, goal.id, ANA, GoalAction.answer_concern, offered=LESS, note="Less, then.")
    assert await of(db, ANA) == []


async def test_what_has_ended_asks_how(db: Database) -> None:
    """From the day after its last one, until its owner says."""
    goal = await set_goal(db, BEN, BEN)
    on_the_day, after = NOW.replace(month=12, day=31), NOW.replace(year=2027, month=1, day=1)
    assert await of(db, BEN, on_the_day) == []
    needs = await needs_by(db, needs_of, BEN, after)
    assert list(needs) == [f"goals.ended:{goal.id}"]
    assert told(needs) == ["*Win $300k* ended on Thu 31 Dec [How did it end?]"]

    await act(db, goal.id, BEN, GoalAction.finish, now=after)
    assert await of(db, BEN, after) == []


async def test_off_track_is_told_to_who_leads(db: Database) -> None:
    """By the numbers or by the owner's word; not once it is at risk, nor when it is blocked."""
    goal = await set_goal(db, BEN, BEN, replace(TERMS, due=date(2026, 12, 18)))
    later = NOW + timedelta(days=14)
    assert await of(db, ANA) == []
    assert (await of(db, ANA, later))[0] == "*Win $300k* (Ben) is off track: 0% done, 50% due [Open]"
    for other in (*OTHERS, BEN):
        assert not any("off track" in line for line in await of(db, other, later)), other

    await report(db, goal.id, 120_000, now=later)
    assert not any("off track" in line for line in await of(db, ANA, later))

    for health, is_told in ((GoalHealth.off_track, True), (GoalHealth.blocked, False)):
        async with db.transaction(NORTH) as transaction:
            await progress.report(by(transaction, BEN, later), goal.id, health=health)
        assert any("off track" in line for line in await of(db, ANA, later)) is is_told


async def test_a_teams_goal_is_nobodys_own(db: Database) -> None:
    """It names no one, and stands beside the rows of the people."""
    async with db.reading(NORTH) as transaction:
        (team,) = (await load_org_chart(transaction)).led_by(ANA)
    await set_goal(db, ANA, ANA, replace(TERMS, due=date(2026, 12, 18)), team_id=team.id)
    needs = await needs_by(db, needs_of, ANA, NOW + timedelta(days=14))
    told_of = [need for need in needs.values() if need.key.startswith("goals.off_track")]
    assert [(need.text, need.about_id) for need in told_of] == [
        ("*Win $300k* is off track: 0% done, 50% due", "")
    ]


async def test_who_has_no_agreed_goal_is_a_gap(db: Database) -> None:
    """After five working days, for whoever leads them; gone when they have agreed."""
    day_four, day_five = NOW + timedelta(days=4), NOW + timedelta(days=7)
    assert await of(db, ANA, day_four) == []
    assert await of(db, ANA, day_five) == [
        "Ben has no agreed goal this quarter [Propose]",
        "Mate has no agreed goal this quarter [Propose]",
    ]
    for other in (CLEO, COACH, ADA, BEN, MATE):
        assert await of(db, other, day_five) == [], other

    goal = await set_goal(db, now=day_five)
    assert "Ben has no agreed goal this quarter [Propose]" in await of(db, ANA, day_five)
    await act(db, goal.id, BEN, GoalAction.accept, now=day_five)
    assert await of(db, ANA, day_five) == ["Mate has no agreed goal this quarter [Propose]"]


async def test_who_is_away_has_no_gap(db: Database) -> None:
    """Neither with a status that says so, nor after they left; a weekend takes nobody away."""
    later = NOW + timedelta(days=12)  # a Saturday
    assert later.weekday() == 5
    async with db.transaction(NORTH) as transaction:
        until = datetime(2026, 12, 20, tzinfo=UTC)
        away = member(BEN, is_admin=False, status_emoji=":palm_tree:", status_until=until)
        await people.keep(transaction, [away])
    assert await of(db, ANA, later) == ["Mate has no agreed goal this quarter [Propose]"]

    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(MATE, is_admin=False, is_deactivated=True)])
    assert await of(db, ANA, later) == []


async def test_long_words_are_cut(db: Database) -> None:
    """Whatever somebody calls a goal, it is one line."""
    await set_goal(db, terms=replace(TERMS, title="Win &amp; " * 12, target=Decimal(5)))
    (line,) = await of(db, BEN)
    assert line.startswith("Ana proposes *Win &amp; Win")
    assert line.endswith("…*, by Thu 31 Dec [Answer]")
