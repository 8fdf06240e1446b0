"""Requests to write, reminders, and how what is written stands; never a word of the content."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.common.cadences import reminded_on
from bot.common.date_ranges import ONE_DAY
from bot.common.periods import local_instant, midnight
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.recipients import Recipient
from bot.features.notifications.service import availability as notifications
from bot.features.people.service import members as people
from bot.features.reviews.models import ReviewCycleRow, ReviewPartRow
from bot.features.reviews.notices import PartToWrite, ReviewReminder, ReviewRequest, ReviewsToWrite
from bot.features.reviews.repository.parts import ReviewPartRepository
from bot.features.reviews.repository.reviews import ReviewRepository
from bot.features.reviews.rules.cycle import REMINDED, PartState

_LIVES = timedelta(days=14)
_MORNING = time(9)


async def ask(
    transaction: Transaction,
    cycle: ReviewCycleRow,
    parts: Sequence[ReviewPartRow],
    due_on: date,
    name: str,
    now: datetime,
    *,
    notice: type[ReviewRequest] = ReviewsToWrite,
) -> None:
    """Asks one author for these parts in one message, with reminders 7 days and 1 day before they are due.

    `name` makes the message's key; the parts store it, so that the message can show how they stand.
    """
    if not parts:
        return
    author_id = parts[0].author_id
    items, outbox = await _items(transaction, parts), Outbox(transaction)
    await outbox.enqueue(
        notice(cycle.name, due_on, items),
        now,
        to=Recipient(author_id),
        dedupe_key=_key(name),
        expires_after=_LIVES,
    )
    with_others = await _reminder_of_others(transaction, cycle, author_id, due_on)
    for part in parts:
        part.told, part.reminded = name, with_others or name
    if with_others:
        await transaction.session.flush()
        await _remind_of_what_is_open(transaction, with_others, name, now)
    else:
        reminder = ReviewReminder(cycle.name, due_on, items)
        await outbox.enqueue_all(await _reminders(transaction, author_id, name, reminder, now), now)


async def before_asking(
    transaction: Transaction, cycle: ReviewCycleRow, author_ids: Collection[str], due_on: date
) -> None:
    """Locks the reminders of several authors in one order, before they are asked one after the other."""
    repository = ReviewPartRepository(transaction)
    found = [await repository.reminder_of(cycle.id, each, due_on) for each in author_ids]
    for name in sorted(filter(None, found)):
        await _hold_reminders(transaction, name)


async def _reminder_of_others(
    transaction: Transaction, cycle: ReviewCycleRow, author_id: str, due_on: date
) -> str | None:
    """Key of the reminder that the author gets for that day anyway, so that nobody gets two.

    None without one.
    """
    repository = ReviewPartRepository(transaction)
    found = await repository.reminder_of(cycle.id, author_id, due_on)
    if found is None:
        return None
    await _hold_reminders(transaction, found)
    # Whoever was ahead may have submitted the last of it: then it is taken back.
    return found if await repository.reminder_of(cycle.id, author_id, due_on) == found else None


async def _hold_reminders(transaction: Transaction, name: str) -> None:
    for days in sorted(REMINDED):
        await Outbox(transaction).hold(_remind_key(name, days))


async def _reminders(
    transaction: Transaction, author_id: str, name: str, reminder: ReviewReminder, now: datetime
) -> list[OutgoingNotice]:
    author = await people.person(transaction, author_id)
    reach = await notifications.reach_of(transaction, author, now)
    due_on, asked_on = reminder.due_on, reach.today(reach.from_when(now))
    outgoing: list[OutgoingNotice] = []
    # What holds one back until the next one, or the end, holds it back for good. The last goes first here.
    over = midnight(due_on + ONE_DAY, author.zone)
    for days in sorted(REMINDED):
        day = reminded_on(due_on, days, reach.calendar.is_off)
        # Nobody is asked and reminded in one morning.
        if day is None or day <= asked_on:
            continue
        at = local_instant(day, _MORNING, author.zone)
        outgoing.append(
            OutgoingNotice(
                reminder,
                to=Recipient(author_id),
                dedupe_key=_remind_key(name, days),
                due=at,
                expires_after=_LIVES,
                not_after=over,
            )
        )
        over = at
    return outgoing


async def _items(transaction: Transaction, parts: Sequence[ReviewPartRow]) -> tuple[PartToWrite, ...]:
    """What each part is, and how it stands."""
    reviews = await ReviewRepository(transaction).reviews([each.review_id for each in parts])
    names = await people.names(
        transaction, {who for each in reviews.values() for who in (each.person_id, each.manager_id)}
    )
    return tuple(
        PartToWrite(
            part_id=part.id,
            kind=part.kind,
            state=part.state,
            person=names.get(reviews[part.review_id].person_id, "Someone"),
            manager=names.get(reviews[part.review_id].manager_id, "Someone"),
        )
        for part in parts
    )


def _key(name: str) -> str:
    return f"{ReviewsToWrite.kind}:{name}"


def _remind_key(name: str, days: int) -> str:
    return f"{ReviewReminder.kind}:{name}:{days}"


async def tell_standing(
    transaction: Transaction, marks: Collection[tuple[str, str]], key: str, now: datetime
) -> None:
    """Edits the messages that asked for changed parts, and retracts reminders of what is done.

    `marks`: of each changed part, the keys of its request and its reminder.
    """
    await transaction.session.flush()
    # In one order, so that nobody waits crosswise; "" is a part that nobody was asked for yet.
    for name in sorted({told for told, _ in marks} - {""}):
        await _tell_how_it_stands(transaction, name, key, now)
    for name in sorted({reminded for _, reminded in marks} - {""}):
        await _hold_reminders(transaction, name)
        await _remind_of_what_is_open(transaction, name, key, now)


async def _tell_how_it_stands(transaction: Transaction, name: str, key: str, now: datetime) -> None:
    outbox = Outbox(transaction)
    # Others whose parts the same message asks for wait here, and read then what is written now.
    await outbox.hold(_key(name))
    items = await _items(transaction, await ReviewPartRepository(transaction).told(name))
    if not _is_open(items):
        await outbox.cancel(_key(name))
    await outbox.edit(
        _key(name), ReviewRequest, lambda asked: replace(asked, items=items), f"{_key(name)}:{key}", now
    )


async def _remind_of_what_is_open(transaction: Transaction, name: str, key: str, now: datetime) -> None:
    outbox = Outbox(transaction)
    items = await _items(transaction, await ReviewPartRepository(transaction).reminded(name))
    for days in sorted(REMINDED):
        remind = _remind_key(name, days)
        if _is_open(items):
            await outbox.edit(
                remind, ReviewReminder, lambda asked: replace(asked, items=items), f"{remind}:{key}", now
            )
        else:
            await outbox.retract(remind, now)


def _is_open(items: Sequence[PartToWrite]) -> bool:
    return any(each.state == PartState.open.value for each in items)
