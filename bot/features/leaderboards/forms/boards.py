"""The forms of another board and of a team's weekly board; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.features.leaderboards.rules.facts import PERIODS, WeeklyBoard
from bot.features.leaderboards.rules.specs import (
    OWN_MEASURES,
    Engine,
    Measure,
    Scope,
    Spec,
    all_of,
    check_goes_together,
    is_compared,
    of_deals,
)
from bot.features.leaderboards.views.settings import ENGINES
from bot.features.metrics.rules.metric import Metric
from bot.features.teams.rules.org_chart import Team
from bot.framework.forms.choices import CheckField, ChoiceField
from bot.framework.forms.form import Form, ParsedValues
from bot.framework.forms.texts import TextField
from bot.slack.text import unescape

_SCOPES = {
    Scope.team: "My team",
    Scope.company: "Everybody",
    Scope.peers: "Reps like me",
    Scope.teams: "Team against team",
}
_LONGEST_TITLE = 24


def measure_options(metrics: Sequence[Metric], without: frozenset[str]) -> Mapping[str, str]:
    """Names by key of all measures that rank people, Pacer's own first."""
    own = {what: name for what, name in OWN_MEASURES.items() if what not in without}
    compared = [metric for metric in metrics if is_compared(metric.key) and metric.key != "attainment"]
    return {**own, **{metric.key: unescape(metric.name) for metric in compared}}


def measure_field(*, without: frozenset[str] = frozenset()) -> ChoiceField[str]:
    """Field of what is measured; its facts have the workspace's `metrics` and the `measure` to begin with."""
    return ChoiceField(
        "By what?",
        lambda start: measure_options(start.metrics, without),
        initial=lambda start: all_of(start.measure)[0].what,
    )


def engine_field() -> ChoiceField[Engine]:
    """Field of how a figure becomes a score; its facts have the `measure` to begin with."""
    return ChoiceField("Counted how?", ENGINES, initial=lambda start: all_of(start.measure)[0].engine)


def cut_field() -> ChoiceField[str, str]:
    """Field of which deals count; its facts have the `cuts` with labels, and the `measure` to begin with."""
    return ChoiceField(
        "Of which deals?",
        lambda start: start.cuts,
        optional=True,
        empty="",
        placeholder="All deals",
        initial=lambda start: cut if (cut := all_of(start.measure)[1]) in start.cuts else None,
        visible=lambda start: bool(start.cuts),
    )


def measure_in(what: str, engine: Engine, cut: str) -> Measure:
    """The measure that a form says. BadInput, with its field: the parts do not go together."""
    measure = Measure(what, engine)
    check_goes_together(measure)
    return of_deals(measure, cut)


@dataclass(frozen=True)
class BoardStart:
    """What the form of another board begins with: a board, the workspace's metrics, and cuts with labels."""

    spec: Spec
    metrics: Sequence[Metric]
    cuts: Mapping[str, str] = field(default_factory=dict)

    @property
    def measure(self) -> Measure:
        """What the board measures, and how."""
        return self.spec.measure


@dataclass(frozen=True)
class BoardChoice:
    """The board that somebody wants to see; `period` is as typed, "" for the usual days."""

    measure: Measure
    scope: Scope
    period: str


class BoardForm(Form[BoardChoice]):
    """Another board for one person, drawn from a BoardStart."""

    callback_id, title, submit = "leaderboards.look", "Another board", "Show"
    drafts = False

    what = measure_field()
    cut = cut_field()
    engine = engine_field()
    scope = ChoiceField("Among whom?", _SCOPES, initial=lambda start: start.spec.scope)
    period = TextField(
        "Which days?",
        60,
        optional=True,
        placeholder="this quarter",
        hint="Such as this week, last month, Q3 or 1 Jul to 14 Aug. Empty: what is usual for it.",
        initial=lambda start: start.spec.days.label,
    )

    @classmethod
    def build(cls, v: ParsedValues) -> BoardChoice:
        """The choice. BadInput: the measure has no such engine."""
        measure = measure_in(v[cls.what], v[cls.engine], v[cls.cut])
        return BoardChoice(measure, v[cls.scope], v[cls.period])


@dataclass(frozen=True)
class WeeklyBoardStart:
    """What the form of a team's weekly board begins with, the workspace's metrics, and cuts with labels."""

    team: Team
    board: WeeklyBoard
    metrics: Sequence[Metric]
    cuts: Mapping[str, str] = field(default_factory=dict)

    @property
    def measure(self) -> Measure:
        """What the board measures, and how."""
        return self.board.measure


def _title(start: WeeklyBoardStart) -> str:
    title = f"Board of {unescape(start.team.name)}"
    return title if len(title) <= _LONGEST_TITLE else "The team's board"


class WeeklyBoardForm(Form[WeeklyBoard]):
    """What is posted weekly in a team's channel, drawn from a WeeklyBoardStart; about the team's id."""

    callback_id, title, submit = "leaderboards.team_save", _title, "Save"
    drafts = False

    is_on = CheckField(
        "Weekly board", "Post it in the team's channel", initial=lambda start: start.board.is_on
    )
    what = measure_field()
    cut = cut_field()
    engine = engine_field()
    period = ChoiceField(
        "Which days?", {words: words for words in PERIODS}, initial=lambda start: start.board.period
    )

    @classmethod
    def build(cls, v: ParsedValues) -> WeeklyBoard:
        """The weekly board. BadInput: the measure has no such engine."""
        measure = measure_in(v[cls.what], v[cls.engine], v[cls.cut])
        return WeeklyBoard(measure, v[cls.period], v[cls.is_on])
