"""What is read from a sentence, what it may mean, and what becomes of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.common.date_ranges import Fiscal

LONGEST = 200


class AskIntent(StrEnum):
    """What a sentence may be about."""

    help = "help"
    today = "today"
    sheet = "sheet"
    metric = "metric"
    goals = "goals"
    board = "board"
    thanked = "thanked"
    team = "team"
    pulse = "pulse"
    my_kudos = "my_kudos"
    inbox = "inbox"
    reviews = "reviews"
    contests = "contests"
    one_to_one = "one_to_one"
    evidence = "evidence"
    record = "record"
    settings = "settings"
    quiet = "quiet"
    checkin = "checkin"
    thank = "thank"
    feedback = "feedback"
    ask_feedback = "ask_feedback"
    won = "won"
    goal = "goal"
    topic = "topic"
    learn = "learn"
    mentor = "mentor"
    play = "play"


# What writes, or opens a form: never done by words alone.
WITH_BUTTON = frozenset(
    {
        AskIntent.quiet,
        AskIntent.checkin,
        AskIntent.thank,
        AskIntent.feedback,
        AskIntent.ask_feedback,
        AskIntent.won,
        AskIntent.goal,
        AskIntent.topic,
    }
)


@dataclass(frozen=True)
class AskedPerson:
    """Somebody whom a sentence may name; `name` as people write it."""

    id: str
    name: str


@dataclass(frozen=True)
class KnownNames:
    """What names may mean for who asks.

    `people`: the active ones, none for a guest, who names them by mention. `teams`: all names. `own_teams`:
    the one that the asker is in, or those that they lead. `metrics`: names in lower case, to the name that
    commands take.
    """

    asker_id: str
    today: date
    fiscal: Fiscal = field(default_factory=Fiscal)
    people: tuple[AskedPerson, ...] = ()
    teams: tuple[str, ...] = ()
    own_teams: tuple[str, ...] = ()
    metrics: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Slots:
    """What a sentence names.

    `people`: ids in order. `unsure`: people of whom one may be meant, several for one word, or one by a
    letter. `teams`: names; `own_team`: we, our. `me`: the asker is named. `metric`, `period`: as commands
    take them; `other_metric`: what the words may mean as well. `is_loose`: the metric is named
    by a word that may be a thing or a deed. `goal`: a number, 0 for none. `money`: as
    it was typed.
    """

    people: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    own_team: bool = False
    me: bool = False
    metric: str = ""
    other_metric: str = ""
    is_loose: bool = False
    period: str = ""
    goal: int = 0
    money: str = ""

    @property
    def has_subject(self) -> bool:
        """Whether somebody, or a team, is named."""
        return bool(self.people or self.teams or self.own_team or self.me)


@dataclass(frozen=True)
class Reading:
    """One thing that a sentence may mean; `said`: its triggers.

    `free`: the words that a form begins with, what somebody wants to learn (`#` and a skill, or words), or
    the deals that a figure is of: `type renewal`, `by type`.
    """

    intent: AskIntent
    slots: Slots = Slots()
    free: str = ""
    said: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AskPlace:
    """The thread in which somebody asks."""

    channel_id: str
    thread_ts: str


class Verdict(StrEnum):
    """What becomes of a sentence."""

    answer = "answer"
    offer = "offer"
    ask_back = "ask_back"
    which = "which"
    nobody = "nobody"
    unknown = "unknown"
    any_time = "any_time"


@dataclass(frozen=True)
class Decision:
    """The verdict, and the readings: the one that is answered or offered, or those to choose from.

    `word`: the one that nobody is called; of `any_time`, the wish that is given back; of `ask_back`, a time
    that is not understood.
    """

    verdict: Verdict
    readings: tuple[Reading, ...] = ()
    word: str = ""
