"""Listeners of `/pacer calendar`: everybody may see the workspace's calendar, admins change it."""

from bot.common.periods import local_day
from bot.db.transaction import Database
from bot.features.notifications.forms.calendar import CalendarForm
from bot.features.notifications.service import calendar as calendar_service
from bot.features.notifications.views import calendar as calendar_views
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace
from bot.slack.requests import ActionRequest, CommandRequest, SubmissionRequest
from bot.slack.responses import Ephemeral, OpenModal, Response, UpdateModal
from bot.slack.routes import Command, Routes


async def on_calendar(request: CommandRequest, db: Database) -> Response:
    """Answers `/pacer calendar` with the workspace's calendar; admins get the button "Change"."""
    async with db.reading(request.workspace_id) as transaction:
        calendar = await workspace.calendar_of(transaction)
        actor = await people.actor(transaction, request.actor_id)
    today = local_day(request.now, calendar.zone)
    return Ephemeral(calendar_views.calendar_message(calendar, today, may_change=actor.is_admin))


async def on_open(request: ActionRequest, db: Database) -> Response:
    """Handles "Change": opens the form of the calendar; admins only."""
    async with db.reading(request.workspace_id) as transaction:
        await people.require_admin(transaction, request.actor_id)
        return OpenModal(CalendarForm.draw(await workspace.calendar_of(transaction)))


async def on_form(request: SubmissionRequest, db: Database) -> Response:
    """Stores the calendar; admins only. FieldErrors, or BadInput, name what cannot be used."""
    async with db.transaction(request.workspace_id) as transaction:
        calendar = CalendarForm.calendar(request.values, await workspace.zone_of(transaction))
        await calendar_service.change(
            transaction, calendar, actor_id=request.actor_id, key=request.key, now=request.now
        )
    now = calendar_views.in_force(calendar, local_day(request.now, calendar.zone))
    return UpdateModal(CalendarForm.saved(":white_check_mark: Saved, and in force now.", *now))


ROUTES = Routes(
    words={"calendar": Command(on_calendar, "Working hours, public holidays, days off (admins change them)")},
    actions={calendar_views.OPEN_FORM: on_open},
    submissions={CalendarForm.callback_id: on_form},
)
