"""What a contest says: three posts in the channel, and one message to its maker."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from bot.deliveries.notices import Notice
from bot.features.contests.rules.facts import ContestScore


@dataclass(frozen=True)
class ContestBegins(Notice):
    """On the first morning: how many compete, and by which `rules`, as they are stored."""

    kind = "contests.kickoff"
    contest_id: Annotated[int, Field(alias="id")]
    number: int
    name: str
    prize: str
    days: str
    hash: str
    people: int
    rules: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class ContestHalfway(Notice, ContestScore):
    """In the middle: the score so far. `hash`: the beginning of the fingerprint of its rules."""

    kind = "contests.halfway"
    contest_id: Annotated[int, Field(alias="id")]
    number: int
    name: str
    days: str
    hash: str


@dataclass(frozen=True, kw_only=True)
class ContestFinal(ContestHalfway):
    """At the end: who wins, and the final score."""

    kind = "contests.final"


@dataclass(frozen=True)
class ContestLift(Notice):
    """To the maker: what it moved, altogether and in the middle, and how many improved of those compared."""

    kind = "contests.lift"
    contest_id: Annotated[int, Field(alias="id")]
    name: str
    total: str
    middle: str
    improved: int
    compared: int
