"""Workspaces as they are written down, and the world that comes of it."""

import re
from datetime import UTC, datetime

import pytest

from bot.emulator import ChannelSpec, Emulator, MessageSpec, MovableClock, PersonSpec, SlackApp, WorkspaceSpec

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PEOPLE = (
    PersonSpec("ana", "Ana Silva", is_admin=True),
    PersonSpec("ben", "Ben Walker"),
    PersonSpec("gone", "Gone Girl", deleted=True),
    PersonSpec("robot", "Robot", is_bot=True),
)


def emulator_of(*workspaces: WorkspaceSpec) -> Emulator:
    """At noon, with an app of whom only the name is known."""
    app = SlackApp({"display_information": {"name": "Hello"}})
    return Emulator(workspaces, app, MovableClock(NOON, frozen=True))


def test_two_workspaces_without_ids() -> None:
    """Ids are made up, as Slack's look, and never the same twice; each workspace has its token and bot."""
    emulator = emulator_of(WorkspaceSpec("Acme", PEOPLE), WorkspaceSpec("Acme Two", PEOPLE))
    world = emulator.world
    one, two = world.teams.values()

    assert len(world.users) == 2 * (len(PEOPLE) + 1)
    for letter, ids in (("T", world.teams), ("U", world.users), ("C", world.channels)):
        assert all(re.fullmatch(letter + "[A-Z0-9]{7,10}", an_id) for an_id in ids), ids
    assert (one.domain, two.domain) == ("acme", "acme-two")
    assert one.bot_user_id != two.bot_user_id
    assert emulator.bot_token(one.id) == emulator.bot_token() != emulator.bot_token(two.id)
    assert world.named("hello", two.id).id == two.bot_user_id


def test_channels_hold_whom_they_name() -> None:
    """By default everybody who is active; the app where it says so; what was written stands there in time."""
    channels = (
        ChannelSpec("general"),
        ChannelSpec("wins", ["ben", "robot"], "Ring the bell", is_private=True, has_app=True),
    )
    emulator = emulator_of(
        WorkspaceSpec("Acme", PEOPLE, channels, messages=[MessageSpec("wins", "ben", 90, "Won!")])
    )
    general, wins = emulator.world.channels.values()

    def members(channel_id: str) -> set[str]:
        ids = emulator.world.channels[channel_id].members
        return {emulator.world.users[user_id].name for user_id in ids}

    assert (members(general.id), general.kind) == ({"ana", "ben"}, "public")
    assert (members(wins.id), wins.kind, wins.topic) == (
        {"ben", "robot", "hello"},
        "private",
        "Ring the bell",
    )
    assert [message.text for message in emulator.actor("ben").sees("#wins")] == ["Won!"]
    assert datetime.fromtimestamp(float(wins.messages[0].ts), UTC).strftime("%H:%M") == "10:30"


@pytest.mark.parametrize(
    ("first", "seen"), [("wins", "wins"), ("general", "general"), ("nowhere", "general")]
)
def test_people_start_in_the_first_channel(first: str, seen: str) -> None:
    """The workspace says where; else it is the first channel that they are in."""
    channels = (ChannelSpec("general"), ChannelSpec("wins"))
    emulator = emulator_of(WorkspaceSpec("Acme", PEOPLE, channels, first_channel=first))

    assert emulator.actor("ana").channel.name == seen


def test_where_the_app_is_not_installed() -> None:
    """There is no bot and no token, which is said by name."""
    emulator = emulator_of(WorkspaceSpec("Acme", PEOPLE, has_app=False))

    with pytest.raises(LookupError, match="not installed in Acme"):
        emulator.bot_token()


def test_members_must_be_known() -> None:
    """A handle that nobody has is a mistake of whoever wrote it."""
    with pytest.raises(KeyError, match="nobody here is called zoe"):
        emulator_of(WorkspaceSpec("Acme", PEOPLE, [ChannelSpec("general", ["zoe"])]))


def test_secrets_are_fresh() -> None:
    """Two apps share none; a token that is given stays."""
    one, two = SlackApp(), SlackApp(app_token="xapp-mine")

    assert one.app_token.startswith(f"xapp-1-{one.id}-")
    assert two.app_token == "xapp-mine"
    assert one.signing_secret != two.signing_secret
