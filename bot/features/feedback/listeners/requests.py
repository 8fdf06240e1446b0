"""Slack listeners of requests for feedback: ask, answer, decline, withdraw."""

from collections.abc import Sequence
from dataclasses import replace

from bot.common.cadences import WORKING_WEEK, working_days_later
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.drafts import service as drafts
from bot.features.feedback.forms.asking import RequestForm, RequestStart
from bot.features.feedback.forms.writing import AnswerForm, AnswerStart
from bot.features.feedback.listeners.form_input import sent
from bot.features.feedback.rules.content import below, check_asked, check_person
from bot.features.feedback.rules.facts import ANSWER
from bot.features.feedback.service import lists, requests
from bot.features.feedback.service.skills import skills_of
from bot.features.feedback.views import feedback as feedback_views
from bot.features.feedback.views import list as list_views
from bot.features.feedback.views import notices
from bot.features.ledger.service import queries as ledger
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace
from bot.framework.context import Contexts
from bot.slack.requests import ActionRequest, Request, SubmissionRequest
from bot.slack.responses import Acknowledge, OpenModal, ReplaceMessage, Response, UpdateModal
from bot.slack.routes import Routes


async def ask_form(
    transaction: Transaction,
    about_id: str,
    request: Request,
    *,
    asked_ids: Sequence[str] = (),
    words: str = "",
) -> dict[str, object]:
    """View of a request about somebody ("" for oneself), with these people and words in it.

    NotAllowed: it is not theirs to ask. BadInput: somebody cannot be asked, or the words are too long.
    """
    actor = await people.actor(transaction, request.actor_id)
    today = local_day(request.now, actor.zone)
    about_id = about_id or actor.id
    await requests.check_may_ask(transaction, about_id, actor.id)
    name = "you" if about_id == actor.id else (await people.person(transaction, about_id)).name
    days_off = ledger.everybodys_calendar(await workspace.calendar_of(transaction))
    start = RequestStart(name, today, working_days_later(today, WORKING_WEEK, days_off))
    if asked_ids or words:
        known = await people.people(transaction, asked_ids)
        for each in asked_ids:
            check_asked(check_person(actor.id, known.get(each)))
        before = await drafts.changed(transaction, actor.id, RequestForm.callback_id, about_id)
        typed = dict(before)
        if asked_ids:
            # These people alone: not those of an old draft too.
            typed["asked"] = " ".join(asked_ids)
        typed["question"] = below(typed.get("question", ""), words)
        await drafts.keep_as_typed(
            transaction, actor.id, RequestForm.callback_id, about_id, typed, request.now
        )
        return RequestForm.draw(start, about=about_id, typed=typed, is_new=not before)
    return await drafts.open_form(transaction, actor.id, RequestForm, start, about=about_id)


async def on_ask(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens an empty request about oneself, from "Ask for feedback"."""
    async with contexts.reading(request) as ctx:
        return OpenModal(await ask_form(ctx.transaction, "", request))


async def on_asked(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Sends a submitted request to the people chosen. BadInput with its field: it is no request."""
    question = replace(RequestForm.parse(request.values), about_id=request.metadata)
    async with contexts.writing(request) as ctx:
        await requests.ask(ctx, question)
    told = ":white_check_mark: They are asked; you hear of each answer."
    return UpdateModal(RequestForm.saved(told, title="Feedback"))


async def on_answer(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of an answer, from "Answer". BadInput: closed, not theirs, or the asker has left."""
    async with contexts.reading(request) as ctx:
        asked = await requests.asked_of(ctx.transaction, request.number(), request.actor_id)
        names = await people.names(ctx.transaction, [asked.asker_id, asked.about_id])
        asker, about = (feedback_views.name_in(names, who) for who in (asked.asker_id, asked.about_id))
        is_about_other = asked.asker_id != asked.about_id
        skills = await skills_of(ctx, asked.about_id)
        start = AnswerStart(asked.question, asker, about, for_asker=is_about_other, skills=skills)
        view = await drafts.open_form(
            ctx.transaction, request.actor_id, AnswerForm, start, about=str(asked.id)
        )
    return OpenModal(view)


async def on_answered(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores the submitted answer, and says who reads it."""
    words = AnswerForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        written = await requests.answer(ctx, request.number(), words)
        return UpdateModal(await sent(ctx.transaction, AnswerForm, written))


async def on_decline(request: ActionRequest, contexts: Contexts) -> Response:
    """Closes a request without an answer, from "Decline"; no reason is needed."""
    async with contexts.writing(request) as ctx:
        await requests.decline(ctx, request.number())
        return await _closed(ctx.transaction, request, "Declined. No reason is needed.")


async def on_withdraw(request: ActionRequest, contexts: Contexts) -> Response:
    """Closes one's own request, from "Withdraw": the person asked need not answer."""
    async with contexts.writing(request) as ctx:
        await requests.withdraw(ctx, request.number())
        return await _closed(ctx.transaction, request, "Withdrawn. They need not answer any more.")


async def _closed(transaction: Transaction, request: ActionRequest, told: str) -> Response:
    """What is shown after a request was closed: the list anew, a window over the App Home, or nothing.

    The message with the question is edited by the outbox.
    """
    if request.view:
        return OpenModal(feedback_views.told_view(told))
    if request.is_delivered:
        return Acknowledge()
    return ReplaceMessage(
        list_views.inbox_message(await lists.inbox(transaction, request.actor_id), request.now)
    )


ROUTES = Routes(
    actions={
        feedback_views.ASK: on_ask,
        ANSWER: on_answer,
        notices.DECLINE: on_decline,
        list_views.WITHDRAW: on_withdraw,
    },
    submissions={AnswerForm.callback_id: on_answered, RequestForm.callback_id: on_asked},
)
