"""What somebody wants of the library. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ShowShelf:
    """The shelf, narrowed to the key of a skill or of a role; "" for neither."""

    skill: str = ""
    role: str = ""


@dataclass(frozen=True)
class AddResource:
    """Adds something, of raw words; "" opens the form."""

    words: str


@dataclass(frozen=True)
class GiveResource:
    """Puts a resource on somebody's list ("": one's own) until a day, None for none."""

    number: int
    person_id: str
    due_on: date | None


@dataclass(frozen=True)
class CloseOwn:
    """Says of a resource on one's list that it is done, or that one will not."""

    number: int
    is_done: bool


@dataclass(frozen=True)
class ConfirmResource:
    """Says that a resource is still right."""

    number: int


@dataclass(frozen=True)
class RetireResource:
    """Takes a resource off the shelf."""

    number: int


@dataclass(frozen=True)
class ShowPath:
    """The learning path of a role; "" is one's own."""

    role: str = ""


@dataclass(frozen=True)
class BeginPath:
    """Begins the path of one's own role by hand."""


@dataclass(frozen=True)
class ChangePath:
    """Adds a resource to the path of a role (after another, 0: at the end), or drops it."""

    role: str
    number: int
    is_added: bool
    after: int = 0


LibraryIntent = (
    ShowShelf
    | AddResource
    | GiveResource
    | CloseOwn
    | ConfirmResource
    | RetireResource
    | ShowPath
    | BeginPath
    | ChangePath
)
