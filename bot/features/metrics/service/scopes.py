"""Finds subject, period and metric in typed words, within what the viewer may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day
from bot.common.text import listed
from bot.db.asking import Question
from bot.db.transaction import Transaction
from bot.features.ledger.rules.access import check_may_see, may_keep, may_see_team
from bot.features.ledger.rules.facts import Facts
from bot.features.ledger.service import queries as ledger
from bot.features.ledger.service import quotas
from bot.features.metrics.commands.periods import EXAMPLES, split_period
from bot.features.metrics.repository import MetricRepository
from bot.features.metrics.rules.apart.kind_metrics import kind_metrics, stage_metric
from bot.features.metrics.rules.catalogue import CATALOGUE
from bot.features.metrics.rules.custom import parse_formula
from bot.features.metrics.rules.facts import MetricsSubject
from bot.features.metrics.rules.figures import Figure, Unit
from bot.features.metrics.rules.metric import Metric
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart, Team
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.books import BookRules
from bot.slack.text import escape, typed_excerpt, unescape

_MOST_NAMED = 5


@dataclass(frozen=True)
class MetricsViewer:
    """The person who asks, with org chart and accounting settings. `today` is in the workspace's zone."""

    person: Person
    org_chart: OrgChart
    rules: BookRules
    today: date
    now: datetime

    @property
    def is_in_charge(self) -> bool:
        """Whether they see to it that the data are there: an admin, or who leads a team."""
        return self.person.is_admin or bool(self.org_chart.led_by(self.person.id))


async def load_viewer(transaction: Transaction, actor_id: str, now: datetime) -> MetricsViewer:
    """The actor as a viewer; a Refusal when they may not act here."""
    await people.actor(transaction, actor_id)
    return await reader(transaction, actor_id, now)


async def reader(transaction: Transaction, person_id: str, now: datetime) -> MetricsViewer:
    """A viewer for messages that the scheduler writes: no check whether they may act."""
    return MetricsViewer(
        await people.person(transaction, person_id),
        await teams.load_org_chart(transaction),
        await settings_of(transaction, BookRules),
        local_day(now, await workspace.zone_of(transaction)),
        now,
    )


async def person_subject(transaction: Transaction, person_id: str, viewer: MetricsViewer) -> MetricsSubject:
    """One person as a subject; NotAllowed when the viewer may not see their numbers."""
    person = await people.person(transaction, person_id)
    check_may_see(viewer.person, person.id, person.name, viewer.org_chart)
    team = viewer.org_chart.team_of(person.id)
    return MetricsSubject(person.name, person.id, ledger.of_person(person.id), team, with_rows=True)


async def team_subject(transaction: Transaction, words: str, viewer: MetricsViewer) -> MetricsSubject:
    """The team of this name, or the viewer's own for "".

    BadInput: there is none. NotAllowed: neither member, manager nor admin.
    """
    team = _named_team(words, viewer) if words else _own_team(viewer)
    if not may_see_team(viewer.person, team):
        raise NotAllowed(f"Only the members of {team.name}, and its manager, see its numbers.")
    whose = await ledger.of_team(transaction, team.id, viewer.now)
    leads = viewer.person.is_admin or viewer.person.id == team.manager_id
    return MetricsSubject(team.name, f"team:{team.id}", whose, team, with_rows=leads)


async def team_at(transaction: Transaction, team_id: int, viewer: MetricsViewer) -> MetricsSubject:
    """A team as a subject. BadInput: it is gone. NotAllowed: neither member, manager nor admin."""
    team = viewer.org_chart.team(team_id)
    if team is None:
        raise BadInput("That team does not exist any more.")
    return await team_subject(transaction, team.name, viewer)


def visible_teams(viewer: MetricsViewer) -> tuple[Team, ...]:
    """The teams whose numbers the viewer may see."""
    return tuple(team for team in viewer.org_chart.teams if may_see_team(viewer.person, team))


def own_teams(viewer: MetricsViewer) -> tuple[Team, ...]:
    """The viewer's own team, or else those that they lead."""
    own = viewer.org_chart.team_of(viewer.person.id)
    return (own,) if own else viewer.org_chart.led_by(viewer.person.id)


def _named_team(words: str, viewer: MetricsViewer) -> Team:
    wanted = viewer.org_chart.named(words)
    found = (wanted,) if wanted else viewer.org_chart.like(words)
    found = tuple(team for team in found if may_see_team(viewer.person, team))
    if len(found) != 1:
        names = listed([f"“{team.name}”" for team in found[:_MOST_NAMED]])
        rest = f"that could be {names}" if found else f"write a period as {EXAMPLES}"
        raise BadInput(f"“{typed_excerpt(words)}” is no team of yours: {rest}.")
    return found[0]


def _own_team(viewer: MetricsViewer) -> Team:
    found = own_teams(viewer)
    if len(found) > 1:
        names = listed([team.name for team in found])
        raise BadInput(f"You lead {names}: name one of them, as in `/metrics team {found[0].name}`.")
    if not found:
        raise BadInput("You are in no team yet. An admin adds teams with `/pacer teams`.")
    return found[0]


async def metrics_of(
    transaction: Transaction, stages: Sequence[str], *, with_kinds: bool = False
) -> tuple[Metric, ...]:
    """Pacer's metrics, the workspace's own, and one for each of these stages but the last.

    `with_kinds`: also those of quotas for kinds of deals, to choose from; `MetricsByKey` finds them anyway.
    """
    own = [own_metric(row) for row in await MetricRepository(transaction).own()]
    kinds = await quotas.kinds(transaction) if with_kinds else ()
    of_kinds = [each for kind in kinds for each in kind_metrics(kind)]
    return (*CATALOGUE, *own, *(stage_metric(stage) for stage in stages[:-1]), *of_kinds)


def own_question(transaction: Transaction) -> Question[Sequence[Any]]:
    """The question that `metrics_of` asks."""
    return MetricRepository(transaction).own_question()


async def every_metric(transaction: Transaction) -> tuple[Metric, ...]:
    """All metrics of the workspace, those of its stages and of kinds of deals included."""
    stages = (await settings_of(transaction, BookRules)).stages
    return await metrics_of(transaction, stages, with_kinds=True)


def own_metric(row: Any) -> Metric:
    """The row of an own metric as `Metric`."""
    formula, unit = parse_formula(row.formula), Unit(row.unit)

    def compute(facts: Facts, days: DateRange) -> Figure:
        return formula.figure(facts, days, unit)

    return Metric(
        row.key,
        row.name,
        row.formula,
        unit,
        row.why,
        compute,
        formula.behind,
        minimum=row.minimum,
        higher_is_better=row.higher_is_better,
        owner_id=row.owner_id,
        is_own=True,
    )


def metric_at(words: str, metrics: Sequence[Metric]) -> tuple[Metric, str]:
    """The metric with the longest name that `words` begin with, and the rest.

    BadInput offers similar names.
    """
    said = unescape(words).casefold()
    # Of two with one name the first counts: Pacer's before those of stages and kinds of deals.
    names = {unescape(name).casefold(): metric for metric in reversed(metrics) for name in metric.names()}
    found = max((name for name in names if _begins(said, name)), key=len, default=None)
    if found is None:
        near = get_close_matches(said, names, n=_MOST_NAMED, cutoff=0.5)
        offered = list(dict.fromkeys(names[name].name for name in near)) or [m.name for m in metrics[:4]]
        raise BadInput(
            f"“{typed_excerpt(words)}” is no metric that I know. "
            f"There is {listed(offered)}, and others: `/metrics define` lists them."
        )
    return names[found], " ".join(words.split()[len(found.split()) :])


def begins_with_metric(words: str, metrics: Sequence[Metric]) -> bool:
    """Whether the first of these words are a name of one of these metrics."""
    said = unescape(words).casefold()
    return any(_begins(said, unescape(name).casefold()) for metric in metrics for name in metric.names())


def _begins(said: str, name: str) -> bool:
    return said == name or said.startswith(f"{name} ")


def period_at_end(words: str, viewer: MetricsViewer) -> tuple[str, DateRange]:
    """The words before the period, and the period at their end; this quarter without one."""
    rest, span = split_period(unescape(words), viewer.today, viewer.rules.fiscal)
    return escape(rest), span or viewer.rules.fiscal.quarter_of(viewer.today)


def leads(viewer: MetricsViewer, subject: MetricsSubject) -> bool:
    """Whether the viewer may set and correct the numbers of this subject."""
    if subject.person_id is not None:
        return may_keep(viewer.person, subject.person_id, viewer.org_chart)
    return subject.with_rows
