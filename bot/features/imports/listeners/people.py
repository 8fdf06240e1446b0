"""Slack listeners about unknown people: the buttons below a question, and its form."""

from bot.features.imports.forms import UnknownPersonForm
from bot.features.imports.service.waiting import later_wins, questions
from bot.features.imports.views import questions as views
from bot.framework.context import Contexts
from bot.slack.requests import ActionRequest, SubmissionRequest
from bot.slack.responses import Acknowledge, OpenModal, Response, UpdateModal
from bot.slack.routes import Routes


async def on_choose_person(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form that asks which member somebody is, from "Choose a member"."""
    async with contexts.reading(request) as ctx:
        asked = await questions.get_question(ctx.transaction, request.value, request.actor_id)
    return OpenModal(UnknownPersonForm.draw(asked, about=asked.question))


async def on_person_form(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores which member somebody is; what waited for that comes in."""
    v = UnknownPersonForm.read(request.values)
    async with contexts.writing(request) as ctx:
        await questions.name_person(ctx, request.metadata, v[UnknownPersonForm.person])
    return UpdateModal(UnknownPersonForm.saved("What waited for that name comes in."))


async def on_nobody(request: ActionRequest, contexts: Contexts) -> Response:
    """Stores that somebody is no member here, from the button; what waited comes in for nobody."""
    async with contexts.writing(request) as ctx:
        await questions.name_person(ctx, request.value, None)
    return Acknowledge()


async def on_later(request: ActionRequest, contexts: Contexts) -> Response:
    """Makes the question small, from "Keep for later"; what waits goes on waiting."""
    async with contexts.writing(request) as ctx:
        await questions.put_off(ctx, request.value)
    return Acknowledge()


async def on_days_right(request: ActionRequest, contexts: Contexts) -> Response:
    """Takes wins that are dated far ahead in, from "They are right"."""
    async with contexts.writing(request) as ctx:
        await later_wins.answer(ctx, request.value, is_right=True)
    return Acknowledge()


async def on_leave_out(request: ActionRequest, contexts: Contexts) -> Response:
    """Leaves wins that are dated far ahead out, from "Leave them out"."""
    async with contexts.writing(request) as ctx:
        await later_wins.answer(ctx, request.value, is_right=False)
    return Acknowledge()


ROUTES = Routes(
    actions={
        views.CHOOSE: on_choose_person,
        views.NOBODY: on_nobody,
        views.LATER: on_later,
        views.RIGHT: on_days_right,
        views.LEAVE_OUT: on_leave_out,
    },
    submissions={UnknownPersonForm.callback_id: on_person_form},
)
