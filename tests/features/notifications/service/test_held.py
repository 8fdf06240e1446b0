"""What waits until somebody can be written to: released when they can be sooner, digest or not."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time

import pytest

from bot.db.transaction import Database, Transaction
from bot.deliveries.outbox import TOPIC
from bot.features.notifications.rules import NotificationPreferences
from bot.features.notifications.service import availability
from tests.contexts import acting
from tests.deliveries.stage import rows
from tests.features.notifications.cast import (
    ANA,
    BEN,
    MONDAY,
    NOTE,
    OTHER,
    PROMPT,
    TEAM,
    TUESDAY_NINE,
    choose,
    claim,
    owe,
)

pytestmark = pytest.mark.usefixtures("cast")

EVENING = MONDAY.replace(hour=20)
NEXT_MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)


async def wakes_up(transaction: Transaction, now: datetime) -> None:
    """Ben presses the button."""
    await availability.wake(acting(transaction, BEN, now, "wake"))


async def is_back(transaction: Transaction, now: datetime) -> None:
    """Slack tells something new of Ben."""
    await availability.judge_anew(transaction, BEN, now)


async def has_new_hours(transaction: Transaction, now: datetime) -> None:
    """Ben sends the form."""
    typed = NotificationPreferences(opens=time(8), closes=time(17, 30), workdays=frozenset(range(5)))
    await availability.change(
        acting(transaction, BEN, now, "form"), typed, time_off={}, wanted=[], offered=[]
    )


@pytest.mark.parametrize("news", [wakes_up, is_back, has_new_hours])
async def test_what_joins_no_digest_is_released(
    db: Database, news: Callable[[Transaction, datetime], Awaitable[None]]
) -> None:
    """A reminder that came while Ben was away goes out once he is there; what is planned keeps its time."""
    await choose(db, snoozed_until=NEXT_MONDAY)
    await owe(db, "reminder", kind=PROMPT)
    await owe(db, "planned", kind=PROMPT, now=NEXT_MONDAY)
    await owe(db, "hers", who=ANA, kind=PROMPT, now=NEXT_MONDAY)
    await claim(db, "reminder")
    before = (await rows(db))["reminder"]
    assert before.due_at == NEXT_MONDAY
    async with db.reading(TEAM) as reading:
        picture = await availability.mine(reading, BEN, MONDAY)
    assert (picture.held, picture.held_until) == (1, NEXT_MONDAY)

    await choose(db)
    async with db.transaction(TEAM) as transaction:
        await news(transaction, TUESDAY_NINE)
        assert transaction.news[TOPIC] == ["reminder"]

    found = await rows(db)
    after = found["reminder"]
    assert (after.due_at, after.next_at) == (TUESDAY_NINE, TUESDAY_NINE)
    assert after.expires_at - after.due_at == before.expires_at - before.due_at
    assert {found[key].due_at for key in ("hers", "planned")} == {NEXT_MONDAY}
    assert await claim(db, "reminder", TUESDAY_NINE)


async def is_held_back(db: Database, who: str = BEN, now: datetime = MONDAY, team: str = TEAM) -> bool:
    """Whether something waits until they can be written to."""
    async with db.reading(team) as transaction:
        return await availability.is_held_back(transaction, who, now)


@pytest.mark.parametrize("kind", [NOTE, PROMPT])
async def test_whether_something_is_held_back(db: Database, kind: str) -> None:
    """For this person, in this workspace; not what is planned, nor what is due by now."""
    await owe(db, "planned", kind=PROMPT, now=TUESDAY_NINE)
    assert not await is_held_back(db)

    await owe(db, "a", kind=kind)
    await claim(db, "a", EVENING)

    assert await is_held_back(db, now=EVENING)
    assert not await is_held_back(db, now=TUESDAY_NINE)
    assert not await is_held_back(db, ANA)
    assert not await is_held_back(db, team=OTHER)
