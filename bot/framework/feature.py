"""How a feature declares itself, and the catalog of all that the features declare."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, Generic, TypeVar

from bot.db.base import Base
from bot.db.transaction import Transaction
from bot.deliveries.notices import NoticeKinds
from bot.deliveries.policy import DeliveryHooks
from bot.framework.jobs import Job
from bot.framework.scheduled import Scheduled
from bot.slack.routes import Command, Routes

T = TypeVar("T")
K = TypeVar("K", str, tuple[str, str])

NextMoment = Callable[[Transaction], Awaitable[datetime | None]]
RoutesOf = Callable[["Catalog"], Routes]
JobsOf = Callable[["Catalog"], tuple[Job, ...]]


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

    `routes` and `jobs` are functions of the catalog where they depend on what other features declare; when
    routes are made, the catalog has those of earlier features only. `next_moment` tells when something that
    no schedule plans is next due. `hooks`: what this feature decides about deliveries.
    """

    name: str
    tables: tuple[type[Base], ...] = ()
    routes: Routes | RoutesOf = field(default_factory=Routes)
    notices: NoticeKinds = field(default_factory=dict)
    jobs: tuple[Job, ...] | JobsOf = ()
    scheduled: tuple[Scheduled, ...] = ()
    next_moment: NextMoment | None = None
    hooks: DeliveryHooks = field(default_factory=DeliveryHooks)
    extends: tuple[Extension, ...] = ()


class Catalog:
    """All that the features declare, in their order; DeclarationError where two declare one name.

    `notices` and `scheduled` are by their kind, `commands` by their name (`/goal`), `subcommands` by command
    and word (`/goal`, `checkin`), `words` by the word after `/pacer`, `actions` by action_id.
    """

    def __init__(self, features: Iterable[Feature]) -> None:
        self.features = tuple(features)
        self._merged("feature", lambda each: [(each.name, each)])
        self._merged("table", lambda each: [(table.__tablename__, table) for table in each.tables])
        self.notices = self._merged("notice", lambda each: each.notices.items())
        self.scheduled = self._merged("schedule", lambda each: [(one.kind, one) for one in each.scheduled])
        self.next_moments = tuple(each.next_moment for each in self.features if each.next_moment)
        self.hooks = DeliveryHooks(**self._merged("decision about deliveries", _hooks))
        self._routes: dict[str, Routes] = {}
        self.words: dict[str, Command] = {}
        for each in self.features:
            self._routes[each.name] = each.routes if isinstance(each.routes, Routes) else each.routes(self)
            self.words = self._answered("word of /pacer", lambda routes: routes.words)
        self.routes = tuple(self._routes.values())
        self.commands = self._answered("command", lambda routes: routes.commands)
        self.actions = self._answered("action", lambda routes: routes.actions)
        self.subcommands = self._subcommands()
        self._answered("submission", lambda routes: routes.submissions)
        self.shortcuts = self._answered("shortcut", lambda routes: routes.shortcuts)
        self._answered("answer to those turned away from", lambda routes: routes.turned_away)
        self.jobs = tuple(self._merged("job", self._jobs).values())

    def additions(self, point: ExtensionPoint[T]) -> tuple[T, ...]:
        """What the features add at this extension point; empty when none does."""
        found = (each for feature in self.features for each in feature.extends if each.point == point)
        return tuple(addition for each in found for addition in each.additions)

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


def _hooks(feature: Feature) -> list[tuple[str, Any]]:
    """The hooks that a feature sets, by name."""
    chosen = [(each.name, getattr(feature.hooks, each.name)) for each in fields(DeliveryHooks)]
    return [(name, hook) for name, hook in chosen if hook is not getattr(DeliveryHooks, name)]
