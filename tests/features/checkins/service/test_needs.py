"""What waits for somebody in check-ins: their own answer, and who of their people is blocked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.common.cadences import Run
from bot.db.transaction import Database
from bot.features.checkins.rules import CheckinNote
from bot.features.checkins.service import answers, questions, summary
from bot.features.checkins.service.answers import GoalAnswer
from bot.features.checkins.service.needs import needs_of
from bot.features.goals.rules.progress import GoalHealth
from bot.features.goals.service import progress
from tests.features.goals.office import (
    ADA,
    ANA,
    BEN,
    CLEO,
    HEAD,
    MATE,
    NORTH,
    NOW,
    TERMS,
    by,
    open_office,
    set_goal,
)
from tests.features.needs.office import needs_by, told

OWN = "How do your goals stand? [Check in]"
LATER = NOW + timedelta(weeks=1)


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana leads Ben, who has set himself a goal."""
    await open_office(db)


async def of(db: Database, who: str, *, days: float = 0) -> list[str]:
    """Text and button of each need."""
    return told(await needs_by(db, needs_of, who, NOW + timedelta(days=days)))


async def asked(db: Database, *, days: float = 0) -> int:
    """Ben is asked how his goals stand; the id of the check-in."""
    now = NOW + timedelta(days=days)
    async with db.transaction(NORTH) as transaction:
        notice = await questions.ask(transaction, BEN, Run(now.date(), now), now)
    assert notice is not None
    return notice.checkin_id


async def answered(
    db: Database, checkin_id: int, *said: GoalAnswer, words: str = "", days: float = 0
) -> None:
    """Ben's answer, with what blocks him."""
    async with db.transaction(NORTH) as transaction:
        ctx = by(transaction, BEN, NOW + timedelta(days=days))
        await answers.answer(ctx, checkin_id, said, CheckinNote(blockers=words))


async def test_a_check_in_waits_until_it_is_complete(db: Database) -> None:
    """From the question on; a part of the answer does not end it."""
    goals = [await set_goal(db, BEN, BEN), await set_goal(db, BEN, BEN, replace(TERMS, title="More"))]
    assert await of(db, BEN) == []
    checkin_id = await asked(db)
    (need,) = (await needs_by(db, needs_of, BEN)).values()
    assert (need.key, need.value, need.rank.name) == (
        f"checkins.answer:{checkin_id}",
        str(checkin_id),
        "answer",
    )
    assert await of(db, BEN) == [OWN]
    assert await of(db, ANA) == []

    await answered(db, checkin_id, GoalAnswer(goals[0].id, health=GoalHealth.on_track))
    assert await of(db, BEN) == [OWN]
    await answered(db, checkin_id, GoalAnswer(goals[1].id, health=GoalHealth.on_track))
    assert await of(db, BEN) == []


async def test_the_next_one_takes_its_place(db: Database) -> None:
    """On the day on which the manager reads it, it is due; an old one waits no longer than the next."""
    await set_goal(db, BEN, BEN)
    first = await asked(db)
    (need,) = (await needs_by(db, needs_of, BEN, NOW + timedelta(days=1))).values()
    assert need.rank.name == "due"

    second = await asked(db, days=7)
    assert list(await needs_by(db, needs_of, BEN, LATER)) == [f"checkins.answer:{second}"]
    assert first != second
    assert await of(db, BEN, days=16) == []


async def test_who_is_blocked_is_told_to_who_leads_them(db: Database) -> None:
    """With their words where there are any; nobody else sees it."""
    goal = await set_goal(db, BEN, BEN)
    checkin_id = await asked(db)
    await answered(db, checkin_id, GoalAnswer(goal.id, health=GoalHealth.blocked))
    assert await of(db, ANA) == ["Ben is blocked on *Win $300k* [Help]"]

    await answered(db, checkin_id, words="legal is slow")
    assert await of(db, ANA) == ["Ben is blocked on *Win $300k*: “legal is slow” [Help]"]
    for other in (ADA, CLEO, HEAD, MATE, BEN):
        assert await of(db, other) == [], other

    async with db.transaction(NORTH) as transaction:
        await progress.report(by(transaction, BEN), goal.id, health=GoalHealth.at_risk)
    assert await of(db, ANA) == ["Ben is blocked: “legal is slow” [Help]"]
    await answered(db, checkin_id)
    assert await of(db, ANA) == []


async def test_help_ends_it_two_working_days_later(db: Database) -> None:
    """Until then it says that help was offered; who says so anew is told of anew."""
    goal = await set_goal(db, BEN, BEN)
    checkin_id = await asked(db)
    await answered(db, checkin_id, GoalAnswer(goal.id, health=GoalHealth.blocked), words="legal is slow")
    async with db.transaction(NORTH) as transaction:
        await summary.offer_help(by(transaction, ANA), BEN)

    helped = ["Ben is blocked on *Win $300k*: you offered help on Mon 23 Nov [Help]"]
    assert await of(db, ANA) == helped
    assert await of(db, ANA, days=1) == helped
    assert await of(db, ANA, days=2) == []

    async with db.transaction(NORTH) as transaction:
        later = NOW + timedelta(days=3)
        await progress.report(by(transaction, BEN, later), goal.id, health=GoalHealth.blocked)
    assert await of(db, ANA, days=3) == ["Ben is blocked on *Win $300k*: “legal is slow” [Help]"]


async def test_words_are_cut(db: Database) -> None:
    """However much somebody writes, it is one line, harmless."""
    goal = await set_goal(db, BEN, BEN)
    checkin_id = await asked(db)
    said = GoalAnswer(goal.id, health=GoalHealth.blocked)
    await answered(db, checkin_id, said, words="<!channel> legal\nis slow and " * 20)
    (line,) = await of(db, ANA)
    assert line.startswith("Ben is blocked on *Win $300k*: “@channel legal is slow and @channel")
    assert line.endswith("…” [Help]")
