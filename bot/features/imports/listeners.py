"""Slack listeners of imports: a file in a direct message, the buttons below it, `/metrics import`."""

import re

from bot.common.errors import AlreadyRecorded, Refusal
from bot.db.transaction import Database
from bot.features.imports import views
from bot.features.imports.forms import ColumnsForm, ColumnsStart, PeopleForm
from bot.features.imports.service import decisions, files
from bot.features.teams import service as teams
from bot.slack.files import shared_files
from bot.slack.plain_words import is_said_directly
from bot.slack.requests import ActionRequest, CommandRequest, EventRequest, SubmissionRequest
from bot.slack.responses import Acknowledge, Ephemeral, OpenModal, Response, UpdateModal
from bot.slack.routes import Command, Routes

_SOURCE = re.compile(r"\b(?:as|from) ([a-z0-9][a-z0-9_-]{0,39})\b", re.IGNORECASE)
_USUAL = "file"
_READ_ANEW = "I read it anew. The message about the file shows what comes of it."


async def on_message(request: EventRequest, db: Database) -> Response:
    """Receives the files of a direct message to the bot; text there is left alone.

    `as hubspot` in the text names the source. A refused file is answered by a message with the reason.
    """
    for number, file in enumerate(shared_files(request)):
        named = _SOURCE.search(str(request.event.get("text") or ""))
        source = named[1].lower() if named else _USUAL
        key = f"{request.message_key}:{number}"
        try:
            async with db.transaction(request.workspace_id) as transaction:
                await files.receive(
                    transaction,
                    file,
                    str(request.event["channel"]),
                    source,
                    request.actor_id,
                    key,
                    request.now,
                )
        except AlreadyRecorded:
            continue  # Slack tells an event twice now and then.
        except Refusal as reason:
            async with db.transaction(request.workspace_id) as transaction:
                await files.tell_refused(transaction, request.actor_id, str(reason), key, request.now)
    return Acknowledge()


async def tell_not_theirs(request: EventRequest, db: Database, refusal: Refusal) -> Response:
    """Tells a person without access who sends a file or writes to Pacer why nothing comes of it, once."""
    if shared_files(request) or is_said_directly(request):
        async with db.transaction(request.workspace_id) as transaction:
            key = request.message_key
            await files.tell_refused(transaction, request.actor_id, str(refusal), key, request.now)
    return Acknowledge()


async def on_apply(request: ActionRequest, db: Database) -> Response:
    """Confirms a file, from "Import"; its message is edited by the outbox."""
    async with db.transaction(request.workspace_id) as transaction:
        await decisions.confirm(transaction, request.number(), request.actor_id, request.key, request.now)
    return Acknowledge()


async def on_cancel(request: ActionRequest, db: Database) -> Response:
    """Gives a file up, from "Cancel"; its message is edited by the outbox."""
    async with db.transaction(request.workspace_id) as transaction:
        await decisions.cancel(transaction, request.number(), request.actor_id, request.key, request.now)
    return Acknowledge()


async def on_columns(request: ActionRequest, db: Database) -> Response:
    """Opens the form of a file's columns, from "Columns"."""
    async with db.transaction(request.workspace_id) as transaction:
        row, layout = await decisions.get_open_layout(transaction, request.number(), request.actor_id)
        columns = [column for _, column in row.facts["columns"]] + list(row.facts["unused"])
        return OpenModal(ColumnsForm.draw(ColumnsStart(row, layout, columns), about=str(row.id)))


async def on_people(request: ActionRequest, db: Database) -> Response:
    """Opens the form of a file's unknown people, from "Say who is who"."""
    async with db.transaction(request.workspace_id) as transaction:
        row = await decisions.get_open(transaction, request.number(), request.actor_id)
        return OpenModal(PeopleForm.draw(row, about=str(row.id)))


async def on_columns_form(request: SubmissionRequest, db: Database) -> Response:
    """Stores how a file's columns, formats and stages are read; the file is read anew."""
    v = ColumnsForm.read(request.values)
    columns = {field: column for field, column in v[ColumnsForm.column].items() if column is not None}
    stages = {place: status.value for place, status in v[ColumnsForm.stage].items()}
    async with db.transaction(request.workspace_id) as transaction:
        await decisions.choose_columns(
            transaction,
            request.number(),
            v[ColumnsForm.kind],
            columns,
            v[ColumnsForm.answer],
            stages,
            request.actor_id,
            request.key,
            request.now,
        )
    return UpdateModal(ColumnsForm.saved(_READ_ANEW))


async def on_people_form(request: SubmissionRequest, db: Database) -> Response:
    """Stores which members a file's unknown people are; the file is read anew.

    An empty field counts as nobody only where "The others" is ticked.
    """
    v = PeopleForm.read(request.values)
    members = {
        place: member_id or None
        for place, member_id in v[PeopleForm.person].items()
        if member_id or v[PeopleForm.nobody]
    }
    async with db.transaction(request.workspace_id) as transaction:
        await decisions.name_people(
            transaction, request.number(), members, request.actor_id, request.key, request.now
        )
    return UpdateModal(PeopleForm.saved(_READ_ANEW))


async def on_how(request: CommandRequest, db: Database) -> Response:
    """Answers `/metrics import`: the ways in, and the newest files. NotAllowed: no manager."""
    async with db.reading(request.workspace_id) as reading:
        await teams.require_manager(reading, request.actor_id, "import numbers")
        rows = await files.newest(reading)
    return Ephemeral(views.how_message(rows))


ROUTES = Routes(
    subcommands={("/metrics", "import"): Command(on_how, "How numbers come in")},
    actions={
        views.APPLY: on_apply,
        views.CANCEL: on_cancel,
        views.COLUMNS: on_columns,
        views.PEOPLE: on_people,
    },
    submissions={ColumnsForm.callback_id: on_columns_form, PeopleForm.callback_id: on_people_form},
    events={"message": on_message},
    turned_away={"message": tell_not_theirs},
    scopes={
        "files:read": "to read the files of deals that somebody sends to Pacer",
        "files:write": "to send lists and exports as files",
    },
)
