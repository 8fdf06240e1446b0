"""Slack's doors to reviews: the command and the buttons."""

from dataclasses import replace

from bot.common.errors import BadInput
from bot.db.transaction import Database, Transaction
from bot.features.people.service import members as people
from bot.features.reviews import (
    agreeing,
    card_views,
    closing,
    cycles,
    deed_views,
    finding,
    form_listeners,
    form_views,
    lists,
    peers,
    views,
    writing_listeners,
)
from bot.features.reviews.rules import ACKNOWLEDGED_FORM, DECLINE, OPEN
from bot.slack.requests import ActionRequest, CommandRequest
from bot.slack.responses import Answer, Done, OpenModal, UpdateModal, Whisper
from bot.slack.routes import Command, Routes
from bot.slack.text import escape, unescape

_HOW = "Write `/review`, `/review new` or `/review help`."


async def on_command(request: CommandRequest, db: Database) -> Answer:
    """`/review ...`."""
    words = " ".join(request.text.lower().split())
    if words == "help":
        return Whisper(views.help_message())
    async with db.reading(request.workspace_id) as reading:
        if words == "new":
            return OpenModal(await form_listeners.plan_form(reading, request))
        if words not in ("", "list"):
            raise BadInput(f"I do not understand “{escape(unescape(words)[:60])}”. {_HOW}")
        return Whisper(views.desk_message(await lists.desk(reading, request.actor_id)))


async def on_new(request: ActionRequest, db: Database) -> Answer:
    """ "New cycle"."""
    async with db.reading(request.workspace_id) as reading:
        return OpenModal(await form_listeners.plan_form(reading, request))


async def on_archive(request: ActionRequest, db: Database) -> Answer:
    """ "All reviews", and its pages."""
    async with db.reading(request.workspace_id) as reading:
        found = await lists.archive(reading, request.actor_id)
    view = views.archive_view(found, int(request.value))
    return UpdateModal(view) if request.view else OpenModal(view)


async def on_open(request: ActionRequest, db: Database) -> Answer:
    """ "Open" beside a review."""
    async with db.reading(request.workspace_id) as reading:
        shown = await finding.shown(reading, int(request.value), request.actor_id)
    return OpenModal(card_views.card(shown, request.now))


async def on_read(request: ActionRequest, db: Database) -> Answer:
    """ "Read" beside a part, and "Read on"."""
    review_id, part_id, *page = map(int, request.value.split())
    async with db.transaction(request.workspace_id) as transaction:
        part, author = await finding.read_part(transaction, review_id, part_id, request.actor_id, request.now)
    view = card_views.part_view(part, author, page[0] if page else 1)
    return UpdateModal(view) if page else OpenModal(view)


_DEEDS = {
    deed_views.SHARE: closing.share,
    deed_views.END: closing.end,
}
_OF_ACTIONS = {
    deed_views.DONE: agreeing.finish,
    deed_views.GOAL: agreeing.make_goal,
    deed_views.COACHING: agreeing.coach,
    deed_views.REMOVE: agreeing.remove,
}


async def on_deed(request: ActionRequest, db: Database) -> Answer:
    """ "Share", "End it unsigned"."""
    deed = _DEEDS[request.action_id]
    async with db.transaction(request.workspace_id) as transaction:
        await deed(transaction, int(request.value), request.actor_id, request.key, request.now)
        return await _redrawn(transaction, int(request.value), request)


async def on_page(request: ActionRequest, db: Database) -> Answer:
    """ "Send me the page"."""
    async with db.transaction(request.workspace_id) as transaction:
        await closing.send_page(transaction, int(request.value), request.actor_id, request.key, request.now)
    return OpenModal(form_views.done_view("It comes to you as a direct message."))


async def on_sign(request: ActionRequest, db: Database) -> Answer:
    """ "Sign off": the review as it stands on the screen."""
    review_id, *agreed = map(int, request.value.split())
    try:
        async with db.transaction(request.workspace_id) as transaction:
            await closing.sign(transaction, review_id, agreed, request.actor_id, request.key, request.now)
            return await _redrawn(transaction, review_id, request)
    except closing.HasChanged as refusal:
        async with db.reading(request.workspace_id) as reading:
            return await _redrawn(reading, review_id, request, str(refusal))


async def on_action(request: ActionRequest, db: Database) -> Answer:
    """The menu beside what was agreed."""
    verb, _, action_id = request.value.partition(" ")
    deed = _OF_ACTIONS[verb]
    async with db.transaction(request.workspace_id) as transaction:
        review_id = await deed(transaction, int(action_id), request.actor_id, request.key, request.now)
        return await _redrawn(transaction, review_id, request)


async def _redrawn(
    transaction: Transaction, review_id: int, request: ActionRequest, told: str = ""
) -> Answer:
    shown = await finding.shown(transaction, review_id, request.actor_id)
    return UpdateModal(card_views.card(shown, request.now, told))


async def on_decline(request: ActionRequest, db: Database) -> Answer:
    """ "Decline" below a question to a peer."""
    async with db.transaction(request.workspace_id) as transaction:
        await peers.decline(transaction, int(request.value), request.actor_id, request.key, request.now)
    return Done()


async def on_progress(request: ActionRequest, db: Database) -> Answer:
    """ "How far" and its pages: for whoever leads it, reviews somebody in it, or is an admin."""
    cycle_id, *page = map(int, request.value.split())
    async with db.reading(request.workspace_id) as reading:
        view = await _progress(reading, cycle_id, request.actor_id, *page)
    # In the place of the page before, or of the list: a review and one of its parts are windows beyond.
    return UpdateModal(view) if request.view else OpenModal(view)


async def _progress(
    transaction: Transaction, cycle_id: int, viewer_id: str, page: int = 1
) -> dict[str, object]:
    progress = await lists.progress_of(transaction, cycle_id, viewer_id)
    names = await people.names(transaction, [each.person_id for each in progress.reviews])
    return views.progress_view(progress, names, viewer_id, page)


async def on_cancel(request: ActionRequest, db: Database) -> Answer:
    """ "Cancel the cycle"."""
    async with db.transaction(request.workspace_id) as transaction:
        cycle = await cycles.cancel(
            transaction, int(request.value), request.actor_id, request.key, request.now
        )
        return UpdateModal(await _progress(transaction, cycle.id, request.actor_id))


_USAGE = "new | help"
_WHAT = "Reviews: write, read, sign; begin a cycle"
_OWN = Routes(
    commands={"/review": Command(on_command, _WHAT, _USAGE, for_guests=True)},
    words={"review": Command(on_command, _WHAT, _USAGE, for_guests=True)},
    actions={
        views.NEW: on_new,
        card_views.READ: on_read,
        f"{card_views.READ}:back": on_read,
        f"{card_views.READ}:on": on_read,
        **dict.fromkeys((views.PROGRESS, f"{views.PROGRESS}:back", f"{views.PROGRESS}:on"), on_progress),
        **dict.fromkeys((views.ARCHIVE, f"{views.ARCHIVE}:back", f"{views.ARCHIVE}:on"), on_archive),
        views.CANCEL: on_cancel,
        deed_views.AGREED: on_action,
        deed_views.SIGN: on_sign,
        deed_views.PAGE: on_page,
        OPEN: on_open,
        DECLINE: on_decline,
        **dict.fromkeys(_DEEDS, on_deed),
    },
)
ROUTES = replace(
    _OWN,
    actions={**_OWN.actions, **form_listeners.ROUTES.actions, **writing_listeners.ROUTES.actions},
    submissions={**form_listeners.ROUTES.submissions, **writing_listeners.ROUTES.submissions},
    # Their own review, and the parts that they were asked for.
    for_guests=frozenset(
        {
            card_views.READ,
            f"{card_views.READ}:back",
            f"{card_views.READ}:on",
            deed_views.SIGN,
            deed_views.PAGE,
            OPEN,
            DECLINE,
            *writing_listeners.ROUTES.actions,
            *writing_listeners.ROUTES.submissions,
            deed_views.ACKNOWLEDGE,
            ACKNOWLEDGED_FORM,
        }
    ),
)
