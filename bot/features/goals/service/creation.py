"""From a written sentence to a goal that is set, and what its form offers."""

from datetime import date, datetime

from bot.common.errors import BadInput, NotAllowed
from bot.common.locales import Locale
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.goals.commands.intents import SetGoal
from bot.features.goals.rules.agreement import Terms
from bot.features.goals.rules.draft import Arrangement, Draft, GoalFormOptions
from bot.features.goals.rules.progress import Goal, GoalKind, RollUp
from bot.features.goals.rules.state_machine import OPEN
from bot.features.goals.service import actions
from bot.features.goals.service.queries import Viewer, visible
from bot.features.goals.service.search import find_goal
from bot.features.people.service import members as people
from bot.features.teams.rules.org_chart import Team
from bot.framework.context import Context
from bot.slack.text import typed_excerpt


def terms_of(wanted: SetGoal, today: date, locale: Locale) -> Terms:
    """Terms of a wanted goal; by default from `today` (or its due day) to the fiscal quarter's end."""
    due = wanted.due or locale.fiscal.quarter_of(today).last
    return Terms(wanted.title, wanted.start, wanted.target, wanted.begins or min(today, due), due)


async def whose(transaction: Transaction, wanted: SetGoal, viewer: Viewer) -> str:
    """For whom the goal is, in words: "you", a name, or "team ...".

    BadInput, NotAllowed (field `team`): no such team, or none that the viewer leads.
    """
    if wanted.team is not None:
        return f"team {_team(wanted.team, viewer).name}"
    if wanted.owner_id in (None, viewer.person.id):
        return "you"
    return (await people.person(transaction, wanted.owner_id or "")).name


async def set_goal(ctx: Context, wanted: SetGoal, viewer: Viewer) -> Goal:
    """Sets a wanted goal. Refusals as in `find_goal` (the goal above), `whose` and `propose`."""
    today = local_day(ctx.now, viewer.person.zone)
    parent_id = None
    if wanted.parent is not None:
        parent_id = (await find_goal(ctx.transaction, wanted.parent, viewer, ctx.now)).id
    draft = Draft(
        terms=terms_of(wanted, today, viewer.locale),
        kind=wanted.kind,
        unit=wanted.unit,
        owner_id=wanted.owner_id,
        team_id=_team(wanted.team, viewer).id if wanted.team is not None else None,
        arrangement=Arrangement(
            wanted.why,
            wanted.private,
            parent_id,
            roll_up_of(wanted.kind, is_of_team=wanted.team is not None),
            wanted.weight,
        ),
    )
    return await actions.propose(ctx, draft)


def roll_up_of(kind: GoalKind, *, is_of_team: bool) -> RollUp:
    """How a new goal counts: a team's is the sum of what stands below it, where that can be added up."""
    return RollUp.sum if is_of_team and kind in (GoalKind.number, GoalKind.money) else RollUp.own


def _team(name: str, viewer: Viewer) -> Team:
    org_chart = viewer.org_chart
    if name:
        found = org_chart.named(name)
        if found is None:
            known = ", ".join(team.name for team in org_chart.teams) or "none yet"
            raise BadInput(f"I know no team “{typed_excerpt(name)}”. Teams here: {known}.", field="team")
        return found
    led = org_chart.led_by(viewer.person.id)
    if not led:
        raise NotAllowed("You lead no team: its manager sets the goals of a team.", field="team")
    if len(led) > 1:
        raise BadInput(
            f"You lead several teams: write `for team {led[0].name}` or `for team {led[1].name}`.",
            field="team",
        )
    return led[0]


async def choices(
    transaction: Transaction, viewer: Viewer, now: datetime, goal_id: int = 0
) -> GoalFormOptions:
    """What the form of a goal offers: open goals to stand below, those of teams first, and teams.

    `goal_id`: the goal that is changed, which is left out; 0 for a new one.
    """
    goals = await visible(transaction, viewer, now)
    parents = [goal for goal in goals if goal.state in OPEN and not goal.private and goal.id != goal_id]
    parents.sort(key=lambda goal: (goal.team_id is None, goal.owner_id != viewer.person.id, goal.number))
    teams = viewer.org_chart.teams if viewer.person.is_admin else viewer.org_chart.led_by(viewer.person.id)
    return GoalFormOptions(tuple(parents), teams)
