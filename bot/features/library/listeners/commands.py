"""`/learn`: words to use cases, and their answers."""

from bot.common.periods import local_day
from bot.features.drafts import service as drafts
from bot.features.library.commands.intents import (
    AddResource,
    BeginPath,
    ChangePath,
    CloseOwn,
    ConfirmResource,
    GiveResource,
    LibraryIntent,
    RetireResource,
    ShowPath,
    ShowShelf,
)
from bot.features.library.commands.parser import GRAMMAR
from bot.features.library.forms.resource import ResourceForm
from bot.features.library.rules.facts import AssignmentState
from bot.features.library.rules.shelf import link_of
from bot.features.library.rules.words import read_resource
from bot.features.library.service import assignments, paths, resources
from bot.features.library.service.shelf import load_shelf
from bot.features.library.views.items import item_message, told_message
from bot.features.library.views.path import path_message
from bot.features.library.views.shelf import shelf_message
from bot.features.people.service import members as people
from bot.framework.context import Context, Contexts
from bot.slack.requests import CommandRequest
from bot.slack.responses import Ephemeral, OpenModal, Response
from bot.slack.text import as_typed, mentions


async def on_command(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/learn ...` with the shelf, a path, or what was done."""
    writes = GRAMMAR.writes(request.text, request.now.date())
    async with contexts.opened(request, writes=writes) as ctx:
        me = await people.actor(ctx.transaction, ctx.actor_id)
        intent = GRAMMAR.parse(request.text, local_day(ctx.now, me.zone))
        return await _carried_out(ctx, intent)


async def _carried_out(ctx: Context, intent: LibraryIntent) -> Response:
    match intent:
        case ShowShelf():
            return Ephemeral(shelf_message(await load_shelf(ctx, intent.skill, intent.role)))
        case AddResource():
            return await _add(ctx, intent.words)
        case GiveResource() | CloseOwn():
            return await _of_list(ctx, intent)
        case ConfirmResource():
            resource = await resources.confirm(ctx, intent.number)
            return Ephemeral(told_message(f"{link_of(resource)} counts as right again."))
        case RetireResource():
            resource = await resources.retire(ctx, intent.number)
            return Ephemeral(
                told_message(f"{link_of(resource)} is off the shelf. Lists that have it keep it.")
            )
        case ShowPath() | BeginPath() | ChangePath():
            return await _of_path(ctx, intent)


async def _add(ctx: Context, words: str) -> Response:
    if not words:
        return OpenModal(await add_form(ctx))
    raw = as_typed(words, await people.names(ctx.transaction, mentions(words)))
    resource = await resources.add_resource(ctx, read_resource(raw))
    shelf = await load_shelf(ctx, resource.skill)
    return Ephemeral(shelf_message(shelf, f"{link_of(resource)} is on the shelf."))


async def add_form(ctx: Context) -> dict[str, object]:
    """The form of a new resource. NotAllowed: the library is not for the actor."""
    await resources.reader(ctx)
    return await drafts.open_form(ctx.transaction, ctx.actor_id, ResourceForm)


async def _of_list(ctx: Context, intent: GiveResource | CloseOwn) -> Response:
    me = await people.actor(ctx.transaction, ctx.actor_id)
    today = local_day(ctx.now, me.zone)
    if isinstance(intent, GiveResource):
        item = await assignments.give(ctx, intent.number, intent.person_id, intent.due_on)
        told = "It is on your list." if item.is_mine else f"It is on {item.person}'s list."
    else:
        state = AssignmentState.done if intent.is_done else AssignmentState.declined
        await resources.reader(ctx)
        item = await assignments.close_own(ctx, intent.number, state)
        told = "Done." if intent.is_done else "Declined."
    return Ephemeral(item_message(item, today, told))


async def _of_path(ctx: Context, intent: ShowPath | BeginPath | ChangePath) -> Response:
    role, told = "", ""
    match intent:
        case ShowPath():
            role = intent.role
        case BeginPath():
            await paths.begin(ctx)
            told = "Begun: the first item comes on your next working day."
        case ChangePath(is_added=True):
            role, told = intent.role, "It is on the path."
            await paths.add_item(ctx, role, intent.number, intent.after)
        case ChangePath():
            role, told = intent.role, "It is off the path."
            await paths.drop_item(ctx, role, intent.number)
    return Ephemeral(path_message(await paths.load_path(ctx, role), told))
