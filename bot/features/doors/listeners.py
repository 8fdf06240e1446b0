"""Slack listeners of the menu's buttons, and what is answered to a command that cannot be read."""

from collections.abc import Mapping

from bot.common.errors import BadInput, FieldErrors, TooLong
from bot.features.doors import service, views
from bot.features.doors.rules import AREA, leading_on
from bot.framework.context import Contexts
from bot.framework.doors import Area
from bot.framework.feature import Catalog
from bot.slack.requests import ActionRequest, CommandRequest, typed_by
from bot.slack.responses import Refused, ReplaceMessage, Response
from bot.slack.routes import Command, Routes, hand_on


def routes(catalog: Catalog) -> Routes:
    """The routes of the menu; a door's words are typed for who presses it, as they could type them."""

    async def on_type(request: ActionRequest, contexts: Contexts) -> Response:
        if not any(door.words == request.value for door in catalog.doors if door.words):
            raise BadInput("That is from an older message: please open it anew.")
        typed = typed_by(request, request.value)
        return await hand_on(catalog.commands[typed.command], typed, contexts, catalog.subcommands)

    async def on_how(request: ActionRequest, contexts: Contexts) -> Response:
        typed = typed_by(request, request.value)
        if request.value not in {f"{command} help" for command in catalog.help}:
            raise BadInput("That is from an older message: please open it anew.")
        return await hand_on(catalog.commands[typed.command], typed, contexts, catalog.subcommands)

    areas = {f"{AREA}:{area.name}": on_area for area in Area}
    typing = dict.fromkeys(views.TYPED, on_type)
    return Routes(actions={**areas, **typing, views.HOW: on_how}).open_to_guests()


async def hand_on_or_lead(
    command: Command,
    request: CommandRequest,
    contexts: Contexts,
    subcommands: Mapping[tuple[str, str], Command],
) -> Response:
    """As `hand_on`; a command that cannot be read is answered with its reason and the doors behind it."""
    try:
        return await hand_on(command, request, contexts, subcommands)
    except (TooLong, FieldErrors):
        raise
    except BadInput as refusal:
        async with contexts.reading(request) as ctx:
            menu = await service.load_menu(ctx)
            topics = ctx.catalog.help
        typed = f"{request.command} {request.text.strip()}"
        word = " ".join(typed.split()[:2])
        told = next((topic for topic in (word, request.command) if topic in topics), "")
        return Refused(views.led_on_message(str(refusal), leading_on(menu.doors, typed), told))


async def on_area(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows the doors of one area in place of the menu."""
    area = Area.__members__.get(request.value)
    if area is None:
        raise BadInput("That is from an older message: please open it anew.")
    async with contexts.reading(request) as ctx:
        menu = await service.load_menu(ctx)
    return ReplaceMessage(views.area_message(menu, area))
