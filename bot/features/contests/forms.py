"""The form in which a contest is planned. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from bot.common.numbers import Amount, parse_amount
from bot.common.text import plural
from bot.features.contests.rules.facts import Contest
from bot.features.contests.rules.planning import (
    LONGEST_NAME,
    LONGEST_PRIZE,
    MOST_LATE,
    ContestRules,
    Ties,
    rules_from,
)
from bot.features.contests.views.card import bar_words
from bot.features.leaderboards.forms.boards import cut_field, engine_field, measure_field
from bot.features.leaderboards.rules.specs import COMBINED, Measure, of_deals
from bot.features.metrics.rules.metric import Metric
from bot.features.teams.rules.org_chart import Team
from bot.framework.forms.choices import ChoiceField
from bot.framework.forms.form import Form, ParsedValues
from bot.framework.forms.pickers import ChannelField, DayField, PeopleField
from bot.framework.forms.texts import TextField
from bot.slack.requests import number_of
from bot.slack.text import escape, name_of, unescape

_TIES = {Ties.reach: "Who was there first, then more deals", Ties.share: "The prize is shared"}
_LATE_DAYS = {days: plural(days, "working day") for days in range(MOST_LATE + 1)}
_USUALLY_LATE = 2
_TEAM = "team:"


class Competitors(StrEnum):
    """Who competes, where it is not the people of one team; values are stored in open forms."""

    company = "company"
    teams = "teams"
    people = "people"


@dataclass(frozen=True)
class ContestStart:
    """What the form begins with.

    `teams`: those for which the planner may hold a contest, at least one; `is_admin` adds everybody who is in
    a team; `contest`: the draft that is changed, None for a new one; `cuts` have their labels.
    """

    teams: Sequence[Team]
    metrics: Sequence[Metric]
    today: date
    is_admin: bool
    contest: Contest | None = None
    cuts: Mapping[str, str] = field(default_factory=dict)

    @property
    def rules(self) -> ContestRules | None:
        """Rules of the draft that is changed."""
        return rules_from(self.contest.rules) if self.contest else None

    @property
    def measure(self) -> Measure:
        """What is measured, and how."""
        return self.rules.measure if self.rules else Measure()


@dataclass(frozen=True)
class ContestPlan:
    """A contest as the form says it.

    `rules` lack teams and bar: `whose` is a team's id, or who else competes; `bar` is as typed.
    """

    rules: ContestRules
    whose: int | Competitors
    bar: Amount | None
    channel_id: str


def _competitors(start: ContestStart) -> Mapping[Any, str]:
    found = {f"{_TEAM}{team.id}": f"The people of {unescape(team.name)}" for team in start.teams}
    if start.is_admin:
        found[Competitors.company] = "Everybody who is in a team"
    if len(start.teams) > 1:
        found[Competitors.teams] = "These teams against each other"
    return {**found, Competitors.people: "The people below"}


def _whose(stored: str) -> int | Competitors:
    return number_of(stored.removeprefix(_TEAM)) if stored.startswith(_TEAM) else Competitors(stored)


def _chosen(start: ContestStart) -> str:
    """The option's value for the draft's competitors; "" for a new contest."""
    rules = start.rules
    if rules is None:
        return ""
    if rules.by_team:
        return Competitors.teams
    if len(rules.team_ids) == 1:
        return f"{_TEAM}{rules.team_ids[0]}"
    return Competitors.people if rules.people_ids else Competitors.company


def _channel(start: ContestStart) -> str | None:
    if start.contest:
        return start.contest.channel_id
    return next((team.channel_id for team in start.teams if team.channel_id), None)


class ContestForm(Form[ContestPlan]):
    """A contest, drawn from a ContestStart; about the id of the draft that is changed, "" for a new one.

    What has to be filled in stands first: a window shows its upper half.
    """

    callback_id, title, submit = "contests.plan", "Plan a contest", "Test it"
    drafts = False

    name = TextField(
        "Name",
        LONGEST_NAME,
        reads=lambda typed: name_of(" ".join(typed.split())),
        initial=lambda start: unescape(start.rules.name) if start.rules else "",
    )
    first = DayField("First day", initial=lambda start: start.rules.first if start.rules else start.today)
    last = DayField("Last day", initial=lambda start: start.rules.last if start.rules else None)
    what = measure_field(without=frozenset({COMBINED}))
    cut = cut_field()
    engine = engine_field()
    who: ChoiceField[int | Competitors] = ChoiceField(
        "Who competes?", _competitors, reads=_whose, initial=_chosen
    )
    people = PeopleField(
        "People",
        optional=True,
        placeholder="Only with “The people below”",
        initial=lambda start: start.rules.people_ids if start.rules else (),
    )
    channel = ChannelField("Where it is told", placeholder="Channel", initial=_channel)
    bar = TextField(
        "Everybody wins from here on",
        20,
        reads=lambda typed: parse_amount(typed) if typed else None,
        optional=True,
        placeholder="100% or 12",
        hint="A bar that everybody can reach lifts the middle. Empty: the best one wins.",
        initial=lambda start: bar_words(start.rules) if start.rules else "",
    )
    prize = TextField(
        "Prize",
        LONGEST_PRIZE,
        reads=escape,
        optional=True,
        initial=lambda start: unescape(start.rules.prize) if start.rules else "",
    )
    ties = ChoiceField(
        "Between equals", _TIES, initial=lambda start: start.rules.ties if start.rules else Ties.reach
    )
    late_days = ChoiceField(
        "Late data count for",
        _LATE_DAYS,
        hint="What is dated in the contest and comes in so late still counts. Then the winner is told.",
        initial=lambda start: start.rules.late_days if start.rules else _USUALLY_LATE,
    )

    @classmethod
    def build(cls, v: ParsedValues) -> ContestPlan:
        """The plan; the people chosen count only where they are who competes."""
        whose = v[cls.who]
        rules = ContestRules(
            name=v[cls.name],
            measure=of_deals(Measure(v[cls.what], v[cls.engine]), v[cls.cut]),
            first=v[cls.first],
            last=v[cls.last],
            people_ids=tuple(sorted(v[cls.people])) if whose is Competitors.people else (),
            by_team=whose is Competitors.teams,
            prize=v[cls.prize],
            ties=v[cls.ties],
            late_days=v[cls.late_days],
        )
        return ContestPlan(rules, whose, v[cls.bar], v[cls.channel] or "")
