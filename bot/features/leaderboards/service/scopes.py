"""Whom a board compares, and who may see it."""

from dataclasses import dataclass

from bot.common.date_ranges import ONE_DAY
from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Transaction
from bot.features.leaderboards.commands import ShowLeaderboard, Vocabulary
from bot.features.leaderboards.rules.facts import Comparing
from bot.features.leaderboards.rules.specs import ATTAINMENT, KUDOS, Scope, Spec
from bot.features.leaderboards.rules.tiers import TierBy, by_attainment, by_tenure, peers_of
from bot.features.leaderboards.service import settings
from bot.features.leaderboards.service.cohorts import Cohort, field_of, ground_of, of_company
from bot.features.leaderboards.service.measures import measured
from bot.features.leaderboards.service.usual import measure_of, usual_days
from bot.features.ledger.rules.access import may_see_team
from bot.features.ledger.rules.cuts import NOT_TOLD
from bot.features.ledger.rules.facts import ALWAYS, Population
from bot.features.ledger.service import queries as ledger
from bot.features.metrics.commands.cuts import DIMENSION_WORDS
from bot.features.metrics.service.cuts import cuts_in_books
from bot.features.metrics.service.scopes import MetricsViewer, metrics_of
from bot.features.people.service import members as people
from bot.features.teams.rules.org_chart import Team
from bot.slack.text import unescape


@dataclass(frozen=True)
class Round:
    """The cohort on a board. `sees_all`: the viewer leads all of them, so every row is visible."""

    field: Cohort
    sees_all: bool


async def vocabulary(transaction: Transaction, viewer: MetricsViewer, text: str = "") -> Vocabulary:
    """The metrics, and the teams that this viewer may see, by the names that people type.

    With the values of the dimensions that are named in `text`, by which deals can be cut.
    """
    metrics = {
        unescape(name).lower(): metric.key
        for metric in await metrics_of(transaction, viewer.rules.stages, with_kinds=True)
        for name in metric.names()
    }
    teams = {
        unescape(team.name).lower(): team.id
        for team in viewer.org_chart.teams
        if may_see_team(viewer.person, team)
    }
    said = unescape(text).lower()
    named = {word: by for word, by in DIMENSION_WORDS.items() if word in said}
    told = await cuts_in_books(transaction, sorted(set(named.values())))
    cuts = {
        f"{word} {unescape(cut.value or NOT_TOLD)}".lower(): cut.written()
        for word, by in named.items()
        for cut in told.get(by, [])
    }
    return Vocabulary(viewer.today, viewer.rules.fiscal, metrics, teams, cuts)


def spec_of(ask: ShowLeaderboard, known: Vocabulary, viewer: MetricsViewer) -> Spec:
    """The spec of a typed request; defaults to the viewer's own team. BadInput for somebody in no team."""
    measure = measure_of(ask)
    days = ask.days or usual_days(measure, known)
    team = _team(ask, viewer)
    scope = ask.scope or (Scope.team if team else Scope.company)
    if scope is Scope.team and team is None:
        raise BadInput("You are in no team yet. An admin adds teams with `/pacer teams`.")
    return Spec(measure, scope, days, team.id if team and scope is Scope.team else None)


def _team(ask: ShowLeaderboard, viewer: MetricsViewer) -> Team | None:
    if ask.team_id is not None:
        return viewer.org_chart.team(ask.team_id)
    led = viewer.org_chart.led_by(viewer.person.id)
    # Who leads several teams looks at the largest.
    return viewer.org_chart.team_of(viewer.person.id) or max(
        led, key=lambda team: (len(team.member_ids), -team.id), default=None
    )


async def round_of(transaction: Transaction, spec: Spec, viewer: MetricsViewer) -> Round:
    """The cohort of `spec`; NotAllowed when the viewer may not see it compared."""
    now, ground = viewer.now, await ground_of(transaction, viewer.now, viewer.org_chart)
    if spec.scope is Scope.team:
        team = viewer.org_chart.team(spec.team_id or 0)
        if team is None or not may_see_team(viewer.person, team):
            raise NotAllowed("Only the members of a team, and its manager, see its board.")
        leads = viewer.person.is_admin or viewer.person.id == team.manager_id
        whose = await ledger.of_team(transaction, team.id, viewer.now)
        members = Population(whose.days)
        return Round(await field_of(transaction, members, spec.days, now, ground=ground), leads)
    check_sells(spec, viewer)
    if spec.measure.what == KUDOS and spec.scope is Scope.company:
        everybody = [person.id for person in await people.everybody(transaction)]
        whose = Population(dict.fromkeys(everybody, (ALWAYS,)))
        field = await field_of(transaction, whose, spec.days, now, ground=ground)
        return Round(field, sees_all=False)
    whose = await of_company(transaction, spec.days)
    field = await field_of(transaction, whose, spec.days, now, ground=ground)
    if spec.scope is Scope.peers:
        peers = await _peers(transaction, field, viewer, await settings.comparing(transaction))
        return Round(field.of(frozenset(peers)), sees_all=False)
    return Round(field, viewer.person.is_admin)


def check_sells(spec: Spec, viewer: MetricsViewer) -> None:
    """NotAllowed for somebody who is in no team, leads none and is no admin.

    Company-wide kudos are open to all.
    """
    person, org_chart = viewer.person, viewer.org_chart
    takes_part = org_chart.team_of(person.id) or org_chart.led_by(person.id) or person.is_admin
    if not takes_part and not (spec.measure.what == KUDOS and spec.scope is Scope.company):
        raise NotAllowed("Only people who are in a team, or lead one, see the boards of the teams.")


async def _peers(
    transaction: Transaction, field: Cohort, viewer: MetricsViewer, how: Comparing
) -> tuple[str, ...]:
    """Ids of those in the viewer's tier, by the company's choice of tiers."""
    ids = field.ids
    if how.tier_by is TierBy.tenure:
        starts = {who: field.hired[who].employed.start for who in ids}
        started = {who: None if day == ALWAYS.start else day for who, day in starts.items()}
        groups = by_tenure(started, viewer.today)
    else:
        last = viewer.rules.fiscal.quarter_of(viewer.rules.fiscal.quarter_of(viewer.today).start - ONE_DAY)
        (figures,) = await measured(transaction, ATTAINMENT, field.in_days(last), [last])
        groups = by_attainment({who: figures[who].value if who in figures else None for who in ids})
    peers = peers_of(viewer.person.id, groups)
    if not peers:
        raise BadInput("You are in no team, so nobody is compared with you. Write `/leaderboard company`.")
    return peers


async def team_fields(
    transaction: Transaction, spec: Spec, viewer: MetricsViewer
) -> list[tuple[Team, Cohort]]:
    """Every team with the cohort of its people over the days of `spec`; NotAllowed as in `check_sells`."""
    check_sells(spec, viewer)
    now, ground = viewer.now, await ground_of(transaction, viewer.now, viewer.org_chart)
    found = []
    for team in viewer.org_chart.teams:
        whose = await ledger.of_team(transaction, team.id, now)
        found.append((team, await field_of(transaction, whose, spec.days, now, ground=ground)))
    return found
