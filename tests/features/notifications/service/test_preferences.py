"""A person's preferences that are stored again take the place of those before, and of nobody else's."""

from datetime import date, time, timedelta

import pytest

from bot.db.transaction import Database
from bot.features.notifications.commands import SnoozeFor
from bot.features.notifications.rules import NotificationPreferences, NotificationSummary
from bot.features.notifications.service import availability
from tests.contexts import acting
from tests.features.notifications.cast import ANA, BEN, MONDAY, NOTE, OTHER, TEAM

pytestmark = pytest.mark.usefixtures("cast")

TOMORROW = date(2026, 11, 24)
FIRST = NotificationPreferences(time(8), time(12), frozenset({5}), "DE", 2)
SECOND = NotificationPreferences(time(10), time(16), frozenset({0, 2}), "FR", 7)


async def mine(db: Database, who: str) -> NotificationSummary:
    """How somebody's notifications stand."""
    async with db.reading(TEAM) as reading:
        return await availability.mine(reading, who, MONDAY)


async def store(db: Database, who: str, typed: NotificationPreferences, key: str) -> None:
    """Somebody saves their form, with all kinds on and a day off."""
    async with db.transaction(TEAM) as transaction:
        await availability.change(
            acting(transaction, who, MONDAY, key), typed, time_off={TOMORROW: key}, wanted=(), offered=()
        )


async def test_the_newest_preferences_count(db: Database) -> None:
    """Each field is replaced, and each day off; a colleague's stay."""
    for number, (who, typed) in enumerate(((BEN, FIRST), (ANA, FIRST), (BEN, SECOND))):
        await store(db, who, typed, f"form {number}")

    ben, ana = await mine(db, BEN), await mine(db, ANA)
    assert (ben.reach.choices, ana.reach.choices) == (SECOND, FIRST)
    assert ben.reach.calendar.time_off == {TOMORROW: "form 2"}
    assert ana.reach.calendar.time_off == {TOMORROW: "form 1"}


async def test_a_snooze_leaves_the_preferences_and_they_leave_the_snooze(db: Database) -> None:
    """Whichever was stored first; the newest end of a snooze counts."""
    for number, length in enumerate((timedelta(hours=1), timedelta(hours=3))):
        async with db.transaction(TEAM) as transaction:
            await availability.snooze(acting(transaction, BEN, MONDAY, f"snooze {number}"), SnoozeFor(length))
    await store(db, BEN, FIRST, "form")
    until = MONDAY + timedelta(hours=3)
    found = (await mine(db, BEN)).reach.choices
    assert (found.opens, found.daily_limit, found.snoozed_until) == (FIRST.opens, 2, until)

    async with db.transaction(TEAM) as transaction:
        await availability.wake(acting(transaction, BEN, MONDAY, "wake"))
    assert (await mine(db, BEN)).reach.choices == FIRST


async def test_a_kind_that_is_off_is_switched_off_again(db: Database) -> None:
    """From an old message: it stays off, and so does what was off beside it."""
    for number, kind in enumerate((NOTE, OTHER, NOTE)):
        async with db.transaction(TEAM) as transaction:
            await availability.mute(acting(transaction, BEN, MONDAY, f"mute {number}"), kind)

    assert (await mine(db, BEN)).muted == {NOTE, OTHER}
    assert (await mine(db, ANA)).muted == frozenset()
