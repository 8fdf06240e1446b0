"""Slack's doors to reviews: the command and the buttons."""

from dataclasses import replace

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Database, Transaction
from bot.features.people import service as people
from bot.features.reviews import (
    closing,
    cycles,
    exporting,
    finding,
    form_listeners,
    lists,
    news_views,
    service,
    views,
)
from bot.features.reviews.repository import ReviewRepository
from bot.features.teams import service as teams
from bot.slack.answers import Answer, Done, OpenModal, UpdateModal, Whisper
from bot.slack.blocks import Message, section
from bot.slack.requests import ActionRequest, CommandRequest, Request
from bot.slack.routes import Command, Routes
from bot.slack.text import escape, unescape

_HOW = "Write `/review`, `/review new`, `/review export` or `/review help`."
_SENT = "Your record comes as a file in a direct message."


async def on_command(request: CommandRequest, db: Database) -> Answer:
    """`/review ...`."""
    words = " ".join(request.text.lower().split())
    if words == "help":
        return Whisper(views.help_message())
    if words == "export":
        return await _export(request, db)
    async with db.reading(request.workspace_id) as reading:
        if words == "new":
            return OpenModal(await form_listeners.plan_form(reading, request))
        if words not in ("", "list"):
            raise BadInput(f"I do not understand “{escape(unescape(words)[:60])}”. {_HOW}")
        return Whisper(views.desk_message(await lists.desk(reading, request.actor_id)))


async def _export(request: Request, db: Database) -> Answer:
    async with db.transaction(request.workspace_id) as transaction:
        await exporting.export(transaction, request.actor_id, request.key, request.now)
    return Whisper(Message(_SENT, [section(_SENT)]))


async def on_new(request: ActionRequest, db: Database) -> Answer:
    """ "New cycle"."""
    async with db.reading(request.workspace_id) as reading:
        return OpenModal(await form_listeners.plan_form(reading, request))


async def on_export(request: ActionRequest, db: Database) -> Answer:
    """ "Export my record"."""
    return await _export(request, db)


async def on_open(request: ActionRequest, db: Database) -> Answer:
    """ "Open" beside a review."""
    async with db.transaction(request.workspace_id) as transaction:
        shown = await finding.shown(transaction, int(request.value), request.actor_id, request.now)
        return OpenModal(views.card(shown))


async def on_read(request: ActionRequest, db: Database) -> Answer:
    """ "Read" beside a part."""
    review_id, _, part_id = request.value.partition(" ")
    async with db.transaction(request.workspace_id) as transaction:
        shown = await finding.shown(transaction, int(review_id), request.actor_id, request.now)
    part = next((each for each in shown.readable if each.id == int(part_id)), None)
    if part is None:
        raise NotAllowed("This is not for you to read.")
    return OpenModal(views.part_view(part, shown.names.get(part.author_id, "Someone")))


_DEEDS = {views.SHARE: closing.share, views.SIGN: closing.sign, news_views.APPROVE: service.approve}


async def on_deed(request: ActionRequest, db: Database) -> Answer:
    """ "Share", "Sign off", "Ask them"."""
    deed = _DEEDS[request.action_id]
    async with db.transaction(request.workspace_id) as transaction:
        await deed(transaction, int(request.value), request.actor_id, request.key, request.now)
        return await _redrawn(transaction, int(request.value), request)


async def on_action(request: ActionRequest, db: Database) -> Answer:
    """The menu beside what was agreed."""
    verb, _, action_id = request.value.partition(" ")
    deed = closing.make_goal if verb == "goal" else closing.finish
    async with db.transaction(request.workspace_id) as transaction:
        action = await deed(transaction, int(action_id), request.actor_id, request.key, request.now)
        return await _redrawn(transaction, action.review_id, request)


async def _redrawn(transaction: Transaction, review_id: int, request: ActionRequest) -> Answer:
    shown = await finding.shown(transaction, review_id, request.actor_id, request.now)
    if request.view is None:
        return OpenModal(views.card(shown))
    return UpdateModal(views.card(shown))


async def on_decline(request: ActionRequest, db: Database) -> Answer:
    """ "Decline" below a question to a peer."""
    async with db.transaction(request.workspace_id) as transaction:
        await service.decline(transaction, int(request.value), request.actor_id, request.key, request.now)
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
    return views.progress_view(progress, names)


async def on_cancel(request: ActionRequest, db: Database) -> Answer:
    """ "Cancel the cycle"."""
    async with db.transaction(request.workspace_id) as transaction:
        cycle = await cycles.cancel(
            transaction, int(request.value), request.actor_id, request.key, request.now
        )
        return UpdateModal(await _progress(transaction, cycle.id, request.actor_id))


_USAGE = "new | export | help"
_WHAT = "Reviews: write, read, sign; begin a cycle"
_OWN = Routes(
    commands={"/review": Command(on_command, _WHAT, _USAGE)},
    words={"review": Command(on_command, _WHAT, _USAGE)},
    actions={
        views.NEW: on_new,
        views.EXPORT: on_export,
        views.READ: on_read,
        views.PROGRESS: on_progress,
        views.CANCEL: on_cancel,
        views.DONE: on_action,
        news_views.OPEN: on_open,
        news_views.DECLINE: on_decline,
        **dict.fromkeys(_DEEDS, on_deed),
    },
)
ROUTES = replace(
    _OWN,
    actions={**_OWN.actions, **form_listeners.ROUTES.actions},
    submissions=form_listeners.ROUTES.submissions,
)
