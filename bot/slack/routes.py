"""A feature's doors to Slack: small tables from a name to the function that answers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.db.transaction import Database
from bot.slack.answers import Answer
from bot.slack.requests import (
    ActionRequest,
    CommandRequest,
    EventRequest,
    ShortcutRequest,
    SubmissionRequest,
)

CommandListener = Callable[[CommandRequest, Database], Awaitable[Answer]]
ActionListener = Callable[[ActionRequest, Database], Awaitable[Answer]]
SubmissionListener = Callable[[SubmissionRequest, Database], Awaitable[Answer]]
ShortcutListener = Callable[[ShortcutRequest, Database], Awaitable[Answer]]
EventListener = Callable[[EventRequest, Database], Awaitable[Answer]]


@dataclass(frozen=True)
class Command:
    """A slash command as people see it in Slack's list, and the function that answers it."""

    listener: CommandListener
    description: str
    usage: str = ""


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
    several features may listen to one event.
    """

    commands: dict[str, Command] = field(default_factory=dict)
    words: dict[str, Command] = field(default_factory=dict)
    actions: dict[str, ActionListener] = field(default_factory=dict)
    submissions: dict[str, SubmissionListener] = field(default_factory=dict)
    shortcuts: dict[str, Shortcut] = field(default_factory=dict)
    events: dict[str, EventListener] = field(default_factory=dict)
    scopes: dict[str, str] = field(default_factory=dict)
