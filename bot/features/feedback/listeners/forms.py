"""The forms of feedback: opened, and sent."""

from bot.common.errors import BadInput
from bot.db.transaction import Database, Transaction
from bot.features.drafts import service as drafts
from bot.features.feedback import forms
from bot.features.feedback.listeners.form_input import sent, words_of
from bot.features.feedback.rules.content import FeedbackText, FeedbackTone, below, check_person
from bot.features.feedback.service import feedback as feedback_service
from bot.features.feedback.service import reading as feedback_reading
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.slack.requests import ActionRequest, Request, ShortcutRequest, SubmissionRequest
from bot.slack.responses import OpenModal, Response, UpdateModal
from bot.slack.text import message_link


async def load_form(
    transaction: Transaction,
    about_id: str,
    request: Request,
    *,
    is_note: bool = False,
    link: str = "",
    words: str = "",
) -> dict[str, object]:
    """View of the form about this person, with `words` in it. BadInput: it cannot be about them."""
    actor_id = request.actor_id
    about = check_person(actor_id, (await people.people(transaction, [about_id])).get(about_id))
    kind, what = forms.NOTE if is_note else forms.WRITE, forms.about_what(about_id, link)
    typed = await drafts.kept(transaction, actor_id, kind, what)
    if words:
        typed["what"] = below(typed.get("what", ""), words)
        await drafts.keep_as_typed(transaction, actor_id, kind, what, typed, request.now)
    if is_note:
        return forms.note_form(about_id, about.name, typed)
    return forms.write_form(about, await _manager(transaction, about_id, actor_id), typed, link)


async def _manager(transaction: Transaction, about_id: str, actor_id: str) -> Person | None:
    """Who may be chosen to read it too; None without a manager, for the author, for one who left."""
    found = (await teams.load_org_chart(transaction)).manager_of(about_id)
    if not found or found == actor_id:
        return None
    manager = await people.person(transaction, found)
    return manager if manager.is_active_person else None


async def on_give(request: ActionRequest, db: Database) -> Response:
    """Opens the form that asks whom feedback is about, from "Give feedback"."""
    return OpenModal(forms.choose_form())


async def on_chosen(request: SubmissionRequest, db: Database) -> Response:
    """Shows the form about the chosen person, which says who will read it. BadInput: nobody was chosen."""
    chosen = request.values.users("who")
    if not chosen:
        raise BadInput("Choose a person.", field="who")
    async with db.reading(request.workspace_id) as reading:
        return UpdateModal(await load_form(reading, chosen[0], request))


async def on_shortcut(request: ShortcutRequest, db: Database) -> Response:
    """Opens the form about a message's author, with its link, from "Feedback on this".

    BadInput: no member of this workspace wrote it.
    """
    if not request.message_author_id or not request.channel_id or not request.message_ts:
        raise BadInput("Nobody of this workspace wrote that message: choose one of a colleague.")
    link = message_link(request.channel_id, request.message_ts)
    async with db.reading(request.workspace_id) as reading:
        return OpenModal(await load_form(reading, request.message_author_id, request, link=link))


async def on_write(request: SubmissionRequest, db: Database) -> Response:
    """Stores submitted feedback, and says who reads it."""
    about_id, _, link = request.metadata.partition(" ")
    audience = request.values.choice("audience") or forms.ALONE
    async with db.transaction(request.workspace_id) as transaction:
        written = await feedback_service.give(
            transaction,
            about_id,
            words_of(request.values, link),
            request.actor_id,
            request.key,
            request.now,
            named_id="" if audience == forms.ALONE else audience,
        )
        await drafts.sent(transaction, request.actor_id, request.view, request.now)
        return UpdateModal(await sent(transaction, written))


async def on_note(request: SubmissionRequest, db: Database) -> Response:
    """Stores a note to oneself; nobody is told."""
    words = FeedbackText(FeedbackTone.note, request.values.text("what"))
    async with db.transaction(request.workspace_id) as transaction:
        written = await feedback_service.give(
            transaction, request.metadata, words, request.actor_id, request.key, request.now
        )
        await drafts.sent(transaction, request.actor_id, request.view, request.now)
        return UpdateModal(await sent(transaction, written))


async def on_clarify(request: ActionRequest, db: Database) -> Response:
    """Opens the form for a question to the author, from "Ask what is meant"."""
    async with db.transaction(request.workspace_id) as transaction:
        found = await feedback_reading.read(transaction, request.number(), request.actor_id, request.now)
        writer = await feedback_service.writer_for(transaction, found, request.actor_id)
        typed = await drafts.kept(transaction, request.actor_id, forms.DOUBT, str(found.id))
    return OpenModal(forms.doubt_form(found.id, writer.name, typed))


async def on_doubt(request: SubmissionRequest, db: Database) -> Response:
    """Enqueues the submitted question to the author, in a group message of the two."""
    question = request.values.text("question")
    async with db.transaction(request.workspace_id) as transaction:
        await feedback_service.clarify(
            transaction, request.number(), question, request.actor_id, request.key, request.now
        )
        await drafts.sent(transaction, request.actor_id, request.view, request.now)
    return UpdateModal(forms.sent_view("It is asked in the direct message of the two of you."))
