"""A feature's doors to Slack: small tables from a name to the function that answers."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from bot.common.errors import GuestsMayNot, Refusal
from bot.db.transaction import Database
from bot.slack.requests import (
    ActionRequest,
    CommandRequest,
    EventRequest,
    ShortcutRequest,
    SubmissionRequest,
)
from bot.slack.responses import Response

CommandListener = Callable[[CommandRequest, Database], Awaitable[Response]]
ActionListener = Callable[[ActionRequest, Database], Awaitable[Response]]
SubmissionListener = Callable[[SubmissionRequest, Database], Awaitable[Response]]
ShortcutListener = Callable[[ShortcutRequest, Database], Awaitable[Response]]
EventListener = Callable[[EventRequest, Database], Awaitable[Response]]
TurnedAway = Callable[[EventRequest, Database, Refusal], Awaitable[Response]]


@dataclass(frozen=True)
class Command:
    """A slash command as people see it in Slack's list, and the function that answers it.

    `for_guests`: guests may use it, for what is their own.
    """

    listener: CommandListener
    description: str
    usage: str = ""
    for_guests: bool = False


@dataclass(frozen=True)
class Shortcut:
    """A shortcut as people see it in Slack's menus. `scope`: global (anywhere) or message (on one)."""

    listener: ShortcutListener
    name: str
    scope: str
    description: str


@dataclass(frozen=True)
class Routes:
    """What one feature answers. Names of actions, submissions and shortcuts begin with the feature's name.

    `words` are the first words of `/pacer ...`; `scopes` maps each bot scope to the reason it is needed;
    several features may listen to one event. `events` are deeds of people: who may not act is refused, which
    `turned_away` tells them (silence where it has no entry). `news` tells of somebody, who need not have done
    anything. `for_guests` names the actions, submissions, shortcuts and events that guests may use, for what
    is their own.
    """

    commands: dict[str, Command] = field(default_factory=dict)
    words: dict[str, Command] = field(default_factory=dict)
    actions: dict[str, ActionListener] = field(default_factory=dict)
    submissions: dict[str, SubmissionListener] = field(default_factory=dict)
    shortcuts: dict[str, Shortcut] = field(default_factory=dict)
    events: dict[str, EventListener] = field(default_factory=dict)
    news: dict[str, EventListener] = field(default_factory=dict)
    turned_away: dict[str, TurnedAway] = field(default_factory=dict)
    for_guests: frozenset[str] = frozenset()
    scopes: dict[str, str] = field(default_factory=dict)


def names_for_guests(tables: Iterable[Routes]) -> frozenset[str]:
    """The commands, actions, submissions, shortcuts and events that guests may use."""
    names: set[str] = set()
    for table in tables:
        names |= table.for_guests | {name for name, each in table.commands.items() if each.for_guests}
    return frozenset(names)


async def hand_on(command: Command, request: CommandRequest, db: Database) -> Response:
    """Let the command of a word answer; GuestsMayNot when a guest wrote a word that is not for guests."""
    if request.is_guest and not command.for_guests:
        raise GuestsMayNot()
    return await command.listener(request, db)
