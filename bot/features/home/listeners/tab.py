"""The App Home, drawn when it is opened."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

from bot.common.errors import Refusal
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.checkins.notices import CheckinAsked
from bot.features.checkins.rules import FORM
from bot.features.feedback.service import lists as feedback_lists
from bot.features.feedback.views import list as feedback_views
from bot.features.goals.service import queries as goal_queries
from bot.features.goals.service.lists import own_and_team
from bot.features.goals.views import home as home_views
from bot.features.home import views
from bot.features.kudos.rules.facts import KudosBoard, KudosSummary
from bot.features.kudos.service import queries
from bot.features.leaderboards.commands import ShowLeaderboard
from bot.features.leaderboards.service import boards
from bot.features.leaderboards.service import scopes as board_scopes
from bot.features.leaderboards.views import board as board_views
from bot.features.metrics.service import queries as metric_queries
from bot.features.metrics.service import scopes
from bot.features.metrics.views import own_entries, sheet
from bot.features.notifications.rules import NotificationSummary
from bot.features.notifications.service import availability as notifications
from bot.features.operations import service as operations
from bot.features.operations.rules import DeliveriesOverview
from bot.features.people.service import members as people
from bot.features.reviews.service import lists as review_lists
from bot.features.reviews.views import list as review_views
from bot.features.schedules.service import settings as schedules
from bot.framework.context import Contexts
from bot.slack.blocks import Block, home, section
from bot.slack.requests import EventRequest
from bot.slack.responses import Acknowledge, PublishHome, Response

_T = TypeVar("_T")


async def on_not_theirs(request: EventRequest, contexts: Contexts, refusal: Refusal) -> Response:
    """Publishes an App Home that tells a person without access why it is empty."""
    return PublishHome(home([section(str(refusal))])) if request.event.get("tab") == "home" else Acknowledge()


async def _of_a_guest(request: EventRequest, contexts: Contexts) -> Response:
    async with contexts.reading(request) as ctx:
        mine = await queries.mine(ctx.transaction, request.actor_id, request.now)
        goals = replace(await _goals(ctx.transaction, request), team=None)
        messages = await notifications.mine(ctx.transaction, request.actor_id, request.now)
        inbox = await feedback_lists.inbox(ctx.transaction, request.actor_id)
    return PublishHome(
        views.guest_tab(goals, feedback_views.home_blocks(inbox, is_guest=True), mine, messages)
    )


async def on_home_opened(request: EventRequest, contexts: Contexts) -> Response:
    """Publishes the App Home, fresh each time it is opened; guests get their own, shorter one."""
    if request.event.get("tab") != "home":
        return Acknowledge()
    if request.is_guest:
        return await _of_a_guest(request, contexts)
    async with contexts.reading(request) as ctx:
        # What several parts ask for: who it is, the settings, the org chart, own metrics, the own hours.
        viewer = await scopes.load_viewer(ctx.transaction, request.actor_id, request.now)
        await scopes.metrics_of(ctx.transaction, viewer.rules.stages)
        await notifications.reach_of(ctx.transaction, viewer.person, request.now)

    async def part(read: Callable[[Transaction, EventRequest], Awaitable[_T]]) -> _T:
        async with contexts.reading_on(ctx) as reading:
            return await read(reading.transaction, request)

    # At once, as they are many: one after the other they would take seconds on a slow database.
    goals, numbers, kudos, place, feedback, told = await asyncio.gather(
        part(_goals), part(_numbers), part(_kudos), part(_place), part(_feedback), part(_deliveries)
    )
    return PublishHome(views.home_tab(goals, [*numbers, *place], feedback, *kudos, *told))


async def _kudos(transaction: Transaction, request: EventRequest) -> tuple[KudosSummary, KudosBoard]:
    mine = await queries.mine(transaction, request.actor_id, request.now)
    board = await queries.board(transaction, "receiver", "this month", request.actor_id, request.now)
    return mine, board


async def _feedback(transaction: Transaction, request: EventRequest) -> list[Block]:
    """What was written to and about the actor."""
    return [
        *feedback_views.home_blocks(await feedback_lists.inbox(transaction, request.actor_id)),
        *review_views.home_blocks(await review_lists.inbox(transaction, request.actor_id)),
    ]


async def _deliveries(
    transaction: Transaction, request: EventRequest
) -> tuple[NotificationSummary, DeliveriesOverview | None]:
    """What the actor is told of, and for admins what everybody is."""
    messages = await notifications.mine(transaction, request.actor_id, request.now)
    is_admin = (await people.person(transaction, request.actor_id)).is_admin
    seen = await operations.overview(transaction, request.actor_id, request.now) if is_admin else None
    return messages, seen


async def _place(transaction: Transaction, request: EventRequest) -> list[Block]:
    """Blocks with the actor's place on the team's leaderboard; none for those without a team."""
    viewer = await scopes.load_viewer(transaction, request.actor_id, request.now)
    if viewer.org_chart.team_of(request.actor_id) is None:
        return []
    known = await board_scopes.vocabulary(transaction, viewer)
    spec = board_scopes.spec_of(ShowLeaderboard(), known, viewer)
    return board_views.home_blocks(await boards.board(transaction, spec, viewer))


async def _numbers(transaction: Transaction, request: EventRequest) -> list[Block]:
    viewer = await scopes.load_viewer(transaction, request.actor_id, request.now)
    subject = await scopes.person_subject(transaction, request.actor_id, viewer)
    quarter = viewer.rules.fiscal.quarter_of(viewer.today)
    lines = await metric_queries.first_lines(transaction, subject, quarter, viewer)
    theirs = own_entries.to_confirm_blocks(await metric_queries.to_confirm(transaction, viewer))
    if not lines:
        return theirs
    place = sheet.SheetLocation(subject.key, lines[0].metric.key, quarter)
    waiting = await metric_queries.waiting(transaction, subject, quarter, viewer)
    return [*theirs, *sheet.home_blocks(lines, place, viewer.rules.currency, waiting)]


async def _goals(transaction: Transaction, request: EventRequest) -> home_views.GoalSummary:
    viewer, now = await goal_queries.load_viewer(transaction, request.actor_id), request.now
    own, team = await own_and_team(transaction, viewer, now)
    return home_views.GoalSummary(
        own=own,
        team=team,
        next_at=await schedules.next_for(transaction, CheckinAsked.kind, request.actor_id),
        check_in=FORM,
        today=local_day(now, viewer.person.zone),
    )
