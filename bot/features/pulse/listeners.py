"""Listeners of `/pulse` and of the buttons of pulses."""

from bot.common.cadences import WORKING_WEEK, working_days_later
from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.drafts import service as drafts
from bot.features.ledger.service import queries as ledger
from bot.features.pulse import views
from bot.features.pulse.commands import GRAMMAR, ListPulses, NewPulse
from bot.features.pulse.forms import NewPulseForm, PulseAnswerForm, PulseStart
from bot.features.pulse.rules.pulses import ANSWER
from bot.features.pulse.service import answers, lifecycle, queries
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Contexts
from bot.framework.pager import PREVIOUS_NEXT, page_actions
from bot.slack.requests import ActionRequest, CommandRequest, Request, SubmissionRequest
from bot.slack.responses import Ephemeral, OpenModal, Response, UpdateModal
from bot.slack.routes import Command, Routes
from bot.slack.text import escape


async def on_command(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/pulse` with the list, `/pulse new` with the form."""
    intent = GRAMMAR.parse(request.text, None)
    async with contexts.reading(request) as ctx:
        match intent:
            case NewPulse():
                return OpenModal(await _form(ctx.transaction, request))
            case ListPulses():
                may_ask = bool((await teams.load_org_chart(ctx.transaction)).led_by(request.actor_id))
                found = await queries.listed(ctx.transaction, request.actor_id)
                return Ephemeral(views.list_message(found, may_ask=may_ask))


async def _form(transaction: Transaction, request: Request) -> dict[str, object]:
    led = (await teams.load_org_chart(transaction)).led_by(request.actor_id)
    if not led:
        raise BadInput("You lead no team: whoever leads one asks it.")
    today = local_day(request.now, await workspace.zone_of(transaction))
    days_off = ledger.everybodys_calendar(await workspace.calendar_of(transaction))
    start = PulseStart(led, today, working_days_later(today, WORKING_WEEK, days_off))
    return await drafts.open_form(transaction, request.actor_id, NewPulseForm, start)


async def on_new(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "New pulse": opens the form; NotAllowed for somebody who leads no team."""
    async with contexts.reading(request) as ctx:
        return OpenModal(await _form(ctx.transaction, request))


async def on_planned(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Starts the pulse of the form."""
    plan = NewPulseForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        pulse = await lifecycle.ask(ctx, plan)
    told = f"They are asked: “{escape(pulse.question)}” Answers are shown when it is closed."
    return UpdateModal(NewPulseForm.saved(f":white_check_mark: {told}", title=views.TITLE))


async def on_answer(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Answer": opens the form; BadInput when it is answered or closed."""
    async with contexts.reading(request) as ctx:
        pulse = await answers.to_answer(ctx.transaction, request.number(), request.actor_id)
    return OpenModal(PulseAnswerForm.draw(pulse, about=str(pulse.id)))


async def on_answered(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores an answer, without its author."""
    said = PulseAnswerForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        await answers.answer(ctx, request.number(), said)
    told = ":white_check_mark: Thank you. Your answer is there without your name."
    return UpdateModal(PulseAnswerForm.saved(told))


async def on_show(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Look" and the buttons to pages: opens the result, or the page after the id in the value."""
    pulse_id, *page = map(int, request.value.split())
    async with contexts.reading(request) as ctx:
        found = await queries.standing(ctx.transaction, pulse_id, request.actor_id)
    if page:
        return UpdateModal(views.standing_view(found, page[0]))
    return OpenModal(views.standing_view(found))


_WHAT = "Ask a team anonymously, answer, see what it came to"
ROUTES = Routes(
    commands={"/pulse": Command(on_command, _WHAT)},
    words={"pulse": Command(on_command, _WHAT, stands_for="/pulse")},
    actions={
        ANSWER: on_answer,
        views.NEW: on_new,
        **dict.fromkeys((views.SHOW, *page_actions(views.SHOW, PREVIOUS_NEXT)), on_show),
    },
    submissions={NewPulseForm.callback_id: on_planned, PulseAnswerForm.callback_id: on_answered},
    for_guests=frozenset({ANSWER, PulseAnswerForm.callback_id}),
)
