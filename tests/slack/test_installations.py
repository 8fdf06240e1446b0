"""Installations and OAuth states on a real database: sealed, replaced, forgotten, used once."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet, InvalidToken
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.installation_store import Installation as SlackInstallation
from sqlalchemy import select

from bot.db.transaction import Database
from bot.emulator.state.clock import MovableClock
from bot.slack.identity import BotIdentity
from bot.slack.installations import (
    STATE_LIVES,
    Installation,
    Installations,
    OAuthState,
    OAuthStates,
    seal_from,
)

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))


@pytest.fixture
def clock() -> MovableClock:
    """A Monday morning that stands still."""
    return MovableClock(NOW, frozen=True)


def installations(db: Database, clock: MovableClock, keys: str) -> Installations:
    """The store, with these keys."""
    return Installations(db, seal_from(keys), clock)


def installed(workspace_id: str, token: str = "xoxb-1") -> SlackInstallation:
    """What Slack tells when somebody installs the app."""
    return SlackInstallation(
        team_id=workspace_id, user_id="U0ANA", bot_token=token, bot_id="B1", bot_user_id="U1"
    )


async def test_an_installation_comes_back(db: Database, clock: MovableClock) -> None:
    """Token and ids are as they were; a second installation takes the place of the first."""
    store = installations(db, clock, NEW)
    await store.async_save(installed("T1"))
    await store.async_save(installed("T2", "xoxb-2"))
    await store.async_save(installed("T1", "xoxb-3"))

    assert await store.identity("T1") == BotIdentity("T1", "xoxb-3", "B1", "U1")
    assert await store.identity("T2") == BotIdentity("T2", "xoxb-2", "B1", "U1")
    assert await store.identity("T3") is None
    assert await store.workspace_ids() == ["T1", "T2"]


@pytest.mark.parametrize("how", ["forget", "delete_installation", "delete_bot"])
async def test_a_forgotten_installation_is_gone(db: Database, clock: MovableClock, how: str) -> None:
    """By each of Bolt's ways, in this workspace only."""
    store = installations(db, clock, NEW)
    await store.async_save(installed("T1"))
    await store.async_save(installed("T2"))

    if how == "forget":
        await store.forget("T1")
    elif how == "delete_bot":
        await store.async_delete_bot(enterprise_id=None, team_id="T1")
    else:
        await store.async_delete_installation(enterprise_id=None, team_id="T1", user_id="U0ANA")

    assert await store.workspace_ids() == ["T2"]


async def test_keys_are_rotated(db: Database, clock: MovableClock) -> None:
    """A new key in front of the old one: old tokens are still read, new ones need the new key only."""
    await installations(db, clock, OLD).async_save(installed("T1"))
    both = installations(db, clock, f"{NEW}, {OLD}")

    found = await both.identity("T1")
    await both.async_save(installed("T2"))

    assert found is not None
    assert found.token == "xoxb-1"
    assert await installations(db, clock, NEW).identity("T2") is not None
    with pytest.raises(InvalidToken):
        await installations(db, clock, OTHER).identity("T1")


async def test_tokens_are_sealed(db: Database, clock: MovableClock) -> None:
    """Neither token nor ids can be read in the row; saving the bot alone writes nothing."""
    store = installations(db, clock, NEW)
    await store.async_save(installed("T1"))
    bot = Bot(team_id="T2", bot_token="xoxb-9", bot_id="B", bot_user_id="U", installed_at=1.0)
    await store.async_save_bot(bot)

    async with db.reading("") as transaction:
        rows = (
            await transaction.session.execute(select(Installation.sealed, Installation.installed_at))
        ).all()
    assert len(rows) == 1
    assert "xoxb-1" not in rows[0].sealed
    assert rows[0].installed_at == NOW


@pytest.mark.parametrize("keys", ["", "too short", f"{NEW},"], ids=["none", "short", "half a list"])
def test_a_wrong_key_is_refused(keys: str) -> None:
    """Nothing is ever sealed with half a key."""
    with pytest.raises(ValueError, match="32 url-safe"):
        seal_from(keys)


async def test_a_state_is_used_once(db: Database, clock: MovableClock) -> None:
    """Of many returns with one state, at the same time, one is let in."""
    seal = seal_from(NEW)
    states = OAuthStates(db, seal, clock)
    state = await states.async_issue()
    async with db.reading("") as transaction:
        assert list(await transaction.session.scalars(select(OAuthState))) == []

    of_another_key = await OAuthStates(db, seal_from(OLD), clock).async_issue()
    sealed_for_something_else = seal.encrypt_at_time(b"a token", int(clock.now().timestamp())).decode()
    for wrong in ("made up", "", "ü", of_another_key, sealed_for_something_else, state[:-5]):
        assert not await states.async_consume(wrong)
    results = await asyncio.gather(*(states.async_consume(state) for _ in range(5)))
    assert sorted(results) == [False, False, False, False, True]


async def test_a_state_expires_and_is_swept(db: Database, clock: MovableClock) -> None:
    """It is good up to its last second; the next return takes the old ones away."""
    states = OAuthStates(db, seal_from(NEW), clock)
    early, late = await states.async_issue(), await states.async_issue()
    clock.move_by(STATE_LIVES - timedelta(seconds=1))
    assert await states.async_consume(early)

    clock.move_by(timedelta(seconds=1))
    assert not await states.async_consume(late)

    clock.move_by(STATE_LIVES)
    assert await states.async_consume(await states.async_issue())
    async with db.reading("") as transaction:
        assert len(list(await transaction.session.scalars(select(OAuthState.state)))) == 1
