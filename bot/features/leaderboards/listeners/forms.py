"""Listeners that open and store the forms of leaderboards."""

from bot.common.errors import BadInput
from bot.common.text import excerpt
from bot.features.leaderboards.commands import ShowLeaderboard
from bot.features.leaderboards.forms.boards import BoardForm, BoardStart, WeeklyBoardForm, WeeklyBoardStart
from bot.features.leaderboards.forms.comparing import ComparingForm, ComparingStart
from bot.features.leaderboards.rules.facts import WeeklyBoard
from bot.features.leaderboards.rules.specs import spec_from
from bot.features.leaderboards.service import settings
from bot.features.leaderboards.service.boards import board
from bot.features.leaderboards.service.scopes import spec_of, vocabulary
from bot.features.leaderboards.views import board as board_views
from bot.features.metrics.commands.measures import measure_of
from bot.features.metrics.commands.periods import EXAMPLES, find_span
from bot.features.metrics.rules.figures import Unit
from bot.features.metrics.service.cuts import cuts_told
from bot.features.metrics.service.scopes import every_metric, load_viewer
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace
from bot.framework.context import Contexts
from bot.slack.blocks import modal
from bot.slack.requests import ActionRequest, SubmissionRequest
from bot.slack.responses import OpenModal, Response, UpdateModal
from bot.slack.routes import Routes
from bot.slack.text import escape


async def on_choose(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Another board": opens the form filled in from the board below which the button stands."""
    async with contexts.reading(request) as ctx:
        metrics, cuts = await every_metric(ctx.transaction), await cuts_told(ctx.transaction)
    return OpenModal(BoardForm.draw(BoardStart(spec_from(request.value), metrics, cuts)))


async def on_look(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Shows the board chosen in the form.

    BadInput beside the field for a period or engine that cannot be used.
    """
    choice = BoardForm.parse(request.values)
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        known = await vocabulary(ctx.transaction, viewer)
        words, measure = choice.period, choice.measure
        days = find_span(words, viewer.today, viewer.rules.fiscal) if words else None
        if words and days is None:
            raise BadInput(f"“{escape(excerpt(words))}” is no period: write {EXAMPLES}.", field="period")
        asked = ShowLeaderboard(measure.what, measure.engine, choice.scope, None, days)
        spec = spec_of(asked, known, viewer)
        found = await board(ctx.transaction, spec, viewer)
    message = board_views.board_message(found)
    return UpdateModal(modal("leaderboards.board", "Leaderboard", message.blocks))


async def on_team_form(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Change" beside a team: opens the form of its weekly board.

    NotAllowed for others than its manager and admins.
    """
    async with contexts.reading(request) as ctx:
        team = await settings.team_to_choose_for(ctx.transaction, request.number(), request.actor_id)
        choice = (await settings.choices(ctx.transaction)).get(team.id, WeeklyBoard())
        metrics, cuts = await every_metric(ctx.transaction), await cuts_told(ctx.transaction)
    start = WeeklyBoardStart(team, choice, metrics, cuts)
    return OpenModal(WeeklyBoardForm.draw(start, about=str(team.id)))


async def on_team(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores what a team's channel gets every week."""
    choice = WeeklyBoardForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        team = await settings.choose(ctx, request.number(), choice)
    said = "gets this board every week" if choice.is_on else "gets no weekly board"
    return UpdateModal(WeeklyBoardForm.saved(f"*{team.name}* {said}.", title="Saved"))


async def on_rules_form(request: ActionRequest, contexts: Contexts) -> Response:
    """ "Change how people are compared"."""
    async with contexts.reading(request) as ctx:
        await people.require_admin(ctx.transaction, request.actor_id, "change how people are compared")
        how = await settings.comparing(ctx.transaction)
        metrics = await every_metric(ctx.transaction)
    return OpenModal(ComparingForm.draw(ComparingStart(how, metrics)))


async def on_rules(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores how people are compared. BadInput names the field that cannot be used."""
    wanted = ComparingForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        units = {metric.key: metric.unit for metric in await every_metric(ctx.transaction)}
        base = (await workspace.books_of(ctx.transaction)).currency
        weights = [
            (what, weight, None)
            if target is None
            else (what, weight, measure_of(target, units.get(what, Unit.number), "weights", base))
            for what, weight, target in wanted.weights
        ]
        await settings.decide(ctx, wanted.tier_by, weights)
    return UpdateModal(ComparingForm.saved("People are compared like that from now on.", title="Saved"))


ROUTES = Routes(
    actions={
        board_views.CHOOSE: on_choose,
        board_views.TEAM_BOARD: on_team_form,
        board_views.RULES: on_rules_form,
    },
    submissions={
        BoardForm.callback_id: on_look,
        WeeklyBoardForm.callback_id: on_team,
        ComparingForm.callback_id: on_rules,
    },
)
