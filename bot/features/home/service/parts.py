"""What the tabs of the App Home read, each its own."""

from bot.common.periods import local_day
from bot.features.coaching.service import pages as coaching
from bot.features.feedback.service import lists as feedback_lists
from bot.features.goals.service import lists as goal_lists
from bot.features.goals.service import queries as goal_queries
from bot.features.home.rules.facts import GoalLists, OwnNumbers, ThanksAndFeedback
from bot.features.kudos.service import queries as kudos
from bot.features.leaderboards.commands import ShowLeaderboard, Vocabulary
from bot.features.leaderboards.rules.facts import Leaderboard
from bot.features.leaderboards.service import boards
from bot.features.leaderboards.service import scopes as board_scopes
from bot.features.metrics.service import queries as metric_queries
from bot.features.metrics.service import scopes
from bot.features.metrics.service.glance import own_glance, own_of
from bot.features.metrics.service.scopes import MetricsViewer
from bot.framework.context import Context


async def load_numbers(ctx: Context) -> OwnNumbers:
    """The actor's own figures and place at a glance."""
    viewer = await scopes.load_viewer(ctx.transaction, ctx.actor_id, ctx.now)
    place = await _place(ctx, viewer)  # First: it reads of all the team what their own figures need, too.
    found = await own_glance(ctx.transaction, viewer)
    subject = await scopes.person_subject(ctx.transaction, ctx.actor_id, viewer)
    waiting = await metric_queries.waiting(ctx.transaction, subject, found.days, viewer)
    return OwnNumbers(found, place, waiting)


async def load_sheet(ctx: Context) -> OwnNumbers:
    """All figures that the actor follows of themselves, and their place."""
    viewer = await scopes.load_viewer(ctx.transaction, ctx.actor_id, ctx.now)
    subject = await scopes.person_subject(ctx.transaction, ctx.actor_id, viewer)
    days = viewer.rules.fiscal.quarter_of(viewer.today)
    sheet = await metric_queries.sheet(ctx.transaction, subject, days, viewer)
    found = own_of(sheet.facts, days, viewer)
    return OwnNumbers(found, await _place(ctx, viewer), sheet.waiting, sheet.lines)


async def _place(ctx: Context, viewer: MetricsViewer) -> Leaderboard | None:
    """The board of the actor's team; None for those without a team."""
    if viewer.org_chart.team_of(ctx.actor_id) is None:
        return None
    known = Vocabulary(viewer.today, viewer.rules.fiscal, {}, {})
    spec = board_scopes.spec_of(ShowLeaderboard(), known, viewer)
    return await boards.board(ctx.transaction, spec, viewer)


async def load_goal_lists(ctx: Context) -> GoalLists:
    """The first pages of the actor's own goals, and of their team's where they lead."""
    viewer = await goal_queries.load_viewer(ctx.transaction, ctx.actor_id)
    own, team = await goal_lists.own_and_team(ctx.transaction, viewer, ctx.now)
    return GoalLists(own, team, local_day(ctx.now, viewer.person.zone))


async def load_thanks(ctx: Context) -> ThanksAndFeedback:
    """What others said to the actor, and who is thanked."""
    return ThanksAndFeedback(
        await feedback_lists.inbox(ctx.transaction, ctx.actor_id),
        await kudos.mine(ctx.transaction, ctx.actor_id, ctx.now),
        await kudos.board(ctx.transaction, "receiver", "this month", ctx.actor_id, ctx.now, ctx.actor_id),
        await coaching.load_home(ctx),
    )
