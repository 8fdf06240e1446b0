"""The Slack listener of all fields that are kept while somebody types."""

from bot.features.drafts import service
from bot.framework.context import Contexts
from bot.framework.forms.field import TYPED
from bot.slack.requests import ActionRequest
from bot.slack.responses import Acknowledge, Response
from bot.slack.routes import Routes


async def on_typed(request: ActionRequest, contexts: Contexts) -> Response:
    """Stores the fields of the open form as the draft of the person who types; answers with nothing."""
    if request.view is not None:
        async with contexts.writing(request) as ctx:
            words = request.values.words()
            await service.keep(ctx.transaction, request.actor_id, request.view, words, request.now)
    return Acknowledge()


ROUTES = Routes(actions={TYPED: on_typed}, for_guests=frozenset({TYPED}))
