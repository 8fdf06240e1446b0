"""Workspaces as one writes them down, and the world that is made of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.common.clock import Clock
from bot.emulator.state.installing import install
from bot.emulator.state.slack_app import SlackApp
from bot.emulator.state.world import Channel, SlackMessage, SlackTeam, User, World

_COLOURS = ("#4a154b", "#1264a3", "#2bac76", "#e01e5a", "#b7791f", "#0b7285", "#5f3dc4", "#c2255c")


@dataclass(frozen=True)
class PersonSpec:
    """A person, or another app's bot user; `name` is the handle, `tz` an IANA zone."""

    name: str
    real_name: str
    title: str = ""
    tz: str = "UTC"
    id: str = ""
    is_admin: bool = False
    is_bot: bool = False
    deleted: bool = False


@dataclass(frozen=True)
class ChannelSpec:
    """A channel; `members` are handles, None for everybody who is active and no bot."""

    name: str
    members: Collection[str] | None = None
    topic: str = ""
    is_private: bool = False
    has_app: bool = False
    id: str = ""


@dataclass(frozen=True)
class MessageSpec:
    """What somebody (a handle) has written in a channel, so many minutes before the world begins."""

    channel: str
    author: str
    minutes_ago: int
    text: str


@dataclass(frozen=True)
class WorkspaceSpec:
    """A workspace and all that is in it; ids that are not given are made up.

    `has_app`: the app is installed, and is in the channels that say so. `first_channel`: where people start.
    """

    name: str
    people: Sequence[PersonSpec]
    channels: Sequence[ChannelSpec] = (ChannelSpec("general", has_app=True),)
    messages: Sequence[MessageSpec] = ()
    id: str = ""
    first_channel: str = "general"
    has_app: bool = True

    @property
    def domain(self) -> str:
        """What stands before `.slack.com`, and before `.example` in mail addresses."""
        return self.name.lower().replace(" ", "-")


def build_world(clock: Clock, app: SlackApp, workspaces: Iterable[WorkspaceSpec]) -> World:
    """These workspaces with the app in them; KeyError for a member or author who is not of theirs."""
    world = World(clock, app)
    for workspace in workspaces:
        add_workspace(world, workspace)
    return world


def add_workspace(world: World, workspace: WorkspaceSpec) -> SlackTeam:
    """One more workspace in the world, as `build_world` makes it."""
    team_id = workspace.id or f"T0{len(world.teams) + 1:06d}"
    team = SlackTeam(team_id, workspace.name, workspace.domain, first_channel=workspace.first_channel)
    world.teams[team.id] = team
    add_people(world, team.id, workspace.people)
    for channel in workspace.channels:
        _add_channel(world, team, channel)
    if workspace.has_app:
        install(world, team, [channel.name for channel in workspace.channels if channel.has_app])
    for message in workspace.messages:
        _add_message(world, team, message)
    world.changed()
    return team


def add_people(
    world: World, team_id: str, people: Iterable[PersonSpec], *, channel: str | None = None
) -> None:
    """More people in a workspace, of whom nobody is told; members of this channel, when given."""
    for number, person in enumerate(people):
        user = _add_person(world, world.teams[team_id], person, _COLOURS[number % len(_COLOURS)])
        if channel is not None:
            world.channel_named(channel, team_id).members.add(user.id)
    world.changed()


def _add_person(world: World, team: SlackTeam, person: PersonSpec, colour: str) -> User:
    user = User(
        id=person.id or world.new_id("U"),
        team_id=team.id,
        name=person.name,
        real_name=person.real_name,
        title=person.title,
        tz=person.tz,
        email="" if person.is_bot else f"{person.name}@{team.domain}.example",
        is_admin=person.is_admin,
        is_bot=person.is_bot,
        deleted=person.deleted,
        colour=colour,
    )
    world.users[user.id] = user
    return user


def _add_channel(world: World, team: SlackTeam, channel: ChannelSpec) -> None:
    if channel.members is None:
        members = {user.id for user in world.people(team.id)}
    else:
        members = {world.named(name, team.id).id for name in channel.members}
    channel_id = channel.id or world.new_id("C")
    world.channels[channel_id] = Channel(
        channel_id,
        team.id,
        channel.name,
        "private" if channel.is_private else "public",
        channel.topic,
        members,
    )


def _add_message(world: World, team: SlackTeam, message: MessageSpec) -> None:
    channel = world.channel_named(message.channel, team.id)
    written_at = int((world.clock.now() - timedelta(minutes=message.minutes_ago)).timestamp())
    author = world.named(message.author, team.id)
    channel.messages.append(SlackMessage(f"{written_at}.000100", channel.id, author.id, message.text))
