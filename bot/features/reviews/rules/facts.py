"""Reviews as somebody looks at them. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.features.evidence.rules import EvidenceTimeline
from bot.features.reviews.rules.cycle import ENDED, ReviewState
from bot.features.teams.rules.org_chart import Team


@dataclass(frozen=True)
class ReviewAction:
    """What the two agreed to do. `goal_id`: the goal that it became; or a coaching item, until it is done."""

    id: int
    text: str
    is_done: bool
    is_coaching: bool
    goal_id: int | None = None


@dataclass(frozen=True)
class ReviewPart:
    """What one author writes in a review; `answers` by section, as submitted."""

    id: int
    review_id: int
    kind: str
    author_id: str
    state: str
    seen_as: str = ""
    answers: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Review:
    """One person's review in a cycle. Whoever led them at its kick-off is its `manager_id` for good."""

    id: int
    cycle_id: int
    person_id: str
    manager_id: str
    state: str
    due_on: date
    talk_at: datetime | None = None
    shared_at: datetime | None = None
    comment: str = ""
    person_signed_at: datetime | None = None
    manager_signed_at: datetime | None = None


@dataclass(frozen=True)
class ReviewCycle:
    """A cycle of a team, about the days from `first` to `last`. Its name is escaped."""

    id: int
    name: str
    team_id: int
    first: date
    last: date
    parts: Sequence[str]
    kickoff_on: date
    due_on: date
    state: str


@dataclass(frozen=True)
class VisibleReview:
    """A review as one viewer sees it: `readable` are the parts whose words they may read."""

    review: Review
    cycle: ReviewCycle
    parts: Sequence[ReviewPart]
    readable: Sequence[ReviewPart]
    actions: Sequence[ReviewAction]
    names: Mapping[str, str]
    readings: Mapping[int, Sequence[tuple[str, datetime]]]
    viewer_id: str

    @property
    def is_manager(self) -> bool:
        """Whether the viewer reviews this person."""
        return self.viewer_id == self.review.manager_id

    @property
    def is_person(self) -> bool:
        """Whether it is the viewer's own."""
        return self.viewer_id == self.review.person_id


def may_agree(review: Review) -> bool:
    """Whether what was agreed may still change: nobody has signed it, and it is not over."""
    return ReviewState(review.state) not in ENDED and not (
        review.person_signed_at or review.manager_signed_at
    )


@dataclass(frozen=True)
class DraftEvidence:
    """The evidence that an author may look at while they write; `shared`: the keys of what both may see."""

    part: ReviewPart
    review: Review
    stream: EvidenceTimeline
    shared: frozenset[str]


@dataclass(frozen=True)
class Archive:
    """Every review of somebody, with the name of its cycle, and every cycle that they may follow."""

    own: Sequence[tuple[Review, str]]
    cycles: Sequence[ReviewCycle]


@dataclass(frozen=True)
class Progress:
    """How far a cycle is, as far as one viewer may follow it: states, never words."""

    cycle: ReviewCycle
    reviews: Sequence[Review]
    parts: Sequence[ReviewPart]
    is_led: bool


@dataclass(frozen=True)
class ReviewInbox:
    """Everything of reviews that concerns somebody.

    `changeable`: what they wrote as a peer, and may still change.
    `begun`: the ids, as text, of the parts of which something is typed.
    `coaching`: what was agreed and is to be worked on.
    `has_more`: there are more reviews of their own, or cycles, than stand here.
    `leads`: the teams for which they may begin a cycle.
    """

    to_write: Sequence[tuple[ReviewPart, Review]]
    changeable: Sequence[tuple[ReviewPart, Review]]
    begun: Collection[str]
    own: Sequence[tuple[Review, str]]
    coaching: Sequence[tuple[ReviewAction, Review]]
    progress: Sequence[Progress]
    has_more: bool
    names: Mapping[str, str]
    leads: Sequence[Team]
