"""Listeners of `/leaderboard` and of the buttons below boards."""

from bot.db.transaction import Transaction
from bot.features.leaderboards.commands import (
    GRAMMAR,
    ChooseBoard,
    HideFromBoards,
    NameOnBoards,
    ShowBoardSettings,
    ShowLeaderboard,
)
from bot.features.leaderboards.forms.boards import BoardForm, BoardStart
from bot.features.leaderboards.listeners import forms
from bot.features.leaderboards.rules.facts import WeeklyBoard
from bot.features.leaderboards.rules.specs import OWN_MEASURES, check_goes_together, spec_from
from bot.features.leaderboards.service import settings
from bot.features.leaderboards.service.boards import board
from bot.features.leaderboards.service.scopes import spec_of, vocabulary
from bot.features.leaderboards.views import board as board_views
from bot.features.leaderboards.views import settings as settings_views
from bot.features.leaderboards.views import visibility
from bot.features.metrics.rules.apart.cut_metrics import cut_of
from bot.features.metrics.rules.apart.kind_metrics import MetricsByKey
from bot.features.metrics.rules.facts import LEADERBOARD
from bot.features.metrics.service.cuts import cuts_told
from bot.features.metrics.service.scopes import MetricsViewer, load_viewer, metrics_of
from bot.framework.context import Context, Contexts
from bot.framework.pager import PREVIOUS_NEXT, page_actions
from bot.slack.blocks import Message
from bot.slack.requests import ActionRequest, CommandRequest, typed_by
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response
from bot.slack.routes import Command, Routes

_WHAT = "Who is ahead, fairly; your own place for you alone"


async def on_command(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/leaderboard ...` privately: a board, the settings, or the choice to be named or not."""
    async with contexts.opened(request, writes=GRAMMAR.writes(request.text)) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        known = await vocabulary(ctx.transaction, viewer, request.text)
        match GRAMMAR.parse(request.text, known):
            case ShowBoardSettings():
                return Ephemeral(await _settings(ctx.transaction, viewer))
            case HideFromBoards():
                return Ephemeral(await _hide_or_show(ctx, request, hide=True))
            case NameOnBoards():
                return Ephemeral(await _hide_or_show(ctx, request, hide=False))
            case ChooseBoard():
                spec = spec_of(ShowLeaderboard(), known, viewer)
                metrics = await metrics_of(ctx.transaction, viewer.rules.stages, with_kinds=True)
                cuts = await cuts_told(ctx.transaction)
                return OpenModal(BoardForm.draw(BoardStart(spec, metrics, cuts)))
            case ShowLeaderboard() as wanted:
                spec = spec_of(wanted, known, viewer)
                check_goes_together(spec.measure)
                return Ephemeral(board_views.board_message(await board(ctx.transaction, spec, viewer)))


async def _settings(transaction: Transaction, viewer: MetricsViewer) -> Message:
    chosen = await settings.choices(transaction)
    led = [
        (team, chosen.get(team.id, WeeklyBoard()))
        for team in viewer.org_chart.teams
        if viewer.person.is_admin or team.manager_id == viewer.person.id
    ]
    metrics = MetricsByKey(await metrics_of(transaction, viewer.rules.stages, with_kinds=True))
    names = {key: metric.name for key, metric in metrics.items()}
    names |= {what: metrics[what].name for _, board in led if cut_of(what := board.measure.what)[1]}
    return settings_views.settings_message(
        led,
        names | OWN_MEASURES,
        await settings.comparing(transaction),
        is_admin=viewer.person.is_admin,
        is_hidden=viewer.person.id in await settings.hidden(transaction),
    )


async def _hide_or_show(ctx: Context, request: CommandRequest | ActionRequest, *, hide: bool) -> Message:
    action = settings.hide if hide else settings.show
    await action(ctx)
    return visibility.hidden_message(is_hidden=hide)


async def on_name(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Show or hide my name": tells how it is, and offers the other."""
    async with contexts.reading(request) as ctx:
        await load_viewer(ctx.transaction, request.actor_id, request.now)
        is_hidden = request.actor_id in await settings.hidden(ctx.transaction)
    return Ephemeral(visibility.standing_message(is_hidden=is_hidden))


async def on_hide(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Hide me": the actor is no longer named; the message is replaced by the confirmation."""
    async with contexts.writing(request) as ctx:
        return ReplaceMessage(await _hide_or_show(ctx, request, hide=True))


async def on_show(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Show me again": the actor is named from now on.

    The message is replaced by the confirmation.
    """
    async with contexts.writing(request) as ctx:
        return ReplaceMessage(await _hide_or_show(ctx, request, hide=False))


async def on_switch(request: ActionRequest, contexts: Contexts) -> Response:
    """Replaces the board by another measure over the same days, or by the page before `|` in the value."""
    page, value = 1, request.value
    if request.action_id.startswith(board_views.PAGED):
        number, _, value = request.value.partition("|")
        page = int(number)
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        return ReplaceMessage(
            board_views.board_message(await board(ctx.transaction, spec_from(value), viewer, page))
        )


async def on_mine(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "My place" below a board in a channel: an ephemeral message with the actor's own place."""
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        return Ephemeral(
            board_views.mine_message(await board(ctx.transaction, spec_from(request.value), viewer))
        )


async def on_home(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the board of the App Home's "Leaderboard" button as an ephemeral message."""
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        return Ephemeral(
            board_views.board_message(await board(ctx.transaction, spec_from(request.value), viewer))
        )


async def on_open(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows the board of whoever presses, as `/leaderboard` does, below a week in a channel."""
    return await on_command(typed_by(request, "/leaderboard"), contexts)


ROUTES = Routes(
    commands={"/leaderboard": Command(on_command, _WHAT)},
    words={"leaderboard": Command(on_command, _WHAT, stands_for="/leaderboard")},
    actions={
        **{f"{board_views.SWITCH}:{name}": on_switch for name in board_views.SWITCHES},
        **dict.fromkeys(page_actions(board_views.PAGED, PREVIOUS_NEXT), on_switch),
        board_views.MINE: on_mine,
        board_views.HOME: on_home,
        LEADERBOARD: on_open,
        visibility.NAME: on_name,
        board_views.HIDE: on_hide,
        board_views.SHOW: on_show,
    },
).joined(forms.ROUTES)
