"""What is delivered about feedback: that there is some, never what it says."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import Field

from bot.common.dates import write_day
from bot.deliveries.notices import Facts, Notice


@dataclass(frozen=True)
class FeedbackReceived(Notice):
    """To a reader: there is feedback. `about` is a name, or "you"."""

    kind = "feedback.received"
    feedback_id: Annotated[int, Field(alias="id")]
    author: str
    about: str


@dataclass(frozen=True)
class FeedbackRequested(Notice):
    """To somebody who is asked for feedback. `about` is a name, or "them".

    `outcome`: the request's state once it is closed; None until then.
    """

    kind = "feedback.asked"
    request_id: Annotated[int, Field(alias="id")]
    asker: str
    about: str
    question: str
    due_on: Annotated[date, Field(alias="due")]
    outcome: str | None = None


@dataclass(frozen=True)
class FeedbackRequestReminder(FeedbackRequested):
    """The request again, once, to somebody who has not answered it."""

    kind = "feedback.chased"


@dataclass(frozen=True)
class FeedbackDeclined(Notice):
    """To the asker: `name` does not give the feedback; no reason is told."""

    kind = "feedback.declined"
    name: str


@dataclass(frozen=True)
class FeedbackThanked(Notice):
    """To the author: `name`, whom it is about, thanks for the feedback."""

    kind = "feedback.thanked"
    name: str


@dataclass(frozen=True)
class FeedbackConversation(Notice):
    """To reader and author together: the reader wants to talk about it, or has a `question`.

    `about`: a name, "" where it is the reader. `day`: when the feedback was written, as its writer reads it.
    """

    kind = "feedback.talk"
    version = 2
    reader: str
    writer_id: str
    about: str
    day: str
    question: str

    @classmethod
    def upgrade(cls, version: int, facts: Facts) -> Facts:
        """Version 1 had the instant, in seconds since 1970."""
        day = datetime.fromtimestamp(facts["written"], UTC).date()
        return {**{name: facts[name] for name in facts if name != "written"}, "day": write_day(day, day)}
