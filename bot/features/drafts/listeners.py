"""Slack's door to drafts: every keystroke in a field that is kept."""

from bot.db.transaction import Database
from bot.features.drafts import service
from bot.features.drafts.views import TYPED
from bot.slack.requests import ActionRequest
from bot.slack.responses import Acknowledge, Response
from bot.slack.routes import Routes


async def on_typed(request: ActionRequest, db: Database) -> Response:
    """Something was typed into a form: it is kept for whoever typed it, and for nobody else."""
    if request.view is not None:
        async with db.transaction(request.workspace_id) as transaction:
            words = request.values.words()
            await service.keep(transaction, request.actor_id, request.view, words, request.now)
    return Acknowledge()


ROUTES = Routes(actions={TYPED: on_typed}, for_guests=frozenset({TYPED}))
