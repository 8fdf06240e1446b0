"""Listeners of `/pacer record` and its buttons."""

from bot.db.transaction import Database
from bot.features.privacy import service, views
from bot.features.privacy.commands import GRAMMAR, ExportRecord, ShowRecord
from bot.slack.requests import ActionRequest, CommandRequest, Request
from bot.slack.responses import Ephemeral, ReplaceMessage, Response
from bot.slack.routes import Command, Routes


async def on_command(request: CommandRequest, db: Database) -> Response:
    """Answers `/pacer record` with the overview, `/pacer record export` with the file."""
    match GRAMMAR.parse(request.text, None):
        case ExportRecord():
            return await _export(request, db)
        case ShowRecord():
            async with db.reading(request.workspace_id) as reading:
                return Ephemeral(views.overview_message(await service.overview(reading, request.actor_id)))


async def on_export(request: ActionRequest, db: Database) -> Response:
    """Handles "Export my record": sends the file in a direct message."""
    return await _export(request, db)


async def _export(request: Request, db: Database) -> Response:
    async with db.reading(request.workspace_id) as reading:
        found = await service.on_record(reading, request.actor_id, request.now)
    async with db.transaction(request.workspace_id) as transaction:
        await service.export(transaction, request.actor_id, found, request.key, request.now)
    return Ephemeral(views.sent_message())


async def on_keep(request: ActionRequest, db: Database) -> Response:
    """Stores how many years words are kept, as an admin chose, and draws the overview anew."""
    async with db.transaction(request.workspace_id) as transaction:
        await service.decide(transaction, request.number(), request.actor_id, request.key, request.now)
        return ReplaceMessage(views.overview_message(await service.overview(transaction, request.actor_id)))


_WHAT = "What is kept about you, who read what you wrote, all of it as a file"
ROUTES = Routes(
    words={"record": Command(on_command, _WHAT, for_guests=True)},
    actions={views.EXPORT: on_export, views.KEEP: on_keep},
    for_guests=frozenset({views.EXPORT}),
)
