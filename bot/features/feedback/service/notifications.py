"""Messages about feedback: that there is some, never what it says; the words stay in one place."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.common.cadences import working_days_later
from bot.common.date_ranges import ONE_DAY
from bot.common.dates import write_day
from bot.common.periods import local_day, midnight
from bot.db.transaction import Transaction
from bot.deliveries.notices import CANCELLED, EXPIRED, FAILED
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.recipients import Recipient
from bot.features.feedback.models import FeedbackRequestRow, FeedbackRow
from bot.features.feedback.notices import (
    FeedbackConversation,
    FeedbackDeclined,
    FeedbackReceived,
    FeedbackRequested,
    FeedbackRequestReminder,
    FeedbackThanked,
)
from bot.features.feedback.rules.content import RequestText
from bot.features.notifications.rules import ContactWindow
from bot.features.notifications.service import availability as notifications
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.framework.context import Context

CHASED_AFTER = 3
_CAME_TO_NOTHING = (FAILED, EXPIRED, CANCELLED)
_LIVES = timedelta(days=7)


async def tell_written(
    transaction: Transaction, feedback: FeedbackRow, readers: Sequence[str], now: datetime
) -> None:
    """Enqueues to each of `readers` (ids) that a feedback is there."""
    names = await people.names(transaction, [feedback.author_id, feedback.about_id])
    author, about = names.get(feedback.author_id, "Someone"), names.get(feedback.about_id, "someone")
    outgoing = [
        OutgoingNotice(
            FeedbackReceived(feedback.id, author, "you" if reader_id == feedback.about_id else about),
            to=Recipient(reader_id),
            dedupe_key=f"{FeedbackReceived.kind}:{feedback.id}:{reader_id}",
            expires_after=_LIVES,
        )
        for reader_id in readers
    ]
    await Outbox(transaction).enqueue_all(outgoing, now)


async def tell_asked(
    transaction: Transaction,
    requests: Sequence[tuple[int, Person]],
    question: RequestText,
    asker_id: str,
    now: datetime,
) -> None:
    """Enqueues the question to each person asked, and one reminder after three of their working days.

    `requests` are (id, person). No reminder once the day until which it was asked is over.
    """
    names = await people.names(transaction, [asker_id, question.about_id])
    about = "them" if asker_id == question.about_id else names.get(question.about_id, "someone")
    asker = names.get(asker_id, "Someone")
    # West of UTC it may still be yesterday, a day off for somebody.
    since = (now - ONE_DAY).date()
    reaches = await notifications.reaches(transaction, [person for _, person in requests], since)
    outgoing: list[OutgoingNotice] = []
    for request_id, person in requests:
        told = (request_id, asker, about, question.question.strip(), question.due_on)
        outgoing += [
            OutgoingNotice(
                FeedbackRequested(*told),
                to=Recipient(person.id),
                dedupe_key=asked_key(request_id),
                expires_after=_LIVES,
            ),
            OutgoingNotice(
                FeedbackRequestReminder(*told),
                to=Recipient(person.id),
                dedupe_key=_chased_key(request_id),
                due=_chase_at(reaches[person.id], now),
                expires_after=_LIVES,
                not_after=midnight(question.due_on + ONE_DAY, person.zone),
            ),
        ]
    await Outbox(transaction).enqueue_all(outgoing, now)


def _chase_at(reach: ContactWindow, now: datetime) -> datetime:
    """Instant of the reminder: three working days after they can read the question, in working hours."""
    asked = reach.from_when(now)
    today = local_day(asked, reach.calendar.zone)
    later = working_days_later(today, CHASED_AFTER, reach.calendar)
    return reach.calendar.next_opening(asked + (later - today))


def asked_key(request_id: int) -> str:
    """Dedupe key of the message with the question."""
    return f"{FeedbackRequested.kind}:{request_id}"


def _chased_key(request_id: int) -> str:
    return f"{FeedbackRequestReminder.kind}:{request_id}"


async def tell_closed(transaction: Transaction, request: FeedbackRequestRow, now: datetime) -> None:
    """Edits the question to say how it ended, and retracts the reminder.

    Only of a refusal the asker is told, without a reason.
    """
    key, outbox = asked_key(request.id), Outbox(transaction)
    await outbox.cancel(key)
    outcome = request.state
    await outbox.edit(
        key, FeedbackRequested, lambda asked: replace(asked, outcome=outcome), f"{key}:{outcome}", now
    )
    await outbox.retract(_chased_key(request.id), now)
    if request.state != "declined":
        return
    name = (await people.names(transaction, [request.asked_id])).get(request.asked_id, "Someone")
    await outbox.enqueue(
        FeedbackDeclined(name),
        now,
        to=Recipient(request.asker_id),
        dedupe_key=f"{FeedbackDeclined.kind}:{request.id}",
        expires_after=_LIVES,
    )


async def tell_thanked(transaction: Transaction, feedback: FeedbackRow, now: datetime) -> None:
    """Enqueues to the author that the feedback was welcome."""
    name = (await people.names(transaction, [feedback.about_id])).get(feedback.about_id, "Someone")
    await Outbox(transaction).enqueue(
        FeedbackThanked(name),
        now,
        to=Recipient(feedback.author_id),
        dedupe_key=f"{FeedbackThanked.kind}:{feedback.id}",
        expires_after=_LIVES,
    )


async def tell_talk(ctx: Context, feedback: FeedbackRow, *, question: str = "") -> bool:
    """Enqueues the first message to reader and author together, in the working hours of both.

    Without a question: False, and nothing enqueued, if one goes out that day already.
    """
    known = await people.people(ctx.transaction, [feedback.author_id, ctx.actor_id, feedback.about_id])
    writer = known.get(feedback.author_id) or people.stranger(feedback.author_id)
    reader = known.get(ctx.actor_id) or people.stranger(ctx.actor_id)
    about = known.get(feedback.about_id)
    due, outbox = (
        await notifications.together(ctx.transaction, [writer, reader], ctx.now),
        Outbox(ctx.transaction),
    )
    dedupe_key = f"{FeedbackConversation.kind}:{feedback.id}:{ctx.request_key}"
    if not question:
        of_the_day = f"{FeedbackConversation.kind}:{feedback.id}:{ctx.actor_id}:{local_day(due, writer.zone)}"
        tries = 1
        while (state := await outbox.state_of(dedupe_key := f"{of_the_day}:{tries}")) in _CAME_TO_NOTHING:
            tries += 1
        if state is not None:
            return False
    notice = FeedbackConversation(
        reader=reader.name,
        writer_id=feedback.author_id,
        about="" if feedback.about_id == ctx.actor_id or about is None else about.name,
        day=write_day(local_day(feedback.written_at, writer.zone), local_day(ctx.now, writer.zone)),
        question=question,
    )
    to = Recipient.people(feedback.author_id, ctx.actor_id)
    await outbox.enqueue(notice, ctx.now, to=to, dedupe_key=dedupe_key, due=due, expires_after=_LIVES)
    return True
