"""Feedback as somebody looks at it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

READ = "feedback.read"

PAGE = 10
GLANCE = 5


@dataclass(frozen=True)
class FeedbackRequest:
    """A question to one person: `asked_id`, by `asker_id`, about `about_id`."""

    id: int
    asker_id: str
    about_id: str
    asked_id: str
    question: str
    due_on: date
    state: str


@dataclass(frozen=True)
class Feedback:
    """What one person wrote about another, or noted for themselves. Words are raw, as typed."""

    id: int
    record: str
    tone: str
    author_id: str
    about_id: str
    named_id: str
    asker_id: str
    what: str
    effect: str
    suggestion: str
    skill: str
    link: str
    may_share: bool
    kudos_id: int | None
    written_at: datetime
    thanked_at: datetime | None


class Side(StrEnum):
    """Which list."""

    inbox = "inbox"
    sent = "sent"


@dataclass(frozen=True)
class Pile:
    """A page of a list. `unread`: those that the viewer has not opened."""

    viewer_id: str
    side: Side
    rows: Sequence[Feedback]
    total: int
    page: int
    unread: frozenset[int] = frozenset()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True)
class FeedbackInbox:
    """Everything at a glance. `left`: who of those asked has left."""

    inbox: Pile
    sent: Pile
    to_answer: Sequence[FeedbackRequest]
    asked: Sequence[FeedbackRequest]
    names: Mapping[str, str]
    left: frozenset[str] = frozenset()
