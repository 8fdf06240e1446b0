"""Slack's doors to feedback: the command, the forms, the buttons."""

from datetime import timedelta

from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.db.transaction import Database, Transaction
from bot.features.feedback import form_views, service, views
from bot.features.feedback.access_rules import Record, readers
from bot.features.feedback.commands import Ask, parse
from bot.features.feedback.models import Feedback
from bot.features.feedback.rules import Question, Tone, Words, check_person, told_to
from bot.features.people import service as people
from bot.features.teams import service as teams
from bot.slack.answers import Answer, Done, OpenModal, UpdateModal, Whisper
from bot.slack.requests import ActionRequest, CommandRequest, FormValues, SubmissionRequest
from bot.slack.routes import Command, Routes

_USUAL_TIME = timedelta(days=7)


async def on_command(request: CommandRequest, db: Database) -> Answer:
    """`/feedback ...`."""
    ask = parse(request.text)
    if ask.verb == "help":
        return Whisper(views.help_message())
    async with db.reading(request.workspace_id) as reading:
        if ask.verb == "list":
            inbox = await service.inbox(reading, request.actor_id)
            sent = await service.written_by(reading, request.actor_id)
            ids = {who for each in (*inbox, *sent) for who in (each.author_id, each.about_id)}
            return Whisper(views.list_message(inbox, sent, await people.names(reading, ids)))
        return OpenModal(await _form(reading, ask, request))


async def _form(
    transaction: Transaction, ask: Ask, request: CommandRequest | ActionRequest | SubmissionRequest
) -> dict[str, object]:
    """The form behind the words."""
    actor = await people.person(transaction, request.actor_id)
    if ask.verb == "ask":
        due = local_day(request.now, actor.zone) + _USUAL_TIME
        about_id = ask.about_id or actor.id
        name = "" if about_id == actor.id else (await people.person(transaction, about_id)).name
        return form_views.ask_form(about_id, name, due)
    if not ask.about_id:
        if ask.verb == "note":
            raise BadInput("Name the person: `/feedback note @ben`.")
        return form_views.choose_form()
    about = (await people.people(transaction, [ask.about_id])).get(ask.about_id)
    check_person(actor.id, about)
    name = about.name if about else ""
    if ask.verb == "note":
        return form_views.note_form(ask.about_id, name)
    return form_views.write_form(ask.about_id, name, await _manager(transaction, ask.about_id, actor.id))


async def _manager(transaction: Transaction, about_id: str, actor_id: str) -> str:
    """The name of who may be told as well; "" for nobody, or when that is the writer."""
    found = (await teams.roster(transaction)).manager_of(about_id)
    if found is None or found == actor_id:
        return ""
    return (await people.person(transaction, found)).name


async def on_give(request: ActionRequest, db: Database) -> Answer:
    """ "Give feedback"."""
    return OpenModal(form_views.choose_form())


async def on_ask(request: ActionRequest, db: Database) -> Answer:
    """ "Ask for feedback"."""
    async with db.reading(request.workspace_id) as reading:
        return OpenModal(await _form(reading, Ask("ask"), request))


async def on_chosen(request: SubmissionRequest, db: Database) -> Answer:
    """The person is chosen: the form says who will read it."""
    chosen = request.values.users("who")
    if not chosen:
        raise BadInput("Choose a person.", field="who")
    async with db.reading(request.workspace_id) as reading:
        return UpdateModal(await _form(reading, Ask("give", chosen[0]), request))


async def on_write(request: SubmissionRequest, db: Database) -> Answer:
    """The form is sent."""
    for_manager = request.values.choice("audience") == form_views.MANAGER
    async with db.transaction(request.workspace_id) as transaction:
        written = await service.give(
            transaction,
            request.metadata,
            _words(request.values),
            request.actor_id,
            request.key,
            request.now,
            for_manager=for_manager,
        )
        return UpdateModal(await _sent(transaction, written))


async def on_note(request: SubmissionRequest, db: Database) -> Answer:
    """A note to oneself is kept."""
    words = Words(Tone.note, request.values.text("what"))
    async with db.transaction(request.workspace_id) as transaction:
        written = await service.give(
            transaction, request.metadata, words, request.actor_id, request.key, request.now
        )
        return UpdateModal(await _sent(transaction, written))


async def on_answer(request: ActionRequest, db: Database) -> Answer:
    """ "Answer" below a question."""
    async with db.reading(request.workspace_id) as reading:
        asked = await service.asked_of(reading, int(request.value), request.actor_id)
        names = await people.names(reading, [asked.asker_id, asked.about_id])
    asker, about = names.get(asked.asker_id, "Someone"), names.get(asked.about_id, "someone")
    for_asker = asked.asker_id != asked.about_id
    return OpenModal(form_views.answer_form(asked.id, asked.question, asker, about, for_asker=for_asker))


async def on_answered(request: SubmissionRequest, db: Database) -> Answer:
    """The answer is sent."""
    async with db.transaction(request.workspace_id) as transaction:
        written = await service.answer(
            transaction,
            int(request.metadata),
            _words(request.values),
            request.actor_id,
            request.key,
            request.now,
        )
        return UpdateModal(await _sent(transaction, written))


async def on_decline(request: ActionRequest, db: Database) -> Answer:
    """ "Decline" below a question."""
    async with db.transaction(request.workspace_id) as transaction:
        await service.decline(transaction, int(request.value), request.actor_id, request.key, request.now)
    return Done()


async def on_asked(request: SubmissionRequest, db: Database) -> Answer:
    """The request is sent."""
    due = request.values.day("due")
    if due is None:
        raise BadInput("Choose a day.", field="due")
    question = Question(request.metadata, request.values.users("asked"), request.values.text("question"), due)
    async with db.transaction(request.workspace_id) as transaction:
        await service.ask(transaction, question, request.actor_id, request.key, request.now)
    return UpdateModal(views.sent_view("They are asked; you hear of each answer."))


async def on_read(request: ActionRequest, db: Database) -> Answer:
    """ "Read"."""
    async with db.transaction(request.workspace_id) as transaction:
        found = await service.read(transaction, int(request.value), request.actor_id, request.now)
        return OpenModal(await _shown(transaction, found, request.actor_id))


async def on_thank(request: ActionRequest, db: Database) -> Answer:
    """ "Thank them"."""
    async with db.transaction(request.workspace_id) as transaction:
        found = await service.thank(
            transaction, int(request.value), request.actor_id, request.key, request.now
        )
        return UpdateModal(await _shown(transaction, found, request.actor_id))


async def _shown(transaction: Transaction, feedback: Feedback, viewer_id: str) -> dict[str, object]:
    may_read = sorted(readers(Record[feedback.record], service.parties_of(feedback)))
    names = await people.names(transaction, {*may_read, feedback.about_id})
    may_thank = viewer_id == feedback.about_id and feedback.thanked_at is None
    return views.read_view(feedback, may_read, names, may_thank=may_thank)


async def _sent(transaction: Transaction, feedback: Feedback) -> dict[str, object]:
    parties = service.parties_of(feedback)
    names = await people.names(transaction, [parties.about_id, parties.named_id, parties.asker_id])
    about, manager, asker = (
        names.get(who, "") for who in (parties.about_id, parties.named_id, parties.asker_id)
    )
    return views.sent_view(told_to(Record[feedback.record], about, manager, asker))


def _words(values: FormValues) -> Words:
    return Words(
        Tone(values.choice("tone") or Tone.praise),
        values.text("what"),
        values.text("effect"),
        values.text("suggestion"),
    )


_USAGE = "@name | note @name | ask | ask about @name | help"
_WHAT = "Give, ask for and read feedback, in private"
ROUTES = Routes(
    commands={"/feedback": Command(on_command, _WHAT, _USAGE)},
    words={"feedback": Command(on_command, _WHAT, _USAGE)},
    actions={
        views.GIVE: on_give,
        views.ASK: on_ask,
        views.READ: on_read,
        views.THANK: on_thank,
        views.ANSWER: on_answer,
        views.DECLINE: on_decline,
    },
    submissions={
        form_views.CHOOSE: on_chosen,
        form_views.WRITE: on_write,
        form_views.NOTE: on_note,
        form_views.ANSWERED: on_answered,
        form_views.ASKED: on_asked,
    },
)
