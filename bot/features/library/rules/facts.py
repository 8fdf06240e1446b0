"""What the use cases of the library return, and views draw. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.features.people.rules import Person
from bot.framework.pager import Page

MOST_RESOURCES, MOST_OPEN = 2_000, 50
# From so many answers on it is told how many found a resource useful.
LEAST_VOTES = 5
PAGE_SIZE = 6


class AssignmentState(StrEnum):
    """Where an assignment stands; only the first is open."""

    assigned = "assigned"
    done = "done"
    declined = "declined"
    dropped = "dropped"


class AssignmentOrigin(StrEnum):
    """Why somebody has a resource on their list."""

    given = "given"
    own = "own"
    path = "path"


class Usefulness(StrEnum):
    """What somebody says of a resource that they are through with."""

    useful = "useful"
    so_so = "so_so"
    not_useful = "not"


USE_LABELS: Mapping[Usefulness, str] = {
    Usefulness.useful: "Useful",
    Usefulness.so_so: "So-so",
    Usefulness.not_useful: "Not useful",
}


@dataclass(frozen=True)
class Resource:
    """Something to read, watch or try: raw `title`, address and skill (a key), in `minutes`.

    `confirmed_at`: when somebody last said that it is still right. `retired_at`: None while it is offered.
    """

    id: int
    title: str
    url: str
    skill: str
    minutes: int
    author_id: str
    added_at: datetime
    confirmed_at: datetime
    retired_at: datetime | None


@dataclass(frozen=True)
class Votes:
    """How many said of a resource whether it was useful, and how many of them that it was."""

    useful: int = 0
    total: int = 0

    @property
    def share(self) -> float:
        """The useful share; -1 where too few said so, so that these come last."""
        return self.useful / self.total if self.total >= LEAST_VOTES else -1.0


@dataclass(frozen=True)
class ShelfRow:
    """A resource on the shelf. `stale_since`: the day since which nobody has nodded; None: it is fresh.

    `by`: the first name of who added it. `may_confirm`, `may_retire`: what the viewer may do.
    """

    resource: Resource
    votes: Votes
    by: str
    stale_since: date | None
    may_confirm: bool
    may_retire: bool


@dataclass(frozen=True)
class Assignment:
    """A resource on somebody's list. `by_id`: who gave it, themselves for own ones, "" for the clock's."""

    id: int
    resource_id: int
    person_id: str
    by_id: str
    due_on: date | None
    state: AssignmentState
    origin: AssignmentOrigin
    given_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True)
class ListedItem:
    """An assignment with its resource, as whose it is or who gave it may see it.

    `person`, `by`: first names; `by` "" for one's own and the path's. `has_voted`: the person has.
    """

    assignment: Assignment
    resource: Resource
    person: str
    by: str
    is_mine: bool
    may_take_back: bool
    has_voted: bool = False


@dataclass(frozen=True)
class Shelf:
    """The library for one viewer: what is on their list, what they gave, and a page of resources.

    `skill`, `role`: keys of what it is narrowed to, "" for nothing. `gives`: they lead people.
    """

    viewer: Person
    today: date
    skill: str
    role: str
    rows: Page[ShelfRow]
    mine: Sequence[ListedItem]
    given: Sequence[ListedItem]
    gives: bool


@dataclass(frozen=True)
class PathItem:
    """A resource of a learning path. `is_skipped`: it is stale or retired, so nobody gets it."""

    id: int
    resource: Resource
    is_skipped: bool


@dataclass(frozen=True)
class LearningPath:
    """The path of a role for one viewer.

    `changed`: who changed it last and when, None where nobody has. `own`: how many items the viewer is
    through with, None where they are not on it. `may_begin`: they sell in this role and are not on it yet.
    `people`: name and count of the people led who are on it.
    """

    role: str
    items: Sequence[PathItem]
    today: date
    changed: tuple[str, date] | None
    may_change: bool
    own: int | None
    may_begin: bool
    people: Sequence[tuple[str, int]]
