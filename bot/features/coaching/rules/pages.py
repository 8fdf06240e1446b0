"""What the screens of coaching show, as one of the two sees it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.common.moments import WallClock
from bot.features.coaching.rules.facts import (
    ActionItem,
    CoachingNote,
    CoachingSeries,
    CoachingTalk,
    CoachingTopic,
)
from bot.features.coaching.rules.pair import Pair
from bot.features.feedback.rules.facts import Feedback
from bot.features.people.rules import Person
from bot.framework.pager import Page

PEOPLE_A_PAGE, MOST_ON_ONE_PAGE = 20, 40


@dataclass(frozen=True)
class PairPage:
    """All that waits between two people, as the actor of the pair may see it.

    `series` None: there is none yet; an ended one: what is left of it. `waiting`: talks that have begun and
    are not settled, the newest first. `items`: open and offered ones, the earliest day first; `past_items`:
    own open ones of 1:1s that have ended. `today`: the actor's day.
    """

    pair: Pair
    today: date
    now: datetime
    series: CoachingSeries | None
    next_talk: CoachingTalk | None
    waiting: tuple[CoachingTalk, ...]
    last_talk: CoachingTalk | None
    last_held: date | None
    topics: tuple[CoachingTopic, ...]
    items: tuple[ActionItem, ...]
    past_items: tuple[ActionItem, ...] = ()


@dataclass(frozen=True)
class CoachingLine:
    """One of the people whom somebody leads. `overdue_since`: the day since which no talk was held.

    `is_overdue`: it is too long ago, or there never was one (`overdue_since` None).
    """

    person: Person
    series: CoachingSeries | None
    open_items: int
    is_overdue: bool
    overdue_since: date | None


@dataclass(frozen=True)
class CoachingList:
    """The people of a manager, overdue ones first, then by their next 1:1; `own`: with who leads them."""

    viewer: Person
    today: date
    people: Page[CoachingLine]
    own: PairPage | None
    usefulness: str = ""
    past_items: tuple[ActionItem, ...] = ()
    team_lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class TalkHistory:
    """A talk with what was said of it, as its reader may see it."""

    talk: CoachingTalk
    topics: tuple[CoachingTopic, ...]
    notes: tuple[CoachingNote, ...]
    items: tuple[ActionItem, ...]


@dataclass(frozen=True)
class FeedbackSince:
    """Feedback about the person of the two that one of them may read; `names` by member id.

    `clock`: of who reads it.
    """

    pair: Pair
    pieces: tuple[Feedback, ...]
    names: Mapping[str, str]
    clock: WallClock
