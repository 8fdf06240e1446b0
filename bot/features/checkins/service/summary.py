"""The manager's summary a day later: who answered, what moved, what is behind, who is blocked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.common.cadences import Cadence, Run
from bot.common.errors import NotAllowed
from bot.common.periods import local_day
from bot.db.idempotency import claim_request
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, OutgoingMessage
from bot.deliveries.recipients import Recipient
from bot.features.checkins.models import CheckinRow
from bot.features.checkins.notices import HELP, POST
from bot.features.checkins.repository import CheckinRepository
from bot.features.checkins.rules import TeamPlan, is_late
from bot.features.goals.rules.facts import GoalView
from bot.features.goals.rules.formatting import amount, format_progress, heading
from bot.features.goals.rules.pace import Pace
from bot.features.goals.rules.progress import GoalHealth, GoalKind, NotAvailable, Share, percent
from bot.features.goals.rules.state_machine import GoalState
from bot.features.goals.service import queries as goals
from bot.features.goals.service.locking import GoalContext
from bot.features.goals.service.queries import Viewer, worrying
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart, Team

_MOST_LINES = 10


@dataclass(frozen=True)
class TeamCheckinView:
    """A team's goals as its manager sees them, and its check-ins of the last weeks.

    `checkins` and `names` are by member id; `moved` is (before, after) by goal id.
    """

    team: Team
    lines: tuple[GoalView, ...]
    checkins: Mapping[str, CheckinRow]
    names: Mapping[str, str]
    moved: Mapping[int, tuple[Decimal, Decimal]]


async def summary_cadences(transaction: Transaction) -> Mapping[str, Cadence]:
    """When managers get the summary, by manager id, of teams that decided how they check in."""
    plans = await CheckinRepository(transaction).plans()
    org_chart = await teams.load_org_chart(transaction) if plans else OrgChart(())
    return {team.manager_id: plans[team.id].summary_cadence for team in org_chart.teams if team.id in plans}


async def summarize(
    transaction: Transaction, manager_id: str, run: Run, now: datetime
) -> dict[str, Any] | None:
    """Facts of a manager's summary over the teams they lead; enqueues the posts of those teams too.

    None: no team checks in, or nobody was asked and nothing moved.
    """
    viewer = await goals.reader(transaction, manager_id)
    plans = await CheckinRepository(transaction).plans()
    found = []
    for team in viewer.org_chart.led_by(manager_id):
        plan = plans.get(team.id, TeamPlan())
        if not plan.is_on:
            continue
        look = await look_at(transaction, team, viewer, now, timedelta(weeks=plan.weeks))
        if not look.lines or not (look.checkins or look.moved):
            continue  # Nobody was asked, and nothing has moved: there is nothing to tell.
        found.append(await _team_facts(transaction, look, viewer, now))
        if plan.posts_progress and team.channel_id:
            await _enqueue_post(transaction, look, team.channel_id, run, now)
    return {"teams": found} if found else None


async def look_at(
    transaction: Transaction, team: Team, viewer: Viewer, now: datetime, back: timedelta
) -> TeamCheckinView:
    """Active goals of the team and its members, and their check-ins and moves since `now - back`."""
    book = await goals.book_of(transaction, viewer.org_chart, now)
    members = set(team.member_ids)
    chosen = [
        goal
        for goal in book.goals
        if goal.state is GoalState.active
        and (goal.team_id == team.id or (goal.team_id is None and goal.owner_id in members))
    ]
    lines = await goals.lines(transaction, chosen, book, viewer, now)
    since = now - back
    checkins = await CheckinRepository(transaction).of_people(members, since.date(), now)
    return TeamCheckinView(
        team=team,
        lines=tuple(lines),
        checkins={each.person_id: each for each in checkins},
        names=await people.names(transaction, members | {team.manager_id}),
        moved=await goals.moved(transaction, [goal.id for goal in chosen], since),
    )


async def _team_facts(
    transaction: Transaction, look: TeamCheckinView, viewer: Viewer, now: datetime
) -> dict[str, Any]:
    today = local_day(now, viewer.person.zone)
    asked = {who: each for who, each in look.checkins.items() if who in look.team.member_ids}
    return {
        "id": look.team.id,
        "team": look.team.name,
        "answered": _named(look, [w for w, c in asked.items() if c.answered_at]),
        "late": _named(look, [w for w, c in asked.items() if is_late(c.answered_at, c.late_from)]),
        "silent": _named(look, [w for w, c in asked.items() if c.answered_at is None]),
        "on_pace": sum(not worrying(line) for line in look.lines),
        "goals": len(look.lines),
        "moved": _moves(look),
        "off": [_line_facts(line, today) for line in look.lines if worrying(line)][:_MOST_LINES],
        "blockers": _blockers(look),
        "wins": [[look.names.get(w, "Someone"), c.wins] for w, c in asked.items() if c.wins][:_MOST_LINES],
        "chart": chart_rows(look.lines),
    }


def _named(look: TeamCheckinView, ids: Sequence[str]) -> list[str]:
    return sorted(look.names.get(who, "Someone") for who in ids)


def _moves(look: TeamCheckinView, *, in_public: bool = False) -> list[str]:
    """One line for each number that moved, at most 10.

    `in_public` leaves out private goals and what moved away from its target.
    """
    by_id = {line.goal.id: line for line in look.lines}
    found = []
    for goal_id, (before, after) in look.moved.items():
        goal = by_id[goal_id].goal
        is_nearer = (after < before) if goal.is_down else (after > before)
        if before == after or (in_public and (goal.private or not is_nearer)):
            continue
        now, then = (amount(value, goal.kind, goal.unit) for value in (after, before))
        found.append(f"{heading(goal)} · {by_id[goal_id].owner_name}: {then} → {now}")
    return found[:_MOST_LINES]


def _line_facts(line: GoalView, today: date) -> dict[str, Any]:
    return {
        "id": line.goal.id,
        "text": f"{heading(line.goal)} · {line.owner_name}\n"
        f"{format_progress(line.goal, line.share, line.pace, today)}",
    }


def _blockers(look: TeamCheckinView) -> list[dict[str, Any]]:
    """Who is blocked, by their own words or by a goal's health: person, name, words of each; at most 10."""
    found: dict[str, list[str]] = {}
    for who, checkin in look.checkins.items():
        if checkin.blockers:
            found.setdefault(who, []).append(checkin.blockers)
    for line in look.lines:
        if line.goal.health is GoalHealth.blocked and line.goal.owner_id in look.team.member_ids:
            found.setdefault(line.goal.owner_id, []).append(heading(line.goal))
    return [
        {"person": who, "name": look.names.get(who, "Someone"), "words": words}
        for who, words in sorted(found.items())
    ][:_MOST_LINES]


def chart_rows(lines: Sequence[GoalView]) -> list[list[Any]]:
    """For each goal [name, done, due by now]; the last two as [percent, text], percent None without one.

    Milestones are left out: they are reached or not, and have no half-way to draw. Percent to one decimal.
    """
    return [
        [f"{line.goal.name} {line.owner_name}", _share(line.share), _due(line.pace)]
        for line in lines
        if line.goal.kind is not GoalKind.milestone
    ]


def _share(share: Share) -> list[Any]:
    value = None if isinstance(share, NotAvailable) else round(float(share) * 100, 1)
    return [value, percent(share)]


def _due(pace: Pace | NotAvailable) -> list[Any]:
    return _share(pace.expected if isinstance(pace, Pace) else pace)


async def _enqueue_post(
    transaction: Transaction, look: TeamCheckinView, channel_id: str, run: Run, now: datetime
) -> None:
    key = f"{POST}:{look.team.id}:{run.nominal}"
    facts = post_facts(look, now)
    outgoing = OutgoingMessage(
        kind=POST, target=Recipient(channel_id), dedupe_key=key, facts=facts, due=run.at
    )
    await Outbox(transaction).enqueue([outgoing], now)


def post_facts(look: TeamCheckinView, now: datetime) -> dict[str, Any]:
    """Facts of the post in the team's channel. Progress only: no private goal, nobody's words, no ranking.

    Keys: team, on_pace, goals (counts), team_goals, moved, chart.
    """
    shown = [line for line in look.lines if not line.goal.private]
    of_team = [line for line in shown if line.goal.team_id is not None][:_MOST_LINES]
    return {
        "team": look.team.name,
        "on_pace": sum(not worrying(line) for line in shown),
        "goals": len(shown),
        "team_goals": [_line_facts(line, now.date()) for line in of_team],
        "moved": _moves(look, in_public=True),
        "chart": chart_rows(of_team),
    }


async def offer_help(transaction: Transaction, person_id: str, context: GoalContext) -> None:
    """Enqueues a group message of manager, member and Pacer about what blocks the member; once a day.

    NotAllowed: the actor does not manage them. AlreadyRecorded: the request came before.
    """
    await claim_request(transaction, context.key, context.now)
    manager_id = context.actor_id or ""
    viewer = await goals.reader(transaction, manager_id)
    team = viewer.org_chart.team_of(person_id)
    if team is None or team.manager_id != manager_id:
        raise NotAllowed("Only their manager can offer help here.")
    look = await look_at(transaction, team, viewer, context.now, timedelta(weeks=1))
    words = [text for each in _blockers(look) if each["person"] == person_id for text in each["words"]]
    facts = {"manager": look.names[manager_id], "person": look.names[person_id], "words": words}
    outgoing = OutgoingMessage(
        kind=HELP,
        target=Recipient.people(manager_id, person_id),
        dedupe_key=f"{HELP}:{manager_id}:{person_id}:{context.now.date()}",
        facts=facts,
    )
    await Outbox(transaction).enqueue([outgoing], context.now)
