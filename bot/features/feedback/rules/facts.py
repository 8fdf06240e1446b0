"""The facts of feedback that services return and views draw. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.framework.pager import Page

READ, ANSWER, GIVE = "feedback.read", "feedback.answer", "feedback.give"

PAGE = 10
GLANCE = 5


@dataclass(frozen=True)
class FeedbackRequest:
    """A question of `asker_id` to `asked_id` about `about_id`, who may be the asker; raw."""

    id: int
    asker_id: str
    about_id: str
    asked_id: str
    question: str
    due_on: date
    state: str


@dataclass(frozen=True)
class Feedback:
    """What one person wrote about another, or noted for themselves. Words are raw, as typed.

    Fields as in `FeedbackRow`; "" for nobody and nothing.
    """

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
    """Which list: what others wrote for somebody, or what they wrote themselves."""

    inbox = "inbox"
    sent = "sent"


@dataclass(frozen=True)
class Pile:
    """A page of a list. `zone`: the viewer's. `unread`: ids that the viewer has not opened."""

    viewer_id: str
    zone: ZoneInfo
    side: Side
    page: Page[Feedback]
    unread: frozenset[int] = frozenset()


@dataclass(frozen=True)
class FeedbackInbox:
    """What somebody has of feedback, at a glance; `names` by member id.

    `to_answer`: requests to them; `asked`: their own. `left`: ids of those asked who have left.
    """

    inbox: Pile
    sent: Pile
    to_answer: Sequence[FeedbackRequest]
    asked: Sequence[FeedbackRequest]
    names: Mapping[str, str]
    left: frozenset[str] = frozenset()
