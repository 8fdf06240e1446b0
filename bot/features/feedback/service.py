"""The deeds of feedback: give, note, ask, answer, decline, read."""

from datetime import datetime

from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day
from bot.db.handled import once
from bot.db.transaction import Transaction
from bot.features.feedback import news
from bot.features.feedback.access_rules import Parties, Record, may_read, readers
from bot.features.feedback.models import Feedback, FeedbackRequest
from bot.features.feedback.repository import FeedbackRepository
from bot.features.feedback.rules import (
    Question,
    RequestState,
    Tone,
    Words,
    check_person,
    check_question,
    checked,
    record_of,
)
from bot.features.people import service as people
from bot.features.teams import service as teams

_GONE = "There is no such feedback for you to see. `/feedback` lists yours."


async def give(
    transaction: Transaction,
    about_id: str,
    words: Words,
    author_id: str,
    key: str,
    now: datetime,
    *,
    for_manager: bool = False,
) -> Feedback:
    """Feedback for one person, read by their manager too if `for_manager`; a note is for its writer alone."""
    await once(transaction, key, now)
    kept = checked(words)
    known = await people.people(transaction, [about_id])
    check_person(author_id, known.get(about_id))
    named_id = ""
    if for_manager and kept.tone is not Tone.note:
        named_id = (await teams.roster(transaction)).manager_of(about_id) or ""
        if not named_id:
            raise BadInput(f"{known[about_id].name} has no manager here.", field="audience")
    record = record_of(kept.tone, named=bool(named_id), for_asker=False)
    return await _write(transaction, record, kept, Parties(author_id, about_id, named_id=named_id), now)


async def ask(
    transaction: Transaction, question: Question, asker_id: str, key: str, now: datetime
) -> list[int]:
    """Ask people about oneself, or about somebody whom one leads; the ids of the requests, one a person."""
    await once(transaction, key, now)
    asker = await people.person(transaction, asker_id)
    check_question(question, asker_id, local_day(now, asker.zone))
    if question.about_id != asker_id:
        roster = await teams.roster(transaction)
        if roster.manager_of(question.about_id) != asker_id:
            raise NotAllowed("Ask about yourself, or about somebody whom you lead.")
    known = await people.people(transaction, question.asked_ids)
    for asked_id in question.asked_ids:
        check_person(asker_id, known.get(asked_id), "asked")
    row = {
        "asker_id": asker_id,
        "about_id": question.about_id,
        "question": question.question.strip(),
        "due_on": question.due_on,
        "state": RequestState.open.value,
        "asked_at": now,
    }
    asked_ids = list(dict.fromkeys(question.asked_ids))
    found = await FeedbackRepository(transaction).ask([{**row, "asked_id": each} for each in asked_ids])
    requests = list(zip(found, asked_ids, strict=True))
    await news.tell_asked(transaction, requests, question, asker_id, now)
    return found


async def answer(
    transaction: Transaction, request_id: int, words: Words, author_id: str, key: str, now: datetime
) -> Feedback:
    """What was asked for: for the asker, who is the one it is about or the one who leads them."""
    await once(transaction, key, now)
    request = await _open_request(transaction, request_id, author_id)
    for_asker = request.asker_id != request.about_id
    record = record_of(words.tone, named=False, for_asker=for_asker)
    if record is Record.note:
        raise BadInput("An answer is for whoever asked: choose praise or constructive.", field="tone")
    parties = Parties(author_id, request.about_id, request.asker_id)
    written = await _write(transaction, record, checked(words), parties, now)
    request.state, request.feedback_id = RequestState.answered.value, written.id
    await news.tell_closed(transaction, request, now)
    return written


async def decline(
    transaction: Transaction, request_id: int, actor_id: str, key: str, now: datetime
) -> FeedbackRequest:
    """The person asked does not answer; no reason is needed."""
    await once(transaction, key, now)
    request = await _open_request(transaction, request_id, actor_id)
    request.state = RequestState.declined.value
    await news.tell_closed(transaction, request, now)
    return request


async def thank(
    transaction: Transaction, feedback_id: int, actor_id: str, key: str, now: datetime
) -> Feedback:
    """Whom it is about thanks its writer, once."""
    await once(transaction, key, now)
    found = await read(transaction, feedback_id, actor_id, now)
    if actor_id != found.about_id:
        raise NotAllowed("Only whom it is about thanks for it.")
    if found.thanked_at is None:
        found.thanked_at = now
        await news.tell_thanked(transaction, found, now)
    return found


async def asked_of(transaction: Transaction, request_id: int, actor_id: str) -> FeedbackRequest:
    """The open request, for the person who was asked."""
    return await _open_request(transaction, request_id, actor_id)


async def read(transaction: Transaction, feedback_id: int, reader_id: str, now: datetime) -> Feedback:
    """One feedback, for somebody who may read it, which is written down; BadInput, which tells nothing."""
    repository = FeedbackRepository(transaction)
    found = await repository.find(feedback_id)
    if found is None or not is_readable(found, reader_id):
        raise BadInput(_GONE)
    if reader_id != found.author_id:
        await repository.mark_read(found.id, reader_id, now)
    return found


async def inbox(transaction: Transaction, reader_id: str) -> list[Feedback]:
    """What others wrote and somebody may read, the newest first."""
    found = await FeedbackRepository(transaction).naming(reader_id)
    return [each for each in found if each.author_id != reader_id and is_readable(each, reader_id)]


async def written_by(transaction: Transaction, author_id: str) -> list[Feedback]:
    """What somebody wrote, notes to themselves too, the newest first."""
    found = await FeedbackRepository(transaction).naming(author_id)
    return [each for each in found if each.author_id == author_id]


def is_readable(feedback: Feedback, viewer_id: str) -> bool:
    """Whether somebody may read this feedback."""
    return may_read(viewer_id, Record[feedback.record], parties_of(feedback))


def parties_of(feedback: Feedback) -> Parties:
    """Whom this feedback names."""
    return Parties(feedback.author_id, feedback.about_id, feedback.asker_id, feedback.named_id)


async def _open_request(transaction: Transaction, request_id: int, actor_id: str) -> FeedbackRequest:
    request = await FeedbackRepository(transaction).lock_request(request_id)
    if request is None or request.asked_id != actor_id:
        raise BadInput(_GONE)
    if request.state != RequestState.open.value:
        raise BadInput("This request is closed already.")
    return request


async def _write(
    transaction: Transaction, record: Record, words: Words, parties: Parties, now: datetime
) -> Feedback:
    written = await FeedbackRepository(transaction).write(
        {
            "record": record.name,
            "tone": words.tone.value,
            "author_id": parties.author_id,
            "about_id": parties.about_id,
            "named_id": parties.named_id,
            "asker_id": parties.asker_id,
            "what": words.what,
            "effect": words.effect,
            "suggestion": words.suggestion,
            "written_at": now,
        }
    )
    told = sorted(readers(record, parties) - {parties.author_id})
    await news.tell_written(transaction, written, told, now)
    return written
