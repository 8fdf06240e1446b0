"""Slack listeners of imports: a file in a direct message, the buttons below it, `/metrics import`."""

import re
from dataclasses import replace

from bot.common.errors import AlreadyRecorded, Refusal
from bot.features.imports.forms import (
    COLUMNS_A_FORM,
    AllOfForm,
    ColumnsForm,
    ColumnsStart,
    PeopleForm,
    StagesForm,
    StagesStart,
    columns_of,
)
from bot.features.imports.listeners.twins import on_other_deals, on_same_system
from bot.features.imports.rules.facts import HOW, SHOW_FILE
from bot.features.imports.service import decisions, files, reconciling, stage_answers, taking_back
from bot.features.imports.service.waiting import keeping, twins
from bot.features.imports.views import files as views
from bot.features.imports.views.reconciling import ALL_OF, IS_ALL, LEAVE, TAKE_OUT
from bot.features.imports.views.taking_back import TAKE_BACK
from bot.features.imports.views.twins import OTHER_DEALS, SAME_SYSTEM
from bot.features.imports.views.ways_in import how_message
from bot.features.ledger.rules.reconciling import part_of
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.framework.context import Contexts
from bot.framework.forms.form import divided
from bot.slack.blocks import Message, section
from bot.slack.files import shared_files
from bot.slack.plain_words import is_said_directly
from bot.slack.requests import ActionRequest, CommandRequest, EventRequest, SubmissionRequest, number_of
from bot.slack.responses import Acknowledge, Ephemeral, OpenModal, Response, UpdateModal
from bot.slack.routes import Command, Routes

_SOURCE = re.compile(r"\b(?:as|from) ([a-z0-9][a-z0-9_-]{0,39})\b", re.IGNORECASE)
_READ_ANEW = "I read it anew. The message about the file shows what comes of it."


async def on_message(request: EventRequest, contexts: Contexts) -> Response:
    """Receives the files of a direct message to the bot; text there is left alone.

    `as hubspot` in the text names the source. A refused file is answered by a message with the reason.
    """
    for number, file in enumerate(shared_files(request)):
        named = _SOURCE.search(str(request.event.get("text") or ""))
        source = named[1].lower() if named else ""
        key = f"{request.message_key}:{number}"
        try:
            async with contexts.writing(request) as ctx:
                await files.receive(
                    replace(ctx, request_key=key), file, str(request.event["channel"]), source
                )
        except AlreadyRecorded:
            continue  # Slack tells an event twice now and then.
        except Refusal as reason:
            async with contexts.writing(request) as ctx:
                await files.tell_refused(replace(ctx, request_key=key), str(reason))
    return Acknowledge()


async def tell_not_theirs(request: EventRequest, contexts: Contexts, refusal: Refusal) -> Response:
    """Tells a person without access who sends a file or writes to Pacer why nothing comes of it, once."""
    if shared_files(request) or is_said_directly(request):
        async with contexts.writing(request) as ctx:
            await files.tell_refused(replace(ctx, request_key=request.message_key), str(refusal))
    return Acknowledge()


async def on_apply(request: ActionRequest, contexts: Contexts) -> Response:
    """Confirms a file, from "Import"; its message is edited by the outbox."""
    async with contexts.writing(request) as ctx:
        await decisions.confirm(ctx, request.number())
    return Acknowledge()


async def on_cancel(request: ActionRequest, contexts: Contexts) -> Response:
    """Gives a file up, from "Cancel"; its message is edited by the outbox."""
    async with contexts.writing(request) as ctx:
        await decisions.cancel(ctx, request.number())
    return Acknowledge()


async def on_is_all(request: ActionRequest, contexts: Contexts) -> Response:
    """Notes that a file is everything in its source; it is read anew to tell what is missing in it."""
    async with contexts.writing(request) as ctx:
        await reconciling.say_it_is_all(ctx, request.number())
    return Acknowledge()


async def on_all_of(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form that asks of which days a file has all deals."""
    async with contexts.reading(request) as ctx:
        await decisions.get_open(ctx.transaction, request.number(), request.actor_id)
    return OpenModal(AllOfForm.draw(None, about=str(request.number())))


async def on_all_of_form(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Notes of which days a file has all deals; it is read anew to tell what is missing in it."""
    v = AllOfForm.read(request.values)
    part = part_of(v[AllOfForm.of], v[AllOfForm.first], v[AllOfForm.last])
    async with contexts.writing(request) as ctx:
        await reconciling.say_it_is_all(ctx, request.number(), part)
    return UpdateModal(AllOfForm.saved(_READ_ANEW))


async def on_take_out(request: ActionRequest, contexts: Contexts) -> Response:
    """Imports a file and takes out what is missing in it, from "Take them out"."""
    async with contexts.writing(request) as ctx:
        await reconciling.decide(ctx, request.number(), take_out=True)
    return Acknowledge()


async def on_leave(request: ActionRequest, contexts: Contexts) -> Response:
    """Leaves what is missing in a file, from "Leave them"."""
    async with contexts.writing(request) as ctx:
        await reconciling.decide(ctx, request.number(), take_out=False)
    return Acknowledge()


async def on_take_back(request: ActionRequest, contexts: Contexts) -> Response:
    """Takes a whole file back, from "Take it back"; its message is edited by the outbox."""
    async with contexts.writing(request) as ctx:
        await taking_back.begin(ctx, request.number())
    return Acknowledge()


async def on_columns(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of a file's columns, from "Columns"."""
    async with contexts.writing(request) as ctx:
        row, layout = await decisions.get_open_layout(ctx.transaction, request.number(), request.actor_id)
        return OpenModal(ColumnsForm.draw(ColumnsStart(row, layout, columns_of(row)), about=str(row.id)))


async def on_stages(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of a file's stages, from "Stages"."""
    async with contexts.writing(request) as ctx:
        row = await decisions.get_open(ctx.transaction, request.number(), request.actor_id)
        return OpenModal(StagesForm.draw(StagesStart(row), about=str(row.id), version=0))


async def on_stages_form(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Remembers what stages mean, and shows the next ones where some wait or were asked for."""
    v = StagesForm.read(request.values)
    about, first = divided(request.metadata)
    said = {place: meaning.value for place, meaning in v[StagesForm.stage].items()}
    async with contexts.writing(request) as ctx:
        is_read = await stage_answers.say_stages(ctx, number_of(about), said, is_last=not v[StagesForm.more])
        if is_read:
            return UpdateModal(StagesForm.saved(_READ_ANEW))
        row = await decisions.get_open(ctx.transaction, number_of(about), request.actor_id)
        start = StagesStart(row, StagesStart(row, number_of(first)).places.stop)
    return UpdateModal(StagesForm.draw(start, about=about, version=start.first))


async def on_people(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of a file's unknown people, from "Say who is who"."""
    async with contexts.writing(request) as ctx:
        row = await decisions.get_open(ctx.transaction, request.number(), request.actor_id)
        return OpenModal(PeopleForm.draw(row, about=str(row.id)))


async def on_columns_form(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores what the columns of a file are; the file is read anew."""
    v = ColumnsForm.read(request.values)
    async with contexts.writing(request) as ctx:
        row = await decisions.get_open(ctx.transaction, request.number(), request.actor_id)
        columns = dict(zip(map(str, range(COLUMNS_A_FORM)), columns_of(row), strict=False))
        await decisions.choose_columns(ctx, row.id, v[ColumnsForm.kind], columns, v[ColumnsForm.column])
    return UpdateModal(ColumnsForm.saved(_READ_ANEW))


async def on_people_form(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores which members a file's unknown people are; the file is read anew.

    An empty field counts as nobody only where "The others" is ticked.
    """
    v = PeopleForm.read(request.values)
    members = {
        place: member_id or None
        for place, member_id in v[PeopleForm.person].items()
        if member_id or v[PeopleForm.nobody]
    }
    async with contexts.writing(request) as ctx:
        await decisions.name_people(ctx, request.number(), members)
    return UpdateModal(PeopleForm.saved(_READ_ANEW))


async def on_show_file(request: ActionRequest, contexts: Contexts) -> Response:
    """Tells its sender where the message about a file is."""
    async with contexts.reading(request) as ctx:
        name, link = await decisions.place_of_message(ctx.transaction, request.number(), request.actor_id)
    where = f"<{link}|our messages>" if link else "our messages"
    text = f"*{name}* waits for your word in {where}."
    return Ephemeral(Message(text, [section(text)]))


async def on_how(request: CommandRequest | ActionRequest, contexts: Contexts) -> Response:
    """Answers `/metrics import`: the ways in, and the newest files. NotAllowed: no manager."""
    async with contexts.reading(request) as ctx:
        await teams.require_manager(ctx.transaction, request.actor_id, "import numbers")
        rows = await files.newest(ctx.transaction)
        asked = await keeping.open_questions(ctx.transaction, request.actor_id, ctx.now)
        standing = await twins.answers_of(ctx.transaction, request.actor_id)
        clock = await people.clock_of(ctx.transaction, request.actor_id, ctx.now)
    return Ephemeral(how_message(rows, clock, asked, standing))


ROUTES = Routes(
    subcommands={("/metrics", "import"): Command(on_how, "How numbers come in")},
    actions={
        SHOW_FILE: on_show_file,
        HOW: on_how,
        views.APPLY: on_apply,
        views.CANCEL: on_cancel,
        TAKE_BACK: on_take_back,
        IS_ALL: on_is_all,
        ALL_OF: on_all_of,
        SAME_SYSTEM: on_same_system,
        OTHER_DEALS: on_other_deals,
        TAKE_OUT: on_take_out,
        LEAVE: on_leave,
        views.COLUMNS: on_columns,
        views.PEOPLE: on_people,
        views.STAGES: on_stages,
    },
    submissions={
        AllOfForm.callback_id: on_all_of_form,
        ColumnsForm.callback_id: on_columns_form,
        PeopleForm.callback_id: on_people_form,
        StagesForm.callback_id: on_stages_form,
    },
    events={"message": on_message},
    turned_away={"message": tell_not_theirs},
    scopes={
        "files:read": "to read the files of deals that somebody sends to Pacer",
        "files:write": "to send lists and exports as files",
    },
)
