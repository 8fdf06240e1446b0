"""Listeners of what the menu leads to in numbers: files, goals that follow a figure, teams, quotas."""

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput
from bot.common.text import excerpt
from bot.db.transaction import Transaction
from bot.features.metrics.commands.periods import EXAMPLES, find_span
from bot.features.metrics.forms.taking_out import BY_HAND, FeedForm, FeedStart, TakeOutForm, TakeOutStart
from bot.features.metrics.listeners import dispatch, figures
from bot.features.metrics.rules.facts import MetricsSubject
from bot.features.metrics.service import export, goal_sync
from bot.features.metrics.service.scopes import (
    MetricsViewer,
    load_viewer,
    metrics_of,
    person_subject,
    team_at,
    visible_teams,
)
from bot.features.metrics.views import doors
from bot.framework.context import Contexts
from bot.framework.forms.form import ParsedValues
from bot.slack.requests import ActionRequest, SubmissionRequest
from bot.slack.responses import OpenModal, Response, UpdateModal
from bot.slack.routes import Routes
from bot.slack.text import escape


async def on_take_out(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of what comes as a file."""
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        return OpenModal(TakeOutForm.draw(TakeOutStart(visible_teams(viewer))))


async def on_taken_out(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Sends the file in a direct message. BadInput beside a field that cannot be used."""
    v = TakeOutForm.read(request.values)
    async with contexts.writing(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        subject, days = await _subject(ctx.transaction, v, viewer), _days(v[TakeOutForm.period], viewer)
        name = await export.export(ctx, v[TakeOutForm.what], v[TakeOutForm.form], subject, days, viewer)
    return UpdateModal(TakeOutForm.saved(f":inbox_tray: *{name}* comes to our direct message."))


async def _subject(transaction: Transaction, v: ParsedValues, viewer: MetricsViewer) -> MetricsSubject:
    team_id = v[TakeOutForm.team]
    if team_id is not None:
        return await team_at(transaction, team_id, viewer)
    return await person_subject(transaction, v[TakeOutForm.person] or viewer.person.id, viewer)


def _days(typed: str, viewer: MetricsViewer) -> DateRange:
    if not typed:
        return viewer.rules.fiscal.quarter_of(viewer.today)
    days = find_span(typed, viewer.today, viewer.rules.fiscal)
    if days is None:
        raise BadInput(f"“{escape(excerpt(typed))}” is no period: write {EXAMPLES}.", field="period")
    return days


async def on_team(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows the numbers of the team whose button was pressed."""
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        subject = await team_at(ctx.transaction, request.number(), viewer)
        return await figures.show_subject(ctx.transaction, subject, viewer)


async def on_quotas_of(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows the quotas of the person whose button was pressed."""
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        return await figures.quotas_of(ctx.transaction, request.value, viewer)


async def on_feed_form(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of goals that follow a figure."""
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        goals = await goal_sync.may_follow(ctx)
        if not goals:
            return dispatch.said("You have no goal with a number: set one, and it can follow a figure.")
        metrics = await metrics_of(ctx.transaction, viewer.rules.stages, with_kinds=True)
    fitting = [metric for metric in metrics if goal_sync.can_be_followed(metric)]
    return OpenModal(FeedForm.draw(FeedStart(goals, fitting)))


async def on_feed(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Lets the goal follow the figure, or nothing. BadInput beside the field: they do not fit."""
    v = FeedForm.read(request.values)
    words = "" if v[FeedForm.metric] == BY_HAND else v[FeedForm.metric]
    async with contexts.writing(request) as ctx:
        try:
            told = await goal_sync.feed(ctx, v[FeedForm.goal], words)
        except BadInput as refusal:
            raise BadInput(str(refusal), field=refusal.field or FeedForm.metric.name) from None
    return UpdateModal(FeedForm.saved(told))


ROUTES = Routes(
    actions={
        doors.TAKE_OUT: on_take_out,
        doors.FEED: on_feed_form,
        **dict.fromkeys(doors.TEAMS, on_team),
        doors.QUOTAS_OF: on_quotas_of,
    },
    submissions={TakeOutForm.callback_id: on_taken_out, FeedForm.callback_id: on_feed},
)
