"""The facts of contests that services return and views draw. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.features.contests.rules.backtest import BacktestResult
from bot.features.contests.rules.planning import fingerprint

# Half-way the first so many are named.
MOST_HALFWAY = 3


@dataclass(frozen=True)
class Contest:
    """A contest as others see it; `rules` as stored, frozen with `fingerprint` when it is launched.

    `result`: the facts of the final post, None before.
    """

    id: int
    number: int
    state: str
    rules: Mapping[str, Any]
    fingerprint: str | None
    channel_id: str
    creator_id: str
    result: Mapping[str, Any] | None


@dataclass(frozen=True, kw_only=True)
class ContestScore:
    """What a channel reads of a score: the top and the winners, never a bottom.

    `rows`: (rank, name, score). `over`: people over the bar, if there is one. `missing`: (reason, people)
    without a place. `prize` and `sources` are told with posts, "" in a card. `is_resting`: whoever is first
    was named in that channel of late, so that half-way they are not.
    """

    rows: tuple[tuple[int, str, str], ...]
    won: tuple[str, ...]
    over: int
    ranked: int
    why: str
    is_bar: bool
    missing: tuple[tuple[str, int], ...]
    people: int
    prize: str = ""
    sources: str = ""
    is_resting: bool = False


@dataclass(frozen=True)
class ContestCard:
    """A contest as one viewer sees it. `place`: their own in words, "" without one.

    `score`: as it is posted, None before the first day.
    """

    contest: Contest
    place: str
    score: ContestScore | None
    may_change: bool
    may_decline: bool


@dataclass(frozen=True)
class BackTest:
    """How a contest would have ended in the past, with `names` of the people in it by id.

    `can_be_padded`: people can raise the measure by themselves.
    """

    contest: Contest
    verdict: BacktestResult
    names: Mapping[str, str]
    can_be_padded: bool


def is_untouched(contest: Contest) -> bool:
    """Whether the stored rules are those that were frozen; True for a draft."""
    return contest.fingerprint is None or contest.fingerprint == fingerprint(contest.rules)
