"""Groups of settings on a real database: defaults, who may, other versions, two admins at once."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from bot.common.errors import AlreadyRecorded, NotAllowed
from bot.db.transaction import Database
from bot.features.people.service.settings import edit_settings, save_settings, settings_of
from bot.features.workspace import service as workspace
from bot.framework.settings import SettingsGroup, StoredSettings
from tests.contexts import acting
from tests.features.people.office import NOW, OTHER, TEAM, keep, user

ADMIN, REP = "U0ANA", "U0BEN"


@dataclass(frozen=True)
class Picnic(SettingsGroup, name="picnic", deed="plan the picnic"):
    """As some feature may have it."""

    day: date | None = None
    dishes: tuple[str, ...] = ("salad",)
    guests: int = 5


@dataclass(frozen=True)
class LaterPicnic(SettingsGroup, name="picnic"):
    """The same in a version that knows more, and one thing no longer."""

    day: date | None = None
    guests: int = 5
    music: bool = True


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """An admin and somebody else."""
    for team in (TEAM, OTHER):
        await keep(db, user(ADMIN, is_admin=True), user(REP), team=team)


async def save(db: Database, settings: SettingsGroup, key: str = "k1", who: str = ADMIN) -> None:
    """In a transaction of its own."""
    async with db.transaction(TEAM) as transaction:
        await save_settings(acting(transaction, who, NOW, key), settings)


async def picnic(db: Database, team: str = TEAM) -> Picnic:
    """As it is stored."""
    async with db.reading(team) as transaction:
        return await settings_of(transaction, Picnic)


async def test_defaults_until_it_is_chosen(db: Database) -> None:
    """What is chosen holds in this workspace alone; the group beside it is not touched."""
    assert await picnic(db) == Picnic()
    chosen = Picnic(date(2026, 12, 24), ("bread", "cheese"), 12)

    await save(db, chosen)

    assert await picnic(db) == chosen
    assert await picnic(db, OTHER) == Picnic()
    async with db.reading(TEAM) as transaction:
        assert (await workspace.stored_settings(transaction)).values.keys() == {"picnic"}


async def test_a_choice_can_be_taken_back(db: Database) -> None:
    """To nothing, to an empty list and to zero."""
    await save(db, Picnic(date(2026, 12, 24)))
    await save(db, Picnic(None, (), 0), "k2")

    assert await picnic(db) == Picnic(None, (), 0)


@pytest.mark.parametrize("who", [REP, "U0NOBODY", ""])
async def test_only_admins(db: Database, who: str) -> None:
    """The sentence says what only they can do."""
    with pytest.raises(NotAllowed):
        await save(db, Picnic(guests=1), who=who)
    with pytest.raises(NotAllowed, match=r"Only an admin of this workspace can plan the picnic\."):
        await save(db, Picnic(guests=1), who=REP)

    assert await picnic(db) == Picnic()


async def test_the_same_request_twice_is_one(db: Database) -> None:
    """A repeat of an old request does not bring old settings back."""
    await save(db, Picnic(guests=1))
    await save(db, Picnic(guests=2), "k2")

    with pytest.raises(AlreadyRecorded):
        await save(db, Picnic(guests=1))

    assert (await picnic(db)).guests == 2


async def test_versions_side_by_side(db: Database) -> None:
    """Each keeps what it does not know, and reads the default of what the other did not write."""
    await save(db, Picnic(dishes=("bread",), guests=7))
    async with db.reading(TEAM) as transaction:
        assert await settings_of(transaction, LaterPicnic) == LaterPicnic(guests=7, music=True)

    await save(db, LaterPicnic(guests=8, music=False), "k2")
    assert await picnic(db) == Picnic(dishes=("bread",), guests=8)

    await save(db, Picnic(dishes=("bread",), guests=9), "k3")
    async with db.reading(TEAM) as transaction:
        assert await settings_of(transaction, LaterPicnic) == LaterPicnic(guests=9, music=False)


@pytest.mark.parametrize("is_first", [True, False])
async def test_two_admins_at_once(db: Database, *, is_first: bool) -> None:
    """Different fields, each from what was there: nobody's change is lost, also where nothing was stored."""
    if not is_first:
        await save(db, Picnic(guests=1), "before")

    async def change(key: str, **fields: Any) -> None:
        async with db.transaction(TEAM) as transaction:
            edit = await edit_settings(acting(transaction, ADMIN, NOW, key), Picnic)
            await asyncio.sleep(0)
            await edit.save(replace(edit.before, **fields))

    changes = [change("a", guests=30), change("b", dishes=("bread",)), change("c", day=date(2027, 1, 1))]
    await asyncio.gather(*changes)

    assert await picnic(db) == Picnic(date(2027, 1, 1), ("bread",), 30)


async def test_what_cannot_be_read_stops_nothing(db: Database) -> None:
    """The default counts, until somebody saves the form."""
    await save(db, Picnic())
    async with db.system() as session:
        await session.execute(text("""UPDATE settings SET value = '{"guests": "a secret"}'"""))

    assert await picnic(db) == Picnic()
    await save(db, Picnic(guests=4), key="k2")
    assert await picnic(db) == Picnic(guests=4)


def test_all_groups_of_one_query() -> None:
    """A reader of all settings takes each group from what it has."""
    stored = StoredSettings({"picnic": {"guests": 3}, "other": {"x": 1}})
    assert stored.of(Picnic) == Picnic(guests=3)
