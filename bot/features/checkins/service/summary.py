"""The manager's summary a day later: who answered, what moved, what is behind, who is blocked."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from bot.common.cadences import Cadence, Run
from bot.common.date_ranges import ONE_DAY
from bot.common.errors import NotAllowed
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.checkins.models import CheckinRow
from bot.features.checkins.notices import (
    BlockedPerson,
    ChartRow,
    CheckinPost,
    CheckinSummary,
    GoalText,
    HelpOffered,
    TeamCheckinReport,
    WordedShare,
)
from bot.features.checkins.repository import CheckinRepository
from bot.features.checkins.rules import TeamPlan
from bot.features.goals.rules.facts import GoalView
from bot.features.goals.rules.formatting import amount, format_progress, named, title
from bot.features.goals.rules.pace import Pace
from bot.features.goals.rules.progress import GoalHealth, GoalKind, NotAvailable, Share, percent
from bot.features.goals.rules.state_machine import GoalState
from bot.features.goals.service import queries as goals
from bot.features.goals.service.queries import Viewer, worrying
from bot.features.ledger.service import own_entries
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart, Team
from bot.framework.context import Context
from bot.framework.needs import fitted

_MOST_LINES = 10
_OFFERS_LOOK_BACK = 15


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


async def leaders(transaction: Transaction) -> Collection[str]:
    """Ids of those who lead a team: nobody else gets a summary."""
    return {team.manager_id for team in (await teams.load_org_chart(transaction)).teams}


async def summarize(
    transaction: Transaction, manager_id: str, run: Run, now: datetime
) -> CheckinSummary | None:
    """A manager's summary over the teams they lead; enqueues the posts of those teams too.

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
        found.append(_team_checkins(look))
        if plan.posts_progress and team.channel_id:
            await _enqueue_post(transaction, look, team.channel_id, run, now)
    waits = await own_entries.waiting_for(transaction, manager_id, now) if found else []
    return CheckinSummary(tuple(found), len(waits)) if found else None


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


def _team_checkins(look: TeamCheckinView) -> TeamCheckinReport:
    asked = {who: each for who, each in look.checkins.items() if who in look.team.member_ids}
    wins = [(look.names.get(who, "Someone"), each.wins) for who, each in asked.items() if each.wins]
    return TeamCheckinReport(
        team_id=look.team.id,
        team=look.team.name,
        answered=_named(look, [who for who, each in asked.items() if _is_complete(each)]),
        silent=_named(look, [who for who, each in asked.items() if not _is_complete(each)]),
        off=tuple(_behind(line) for line in look.lines if _is_behind(line))[:_MOST_LINES],
        blockers=_blockers(look),
        wins=tuple(wins[:_MOST_LINES]),
    )


def _is_complete(checkin: CheckinRow) -> bool:
    """Whether each goal is answered: whoever is half-way is still asked."""
    return checkin.answered_at is not None and set(checkin.goal_ids) <= set(checkin.answered_ids)


def _is_behind(line: GoalView) -> bool:
    """Worrying by its numbers; what is blocked is told by who is."""
    return worrying(line) and line.goal.health is not GoalHealth.blocked


def _behind(line: GoalView) -> GoalText:
    """`*Win $350k* (Jamal): 31% done, 50% due`."""
    goal, of_team = line.goal, line.goal.team_id is not None
    whose = "" if of_team else f" ({line.owner_name.partition(' ')[0]})"
    far = ""
    if isinstance(line.pace, Pace) and not isinstance(line.share, NotAvailable):
        far = f": {_whole(line.share)} done, {_whole(line.pace.expected)} due"
    return GoalText(goal.id, fitted("*", title(goal.title), f"*{whose}{far}"))


def _whole(share: Fraction) -> str:
    return f"{math.floor(share * 100):,}%"


def _named(look: TeamCheckinView, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(look.names.get(who, "Someone") for who in ids))


def _moves(look: TeamCheckinView) -> tuple[str, ...]:
    """One line for each number that moved, at most 10.

    No private goal, and not what moved away from its target.
    """
    by_id = {line.goal.id: line for line in look.lines}
    found = []
    for goal_id, (before, after) in look.moved.items():
        goal = by_id[goal_id].goal
        is_nearer = (after < before) if goal.is_down else (after > before)
        if before == after or goal.private or not is_nearer:
            continue
        now, then = (amount(value, goal.kind, goal.unit) for value in (after, before))
        found.append(f"{named(goal)} · {by_id[goal_id].owner_name}: {then} → {now}")
    return tuple(found[:_MOST_LINES])


def _goal_text(line: GoalView, today: date) -> GoalText:
    standing = format_progress(line, today)
    return GoalText(line.goal.id, f"{named(line.goal)} · {line.owner_name}\n{standing}")


def _blockers(look: TeamCheckinView) -> tuple[BlockedPerson, ...]:
    """Who is blocked, by their own words or by a goal's health; at most 10."""
    said = {who: each.blockers for who, each in look.checkins.items() if each.blockers}
    goals = {
        line.goal.owner_id: title(line.goal.title)
        for line in reversed(look.lines)
        if line.goal.health is GoalHealth.blocked and line.goal.owner_id in look.team.member_ids
    }
    blocked = [
        BlockedPerson(
            who,
            look.names.get(who, "Someone"),
            (said[who],) if who in said else (),
            goals.get(who, ""),
        )
        for who in sorted({*said, *goals})
    ]
    return tuple(blocked[:_MOST_LINES])


def chart_rows(lines: Sequence[GoalView]) -> tuple[ChartRow, ...]:
    """For each goal its title and owner, done, and due by now; percent None without one.

    Milestones are left out: they are reached or not, and have no half-way to draw. Percent to one decimal.
    """
    return tuple(
        (f"{title(line.goal.title)} · {line.owner_name}", _share(line.share), _due(line.pace))
        for line in lines
        if line.goal.kind is not GoalKind.milestone
    )


def _share(share: Share) -> WordedShare:
    value = None if isinstance(share, NotAvailable) else round(float(share) * 100, 1)
    return value, percent(share)


def _due(pace: Pace | NotAvailable) -> WordedShare:
    return _share(pace.expected if isinstance(pace, Pace) else pace)


async def _enqueue_post(
    transaction: Transaction, look: TeamCheckinView, channel_id: str, run: Run, now: datetime
) -> None:
    key = f"{CheckinPost.kind}:{look.team.id}:{run.nominal}"
    to = Recipient(channel_id)
    await Outbox(transaction).enqueue(post_of(look, now), now, to=to, dedupe_key=key, due=run.at)


def post_of(look: TeamCheckinView, now: datetime) -> CheckinPost:
    """The post in the team's channel. Progress only: no private goal, nobody's words, no ranking."""
    shown = [line for line in look.lines if not line.goal.private]
    of_team = [line for line in shown if line.goal.team_id is not None][:_MOST_LINES]
    return CheckinPost(
        team=look.team.name,
        on_pace=sum(not worrying(line) for line in shown),
        goals=len(shown),
        team_goals=tuple(_goal_text(line, now.date()) for line in of_team),
        moved=_moves(look),
        chart=chart_rows(of_team),
    )


async def offer_help(ctx: Context, person_id: str) -> None:
    """Enqueues a group message of manager, member and Pacer about what blocks the member; once a day.

    NotAllowed: the actor does not manage them. AlreadyRecorded: the request came before.
    """
    await ctx.claim()
    manager_id = ctx.actor_id
    viewer = await goals.reader(ctx.transaction, manager_id)
    team = viewer.org_chart.team_of(person_id)
    if team is None or team.manager_id != manager_id:
        raise NotAllowed("Only their manager can offer help here.")
    look = await look_at(ctx.transaction, team, viewer, ctx.now, timedelta(weeks=1))
    blocked = next((each for each in _blockers(look) if each.person_id == person_id), None)
    words, on = (blocked.words, blocked.on) if blocked else ((), "")
    await Outbox(ctx.transaction).enqueue(
        HelpOffered(look.names[manager_id], look.names[person_id], words, on),
        ctx.now,
        to=Recipient.people(manager_id, person_id),
        dedupe_key=_offer_key(manager_id, person_id, ctx.now.date()),
    )


def _offer_key(manager_id: str, person_id: str, day: date) -> str:
    return f"{HelpOffered.kind}:{manager_id}:{person_id}:{day}"


async def help_offered(
    transaction: Transaction, manager_id: str, person_ids: Collection[str], today: date
) -> dict[str, date]:
    """The last day within the last two weeks on which a manager offered each of these people help."""
    days = [today - number * ONE_DAY for number in range(_OFFERS_LOOK_BACK)]
    keys = {_offer_key(manager_id, who, day): (who, day) for who in person_ids for day in days}
    found = sorted(keys[key] for key in await Outbox(transaction).known_among(keys))
    return dict(found)
