"""What a feature answers in Slack: tables from names to listeners."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Protocol

from bot.common.errors import GuestsMayNot, Refusal
from bot.slack.requests import ActionRequest, CommandRequest, EventRequest, ShortcutRequest, SubmissionRequest
from bot.slack.responses import Response

# Beside its request each gets `bot.framework.context.Contexts`, which this layer does not know.
CommandListener = Callable[[CommandRequest, Any], Awaitable[Response]]
ActionListener = Callable[[ActionRequest, Any], Awaitable[Response]]
SubmissionListener = Callable[[SubmissionRequest, Any], Awaitable[Response]]
ShortcutListener = Callable[[ShortcutRequest, Any], Awaitable[Response]]
EventListener = Callable[[EventRequest, Any], Awaitable[Response]]
TurnedAway = Callable[[EventRequest, Any, Refusal], Awaitable[Response]]


@dataclass(frozen=True)
class Command:
    """A slash command, as listed by Slack, and its listener.

    `for_guests`: guests may use it, for what is their own. `stands_for`: the slash command that a word of
    `/pacer` is short for, so that what later features add to it is there as well. `takes` says of a word
    added to a slash command whether what follows may be its; otherwise the text is the slash command's.
    """

    listener: CommandListener
    description: str
    for_guests: bool = False
    stands_for: str = ""
    takes: Callable[[str], bool] = lambda _: True


@dataclass(frozen=True)
class Shortcut:
    """A shortcut, as shown in Slack's menus, and its listener.

    `scope`: global, or message (on one message).
    """

    listener: ShortcutListener
    name: str
    scope: str
    description: str


@dataclass(frozen=True)
class Routes:
    """What one feature answers. Names of actions, submissions and shortcuts begin with the feature's name.

    `words` are the first words of `/pacer ...`; `subcommands` are words added to another feature's slash
    command, by the two, such as ("/goal", "checkin"). `scopes` maps each bot scope to the reason it is
    needed; several features may listen to one event. `events` are acts of people: an actor who may not act
    is refused, which `turned_away` tells them (nothing is said where it has no entry). `news` tells of a
    person who need not have done anything. `for_guests` names the actions, submissions, shortcuts and events
    that guests may use, for what is their own.
    """

    commands: dict[str, Command] = field(default_factory=dict)
    words: dict[str, Command] = field(default_factory=dict)
    subcommands: dict[tuple[str, str], Command] = field(default_factory=dict)
    actions: dict[str, ActionListener] = field(default_factory=dict)
    submissions: dict[str, SubmissionListener] = field(default_factory=dict)
    shortcuts: dict[str, Shortcut] = field(default_factory=dict)
    events: dict[str, EventListener] = field(default_factory=dict)
    news: dict[str, EventListener] = field(default_factory=dict)
    turned_away: dict[str, TurnedAway] = field(default_factory=dict)
    for_guests: frozenset[str] = frozenset()
    scopes: dict[str, str] = field(default_factory=dict)

    def joined(self, *others: "Routes") -> "Routes":
        """These with the routes of other files of the feature. ValueError: a name is in two of them."""
        whole = Routes(for_guests=self.for_guests.union(*(each.for_guests for each in others)))
        for table in (each.name for each in fields(self) if each.name != "for_guests"):
            for part in (self, *others):
                twice = getattr(whole, table).keys() & getattr(part, table).keys()
                if twice:
                    raise ValueError(f"routed twice: {twice}")
                getattr(whole, table).update(getattr(part, table))
        return whole

    def open_to_guests(self) -> "Routes":
        """These routes, of which guests may use every action, submission, shortcut and event."""
        named = (self.actions, self.submissions, self.shortcuts, self.events)
        return replace(self, for_guests=frozenset(name for table in named for name in table))


def names_for_guests(tables: Iterable[Routes]) -> frozenset[str]:
    """Names of the commands, actions, submissions, shortcuts and events that guests may use."""
    names: set[str] = set()
    for table in tables:
        names |= table.for_guests | {name for name, each in table.commands.items() if each.for_guests}
    return frozenset(names)


class HandOn(Protocol):
    """Runs a command, or what is added to it."""

    async def __call__(
        self,
        command: Command,
        request: CommandRequest,
        contexts: Any,
        subcommands: Mapping[tuple[str, str], Command],
    ) -> Response:
        """The answer; a Refusal says why not."""


async def hand_on(
    command: Command,
    request: CommandRequest,
    contexts: Any,
    subcommands: Mapping[tuple[str, str], Command],
) -> Response:
    """Runs the listener of a command, or of what is added to it; GuestsMayNot: a guest may not use it."""
    word, _, rest = request.text.strip().partition(" ")
    added = subcommands.get((request.command, word.lower()))
    if added is not None and added.takes(rest.strip()):
        command, request = added, replace(request, text=rest.strip())
    if request.is_guest and not command.for_guests:
        raise GuestsMayNot()
    return await command.listener(request, contexts)
