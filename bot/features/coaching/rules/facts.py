"""The facts of coaching that services return and views draw. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from bot.features.coaching.rules.state_machine import CoachingRole, ItemState, SeriesState, TalkState


class Say(StrEnum):
    """What one of the two says of a talk; stored."""

    none = "none"
    yes = "yes"
    no = "no"


class TopicState(StrEnum):
    """What became of a topic; stored."""

    open = "open"
    talked = "talked"
    dropped = "dropped"


class TopicOrigin(StrEnum):
    """Where a topic comes from; stored."""

    typed = "typed"
    gap = "gap"
    rating = "rating"
    action = "action"
    message = "message"


class ItemOrigin(StrEnum):
    """Where an action comes from; stored."""

    talk = "talk"
    review = "review"


@dataclass(frozen=True)
class CoachingSeries:
    """The one-to-ones of a manager and a person whom they lead: a pair.

    `weekday` (0 is Monday), `weeks`, `at` and `anchor` are its rhythm in `zone`, all None or "" where there
    is none. `next_at`: the planned talk. `paused_until`: the day from which it goes on.
    """

    id: int
    manager_id: str
    person_id: str
    state: SeriesState
    weekday: int | None
    weeks: int
    at: time | None
    anchor: date | None
    minutes: int
    zone: str
    next_at: datetime | None
    version: int
    paused_until: date | None
    begun_at: datetime
    ended_at: datetime | None

    @property
    def pair(self) -> tuple[str, str]:
        """The manager's id and the person's."""
        return self.manager_id, self.person_id

    def other(self, member_id: str) -> str:
        """The other of the two; the person for anybody who is not of them."""
        return self.manager_id if member_id == self.person_id else self.person_id


@dataclass(frozen=True)
class CoachingTalk:
    """One talk of a series. `nominal`: the day of its rhythm; `at`: when it begins; `held_on`: once held.

    `is_moved`: by hand, so that days off move it no more.
    """

    id: int
    series_id: int
    nominal: date
    at: datetime
    is_moved: bool
    version: int
    person_says: Say
    manager_says: Say
    state: TalkState
    held_on: date | None


@dataclass(frozen=True)
class CoachingTopic:
    """Something to talk about, raw as typed; a private one is its author's alone."""

    id: int
    series_id: int
    author_id: str
    text: str
    is_private: bool
    origin: TopicOrigin
    state: TopicState
    talk_id: int | None


@dataclass(frozen=True)
class CoachingNote:
    """What one of the two wrote of a talk, raw as typed; a private one is its author's alone."""

    id: int
    talk_id: int
    author_id: str
    is_private: bool
    text: str
    written_at: datetime
    changed_at: datetime


@dataclass(frozen=True)
class ActionItem:
    """What one of the two does until a day, raw as typed. `skill`: a key of the rubrics, "" for none.

    `slips`: how often it got a later day after the one before was over. `done_at`: once it is done.
    `watch`: names of the figures that it watches, by metric; `watched_from`: the day from which it does.
    """

    id: int
    series_id: int
    talk_id: int | None
    owner_id: str
    author_id: str
    text: str
    skill: str
    due_on: date
    slips: int
    state: ItemState
    origin: ItemOrigin
    made_at: datetime
    done_at: datetime | None
    watch: Mapping[str, str] = field(default_factory=dict, hash=False)
    watched_from: date | None = None

    @property
    def name(self) -> str:
        """How it is typed: A12."""
        return f"A{self.id}"


def series_roles(member_id: str, series: CoachingSeries) -> frozenset[CoachingRole]:
    """What somebody is to a series; "" is the clock."""
    if not member_id:
        return frozenset({CoachingRole.clock})
    if member_id == series.person_id:
        return frozenset({CoachingRole.person})
    return frozenset({CoachingRole.manager if member_id == series.manager_id else CoachingRole.outsider})


def says_of(member_id: str, series: CoachingSeries, talk: CoachingTalk) -> Say:
    """What one of the pair says of a talk."""
    return talk.person_says if member_id == series.person_id else talk.manager_says


def talk_roles(member_id: str, series: CoachingSeries, talk: CoachingTalk) -> frozenset[CoachingRole]:
    """What somebody is to a talk, by what each of the two has said."""
    roles = series_roles(member_id, series)
    if roles.isdisjoint({CoachingRole.person, CoachingRole.manager}):
        return roles
    says = says_of(member_id, series, talk)
    of_yes = CoachingRole.said_yes if says is Say.yes else CoachingRole.has_not_said_yes
    of_no = CoachingRole.said_no if says is Say.no else CoachingRole.has_not_said_no
    return roles | {of_yes, of_no}


def item_roles(member_id: str, owner_id: str, author_id: str) -> frozenset[CoachingRole]:
    """What somebody is to an action; "" is the clock."""
    if not member_id:
        return frozenset({CoachingRole.clock})
    if member_id == owner_id == author_id:
        return frozenset({CoachingRole.sole_owner})
    held = {CoachingRole.owner: member_id == owner_id, CoachingRole.author: member_id == author_id}
    return frozenset(role for role, holds in held.items() if holds) or frozenset({CoachingRole.outsider})
