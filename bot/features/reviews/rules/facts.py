"""Reviews as one viewer sees them; pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.features.evidence.rules import EvidenceTimeline
from bot.features.reviews.rules.cycle import ENDED, ReviewState
from bot.features.teams.rules.org_chart import Team


@dataclass(frozen=True)
class ReviewAction:
    """An action that the two agreed on.

    `goal_id`: the goal made of it; `coaching_action_id`: the action of their 1:1s that it is.
    """

    id: int
    text: str
    is_done: bool
    goal_id: int | None = None
    coaching_action_id: int | None = None


@dataclass(frozen=True)
class ReviewPart:
    """What one author writes in a review; `answers` by section, None before it is submitted.

    `seen_as`: the state that the person sees of a peer they named; "" for others.
    """

    id: int
    review_id: int
    kind: str
    author_id: str
    state: str
    seen_as: str = ""
    answers: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Review:
    """One person's review in a cycle. Whoever led them at its kick-off stays its `manager_id`."""

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
    """A review cycle of a team, about the days from `first` to `last` inclusive. Its name is escaped."""

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
class ActionHelp:
    """What colleagues offer for an agreed action (its raw text), in mrkdwn; `has_skill`: it names a skill."""

    text: str
    has_skill: bool
    lines: Sequence[str]


@dataclass(frozen=True)
class VisibleReview:
    """A review as one viewer sees it. `readable`: the parts whose words they may read.

    `readings`: (reader, instant) by part id; `names`: by member id. `zone`: the viewer's.
    """

    review: Review
    cycle: ReviewCycle
    parts: Sequence[ReviewPart]
    readable: Sequence[ReviewPart]
    actions: Sequence[ReviewAction]
    names: Mapping[str, str]
    readings: Mapping[int, Sequence[tuple[str, datetime]]]
    viewer_id: str
    zone: ZoneInfo

    @property
    def is_manager(self) -> bool:
        """Whether the viewer is the manager of this review."""
        return self.viewer_id == self.review.manager_id

    @property
    def is_person(self) -> bool:
        """Whether the viewer is the person reviewed."""
        return self.viewer_id == self.review.person_id


def may_agree(review: Review) -> bool:
    """Whether actions may still be added or removed: unsigned by both, and not ended."""
    return ReviewState(review.state) not in ENDED and not (
        review.person_signed_at or review.manager_signed_at
    )


@dataclass(frozen=True)
class DraftEvidence:
    """Evidence for the author of a part; `shared`: keys of what the other person may see as well."""

    part: ReviewPart
    review: Review
    stream: EvidenceTimeline
    shared: frozenset[str]


@dataclass(frozen=True)
class Archive:
    """All reviews of a person with the name of their cycle, and all cycles that they may follow."""

    own: Sequence[tuple[Review, str]]
    cycles: Sequence[ReviewCycle]


@dataclass(frozen=True)
class Progress:
    """How far a cycle is, for one viewer: states, never words. `is_led`: they may change it."""

    cycle: ReviewCycle
    reviews: Sequence[Review]
    parts: Sequence[ReviewPart]
    is_led: bool


@dataclass(frozen=True)
class ReviewInbox:
    """Everything about reviews that concerns one person.

    `changeable`: what they wrote as a peer and may still change. `begun`: ids, as text, of the parts with a
    draft. `coaching`: coaching items not done. `has_more`: more reviews or cycles exist than are listed.
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
    reader_id: str
