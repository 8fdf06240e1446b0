"""Slack's doors to contests: the command, and what is routed where."""

from bot.db.transaction import Database
from bot.features.contests.commands import parse
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
from bot.slack.requests import CommandRequest
from bot.slack.responses import Ephemeral, OpenModal, Response
from bot.slack.routes import Command, Routes


async def on_command(request: CommandRequest, db: Database) -> Response:
    """Answers `/contest ...`. BadInput: words it does not know; NotAllowed: not theirs to do."""
    ask = parse(request.text)
    if ask.verb in ("launch", "cancel"):
        return await _action(request, db, ask.verb, ask.number)
    async with db.reading(request.workspace_id) as reading:
        if ask.verb == "help":
            return Ephemeral(card_views.help_message())
        if ask.verb == "list":
            held = bool(await list_own_teams(reading, request.actor_id))
            return Ephemeral(
                card_views.list_message(await lifecycle.listed(reading, request.actor_id), may_hold=held)
            )
        if ask.verb == "new":
            return OpenModal(await load_plan_form(reading, request))
        contest = await queries.numbered(reading, ask.number, request.actor_id)
        if ask.verb == "test":
            return OpenModal(await load_backtest_view(reading, contest.id, request))
        return Ephemeral(await load_card(reading, contest.id, request))


async def _action(request: CommandRequest, db: Database, verb: str, number: int) -> Response:
    action = lifecycle.launch if verb == "launch" else lifecycle.cancel
    async with db.transaction(request.workspace_id) as transaction:
        found = await queries.numbered(transaction, number, request.actor_id)
        contest = await action(transaction, found.id, request.actor_id, request.key, request.now)
        return Ephemeral(await load_card(transaction, contest.id, request))


_USAGE = "new | 3 | test 3 | cancel 3 | help"
_WHAT = "Contests: plan one, see how it stands, and your place"
ROUTES = Routes(
    commands={"/contest": Command(on_command, _WHAT, _USAGE)},
    words={"contest": Command(on_command, _WHAT, _USAGE)},
    actions={
        card_views.NEW: on_new,
        card_views.CHANGE: on_change,
        card_views.TEST: on_test,
        f"{card_views.SHOW}:list": on_show,
        card_views.MINE: on_show,
        card_views.LAUNCH: on_launch,
        card_views.CANCEL: on_cancel,
        card_views.DECLINE: on_decline,
    },
    submissions={ContestForm.callback_id: on_plan},
)
