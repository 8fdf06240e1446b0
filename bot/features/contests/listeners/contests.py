"""Slack's doors to contests: the command, and what is routed where."""

from bot.features.contests.commands import (
    GRAMMAR,
    BacktestContest,
    CancelContest,
    LaunchContest,
    ListContests,
    NewContest,
    OfOneContest,
    ShowContest,
)
from bot.features.contests.forms import ContestForm
from bot.features.contests.listeners.cards import (
    load_backtest_view,
    load_card,
    on_cancel,
    on_decline,
    on_launch,
    on_show,
    on_test,
)
from bot.features.contests.listeners.forms import list_own_teams, load_plan_form, on_change, on_new, on_plan
from bot.features.contests.service import lifecycle, queries
from bot.features.contests.views import card as card_views
from bot.framework.context import Context, Contexts
from bot.slack.requests import CommandRequest
from bot.slack.responses import Ephemeral, OpenModal, Response
from bot.slack.routes import Command, Routes


async def on_command(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/contest ...`. BadInput: words it does not know; NotAllowed: not theirs to do."""
    intent = GRAMMAR.parse(request.text, None)
    async with contexts.opened(request, writes=GRAMMAR.writes(request.text)) as ctx:
        match intent:
            case ListContests():
                held = bool(await list_own_teams(ctx.transaction, request.actor_id))
                found = await lifecycle.listed(ctx.transaction, request.actor_id)
                return Ephemeral(card_views.list_message(found, may_hold=held))
            case NewContest():
                return OpenModal(await load_plan_form(ctx.transaction, request))
            case ShowContest() | BacktestContest() | LaunchContest() | CancelContest():
                return await _of_one(ctx, intent, request)


async def _of_one(ctx: Context, intent: OfOneContest, request: CommandRequest) -> Response:
    contest = await queries.numbered(ctx.transaction, intent.number, request.actor_id)
    match intent:
        case BacktestContest():
            return OpenModal(await load_backtest_view(ctx.transaction, contest.id, request))
        case LaunchContest():
            await lifecycle.launch(ctx, contest.id)
        case CancelContest():
            await lifecycle.cancel(ctx, contest.id)
        case ShowContest():
            pass
    return Ephemeral(await load_card(ctx.transaction, contest.id, request))


_WHAT = "Contests: plan one, see how it stands, and your place"
ROUTES = Routes(
    commands={"/contest": Command(on_command, _WHAT)},
    words={"contest": Command(on_command, _WHAT, stands_for="/contest")},
    actions={
        card_views.NEW: on_new,
        card_views.CHANGE: on_change,
        card_views.TEST: on_test,
        f"{card_views.SHOW}:list": on_show,
        card_views.MINE: on_show,
        card_views.MINE_HALFWAY: on_show,
        card_views.LAUNCH: on_launch,
        card_views.CANCEL: on_cancel,
        card_views.DECLINE: on_decline,
    },
    submissions={ContestForm.callback_id: on_plan},
)
