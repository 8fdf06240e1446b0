"""The state of the emulator: workspaces, users, channels, messages, views. No I/O."""

import itertools
import secrets
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from bot.common.clock import Clock
from bot.emulator.state.rate_limits import Limits
from bot.emulator.state.slack_app import SlackApp

Block = dict[str, Any]
Surface = Literal["message", "modal", "home"]
Posting = Literal["everybody", "nobody", "read_only", "thread_only", "non_threadable"]


@dataclass
class SlackTeam:
    """One Slack workspace; `token` is the bot's while the app is installed.

    People start in the channel named `first_channel`, if they are in it.
    """

    id: str
    name: str
    domain: str
    token: str | None = None
    bot_user_id: str = ""
    bot_id: str = ""
    first_channel: str = "general"

    @property
    def is_organization(self) -> bool:
        """Whether this is a whole Enterprise organization, in which an app may be installed at once."""
        return self.id.startswith("E")


@dataclass
class User:
    """A person or bot user, with the fields of `users.info`; guests are restricted."""

    id: str
    team_id: str
    name: str
    real_name: str
    title: str = ""
    tz: str = "UTC"
    email: str = ""
    is_admin: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_bot: bool = False
    deleted: bool = False
    colour: str = "#4a154b"
    status_emoji: str = ""
    status_text: str = ""
    status_expiration: datetime | None = None
    paused_from: datetime | None = None
    paused_until: datetime | None = None


@dataclass
class File:
    """A file; `content` is None until it is uploaded by its `ticket`, with the `announced` length."""

    id: str
    team_id: str
    user_id: str
    name: str
    mimetype: str
    content: bytes | None
    created: datetime
    ticket: str
    announced: int = 0
    channel_ids: set[str] = field(default_factory=set)


@dataclass
class SlackMessage:
    """A message; `ephemeral_to` is the id of the only user who sees it, None for all."""

    ts: str
    channel_id: str
    user_id: str
    text: str
    blocks: list[Block] = field(default_factory=list)
    thread_ts: str | None = None
    bot_id: str | None = None
    ephemeral_to: str | None = None
    edited_ts: str | None = None
    subtype: str | None = None
    metadata: dict[str, Any] | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    files: list[File] = field(default_factory=list)


@dataclass
class Channel:
    """A conversation: public, private, direct (im) or group (mpim); `members` are user ids.

    `posting`: what may be posted by those who are not named: nothing, or only new messages, or only answers.
    `shared_with`: ids of the other workspaces connected to it (Slack Connect).
    """

    id: str
    team_id: str
    name: str
    kind: Literal["public", "private", "im", "mpim"] = "public"
    topic: str = ""
    members: set[str] = field(default_factory=set)
    shared_with: set[str] = field(default_factory=set)
    is_archived: bool = False
    posting: Posting = "everybody"
    messages: list[SlackMessage] = field(default_factory=list)

    @property
    def is_room(self) -> bool:
        """Whether it has a name: neither im nor mpim."""
        return self.kind in ("public", "private")

    def is_in(self, team_id: str) -> bool:
        """Whether people of this workspace may be in it."""
        return self.team_id == team_id or team_id in self.shared_with

    def message(self, ts: str) -> SlackMessage | None:
        """The message with this timestamp; None without one."""
        return next((message for message in self.messages if message.ts == ts), None)

    def visible_to(self, user_id: str, *, thread_ts: str | None = None) -> list[SlackMessage]:
        """The messages that this user sees, oldest first: the channel's, or one thread's with its parent."""

        def belongs(message: SlackMessage) -> bool:
            if thread_ts is None:
                return message.thread_ts in (None, message.ts)
            return thread_ts in (message.ts, message.thread_ts)

        return [m for m in self.messages if belongs(m) and m.ephemeral_to in (None, user_id)]


@dataclass
class View:
    """A modal or App Home as one user has it. `state` is `view.state.values`; `errors` by block id."""

    id: str
    team_id: str
    user_id: str
    type: Literal["modal", "home"]
    blocks: list[Block]
    hash: str
    title: str = ""
    submit: str | None = None
    close: str | None = None
    callback_id: str = ""
    external_id: str = ""
    private_metadata: str = ""
    notify_on_close: bool = False
    clear_on_close: bool = False
    root_view_id: str = ""
    previous_view_id: str | None = None
    state: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Exchange:
    """One exchange of the traffic, in either direction, with duration and outcome."""

    at: datetime
    direction: Literal["to app", "from app"]
    kind: str  # command, block_actions, view_submission, event, api, response_url, ...
    name: str  # /hello, hello.again, reaction_added, chat.postMessage, ...
    ok: bool
    milliseconds: float
    outcome: str  # "acked", "no ack in 3 s", "channel_not_found", ...
    request: dict[str, Any]
    response: dict[str, Any] | None


class World:
    """The whole state. Change it through the server or an actor, then call `changed()`."""

    def __init__(self, clock: Clock, app: SlackApp) -> None:
        self.clock = clock
        self.app = app
        self.teams: dict[str, SlackTeam] = {}
        # Of Enterprise Grid: nobody works in them, apps may be there.
        self.organizations: dict[str, SlackTeam] = {}
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.modals: dict[str, list[View]] = {}  # per user, the stack, bottom first
        self.homes: dict[str, View] = {}  # per user
        self.traffic: deque[Exchange] = deque(maxlen=500)
        self.limits = Limits(lambda: clock.now().timestamp())
        self._observers: list[Callable[[], None]] = []
        self._numbers = itertools.count(1)
        self._used_ts: set[int] = set()

    def observe(self, observer: Callable[[], None]) -> Callable[[], None]:
        """Calls `observer` after each change; the function returned unsubscribes it."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)

    def changed(self) -> None:
        """Notifies all observers of a change."""
        for observer in list(self._observers):
            observer()

    def next_ts(self) -> str:
        """A message timestamp from the clock, never the same twice."""
        micros = int(self.clock.now().timestamp() * 1_000_000)
        while micros in self._used_ts:
            micros += 1
        self._used_ts.add(micros)
        return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"

    def new_id(self, prefix: str) -> str:
        """An id as Slack makes them: a letter and upper-case characters (`V00000012`)."""
        return f"{prefix}{next(self._numbers):08d}"

    def new_hash(self) -> str:
        """A view hash: changes with every change of the view."""
        return f"{int(datetime.now(UTC).timestamp())}.{secrets.token_hex(4)}"

    def people(self, team_id: str) -> Iterator[User]:
        """Active people of a workspace; no bots."""
        return (u for u in self.users.values() if u.team_id == team_id and not u.is_bot and not u.deleted)

    def named(self, name: str, team_id: str | None = None) -> User:
        """The user with this handle; KeyError when there is none."""
        for user in self.users.values():
            if user.name == name.lstrip("@").lower() and team_id in (None, user.team_id):
                return user
        raise KeyError(f"nobody here is called {name}")

    def channel_named(self, name: str, team_id: str | None = None) -> Channel:
        """The channel with this name; KeyError when there is none."""
        for channel in self.channels.values():
            if (
                channel.name == name.lstrip("#")
                and channel.kind != "im"
                and (team_id is None or channel.is_in(team_id))
            ):
                return channel
        raise KeyError(f"there is no channel {name}")

    def is_closed_to_words(self, channel: Channel) -> bool:
        """Whether this is the direct message with an app that takes no messages."""
        bots = {team.bot_user_id for team in self.teams.values()}
        return self.app.is_read_only and channel.kind == "im" and bool(channel.members & bots)

    def group_channel(self, team_id: str, members: set[str]) -> Channel:
        """The group direct message of these users, created when missing."""
        for channel in self.channels.values():
            if channel.kind == "mpim" and channel.members == members:
                return channel
        names = "--".join(sorted(self.users[user_id].name for user_id in members))
        channel = Channel(self.new_id("C"), team_id, f"mpdm-{names}-1", kind="mpim", members=members)
        self.channels[channel.id] = channel
        return channel

    def direct_channel(self, user_id: str, other_id: str) -> Channel:
        """The direct message of two users, created when missing."""
        pair = {user_id, other_id}
        for channel in self.channels.values():
            if channel.kind == "im" and channel.members == pair:
                return channel
        channel = Channel(self.new_id("D"), self.users[user_id].team_id, "", kind="im", members=pair)
        self.channels[channel.id] = channel
        return channel
