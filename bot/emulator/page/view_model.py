"""The state of one window, and the scene from which its views are rendered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.emulator.page.blocks.render_context import RenderContext
from bot.emulator.page.dates import When
from bot.emulator.page.read_state import ReadState
from bot.emulator.state.elements import State
from bot.emulator.state.world import Channel, SlackMessage, User, World
from bot.emulator.transport.session import Session

SLACKBOT = "USLACKBOT"
NEWEST = 100


@dataclass
class Touch:
    """An element in use whose value is not sent to the app yet: a menu or a dialog is open.

    `value` is the present choice; None for a button.
    """

    holder: str
    block_id: str
    action_id: str
    value: Any = None
    pressed: bool = False


@dataclass
class Popup:
    """A menu or dialog over the page: HTML at a CSS position, closed by a click elsewhere."""

    html: str
    style: str = ""
    kind: Literal["menu", "dialog"] = "menu"
    touch: Touch | None = None


@dataclass(frozen=True)
class Tip:
    """A step that the page proposes to a newcomer: what it is for, and what its button says.

    `acts`: what the button does, events of the page by name with their data. `fill`: words that it then puts
    into the message box, or with `says` sends; their thread is opened.
    """

    words: str
    label: str
    acts: Sequence[tuple[str, Mapping[str, str]]] = ()
    fill: str = ""
    says: bool = False


Tips = Callable[[User], Sequence[Tip]]


@dataclass
class Seat:
    """The state of one window: who acts, where they are, what is expanded."""

    me: User
    place: str
    home_tab: bool = False
    thread: str | None = None
    limit: int = NEWEST
    menu_open: bool = False
    inspector_open: bool = False
    tips: Tips | None = None  # until the last is followed, or they are dismissed
    tip: int = 0  # which of them comes next
    follows_tip: bool = False  # while what its button promises is under way
    fill: tuple[int, str] = (0, "")  # words for the message box, and how often there were some
    waiting: int = 0  # actions that the app has not answered yet
    submitting: bool = False
    toast: str = ""
    popup: Popup | None = None
    exchange: int | None = None
    new_from: dict[str, str] = field(default_factory=dict)  # channel id -> ts of the first unread
    notes: list[SlackMessage] = field(default_factory=list)  # Slackbot's words to this window
    hidden: set[str] = field(default_factory=set)  # dismissed ephemeral messages


@dataclass(frozen=True)
class Scene:
    """One window at one moment, as views need it."""

    world: World
    seat: Seat
    reading: ReadState
    names: Mapping[str, str]
    when: When
    drafts: Mapping[tuple[str, str], State]  # what a person chose in a message: (user id, ts)
    people_act: bool | None  # whether the others act by themselves; None where they never do
    older_client: bool = False

    @property
    def me(self) -> User:
        """The person who acts in this window."""
        return self.seat.me

    @property
    def channel(self) -> Channel:
        """The channel that is open."""
        return self.world.channels[self.seat.place]

    @property
    def bot(self) -> User | None:
        """The app's bot user in their workspace."""
        return self.world.users.get(self.world.teams[self.me.team_id].bot_user_id)

    def look(self, holder: str, state: State, errors: Mapping[str, str] | None = None) -> RenderContext:
        """The render context of one message or view; `errors` by block id."""
        return RenderContext(self.names, self.when, holder, state, errors or {}, self.older_client)

    def with_app(self, channel: Channel) -> bool:
        """Whether this is the direct message with the app."""
        return channel.kind == "im" and self.bot is not None and self.bot.id in channel.members

    def label(self, channel: Channel) -> str:
        """`#sales`, or the other person's name."""
        name = self.names.get(channel.id, channel.name)
        return f"#{name}" if channel.is_room else name


def look_around(session: Session, seat: Seat, reading: ReadState) -> Scene:
    """The scene at this moment."""
    world = session.world
    when = When(world.clock.now(), seat.me.tz)
    return Scene(
        world,
        seat,
        reading,
        names_for(world, seat.me),
        when,
        session.drafts,
        session.people_act,
        session.faults.older_client,
    )


def names_for(world: World, me: User) -> dict[str, str]:
    """Names by id as this person sees them: private channels they are not in have none."""
    names = {user.id: user.real_name for user in world.users.values()} | {SLACKBOT: "Slackbot"}
    for channel in world.channels.values():
        if channel.kind == "im" and me.id in channel.members:
            names[channel.id] = names.get(other_in(channel, me), "")
        elif channel.kind == "mpim" and me.id in channel.members:
            others = sorted(names.get(other, "") for other in channel.members - {me.id})
            names[channel.id] = ", ".join(others)
        elif channel.kind == "public" or me.id in channel.members:
            names[channel.id] = channel.name
    return names


def other_in(channel: Channel, me: User) -> str:
    """Id of the other person in a direct message (one's own in a note to oneself)."""
    return next(iter(channel.members - {me.id}), me.id)
