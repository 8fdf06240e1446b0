"""The words typed after `/leaderboard`, in any order, as an intent; pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from bot.common.date_ranges import DateRange, Fiscal
from bot.common.errors import BadInput
from bot.common.text import excerpt
from bot.features.leaderboards.rules.specs import COMBINED, GOALS, KUDOS, Engine, Scope
from bot.features.metrics.commands.periods import EXAMPLES, find_span
from bot.framework.grammar import Grammar, Verb, alone
from bot.slack.text import escape, unescape

_T = TypeVar("_T")
_LONGEST_PHRASE = 8
# Longer texts are refused unread: every phrase in them would be looked up, and no board needs more.
_MOST_WORDS = 60
_ENGINES = {
    "raw": Engine.raw,
    "attainment": Engine.attainment,
    "quota attainment": Engine.attainment,
    "of quota": Engine.attainment,
    "quota": Engine.attainment,
    "improved": Engine.improved,
    "most improved": Engine.improved,
    "improvement": Engine.improved,
}
_SCOPES = {
    "team": Scope.team,
    "company": Scope.company,
    "everybody": Scope.company,
    "reps like me": Scope.peers,
    "people like me": Scope.peers,
    "like me": Scope.peers,
    "peers": Scope.peers,
    "teams": Scope.teams,
    "team against team": Scope.teams,
    "team v team": Scope.teams,
    "team vs team": Scope.teams,
}
_MEASURES = {"kudos": KUDOS, "thanks": KUDOS, "goals": GOALS, "combined": COMBINED}
_FILLERS = frozenset({"by", "for", "in", "of", "the", "on", "my", "our", "me", "and", "top", "board"})


@dataclass(frozen=True)
class ShowBoardSettings:
    """What channels get every week, and how the company compares."""


@dataclass(frozen=True)
class HideFromBoards:
    """The actor is not named on boards any more."""


@dataclass(frozen=True)
class NameOnBoards:
    """The actor is named on boards again."""


@dataclass(frozen=True)
class ChooseBoard:
    """The form in which a board is chosen."""


@dataclass(frozen=True)
class ShowLeaderboard:
    """Asks for a leaderboard; None is a part that was not typed, for which the caller takes the default."""

    what: str | None = None
    engine: Engine | None = None
    scope: Scope | None = None
    team_id: int | None = None
    days: DateRange | None = None
    cut: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """What typed words may mean: metrics (to keys) and teams (to ids) in lower case, and the calendar.

    `cuts`: `type renewal` and the like, to cuts as they are written.
    """

    today: date
    fiscal: Fiscal = field(default_factory=Fiscal)
    metrics: Mapping[str, str] = field(default_factory=dict)
    teams: Mapping[str, int] = field(default_factory=dict)
    cuts: Mapping[str, str] = field(default_factory=dict)


def _board(text: str, known: Vocabulary) -> ShowLeaderboard:
    """A board from words in any order. BadInput names the words not understood."""
    words = text.split()
    if len(words) > _MOST_WORDS:
        raise BadInput(_not_understood(text, None))
    team_id, words = _take(words, known.teams.get)
    cut, words = _take(words, known.cuts.get)
    days, words = _take(words, lambda phrase: find_span(phrase, known.today, known.fiscal))
    scope, words = _take(words, _SCOPES.get)
    what, words = _take(words, _MEASURES.get)
    if what is None:
        what, words = _take(words, lambda phrase: _metric(phrase, known))
    engine, words = _take(words, _ENGINES.get)
    left = [word for word in words if word not in _FILLERS]
    if left:
        raise BadInput(_not_understood(" ".join(left), scope))
    if team_id is not None and scope not in (None, Scope.team):
        raise BadInput("One team or a larger round: name the team, or write `company`, `teams`.")
    return ShowLeaderboard(
        what, engine, Scope.team if team_id is not None else scope, team_id, days, cut or ""
    )


def _metric(phrase: str, known: Vocabulary) -> str | None:
    # "attainment" is an engine, whatever metric has that name.
    return None if phrase in _ENGINES else known.metrics.get(phrase)


def _not_understood(words: str, scope: Scope | None) -> str:
    kind = "team of yours" if scope is Scope.team else "metric, team or period that I know"
    return (
        f"“{escape(excerpt(words))}” is no {kind}. "
        "Write `/leaderboard win rate last quarter`, `kudos company`, "
        f"`reps like me improved`; periods: {EXAMPLES}."
    )


def _take(words: Sequence[str], meaning: Callable[[str], _T | None]) -> tuple[_T | None, list[str]]:
    """Finds the longest phrase for which `meaning` gives a value.

    That value (None without one) and the words left.
    """
    for length in range(min(len(words), _LONGEST_PHRASE), 0, -1):
        for start in range(len(words) - length + 1):
            found = meaning(" ".join(words[start : start + length]))
            if found is not None:
                return found, [*words[:start], *words[start + length :]]
    return None, list(words)


BoardIntent = ShowLeaderboard | ShowBoardSettings | HideFromBoards | NameOnBoards | ChooseBoard

GRAMMAR = Grammar[BoardIntent, Vocabulary](
    "/leaderboard",
    Verb(
        "hide",
        alone(HideFromBoards),
        writes=True,
        usage="hide",
        meaning="you are not named, and keep your place",
    ),
    Verb("show", alone(NameOnBoards), writes=True, usage="show", meaning="you are named again"),
    Verb("choose", alone(ChooseBoard)),
    Verb(
        "settings",
        alone(ShowBoardSettings),
        usage="settings",
        meaning="what your team's channel gets every week, and how the company compares",
    ),
    bare=ShowLeaderboard,
    bare_meaning="your team, by quota attainment, this quarter",
    otherwise=_board,
    sentences=(
        ("win rate last quarter", "by any metric, of any period"),
        ("kudos company", "by thanks; `goals` by goals, `combined` by several at once"),
        ("improved", "against everybody's own usual week; `raw` by the plain sums"),
        ("bookings type renewal", "of some deals alone: by type, pipeline, segment, product, source"),
        ("reps like me", "a fairer round; `company` a larger one, `teams` team against team"),
    ),
    tidy=lambda text: " ".join(unescape(text).lower().split()),
)
