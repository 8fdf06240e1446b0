"""Listeners of `/review` and of the buttons of reviews."""

from bot.db.transaction import Transaction
from bot.features.people.service import members as people
from bot.features.reviews.commands import GRAMMAR, ListReviews, NewReviewCycle
from bot.features.reviews.listeners import forms, writing
from bot.features.reviews.rules.cycle import DECLINE, OPEN
from bot.features.reviews.service import action_items, cycles, lists, peers, queries, sign_off
from bot.features.reviews.views import actions, card
from bot.features.reviews.views import list as list_views
from bot.framework.context import Contexts
from bot.framework.pager import PREVIOUS_NEXT, page_actions
from bot.slack.requests import ActionRequest, CommandRequest
from bot.slack.responses import Acknowledge, Ephemeral, OpenModal, Response, UpdateModal
from bot.slack.routes import Command, Routes


async def on_command(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/review` with the inbox, `new` with the form of a cycle."""
    intent = GRAMMAR.parse(request.text, None)
    async with contexts.reading(request) as ctx:
        match intent:
            case NewReviewCycle():
                return OpenModal(await forms.plan_form(ctx.transaction, request))
            case ListReviews():
                return Ephemeral(
                    list_views.inbox_message(await lists.inbox(ctx.transaction, request.actor_id))
                )


async def on_new(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "New cycle": opens the form; BadInput for somebody who leads no team."""
    async with contexts.reading(request) as ctx:
        return OpenModal(await forms.plan_form(ctx.transaction, request))


async def on_archive(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens "All reviews", or another page of it."""
    async with contexts.reading(request) as ctx:
        found = await lists.archive(ctx.transaction, request.actor_id)
    view = list_views.archive_view(found, request.number())
    return UpdateModal(view) if request.view else OpenModal(view)


async def on_open(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Open" beside a review: opens its card."""
    async with contexts.reading(request) as ctx:
        shown = await queries.shown(ctx.transaction, request.number(), request.actor_id)
    return OpenModal(card.card(shown, request.now))


async def on_read(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Read" and the buttons to its pages: opens a part, and records the reading."""
    review_id, part_id, *page = map(int, request.value.split())
    async with contexts.writing(request) as ctx:
        part, author = await queries.read_part(
            ctx.transaction, review_id, part_id, request.actor_id, request.now
        )
    view = card.part_view(part, author, page[0] if page else 1)
    return UpdateModal(view) if page else OpenModal(view)


_REVIEW_ACTIONS = {actions.SHARE: sign_off.share, actions.END: sign_off.end}
_ITEM_ACTIONS = {
    actions.DONE: action_items.finish,
    actions.GOAL: action_items.make_goal,
    actions.COACHING: action_items.coach,
    actions.REMOVE: action_items.remove,
}


async def on_review_action(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Share" and "End it unsigned", and draws the card anew."""
    action = _REVIEW_ACTIONS[request.action_id]
    async with contexts.writing(request) as ctx:
        await action(ctx, request.number())
        return await _redrawn(ctx.transaction, request.number(), request)


async def on_page(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Send me the page": sends the finished review as a file in a direct message."""
    async with contexts.writing(request) as ctx:
        await sign_off.send_page(ctx, request.number())
    return OpenModal(card.told_view("It comes to you as a direct message."))


async def on_sign(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Sign off" for the review as shown; when it has changed, draws it anew with the reason."""
    review_id, *agreed = map(int, request.value.split())
    try:
        async with contexts.writing(request) as ctx:
            await sign_off.sign(ctx, review_id, agreed)
            return await _redrawn(ctx.transaction, review_id, request)
    except sign_off.HasChanged as refusal:
        async with contexts.reading(request) as ctx:
            return await _redrawn(ctx.transaction, review_id, request, str(refusal))


async def on_action(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles the menu beside an agreed action: done, goal, coaching item, remove."""
    verb, _, action_id = request.value.partition(" ")
    if verb == actions.HELP:
        async with contexts.reading(request) as ctx:
            return OpenModal(card.help_view(await action_items.find_help(ctx, int(action_id))))
    action = _ITEM_ACTIONS[verb]
    async with contexts.writing(request) as ctx:
        review_id = await action(ctx, int(action_id))
        return await _redrawn(ctx.transaction, review_id, request)


async def _redrawn(
    transaction: Transaction, review_id: int, request: ActionRequest, told: str = ""
) -> Response:
    shown = await queries.shown(transaction, review_id, request.actor_id)
    return UpdateModal(card.card(shown, request.now, told))


async def on_decline(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Decline" below a peer's request."""
    async with contexts.writing(request) as ctx:
        await peers.decline(ctx, request.number())
    return Acknowledge()


async def on_progress(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "How far" and its pages; NotAllowed for whoever may not follow the cycle."""
    cycle_id, *page = map(int, request.value.split())
    async with contexts.reading(request) as ctx:
        view = await _progress(ctx.transaction, cycle_id, request.actor_id, *page)
    # In the place of the page before, or of the list: a review and one of its parts are windows beyond.
    return UpdateModal(view) if request.view else OpenModal(view)


async def _progress(
    transaction: Transaction, cycle_id: int, viewer_id: str, page: int = 1
) -> dict[str, object]:
    progress = await lists.progress_of(transaction, cycle_id, viewer_id)
    names = await people.names(transaction, [each.person_id for each in progress.reviews])
    return list_views.progress_view(progress, names, viewer_id, page)


async def on_cancel(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Cancel the cycle", and draws its progress anew."""
    async with contexts.writing(request) as ctx:
        cycle = await cycles.cancel(ctx, request.number())
        return UpdateModal(await _progress(ctx.transaction, cycle.id, request.actor_id))


_WHAT = "Reviews: write, read, sign; begin a cycle"
# Their own review, and the parts that they were asked for.
_FOR_GUESTS = Routes(
    actions={
        **dict.fromkeys((card.READ, *page_actions(card.READ, PREVIOUS_NEXT)), on_read),
        actions.SIGN: on_sign,
        actions.PAGE: on_page,
        OPEN: on_open,
        DECLINE: on_decline,
    }
).open_to_guests()
ROUTES = Routes(
    commands={"/review": Command(on_command, _WHAT, for_guests=True)},
    words={"review": Command(on_command, _WHAT, for_guests=True, stands_for="/review")},
    actions={
        list_views.NEW: on_new,
        **dict.fromkeys(
            (list_views.PROGRESS, *page_actions(list_views.PROGRESS, PREVIOUS_NEXT)), on_progress
        ),
        **dict.fromkeys((list_views.ARCHIVE, *page_actions(list_views.ARCHIVE, PREVIOUS_NEXT)), on_archive),
        list_views.CANCEL: on_cancel,
        actions.AGREED: on_action,
        **dict.fromkeys(_REVIEW_ACTIONS, on_review_action),
    },
).joined(_FOR_GUESTS, forms.ROUTES, writing.ROUTES.open_to_guests())
