"""Contests as somebody looks at them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.features.contests.rules.backtest import BacktestResult
from bot.features.contests.rules.planning import fingerprint
from bot.features.leaderboards.rules.facts import Own


@dataclass(frozen=True)
class Contest:
    """A contest. Its `rules` are frozen with `fingerprint` when it is launched."""

    id: int
    number: int
    state: str
    rules: Mapping[str, Any]
    fingerprint: str | None
    channel_id: str
    creator_id: str
    result: Mapping[str, Any] | None


@dataclass(frozen=True)
class ContestCard:
    """A contest as one viewer sees it. `own`: their place in it; `facts`: how it stands, as it is told."""

    contest: Contest
    own: Own | None
    facts: Mapping[str, Any] | None
    may_change: bool
    may_decline: bool


@dataclass(frozen=True)
class BackTest:
    """What the past says about a contest; `names` of those who are in it. `can_be_padded`: by themselves."""

    contest: Contest
    verdict: BacktestResult
    names: Mapping[str, str]
    can_be_padded: bool


def is_untouched(contest: Contest) -> bool:
    """Whether its rules are those that were frozen."""
    return contest.fingerprint is None or contest.fingerprint == fingerprint(contest.rules)
