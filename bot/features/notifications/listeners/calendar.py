"""Listeners of `/pacer calendar`: everybody may see the workspace's calendar, admins change it."""

from bot.common.periods import local_day
from bot.features.notifications.forms.calendar import CalendarForm
from bot.features.notifications.service import calendar as calendar_service
from bot.features.notifications.views import calendar as calendar_views
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace
from bot.framework.context import Contexts
from bot.slack.requests import ActionRequest, CommandRequest, SubmissionRequest
from bot.slack.responses import Ephemeral, OpenModal, Response, UpdateModal
from bot.slack.routes import Command, Routes


async def on_calendar(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/pacer calendar` with the workspace's calendar; admins get the button "Change"."""
    async with contexts.reading(request) as ctx:
        calendar = await workspace.calendar_of(ctx.transaction)
        actor = await people.actor(ctx.transaction, request.actor_id)
    today = local_day(request.now, calendar.zone)
    return Ephemeral(calendar_views.calendar_message(calendar, today, may_change=actor.is_admin))


async def on_open(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Change": opens the form of the calendar; admins only."""
    async with contexts.reading(request) as ctx:
        await people.require_admin(ctx.transaction, request.actor_id)
        return OpenModal(CalendarForm.draw(await workspace.calendar_of(ctx.transaction)))


async def on_form(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores the calendar; admins only. FieldErrors, or BadInput, name what cannot be used."""
    async with contexts.writing(request) as ctx:
        calendar = CalendarForm.calendar(request.values, await workspace.zone_of(ctx.transaction))
        await calendar_service.change(ctx, calendar)
    now = calendar_views.in_force(calendar, local_day(request.now, calendar.zone))
    return UpdateModal(CalendarForm.saved(":white_check_mark: Saved, and in force now.", *now))


ROUTES = Routes(
    words={"calendar": Command(on_calendar, "Working hours, public holidays, days off (admins change them)")},
    actions={calendar_views.OPEN_FORM: on_open},
    submissions={CalendarForm.callback_id: on_form},
)
