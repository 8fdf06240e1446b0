"""The buttons and forms of the library."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.features.drafts import service as drafts
from bot.features.library.forms.path import PathForm, PathStart
from bot.features.library.forms.resource import GivingStart, ResourceForm, ResourceGivingForm
from bot.features.library.listeners.commands import add_form
from bot.features.library.rules import ids
from bot.features.library.rules.facts import ListedItem, Usefulness
from bot.features.library.rules.shelf import link_of
from bot.features.library.service import assignments, paths, resources
from bot.features.library.service.shelf import load_shelf
from bot.features.library.views.items import item_message, item_modal, told_message, told_modal
from bot.features.library.views.path import path_message
from bot.features.library.views.shelf import shelf_message
from bot.features.people.service import members as people
from bot.features.skills.rules.rubric import RUBRICS, find_skill
from bot.framework.context import Context, Contexts
from bot.framework.pager import PREVIOUS_NEXT, page_actions
from bot.slack.blocks import Message
from bot.slack.requests import ActionRequest, SubmissionRequest, number_of
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response, UpdateModal
from bot.slack.routes import Routes

Listener = Callable[[ActionRequest, Contexts], Awaitable[Response]]
_OLD = "That is from an older message: please open it anew."


def _in_place(request: ActionRequest, message: Message) -> Response:
    """A message in the place of the one that was pressed; beside one that others may see, and a view."""
    is_own = not request.is_delivered and request.view is None
    return ReplaceMessage(message) if is_own else Ephemeral(message)


async def on_shelf(request: ActionRequest, contexts: Contexts) -> Response:
    """Another page of the shelf, of the skill or role that the value names behind it."""
    page, _, of = request.value.partition(" ")
    skill = find_skill(of) or "" if of not in RUBRICS else ""
    async with contexts.reading(request) as ctx:
        shelf = await load_shelf(ctx, skill, of if of in RUBRICS else "", number_of(page))
    return _in_place(request, shelf_message(shelf))


async def on_add(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of a new resource."""
    async with contexts.reading(request) as ctx:
        return OpenModal(await add_form(ctx))


async def on_added(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Puts what the form says on the shelf."""
    words = ResourceForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        resource = await resources.add_resource(ctx, words)
    return UpdateModal(ResourceForm.saved(f":white_check_mark: {link_of(resource)} is on the shelf."))


async def on_give(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of who gets a resource."""
    async with contexts.reading(request) as ctx:
        me = await people.actor(ctx.transaction, ctx.actor_id)
        resource = await resources.find_resource(ctx, request.number())
        start = GivingStart(resource, local_day(ctx.now, me.zone))
        about = str(resource.id)
        return OpenModal(
            await drafts.open_form(ctx.transaction, ctx.actor_id, ResourceGivingForm, start, about=about)
        )


async def on_given(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Puts a resource on the list of whom the form names."""
    v = ResourceGivingForm.read(request.values)
    async with contexts.writing(request) as ctx:
        item = await assignments.give(
            ctx, request.number(), v[ResourceGivingForm.person], v[ResourceGivingForm.due]
        )
    whose = "your" if item.is_mine else f"{item.person}'s"
    return UpdateModal(ResourceGivingForm.saved(f":white_check_mark: It is on {whose} list."))


async def on_mine(request: ActionRequest, contexts: Contexts) -> Response:
    """Puts a resource on one's own list."""
    async with contexts.writing(request) as ctx:
        item = await assignments.give(ctx, request.number(), "", None)
        return await _shown(ctx, request, item, "It is on your list.")


async def _shown(ctx: Context, request: ActionRequest, item: ListedItem, told: str) -> Response:
    today = local_day(ctx.now, (await people.person(ctx.transaction, ctx.actor_id)).zone)
    if request.view is not None and request.view.get("callback_id") == ids.SHOWN:
        return UpdateModal(item_modal(item, today, told))
    return Ephemeral(item_message(item, today, told))


async def on_open(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens what is on a list."""
    async with contexts.reading(request) as ctx:
        item = await assignments.find_item(ctx, request.number())
        today = local_day(ctx.now, (await people.person(ctx.transaction, ctx.actor_id)).zone)
        return OpenModal(item_modal(item, today))


def _step(step: Callable[[Context, int], Awaitable[ListedItem]], told: str) -> Listener:
    async def on_step(request: ActionRequest, contexts: Contexts) -> Response:
        async with contexts.writing(request) as ctx:
            return await _shown(ctx, request, await step(ctx, request.number()), told)

    return on_step


async def on_use(request: ActionRequest, contexts: Contexts) -> Response:
    """Says how useful it was."""
    number, _, use = request.value.partition(" ")
    if use not in [each.value for each in Usefulness]:
        raise BadInput(_OLD)
    async with contexts.writing(request) as ctx:
        await assignments.vote(ctx, number_of(number), Usefulness(use))
    if request.view is not None:
        return UpdateModal(told_modal("Thank you."))
    return _in_place(request, told_message("Thank you."))


async def on_right(request: ActionRequest, contexts: Contexts) -> Response:
    """Says that a resource is still right."""
    async with contexts.writing(request) as ctx:
        resource = await resources.confirm(ctx, request.number())
        shelf = await load_shelf(ctx, resource.skill)
    return _in_place(request, shelf_message(shelf, f"{link_of(resource)} counts as right again."))


async def on_retire(request: ActionRequest, contexts: Contexts) -> Response:
    """Takes a resource off the shelf."""
    async with contexts.writing(request) as ctx:
        resource = await resources.retire(ctx, request.number())
        shelf = await load_shelf(ctx, resource.skill)
    return _in_place(request, shelf_message(shelf, f"{link_of(resource)} is off the shelf."))


_BY_WORD: dict[str, Listener] = {
    ids.TAKE: on_mine,
    ids.GIVE: on_give,
    ids.RIGHT: on_right,
    ids.RETIRE: on_retire,
}


async def on_row(request: ActionRequest, contexts: Contexts) -> Response:
    """Does what the menu beside a resource says."""
    word, _, number = request.value.partition(" ")
    if word not in _BY_WORD:
        raise BadInput(_OLD)
    return await _BY_WORD[word](replace(request, value=number), contexts)


async def on_path(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows the path of a role."""
    async with contexts.reading(request) as ctx:
        path = await paths.load_path(ctx, request.value if request.value in RUBRICS else "")
    return _in_place(request, path_message(path))


async def on_path_add(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of an item of a path."""
    async with contexts.reading(request) as ctx:
        offered, items = await paths.choices(ctx, request.value)
    if not offered:
        raise BadInput("All that is on the shelf is on this path: add something to the shelf first.")
    return OpenModal(PathForm.draw(PathStart(request.value, offered, items), about=request.value))


async def on_path_added(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Puts a resource on a path."""
    v = PathForm.read(request.values)
    async with contexts.writing(request) as ctx:
        await paths.add_item(ctx, request.metadata, v[PathForm.resource], v[PathForm.after])
    return UpdateModal(PathForm.saved(":white_check_mark: It is on the path."))


async def on_path_drop(request: ActionRequest, contexts: Contexts) -> Response:
    """Takes a resource off a path."""
    role, _, number = request.value.partition(" ")
    async with contexts.writing(request) as ctx:
        await paths.drop_item(ctx, role, number_of(number))
        path = await paths.load_path(ctx, role)
    return _in_place(request, path_message(path, "It is off the path."))


async def on_path_begin(request: ActionRequest, contexts: Contexts) -> Response:
    """Begins the path of one's own role."""
    async with contexts.writing(request) as ctx:
        await paths.begin(ctx)
        path = await paths.load_path(ctx)
    return _in_place(request, path_message(path, "Begun: the first item comes on your next working day."))


ROUTES = Routes(
    actions={
        **dict.fromkeys(page_actions(ids.PAGE, PREVIOUS_NEXT), on_shelf),
        ids.ADD: on_add,
        ids.MINE: on_mine,
        ids.OPEN: on_open,
        ids.DONE: _step(assignments.done, "Done."),
        ids.DECLINE: _step(assignments.decline, "Declined."),
        ids.TAKE_BACK: _step(assignments.take_back, "Taken back."),
        **{f"{ids.USE}:{use.value}": on_use for use in Usefulness},
        ids.ROW: on_row,
        ids.PATH: on_path,
        **{f"{ids.PATH}:{role}": on_path for role in RUBRICS},
        ids.PATH_ADD: on_path_add,
        ids.PATH_DROP: on_path_drop,
        ids.PATH_BEGIN: on_path_begin,
    },
    submissions={
        ResourceForm.callback_id: on_added,
        ResourceGivingForm.callback_id: on_given,
        PathForm.callback_id: on_path_added,
    },
)
