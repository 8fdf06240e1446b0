"""Listeners of `/pacer schedules` and its form."""

from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.features.people.service import members as people
from bot.features.schedules import views
from bot.features.schedules.forms import ScheduleForm
from bot.features.schedules.service import settings
from bot.features.workspace import service as workspace
from bot.framework.context import Contexts
from bot.framework.feature import Catalog
from bot.framework.scheduled import Declared
from bot.slack.requests import ActionRequest, CommandRequest, SubmissionRequest
from bot.slack.responses import Ephemeral, OpenModal, Response, UpdateModal
from bot.slack.routes import Command, Routes


def routes(catalog: Catalog) -> Routes:
    """The routes for the schedules that the features declare."""
    declared = catalog.scheduled
    doors = ScheduleListeners(declared)
    return Routes(
        words={"schedules": Command(doors.on_list, "What comes by itself, and when (admins change it)")},
        actions={f"{views.OPEN_FORM}:{kind}": doors.on_open_form for kind in declared},
        submissions={ScheduleForm.callback_id: doors.on_form},
    )


class ScheduleListeners:
    """Listeners bound to the schedules that the features declare."""

    def __init__(self, declared: Declared) -> None:
        self._declared = declared

    async def on_list(self, request: CommandRequest, contexts: Contexts) -> Response:
        """Answers `/pacer schedules` with all schedules; admins get buttons and missed runs too."""
        async with contexts.reading(request) as ctx:
            shown = await settings.standing(ctx.transaction, self._declared, request.actor_id)
            actor = await people.actor(ctx.transaction, request.actor_id)
            missed = await settings.missed_lately(ctx.transaction, request.now) if actor.is_admin else 0
        told = views.list_message(shown, missed, actor.zone, request.now, may_change=actor.is_admin)
        return Ephemeral(told)

    async def on_open_form(self, request: ActionRequest, contexts: Contexts) -> Response:
        """Handles "Change" beside a schedule: opens its form; admins only."""
        async with contexts.reading(request) as ctx:
            await people.require_admin(ctx.transaction, request.actor_id, "change what comes by itself")
            shown = await settings.standing(ctx.transaction, self._declared, request.actor_id)
        found = next((each for each in shown if each.kind == request.value), None)
        if found is None:
            raise BadInput("That schedule does not exist any more.")
        return OpenModal(ScheduleForm.draw(found, about=found.kind))

    async def on_form(self, request: SubmissionRequest, contexts: Contexts) -> Response:
        """Stores the changed schedule. FieldErrors, or BadInput, name what cannot be used."""
        values = ScheduleForm.read(request.values)
        async with contexts.writing(request) as ctx:
            today = local_day(request.now, await workspace.zone_of(ctx.transaction))
            await settings.change(
                ctx,
                request.metadata,
                is_on=values[ScheduleForm.is_on],
                cadence=ScheduleForm.cadence(values, today),
                zone=ScheduleForm.clock(values),
                channel_id=values[ScheduleForm.channel],
            )
        return UpdateModal(ScheduleForm.saved(":white_check_mark: Saved. It holds from the next run on."))
