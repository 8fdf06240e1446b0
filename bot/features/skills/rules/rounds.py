"""Rounds of ratings: apart first, then side by side; what they may become. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.common.dates import write_day
from bot.common.errors import BadInput, NotAllowed
from bot.features.skills.rules.rubric import LEVELS

# At most one in so many days, answered within so many, and closed by the clock after so many.
APART, DUE_IN, OPEN_FOR = timedelta(days=60), timedelta(days=10), timedelta(days=30)
# Agreed levels of older rounds are history.
COUNTS_FOR = timedelta(days=365)
LONGEST_WORDS = 500
MOST_EVIDENCE = 5
FAR_APART = 2
SENT = "Both ratings are in: they stay as they are. Agree on a level instead."


class RoundState(StrEnum):
    """Where a round stands; stored."""

    open = "open"
    shown = "shown"
    closed = "closed"


@dataclass(frozen=True)
class SkillRating:
    """One's rating of one skill: 1 to 4, None for *not seen*; why, and keys of what it rests on."""

    level: int | None
    words: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class AgreedLevel:
    """A level that one proposed `by`, and that counts once the other confirmed it."""

    level: int
    by: str
    is_confirmed: bool


@dataclass(frozen=True)
class SkillRound:
    """A round of two people. `lines`: texts of the levels by skill, as they were rated.

    `in_review`: its person lets the levels that were agreed on into drafts of their review.
    """

    id: int
    person_id: str
    manager_id: str
    role: str
    lines: Mapping[str, list[str]]
    state: RoundState
    opened_by: str
    opened_at: datetime
    due_on: date
    person_at: datetime | None
    manager_at: datetime | None
    person_ended: bool
    manager_ended: bool
    closed_at: datetime | None
    in_review: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether both ratings are in; one that ended before that is never shown to the other."""
        return self.person_at is not None and self.manager_at is not None

    def sent_at(self, rater_id: str) -> datetime | None:
        """When this one of the two sent theirs; None while they have not."""
        return self.person_at if rater_id == self.person_id else self.manager_at

    def has_ended(self, actor_id: str) -> bool:
        """Whether this one of the two has said that this is it."""
        return self.person_ended if actor_id == self.person_id else self.manager_ended

    def other_of(self, actor_id: str) -> str:
        """Id of the other of the two."""
        return self.manager_id if actor_id == self.person_id else self.person_id

    def check_rating(self) -> None:
        """NotAllowed once both ratings are in."""
        if self.state is not RoundState.open:
            raise NotAllowed(SENT)


class TooSoon(BadInput):
    """The last round ended lately: a new one cannot begin yet, but that one can be read."""

    def __init__(self, sentence: str, round_id: int) -> None:
        super().__init__(sentence)
        self.round_id = round_id


def check_new(last: SkillRound | None, today: date, ended_on: date | None) -> None:
    """BadInput where one is open; TooSoon where the last ended less than 60 days ago (`ended_on`)."""
    if last is None:
        return
    if last.state is not RoundState.closed:
        raise BadInput("A round is open: finish that one first.")
    if ended_on is not None and today < ended_on + APART:
        again = write_day(ended_on + APART, today)
        told = f"The last one ended on {_plain(ended_on, today)}: a new one can begin on {again}."
        raise TooSoon(told, last.id)


def _plain(day: date, today: date) -> str:
    return write_day(day, today)


@dataclass(frozen=True)
class SkillPair:
    """Both ratings of one skill side by side, and what was agreed on; None where nothing is."""

    skill: str
    name: str
    person: SkillRating
    manager: SkillRating
    agreed: AgreedLevel | None = None

    @property
    def apart(self) -> int:
        """By how many levels the two differ; 0 where one has not seen it."""
        if self.person.level is None or self.manager.level is None:
            return 0
        return abs(self.person.level - self.manager.level)

    @property
    def is_far_apart(self) -> bool:
        """Whether it is worth a talk."""
        return self.apart >= FAR_APART

    @property
    def is_equal(self) -> bool:
        """Whether both saw the same level, which is agreed then."""
        return self.person.level is not None and self.person.level == self.manager.level

    def of(self, *, is_person: bool) -> SkillRating:
        """The rating of one of the two."""
        return self.person if is_person else self.manager


@dataclass(frozen=True)
class RatingEvidence:
    """Something on record that shows a level, as one reader may see it: its `key`, and raw words in short.

    `action_id` and `value`: of the choice that opens it; `link`: of its message, "" for none.
    """

    key: str
    label: str
    action_id: str
    value: str
    link: str = ""


@dataclass(frozen=True)
class ShownRound:
    """A round for one of the two. `mine` are their own ratings by skill; `pairs` is () until both are in.

    `may_talk`: there is an agenda that takes topics. `on_record`: what the viewer may see of the person, the
    newest first; of what the other goes by, they see no more than that.
    """

    round: SkillRound
    names: Mapping[str, str]
    is_person: bool
    other_name: str
    mine: Mapping[str, SkillRating] = field(default_factory=dict)
    pairs: tuple[SkillPair, ...] = ()
    may_talk: bool = False
    on_record: Sequence[RatingEvidence] = ()

    @property
    def choices(self) -> Mapping[str, str]:
        """What a rating may go by: words by key."""
        return {each.key: each.label for each in self.on_record}

    @property
    def has_agreed(self) -> bool:
        """Whether there is a level on which both agreed."""
        return any(pair.agreed and pair.agreed.is_confirmed for pair in self.pairs)

    @property
    def has_sent(self) -> bool:
        """Whether the viewer has sent theirs."""
        return bool(self.mine)


def level_name(level: int | None) -> str:
    """`3 Strong`, or `not seen`."""
    return "not seen" if level is None else f"{level} {LEVELS[level - 1]}"
