"""Slack listeners of the menu's buttons."""

from bot.common.errors import BadInput
from bot.features.doors import service, views
from bot.features.doors.rules import AREA
from bot.framework.context import Contexts
from bot.framework.doors import Area
from bot.framework.feature import Catalog
from bot.slack.requests import ActionRequest, typed_by
from bot.slack.responses import ReplaceMessage, Response
from bot.slack.routes import Routes, hand_on


def routes(catalog: Catalog) -> Routes:
    """The routes of the menu; a door's words are typed for who presses it, as they could type them."""

    async def on_type(request: ActionRequest, contexts: Contexts) -> Response:
        if not any(door.words == request.value for door in catalog.doors if door.words):
            raise BadInput("That is from an older message: please open it anew.")
        typed = typed_by(request, request.value)
        return await hand_on(catalog.commands[typed.command], typed, contexts, catalog.subcommands)

    areas = {f"{AREA}:{area.name}": on_area for area in Area}
    typing = dict.fromkeys(views.TYPED, on_type)
    return Routes(actions={**areas, **typing}).open_to_guests()


async def on_area(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows the doors of one area in place of the menu."""
    area = Area.__members__.get(request.value)
    if area is None:
        raise BadInput("That is from an older message: please open it anew.")
    async with contexts.reading(request) as ctx:
        menu = await service.load_menu(ctx)
    return ReplaceMessage(views.area_message(menu, area))
