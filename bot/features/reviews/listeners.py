"""Slack's doors to reviews: the command and the buttons."""

from dataclasses import replace

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Database, Transaction
from bot.features.people import service as people
from bot.features.reviews import (
    card_views,
    closing,
    cycles,
    finding,
    form_listeners,
    lists,
    news_views,
    peers,
    views,
    writing_listeners,
)
from bot.features.reviews.repository import ReviewRepository
from bot.features.teams import service as teams
from bot.slack.answers import Answer, Done, OpenModal, UpdateModal, Whisper
from bot.slack.requests import ActionRequest, CommandRequest
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


async def on_open(request: ActionRequest, db: Database) -> Answer:
    """ "Open" beside a review."""
    async with db.transaction(request.workspace_id) as transaction:
        shown = await finding.shown(transaction, int(request.value), request.actor_id)
        return OpenModal(card_views.card(shown))


async def on_read(request: ActionRequest, db: Database) -> Answer:
    """ "Read" beside a part, and "Read on"."""
    review_id, part_id, *page = map(int, request.value.split())
    async with db.transaction(request.workspace_id) as transaction:
        part, author = await finding.read_part(transaction, review_id, part_id, request.actor_id, request.now)
    view = card_views.part_view(part, author, page[0] if page else 1)
    return UpdateModal(view) if page else OpenModal(view)


_DEEDS = {card_views.SHARE: closing.share, card_views.SIGN: closing.sign}
_OF_ACTIONS = {
    card_views.DONE: closing.finish,
    card_views.GOAL: closing.make_goal,
    card_views.COACHING: closing.coach,
}


async def on_deed(request: ActionRequest, db: Database) -> Answer:
    """ "Share", "Sign off"."""
    deed = _DEEDS[request.action_id]
    async with db.transaction(request.workspace_id) as transaction:
        await deed(transaction, int(request.value), request.actor_id, request.key, request.now)
        return await _redrawn(transaction, int(request.value), request)


async def on_action(request: ActionRequest, db: Database) -> Answer:
    """The menu beside what was agreed."""
    verb, _, action_id = request.value.partition(" ")
    deed = _OF_ACTIONS[verb]
    async with db.transaction(request.workspace_id) as transaction:
        action = await deed(transaction, int(action_id), request.actor_id, request.key, request.now)
        return await _redrawn(transaction, action.review_id, request)


async def _redrawn(transaction: Transaction, review_id: int, request: ActionRequest) -> Answer:
    return UpdateModal(card_views.card(await finding.shown(transaction, review_id, request.actor_id)))


async def on_decline(request: ActionRequest, db: Database) -> Answer:
    """ "Decline" below a question to a peer."""
    async with db.transaction(request.workspace_id) as transaction:
        await peers.decline(transaction, int(request.value), request.actor_id, request.key, request.now)
    return Done()


async def on_progress(request: ActionRequest, db: Database) -> Answer:
    """ "How far": for whoever leads it, and for admins, who see states alone."""
    async with db.transaction(request.workspace_id) as transaction:
        return OpenModal(await _progress(transaction, int(request.value), request.actor_id))


async def _progress(transaction: Transaction, cycle_id: int, viewer_id: str) -> dict[str, object]:
    cycle = await ReviewRepository(transaction).cycle(cycle_id)
    if cycle is None:
        raise BadInput("There is no such cycle.")
    team = (await teams.roster(transaction)).team(cycle.team_id)
    viewer = await people.person(transaction, viewer_id)
    is_led = viewer_id in (cycle.creator_id, team.manager_id if team else "")
    if not is_led and not viewer.is_admin:
        raise NotAllowed("Only whoever leads the team sees how far its reviews are.")
    progress = await lists.progress_of(transaction, cycle, is_led=is_led)
    names = await people.names(transaction, [each.person_id for each in progress.reviews])
    return views.progress_view(progress, names, viewer_id)


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
    commands={"/review": Command(on_command, _WHAT, _USAGE)},
    words={"review": Command(on_command, _WHAT, _USAGE)},
    actions={
        views.NEW: on_new,
        card_views.READ: on_read,
        f"{card_views.READ}:back": on_read,
        f"{card_views.READ}:on": on_read,
        views.PROGRESS: on_progress,
        views.CANCEL: on_cancel,
        card_views.AGREED: on_action,
        news_views.OPEN: on_open,
        news_views.DECLINE: on_decline,
        **dict.fromkeys(_DEEDS, on_deed),
    },
)
ROUTES = replace(
    _OWN,
    actions={**_OWN.actions, **form_listeners.ROUTES.actions, **writing_listeners.ROUTES.actions},
    submissions={**form_listeners.ROUTES.submissions, **writing_listeners.ROUTES.submissions},
)
