"""What the use cases of mentors return, and views draw. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

LONGEST_WORDS, LONGEST_AIM = 300, 200
MOST_OFFERS, MOST_AIMS, TALKS = 12, 3, 3
LASTS, RESTS = timedelta(days=42), timedelta(days=90)
LOOKED_FOR, ANSWERED_IN = timedelta(days=30), timedelta(days=3)
PROMPTS = (
    "What did you try since last time?",
    "Show me one: a call, a mail, a plan.",
    "What will you do before we talk again?",
)


class AskState(StrEnum):
    """Where an ask stands; the first three are open."""

    open = "open"
    shortlisted = "listed"
    asked = "asked"
    matched = "matched"
    withdrawn = "withdrawn"
    expired = "expired"


OPEN_STATES = frozenset({AskState.open, AskState.shortlisted, AskState.asked})


class CandidateState(StrEnum):
    """What became of a mentor on a shortlist. `declined`: cannot right now, or did not answer."""

    listed = "listed"
    asked = "asked"
    declined = "declined"
    passed = "passed"


@dataclass(frozen=True)
class MentorAsk:
    """Somebody's wish for help with a skill (a key); `words` are raw. `wish_id`: "" for nobody.

    `is_new`: nobody has been looked for yet.
    """

    id: int
    mentee_id: str
    skill: str
    words: str
    wish_id: str
    state: AskState
    made_at: datetime
    expires_on: date
    mentor_id: str
    is_new: bool = False


@dataclass(frozen=True)
class ListedMentor:
    """A mentor on a shortlist: what the mentee may know of them."""

    mentor_id: str
    name: str
    hours_a_week: int
    same_segment: bool
    level: str


@dataclass(frozen=True)
class OfferLine:
    """What a colleague offers: skills, and whether they have a place now."""

    mentor_id: str
    name: str
    skills: tuple[str, ...]
    is_free: bool


@dataclass(frozen=True)
class Mentorship:
    """Two who talk three times about a skill until a day. `says`: (mentee, mentor) of each talk."""

    id: int
    mentee_id: str
    mentor_id: str
    skill: str
    aims: tuple[str, ...]
    ends_on: date
    is_over: bool
    says: tuple[tuple[bool, bool], ...]

    @property
    def held(self) -> int:
        """How many talks both say they had."""
        return sum(mine and theirs for mine, theirs in self.says)


@dataclass(frozen=True)
class MentorshipView:
    """A mentorship as one of the two sees it: names, and whether they have said the next talk."""

    mentorship: Mentorship
    mentee: str
    mentor: str
    is_mentee: bool
    has_said: bool


@dataclass(frozen=True)
class MentorPage:
    """All about mentors for one viewer: what they offer and ask, their mentorships, who offers what."""

    today: date
    own_skills: tuple[str, ...]
    capacity: int
    paused_until: date | None
    ask: MentorAsk | None
    shortlist: Sequence[ListedMentor]
    asked_mentor: str
    requests: Sequence[tuple[MentorAsk, str]]
    mentorships: Sequence[MentorshipView]
    offers: Sequence[OfferLine]
    vetoes: Sequence[str]
