"""Listeners of `/pacer record` and its buttons."""

from bot.features.privacy import service, views
from bot.features.privacy.commands import GRAMMAR, ExportRecord, ShowRecord
from bot.framework.context import Contexts
from bot.slack.requests import ActionRequest, CommandRequest, Request
from bot.slack.responses import Ephemeral, ReplaceMessage, Response
from bot.slack.routes import Command, Routes


async def on_command(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/pacer record` with the overview, `/pacer record export` with the file."""
    match GRAMMAR.parse(request.text, None):
        case ExportRecord():
            return await _export(request, contexts)
        case ShowRecord():
            async with contexts.reading(request) as ctx:
                seen = await service.overview(ctx.transaction, request.actor_id, request.now)
                return Ephemeral(views.overview_message(seen))


async def on_export(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Export my record": sends the file in a direct message."""
    return await _export(request, contexts)


async def _export(request: Request, contexts: Contexts) -> Response:
    async with contexts.reading(request) as ctx:
        found = await service.on_record(ctx.transaction, request.actor_id, request.now)
    async with contexts.writing(request) as ctx:
        await service.export(ctx, found)
    return Ephemeral(views.sent_message())


async def on_keep(request: ActionRequest, contexts: Contexts) -> Response:
    """Stores how many years words are kept, as an admin chose, and draws the overview anew."""
    async with contexts.writing(request) as ctx:
        await service.decide(ctx, request.number())
        seen = await service.overview(ctx.transaction, request.actor_id, request.now)
        return ReplaceMessage(views.overview_message(seen))


_WHAT = "What is kept about you, who read what you wrote, all of it as a file"
ROUTES = Routes(
    words={"record": Command(on_command, _WHAT, for_guests=True)},
    actions={views.EXPORT: on_export, views.KEEP: on_keep},
    for_guests=frozenset({views.EXPORT}),
)
