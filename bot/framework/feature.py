"""How a feature declares itself, and the catalog of all that the features declare."""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from bot.db.asking import Question
from bot.db.base import Base
from bot.db.transaction import Database, Transaction
from bot.deliveries.notices import NoticeKind, by_kind
from bot.deliveries.policy import DeliveryHooks
from bot.framework.doors import Door
from bot.framework.help import HelpTopic, help_message
from bot.framework.jobs import Job
from bot.framework.needs import Need
from bot.framework.scheduled import Scheduled
from bot.slack.requests import CommandRequest
from bot.slack.responses import Ephemeral, Response
from bot.slack.routes import Command, Routes
from bot.slack.text import MENTION

T = TypeVar("T")
K = TypeVar("K", str, tuple[str, str])

NextMoment = Callable[[Transaction], Awaitable[datetime | None]]
# The needs of one person at an instant, in no order. Nothing is written; who may not act has none.
NeedsOf = Callable[[Transaction, str, datetime], Awaitable[Sequence[Need]]]
# What they begin with, of one person at an instant: questions of all features go in one statement.
NeedQuestions = Callable[[Transaction, str, datetime], Awaitable[Iterable[Question[Any]]]]
RoutesOf = Callable[["Catalog"], Routes]
JobsOf = Callable[["Catalog"], tuple[Job, ...]]
HelpNotes = Callable[[Transaction], Awaitable[tuple[str, ...]]]
HelpOf = Callable[["Catalog"], tuple[HelpTopic, ...]]


class DeclarationError(ValueError):
    """Features declare what does not fit together: Pacer does not start. The words name them."""


@dataclass(frozen=True)
class ExtensionPoint(Generic[T]):
    """A list of an earlier feature that later ones add to; `name` such as `evidence.sources` tells it."""

    name: str


@dataclass(frozen=True)
class Extension:
    """What a feature adds at an extension point of an earlier one; made by `extend`."""

    point: ExtensionPoint[Any]
    additions: tuple[Any, ...]


def extend(point: ExtensionPoint[T], *additions: T) -> Extension:
    """The declaration that a feature adds these, in this order."""
    return Extension(point, additions)


@dataclass(frozen=True)
class Feature:
    """What one folder of `bot/features` declares, in its `feature.py`.

    `routes`, `jobs` and `help` are functions of the catalog where they depend on what other features
    declare; when routes are made, the catalog has those of earlier features only. `next_moment` tells when
    something that no schedule plans is next due. `hooks`: what this feature decides about deliveries.
    `help_notes` reads what stands below its help and depends on the workspace. `doors` and
    `needs`: see `bot.framework.doors` and `bot.framework.needs`; `need_questions`: what the needs begin with.
    """

    name: str
    tables: tuple[type[Base], ...] = ()
    routes: Routes | RoutesOf = field(default_factory=Routes)
    notices: tuple[NoticeKind[Any], ...] = ()
    jobs: tuple[Job, ...] | JobsOf = ()
    scheduled: tuple[Scheduled, ...] = ()
    next_moment: NextMoment | None = None
    hooks: DeliveryHooks = field(default_factory=DeliveryHooks)
    extends: tuple[Extension, ...] = ()
    help: tuple[HelpTopic, ...] | HelpOf = ()
    help_notes: HelpNotes | None = None
    doors: tuple[Door, ...] = ()
    needs: tuple[NeedsOf, ...] = ()
    need_questions: tuple[NeedQuestions, ...] = ()


class Catalog:
    """All that the features declare, in their order; DeclarationError where two declare one name.

    `notices` and `scheduled` are by their kind, `commands` by their name (`/goal`), `subcommands` by command
    and word (`/goal`, `checkin`), `words` by the word after `/pacer`, `actions` by action_id. `help` is by
    command (`/goal`, `/pacer snooze`); each is answered by the word `help`. `doors` lead to what is answered.
    """

    def __init__(self, features: Iterable[Feature]) -> None:
        self.features = tuple(features)
        self._merged("feature", lambda each: [(each.name, each)])
        self._merged("table", lambda each: [(table.__tablename__, table) for table in each.tables])
        self.notices = self._merged("notice", _named_notices)
        self.scheduled = self._merged("schedule", lambda each: [(one.kind, one) for one in each.scheduled])
        self.next_moments = tuple(each.next_moment for each in self.features if each.next_moment)
        hooks = DeliveryHooks(**self._merged("decision about deliveries", _hooks))
        self.hooks = replace(hooks, needs=self._keys_of_needs)
        self._routes: dict[str, Routes] = {}
        self.words: dict[str, Command] = {}
        for each in self.features:
            self._routes[each.name] = each.routes if isinstance(each.routes, Routes) else each.routes(self)
            self.words = self._answered("word of /pacer", lambda routes: routes.words)
        self.commands = self._answered("command", lambda routes: routes.commands)
        self.actions = self._answered("action", lambda routes: routes.actions)
        self._help_notes: dict[str, HelpNotes] = {}
        self.help = self._help()
        own = self._subcommands()
        asked = {key: command for key, command in self._help_commands().items() if key not in own}
        self.subcommands = own | asked
        self.routes = (*self._routes.values(), Routes(subcommands=asked))
        self._answered("submission", lambda routes: routes.submissions)
        self.shortcuts = self._answered("shortcut", lambda routes: routes.shortcuts)
        self._answered("answer to those turned away from", lambda routes: routes.turned_away)
        self.jobs = tuple(self._merged("job", self._jobs).values())
        named = self._merged("door", lambda each: [((door.area, door.label), door) for door in each.doors])
        self.doors = tuple(named.values())
        for door in self.doors:
            self._check(door)
        self.needs = tuple(needs for each in self.features for needs in each.needs)
        self.need_questions = tuple(asks for each in self.features for asks in each.need_questions)

    def additions(self, point: ExtensionPoint[T]) -> tuple[T, ...]:
        """What the features add at this extension point; empty when none does."""
        found = (each for feature in self.features for each in feature.extends if each.point == point)
        return tuple(addition for each in found for addition in each.additions)

    async def _keys_of_needs(self, transaction: Transaction, person_id: str, now: datetime) -> frozenset[str]:
        """The keys of all that waits for a person, as every feature tells."""
        found = [await needs(transaction, person_id, now) for needs in self.needs]
        return frozenset(need.key for part in found for need in part)

    def topic_of_word(self, word: str) -> HelpTopic | None:
        """How to write this word of `/pacer`, or the command that it stands for; None where nobody tells."""
        return self.help.get(self.words[word].stands_for or f"/pacer {word}")

    def _check(self, door: Door) -> None:
        name, _, rest = door.words.partition(" ")
        word = rest.partition(" ")[0]
        typed = name in self.commands and (name != "/pacer" or word in self.words)
        if not typed and door.action_id not in self.actions:
            raise DeclarationError(f"the door {door.label} leads to nothing that a feature answers")

    def _help(self) -> dict[str, HelpTopic]:
        found: dict[str, HelpTopic] = {}
        for feature in self.features:
            for topic in feature.help if isinstance(feature.help, tuple) else feature.help(self):
                known = found.get(topic.command)
                # Whoever answers the command tells first: imports add to metrics, which come later.
                first = topic.command in self._routes[feature.name].commands
                joined = (topic.joined(known) if first else known.joined(topic)) if known else topic
                found[topic.command] = joined
                if feature.help_notes:
                    self._help_notes[topic.command] = feature.help_notes
        return found

    def _help_commands(self) -> dict[tuple[str, str], Command]:
        answering = self.commands | {f"/pacer {word}": command for word, command in self.words.items()}
        for command in self.help.keys() - answering.keys():
            raise DeclarationError(f"there is help for {command}, which no feature answers")
        return {
            (name, "help"): _help_command(
                topic, self._help_notes.get(name), for_guests=answering[name].for_guests
            )
            for name, topic in self.help.items()
        }

    def _jobs(self, feature: Feature) -> list[tuple[str, Job]]:
        jobs = feature.jobs if isinstance(feature.jobs, tuple) else feature.jobs(self)
        return [(job.name, job) for job in jobs]

    def _subcommands(self) -> dict[tuple[str, str], Command]:
        for feature, routes in self._routes.items():
            for command, word in routes.subcommands:
                if command not in self.commands:
                    raise DeclarationError(f"{feature} adds “{word}” to {command}, which no feature answers")
        return self._answered("subcommand", lambda routes: routes.subcommands)

    def _answered(self, what: str, part: Callable[[Routes], Mapping[K, T]]) -> dict[K, T]:
        made = self._routes
        return self._merged(what, lambda each: part(made[each.name]).items() if each.name in made else ())

    def _merged(self, what: str, part: Callable[[Feature], Iterable[tuple[K, T]]]) -> dict[K, T]:
        owners: dict[K, str] = {}
        whole: dict[K, T] = {}
        for feature in self.features:
            for name, value in part(feature):
                if name in owners:
                    told = name if isinstance(name, str) else " ".join(name)
                    both = f"{owners[name]} and {feature.name}"
                    raise DeclarationError(f"{both} both declare the {what} {told}")
                owners[name], whole[name] = feature.name, value
        return whole


def _named_notices(feature: Feature) -> Iterable[tuple[str, NoticeKind[Any]]]:
    return (named for kind in feature.notices for named in by_kind(kind).items())


def _hooks(feature: Feature) -> list[tuple[str, Any]]:
    """The hooks that a feature sets, by name."""
    chosen = [(each.name, getattr(feature.hooks, each.name)) for each in fields(DeliveryHooks)]
    return [(name, hook) for name, hook in chosen if hook is not getattr(DeliveryHooks, name)]


def _nobody_but_people(rest: str) -> bool:
    return not re.sub(MENTION, "", rest).strip()


def _help_command(topic: HelpTopic, read_notes: HelpNotes | None, *, for_guests: bool) -> Command:
    async def on_help(request: CommandRequest, db: Database) -> Response:
        if read_notes is None:
            return Ephemeral(help_message(topic))
        async with db.reading(request.workspace_id) as reading:
            return Ephemeral(help_message(topic, notes=await read_notes(reading)))

    return Command(on_help, "How to write it", for_guests=for_guests, takes=_nobody_but_people)
