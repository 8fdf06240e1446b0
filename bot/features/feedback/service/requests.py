"""Use cases of requests: ask, answer, decline, withdraw."""

from datetime import datetime

from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.feedback.models import FeedbackRequestRow
from bot.features.feedback.repository import FeedbackRepository
from bot.features.feedback.rules.access import FeedbackParties, Record
from bot.features.feedback.rules.content import (
    FeedbackText,
    RequestState,
    RequestText,
    check_asked,
    check_person,
    check_question,
    checked,
    record_of,
)
from bot.features.feedback.rules.facts import Feedback, FeedbackRequest
from bot.features.feedback.service import notifications
from bot.features.feedback.service.feedback import write
from bot.features.feedback.service.reading import GONE
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.framework.context import Context


async def check_may_ask(transaction: Transaction, about_id: str, asker_id: str) -> None:
    """NotAllowed unless it is about oneself, or about somebody whom one leads."""
    if about_id != asker_id and (await teams.load_org_chart(transaction)).manager_of(about_id) != asker_id:
        raise NotAllowed("Ask about yourself, or about somebody whom you lead.")


async def ask(ctx: Context, question: RequestText) -> list[int]:
    """Asks people about oneself, or about somebody whom one leads; the ids of the requests, one a person.

    NotAllowed: not theirs to ask. BadInput with its field: it is no request, or somebody cannot be asked.
    AlreadyRecorded: the request came before.
    """
    await ctx.claim()
    asker = await people.actor(ctx.transaction, ctx.actor_id)
    check_question(question, ctx.actor_id, local_day(ctx.now, asker.zone))
    await check_may_ask(ctx.transaction, question.about_id, ctx.actor_id)
    known = await people.people(ctx.transaction, question.asked_ids)
    for asked_id in question.asked_ids:
        check_asked(check_person(ctx.actor_id, known.get(asked_id), "asked"))
    row = {
        "asker_id": ctx.actor_id,
        "about_id": question.about_id,
        "question": question.question.strip(),
        "due_on": question.due_on,
        "state": RequestState.open.value,
        "asked_at": ctx.now,
    }
    asked_ids = list(dict.fromkeys(question.asked_ids))
    found = await FeedbackRepository(ctx.transaction).ask([{**row, "asked_id": each} for each in asked_ids])
    requests = [(request_id, known[asked_id]) for request_id, asked_id in zip(found, asked_ids, strict=True)]
    await notifications.tell_asked(ctx.transaction, requests, question, ctx.actor_id, ctx.now)
    return found


async def answer(ctx: Context, request_id: int, words: FeedbackText) -> Feedback:
    """Stores the answer to a request and closes it; the asker reads it, not whom it is about.

    BadInput: closed, not theirs, the asker has left, or the words cannot be used. AlreadyRecorded: the
    request came before.
    """
    await ctx.claim()
    request = await _asked_of(ctx.transaction, request_id, ctx.actor_id)
    for_asker = request.asker_id != request.about_id
    record = record_of(words.tone, named=False, for_asker=for_asker)
    if record is Record.note:
        raise BadInput("An answer is for whoever asked: choose praise or constructive.", field="tone")
    parties = FeedbackParties(ctx.actor_id, request.about_id, request.asker_id)
    written = await write(ctx.transaction, record, checked(words), parties, ctx.now)
    request.feedback_id = written.id
    await _close(ctx.transaction, request, RequestState.answered, ctx.now)
    return written


async def decline(ctx: Context, request_id: int) -> FeedbackRequest:
    """Closes a request without an answer, by the person asked; no reason is needed.

    BadInput: closed or not theirs. AlreadyRecorded: the request came before.
    """
    await ctx.claim()
    request = await _open_request(ctx.transaction, request_id, ctx.actor_id)
    await _close(ctx.transaction, request, RequestState.declined, ctx.now)
    return request.fact()


async def withdraw(ctx: Context, request_id: int) -> FeedbackRequest:
    """Closes a request, by the one who asked. BadInput: closed or not theirs.

    AlreadyRecorded: the request came before.
    """
    await ctx.claim()
    request = await FeedbackRepository(ctx.transaction).lock_request(request_id)
    if request is None or request.asker_id != ctx.actor_id:
        raise BadInput(GONE)
    _check_open(request)
    await _close(ctx.transaction, request, RequestState.withdrawn, ctx.now)
    return request.fact()


async def open_requests(transaction: Transaction, person_id: str) -> list[FeedbackRequest]:
    """Open requests that a person asked or was asked, by id."""
    rows = await FeedbackRepository(transaction).requests(person_id, RequestState.open.value)
    return [row.fact() for row in rows]


async def asked_of(transaction: Transaction, request_id: int, actor_id: str) -> FeedbackRequest:
    """The open request, for the person asked. BadInput: closed, not theirs, or the asker has left."""
    return (await _asked_of(transaction, request_id, actor_id)).fact()


async def _asked_of(transaction: Transaction, request_id: int, actor_id: str) -> FeedbackRequestRow:
    request = await _open_request(transaction, request_id, actor_id)
    asker = await people.person(transaction, request.asker_id)
    if not asker.is_active_person:
        raise BadInput(f"{asker.name} has left: nobody would read it.")
    return request


async def of_leavers(transaction: Transaction, now: datetime) -> list[int]:
    """Ids of open requests whose asker has left: nobody waits for the answers."""
    repository = FeedbackRepository(transaction)
    askers = await repository.askers(RequestState.open.value)
    known = await people.people(transaction, askers)
    left = [who for who in askers if who not in known or not known[who].is_active_person]
    return [each.id for who in left for each in await open_requests(transaction, who) if each.asker_id == who]


async def let_go(ctx: Context, request_id: int) -> None:
    """Withdraws a request of somebody who left; does nothing if it is closed."""
    request = await FeedbackRepository(ctx.transaction).lock_request(request_id)
    if request is not None and request.state == RequestState.open.value:
        await _close(ctx.transaction, request, RequestState.withdrawn, ctx.now)


async def _open_request(transaction: Transaction, request_id: int, actor_id: str) -> FeedbackRequestRow:
    await people.actor(transaction, actor_id)
    request = await FeedbackRepository(transaction).lock_request(request_id)
    if request is None or request.asked_id != actor_id:
        raise BadInput(GONE)
    _check_open(request)
    return request


def _check_open(request: FeedbackRequestRow) -> None:
    if request.state != RequestState.open.value:
        raise BadInput("This request is closed already.")


async def _close(
    transaction: Transaction, request: FeedbackRequestRow, state: RequestState, now: datetime
) -> None:
    request.state = state.value
    await notifications.tell_closed(transaction, request, now)
