"""What is delivered about reviews: what there is to write, read and sign; never a word of the content."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field

from bot.common.dates import write_moment
from bot.deliveries.notices import Facts, Notice


@dataclass(frozen=True)
class PartToWrite:
    """A part of a review that an author is asked for: of whom, for which manager, and how it stands."""

    part_id: Annotated[int, Field(alias="part")]
    kind: str
    state: str
    person: str
    manager: str


@dataclass(frozen=True)
class ReviewRequest(Notice):
    """To an author: what to write in a cycle until a day; how it stands is edited."""

    cycle: str
    due_on: Annotated[date, Field(alias="due")]
    items: tuple[PartToWrite, ...]


@dataclass(frozen=True)
class ReviewsToWrite(ReviewRequest):
    """The first request of a cycle."""

    kind = "reviews.ask"


@dataclass(frozen=True)
class ReviewReminder(ReviewRequest):
    """What still waits, some days before it is due."""

    kind = "reviews.remind"


@dataclass(frozen=True)
class ReviewsExtended(ReviewRequest):
    """The request again, with more time."""

    kind = "reviews.extended"


@dataclass(frozen=True)
class PeersNominated(Notice):
    """To the manager: a person would like to hear from these peers."""

    kind = "reviews.nominated"
    review_id: Annotated[int, Field(alias="review")]
    person: str
    peers: tuple[str, ...]


@dataclass(frozen=True)
class ReviewShared(Notice):
    """To the person: their review can be read."""

    kind = "reviews.shared"
    review_id: Annotated[int, Field(alias="review")]
    manager: str
    cycle: str


@dataclass(frozen=True)
class ReviewAcknowledged(Notice):
    """To the manager: the person has read it, perhaps left a comment."""

    kind = "reviews.acknowledged"
    review_id: Annotated[int, Field(alias="review")]
    person: str
    with_comment: bool


@dataclass(frozen=True)
class ReviewWaits(Notice):
    """To one of the two: the review waits to be read or signed. `person` is "" where it is their own."""

    kind = "reviews.waits"
    review_id: Annotated[int, Field(alias="review")]
    cycle: str
    person: str
    what: str


@dataclass(frozen=True)
class ReviewTalk(Notice):
    """To both together: when they talk about the review of the person, in words for both."""

    kind = "reviews.talk"
    version = 2
    when: str
    person: str

    @classmethod
    def upgrade(cls, version: int, facts: Facts) -> Facts:
        """Version 1 had the instant, in seconds since 1970."""
        at = datetime.fromtimestamp(facts["at"], UTC)
        return {"when": f"{write_moment(at, ZoneInfo('UTC'), at)} UTC", "person": facts["person"]}


@dataclass(frozen=True)
class LateReviews(Notice):
    """To the manager, once: names of who is late, and of whose review is ready to be shared."""

    kind = "reviews.late"
    cycle: str
    late: tuple[str, ...]
    ready: tuple[str, ...]


@dataclass(frozen=True)
class ReviewPage(Notice):
    """To one of the two, who asked for it: a review that is over, as an attached file of this `name`."""

    kind = "reviews.page"
    person: str
    cycle: str
    name: str
    state: str


@dataclass(frozen=True)
class ReviewFinished(ReviewPage):
    """To both, once the review is over: the file of it to keep."""

    kind = "reviews.finished"
