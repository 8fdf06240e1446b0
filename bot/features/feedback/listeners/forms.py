"""The forms of feedback: opened, and sent."""

from dataclasses import replace
from typing import Any

from bot.common.errors import BadInput
from bot.db.transaction import Transaction
from bot.features.drafts import service as drafts
from bot.features.feedback.forms.asking import DoubtForm
from bot.features.feedback.forms.writing import (
    ChoosePersonForm,
    FeedbackStart,
    NoteForm,
    WriteForm,
    about_what,
)
from bot.features.feedback.listeners.form_input import sent
from bot.features.feedback.rules.content import below, check_person
from bot.features.feedback.service import feedback as feedback_service
from bot.features.feedback.service import reading as feedback_reading
from bot.features.feedback.service.skills import skills_of
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.framework.context import Context, Contexts
from bot.framework.forms.form import Form
from bot.slack.requests import ActionRequest, Request, ShortcutRequest, SubmissionRequest
from bot.slack.responses import OpenModal, Response, UpdateModal
from bot.slack.text import message_link


async def load_form(
    ctx: Context,
    about_id: str,
    request: Request,
    *,
    is_note: bool = False,
    link: str = "",
    words: str = "",
) -> dict[str, object]:
    """View of the form about this person, with `words` in it. BadInput: it cannot be about them."""
    transaction, actor_id = ctx.transaction, request.actor_id
    about = check_person(actor_id, (await people.people(transaction, [about_id])).get(about_id))
    form: type[Form[Any]] = NoteForm if is_note else WriteForm
    what = about_what(about_id, link)
    before = await drafts.changed(transaction, actor_id, form.callback_id, what)
    typed = dict(before)
    if words:
        typed["what"] = below(before.get("what", ""), words)
        await drafts.keep_as_typed(transaction, actor_id, form.callback_id, what, typed, request.now)
    if is_note:
        return form.draw(about.name, about=what, typed=typed, is_new=not before)
    manager, skills = await _manager(transaction, about_id, actor_id), await skills_of(ctx, about_id)
    start = FeedbackStart(about, manager, link, skills)
    return form.draw(start, about=what, typed=typed, is_new=not before)


async def _manager(transaction: Transaction, about_id: str, actor_id: str) -> Person | None:
    """Who may be chosen to read it too; None without a manager, for the author, for one who left."""
    found = (await teams.load_org_chart(transaction)).manager_of(about_id)
    if not found or found == actor_id:
        return None
    manager = await people.person(transaction, found)
    return manager if manager.is_active_person else None


async def on_give(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form about the person whom the button's value names, or the one that asks for a person."""
    if request.value:
        async with contexts.reading(request) as ctx:
            return OpenModal(await load_form(ctx, request.value, request))
    return OpenModal(ChoosePersonForm.draw())


async def on_chosen(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Shows the form about the chosen person, which says who will read it. BadInput: nobody was chosen."""
    chosen = ChoosePersonForm.read(request.values)[ChoosePersonForm.who]
    async with contexts.reading(request) as ctx:
        return UpdateModal(await load_form(ctx, chosen, request))


async def on_shortcut(request: ShortcutRequest, contexts: Contexts) -> Response:
    """Opens the form about a message's author, with its link, from "Feedback on this".

    BadInput: no member of this workspace wrote it.
    """
    if not request.message_author_id or not request.channel_id or not request.message_ts:
        raise BadInput("Nobody of this workspace wrote that message: choose one of a colleague.")
    link = message_link(request.channel_id, request.message_ts)
    async with contexts.reading(request) as ctx:
        return OpenModal(await load_form(ctx, request.message_author_id, request, link=link))


async def on_write(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores submitted feedback, and says who reads it."""
    about_id, _, link = request.metadata.partition(" ")
    wanted = WriteForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        written = await feedback_service.give(
            ctx,
            about_id,
            replace(wanted.words, may_share=wanted.may_share, link=link),
            named_id=wanted.named_id,
        )
        return UpdateModal(await sent(ctx.transaction, WriteForm, written))


async def on_note(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores a note to oneself; nobody is told."""
    words = NoteForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        written = await feedback_service.give(ctx, request.metadata, words)
        return UpdateModal(await sent(ctx.transaction, NoteForm, written))


async def on_clarify(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form for a question to the author, from "Ask what is meant"."""
    async with contexts.writing(request) as ctx:
        found = await feedback_reading.read(ctx.transaction, request.number(), request.actor_id, request.now)
        writer = await feedback_service.writer_for(ctx.transaction, found, request.actor_id)
        view = await drafts.open_form(
            ctx.transaction, request.actor_id, DoubtForm, writer.name, about=str(found.id)
        )
    return OpenModal(view)


async def on_doubt(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Enqueues the submitted question to the author, in a group message of the two."""
    question = DoubtForm.read(request.values)[DoubtForm.question]
    async with contexts.writing(request) as ctx:
        await feedback_service.clarify(ctx, request.number(), question)
    told = ":white_check_mark: It is asked in the direct message of the two of you."
    return UpdateModal(DoubtForm.saved(told, title="Feedback"))
