"""Boards for one viewer: the rows that they may see, and their own place."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from bot.db.asking import Question
from bot.db.transaction import Transaction
from bot.features.leaderboards.rules.facts import Leaderboard, LeaderboardRow, Own
from bot.features.leaderboards.rules.ranking import (
    Placed,
    Ranking,
    is_total_only,
    public_top,
    standing,
    without_rank,
)
from bot.features.leaderboards.rules.specs import COMBINED, GOALS, KUDOS, Engine, Measure, Scope, Spec
from bot.features.leaderboards.service import settings
from bot.features.leaderboards.service.cohorts import Cohort, CohortContext
from bot.features.leaderboards.service.measures import name_of
from bot.features.leaderboards.service.scopes import round_of, team_fields
from bot.features.leaderboards.service.scores import ranking, team_score
from bot.features.ledger.service import queries as ledger
from bot.features.metrics.rules.figures import QUOTA_PART, Figure, Unit, shown, words
from bot.features.metrics.rules.weeks.heard import heard_at, heard_before
from bot.features.metrics.service.scopes import MetricsViewer, own_question
from bot.features.people.service import members as people
from bot.framework.pager import paginate

PAGE = 15
# Stands for the name of somebody who opted out.
TEAMMATE = "a teammate"
_MOST_OWN = 50


def questions(transaction: Transaction, now: datetime) -> list[Question[Any]]:
    """What a board begins with; whoever reads more asks it in the same statement."""
    return [
        settings.hidden_question(transaction),
        own_question(transaction),
        ledger.syncs_question(transaction, now),
    ]


async def board(transaction: Transaction, spec: Spec, viewer: MetricsViewer, page: int = 1) -> Leaderboard:
    """The board of `spec` as the viewer may see it; a `page` out of range is clamped.

    NotAllowed for a scope that is not theirs.
    """
    if spec.scope is Scope.teams:
        return await _of_teams(transaction, spec, viewer, page)
    found = await round_of(transaction, spec, viewer)
    weights = (await settings.comparing(transaction)).weights if spec.measure.what == COMBINED else ()
    ranked = await ranking(transaction, spec.measure, found.field, weights)
    unnamed = await settings.hidden(transaction)
    total_only = not found.sees_all and is_total_only(found.field.ids, unnamed)
    visible = ranked.placed if found.sees_all else public_top(ranked, _MOST_OWN)
    shown = paginate(visible if not total_only else (), page, PAGE)
    lacking = ranked.unranked[:PAGE] if found.sees_all else ()
    ids = [*(each.id for each in shown.rows), *(each.id for each in lacking)]
    names = await people.names(transaction, ids)
    currency = found.field.currency
    total = await team_total(transaction, spec, found.field) if spec.scope is Scope.team else None
    return Leaderboard(
        spec=spec,
        title=title(spec, found.field),
        who=_who(spec, viewer),
        page=shown.filled(
            [
                _row(each, names, unnamed, found.field, spec.measure, sees_all=found.sees_all)
                for each in shown.rows
            ]
        ),
        total=words(total, currency) if total and total.value is not None else "",
        total_share=total.value if total and total.unit is Unit.percent else None,
        unranked=tuple(without_rank(ranked)),
        unnamed=tuple((names.get(each.id, "Someone"), each.code.value) for each in lacking),
        own=own_place(ranked, viewer.person.id, spec.measure, currency),
        total_only=total_only,
        level=nobody_above(ranked, spec.measure),
        ranked=len(ranked.placed),
        today=viewer.today,
        heard=heard(spec, found.field.ground),
    )


def _row(
    each: Placed,
    names: Mapping[str, str],
    unnamed: frozenset[str],
    field: Cohort,
    measure: Measure,
    *,
    sees_all: bool,
) -> LeaderboardRow:
    currency = field.currency
    is_unnamed = each.id in unnamed
    name = TEAMMATE if is_unnamed and not sees_all else names.get(each.id, "Someone")
    note = "not named in public" if is_unnamed and sees_all else "has left" if field.has_left(each.id) else ""
    share = each.score if each.figure.unit is Unit.percent else None
    said = score_words(measure, each.figure, currency)
    return LeaderboardRow(each.rank, name, said, note, share, is_won=each.score > 0)


def score_words(measure: Measure, figure: Figure, currency: str) -> str:
    """A score in words; an improvement above zero has a plus sign."""
    said = words(figure, currency)
    is_better = figure.value is not None and figure.value > 0
    return f"+{said}" if measure.engine is Engine.improved and is_better else said


def nobody_above(ranked: Ranking, measure: Measure) -> str:
    """The sentence where all scores are zero or less, so that nobody leads; "" otherwise."""
    if not ranked.placed or ranked.is_above_zero:
        return ""
    is_improvement = measure.engine is Engine.improved
    return "No one is above their usual week yet." if is_improvement else "No one is above zero yet."


def own_place(ranked: Ranking, who: str, measure: Measure, currency: str) -> Own | None:
    """The own place of `who`; None when they are not compared at all."""
    own = ranked.place_of(who)
    if own is None:
        lacking = next((each for each in ranked.unranked if each.id == who), None)
        return Own(f"n/a ({lacking.code.value})") if lacking else None
    above = ranked.next_above(who)
    said = score_words(measure, own.figure, currency)
    if not ranked.is_above_zero:
        return Own(f"{said}, and places begin above zero")
    shared = ranked.shared(own.rank)
    if above is None:
        return Own(said, own.rank, shared)
    return Own(said, own.rank, shared, _gap(own, above, currency), above.rank)


def _gap(own: Placed, above: Placed, currency: str) -> str:
    gap = abs(above.score - own.score)
    if own.figure.unit is not Unit.percent:
        return shown(gap, own.figure.unit, currency)
    quota = next((part.value for part in own.figure.parts if part.label == QUOTA_PART), None)
    if quota:
        return f"about {shown(_rounded(gap * quota), Unit.money, currency)}"
    return shown(gap, Unit.percent, currency).replace("%", " points")


def _rounded(value: Fraction) -> Fraction:
    """To three figures: 55,733 is about 55,700."""
    return round(value, 3 - len(str(int(value))))


async def team_total(transaction: Transaction, spec: Spec, field: Cohort) -> Figure | None:
    """The team's figure as a whole; None for combined scores and improvements, which do not add up."""
    if spec.measure.what == COMBINED or spec.measure.engine is Engine.improved:
        return None
    return await team_score(transaction, spec.measure, field)


def title(spec: Spec, field: Cohort) -> str:
    """The board's title, such as `Quota attainment` or `Most improved: bookings`."""
    measure = spec.measure
    name = name_of(measure.what, field)
    if measure.engine is Engine.improved:
        return f"Most improved: {name.lower()}"
    if measure.engine is Engine.attainment and measure.what == "bookings":
        return "Quota attainment"
    has_target = measure.engine is Engine.attainment and measure.what not in ("goals", COMBINED)
    return f"{name} against target" if has_target else name


def _who(spec: Spec, viewer: MetricsViewer) -> str:
    team = viewer.org_chart.team(spec.team_id) if spec.team_id is not None else None
    names = {Scope.company: "Everybody", Scope.peers: "Reps like you", Scope.teams: "Team against team"}
    return team.name if team else names.get(spec.scope, "")


async def _of_teams(transaction: Transaction, spec: Spec, viewer: MetricsViewer, page: int) -> Leaderboard:
    """Teams against each other; no person is named, so all teams are shown."""
    fields = await team_fields(transaction, spec, viewer)
    figures = {
        str(team.id): await team_score(transaction, spec.measure, each) for team, each in fields if each.ids
    }
    ranked = standing(figures)
    names = {str(team.id): team.name for team, _ in fields}
    own_team = viewer.org_chart.team_of(viewer.person.id)
    some = fields[0][1] if fields else (await round_of(transaction, spec, viewer)).field
    currency = some.currency
    rows = [_team_row(each, names, currency) for each in ranked.placed]
    return Leaderboard(
        spec=spec,
        title=title(spec, some),
        who=_who(spec, viewer),
        page=paginate(rows, page, PAGE),
        total="",
        total_share=None,
        unranked=tuple(without_rank(ranked)),
        unnamed=(),
        own=own_place(ranked, str(own_team.id), spec.measure, currency) if own_team else None,
        total_only=False,
        level=nobody_above(ranked, spec.measure),
        ranked=len(rows),
        today=viewer.today,
        heard=heard(spec, some.ground),
    )


def heard(spec: Spec, ground: CohortContext, *, in_public: bool = False) -> str:
    """Of when the numbers of a board are; "" for what no source tells, `in_public` for those of today."""
    if spec.measure.what in (KUDOS, GOALS):
        return ""
    told = heard_before if in_public else heard_at
    return told(ground.synced_at, ground.today, ground.rules.zone)


def _team_row(each: Placed, names: Mapping[str, str], currency: str) -> LeaderboardRow:
    share = each.score if each.figure.unit is Unit.percent else None
    per_head = " a person" if each.figure.unit in (Unit.money, Unit.number) else ""
    said = words(each.figure, currency) + per_head
    return LeaderboardRow(each.rank, names[each.id], said, "", share, is_won=each.score > 0)
