"""Slack listeners of needs: show them, put a gap away."""

from bot.common.errors import BadInput
from bot.features.needs import service, views
from bot.features.needs.rules import PutAwayFor
from bot.features.people.service import members as people
from bot.framework.context import Contexts
from bot.slack.requests import ActionRequest
from bot.slack.responses import Ephemeral, ReplaceMessage, Response
from bot.slack.routes import Routes


async def on_show(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows what waits for who presses it."""
    async with contexts.reading(request) as ctx:
        rows = await service.load_rows(ctx)
        person = await people.person(ctx.transaction, request.actor_id)
    return Ephemeral(views.needs_message(person.name.partition(" ")[0], rows))


async def on_put_away(request: ActionRequest, contexts: Contexts) -> Response:
    """Puts a gap away, for as long as the button says, and shows the list without it."""
    how_long = request.action_id.partition(":")[2]
    if how_long not in PutAwayFor.__members__:
        raise BadInput("That is from an older message: please open it anew.")
    async with contexts.writing(request) as ctx:
        rows = await service.put_away(ctx, request.value, PutAwayFor[how_long])
        person = await people.person(ctx.transaction, request.actor_id)
    return ReplaceMessage(views.needs_message(person.name.partition(" ")[0], rows))


ROUTES = Routes(
    actions={views.SHOW: on_show, **{f"{views.PUT_AWAY}:{each}": on_put_away for each in PutAwayFor}},
    for_guests=frozenset({views.SHOW}),
)
