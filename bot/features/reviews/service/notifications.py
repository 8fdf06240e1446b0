"""Notices about reviews: what there is to read, sign and keep; never a word of the content."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from bot.common.cadences import working_days_later
from bot.common.dates import write_moment
from bot.db.transaction import Transaction
from bot.deliveries.notices import Notice
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.notifications.service import availability as notifications
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.reviews.models import ReviewCycleRow, ReviewRow
from bot.features.reviews.notices import (
    LateReviews,
    PeersNominated,
    ReviewAcknowledged,
    ReviewFinished,
    ReviewPage,
    ReviewShared,
    ReviewTalk,
    ReviewWaits,
)
from bot.features.reviews.rules.cycle import CHASED_AFTER, FINISHED_STATES, ReviewState
from bot.features.reviews.rules.facts import ReviewCycle
from bot.framework.context import Context

_LIVES = timedelta(days=14)
_CHASED_FOR = ("read", "sign")
_IN_TIME = timedelta(hours=1)


async def tell_nominated(ctx: Context, review: ReviewRow, peers: Sequence[str]) -> None:
    """Asks the manager to approve peers."""
    names = await people.names(ctx.transaction, [review.person_id, *peers])
    wished = tuple(names.get(each, "Someone") for each in peers)
    notice = PeersNominated(review.id, names.get(review.person_id, "Someone"), wished)
    await _enqueue(ctx.transaction, notice, review.manager_id, f"{review.id}:{ctx.request_key}", ctx.now)


async def tell_shared(
    transaction: Transaction, review: ReviewRow, cycle: ReviewCycleRow, now: datetime
) -> None:
    """Tells the person that the review can be read, and reminds them once if they do not acknowledge it."""
    names = await people.names(transaction, [review.manager_id])
    notice = ReviewShared(review.id, names.get(review.manager_id, "Someone"), cycle.name)
    await _enqueue(transaction, notice, review.person_id, str(review.id), now)
    await _chase(transaction, review, cycle, review.person_id, "read", now)


async def tell_acknowledged(
    transaction: Transaction, review: ReviewRow, cycle: ReviewCycleRow, now: datetime
) -> None:
    """Tells the manager that it was read; reminds each of the two once if they do not sign."""
    names = await people.names(transaction, [review.person_id])
    person = names.get(review.person_id, "Someone")
    notice = ReviewAcknowledged(review.id, person, with_comment=bool(review.comment))
    await _enqueue(transaction, notice, review.manager_id, str(review.id), now)
    await chase_no_more(transaction, review, [review.person_id], now)
    for who in (review.person_id, review.manager_id):
        await _chase(transaction, review, cycle, who, "sign", now)


async def _chase(
    transaction: Transaction, review: ReviewRow, cycle: ReviewCycleRow, who: str, what: str, now: datetime
) -> None:
    """Enqueues one reminder, some of their working days ahead, that the review waits for them."""
    two = await people.people(transaction, [review.person_id, review.manager_id])
    if who not in two:
        return
    reach = await notifications.reach_of(transaction, two[who], now)
    day = working_days_later(reach.today(reach.from_when(now)), CHASED_AFTER, reach.calendar)
    person = two[review.person_id].name if who != review.person_id else ""
    await Outbox(transaction).enqueue(
        ReviewWaits(review.id, cycle.name, person, what),
        now,
        to=Recipient(who),
        dedupe_key=_chase_key(review, who, what),
        due=max(now, reach.waking(day)),
        expires_after=_LIVES,
    )


async def chase_no_more(
    transaction: Transaction, review: ReviewRow, whom: Collection[str], now: datetime
) -> None:
    """Retracts the reminders to these people."""
    for who in whom:
        for what in _CHASED_FOR:
            await Outbox(transaction).retract(_chase_key(review, who, what), now)


def _chase_key(review: ReviewRow, who: str, what: str) -> str:
    return f"{ReviewWaits.kind}:{review.id}:{what}:{who}"


async def tell_talk(ctx: Context, review: ReviewRow) -> None:
    """Tells both people the time of the talk, at a time when both work."""
    at = review.talk_at
    if at is None:
        return
    review.talk_told = f"{ReviewTalk.kind}:{review.id}:{ctx.request_key}"
    two = [await people.person(ctx.transaction, who) for who in (review.person_id, review.manager_id)]
    due = await notifications.together(ctx.transaction, two, ctx.now)
    await Outbox(ctx.transaction).enqueue(
        ReviewTalk(_for_both(at, two, ctx.now), two[0].name),
        ctx.now,
        to=Recipient.people(review.person_id, review.manager_id),
        dedupe_key=review.talk_told,
        # The notice of a talk that is near is not held back.
        due=due if due < at - _IN_TIME else ctx.now,
        expires_after=_LIVES,
        not_after=at,
    )


def _for_both(at: datetime, two: Sequence[Person], now: datetime) -> str:
    """An instant by the clocks of two people, each named where they differ."""
    told = [write_moment(at, each.zone, now) for each in two]
    if len(set(told)) == 1:
        return told[0]
    return " and ".join(f"{when} for {each.name}" for when, each in zip(told, two, strict=True))


async def forget_talk(transaction: Transaction, review: ReviewRow, now: datetime) -> None:
    """Retracts the notice of a talk that is still to come; that of a past one stays."""
    if review.talk_told and review.talk_at and review.talk_at > now:
        await Outbox(transaction).retract(review.talk_told, now)


async def tell_late(
    transaction: Transaction,
    cycle: ReviewCycleRow,
    manager_id: str,
    late: Sequence[str],
    ready: Sequence[str],
    today: date,
    now: datetime,
) -> None:
    """Tells the manager once which reviews are late, and which are `ready` to be shared."""
    names = await people.names(transaction, [*late, *ready])
    waiting = sorted(names.get(each, "Someone") for each in late if each != manager_id)
    waiting += ["you"] if manager_id in late else []
    to_share = sorted(names.get(each, "Someone") for each in ready)
    notice = LateReviews(cycle.name, tuple(waiting), tuple(to_share))
    await _enqueue(transaction, notice, manager_id, f"{cycle.id}:{today}", now)


async def tell_finished(
    transaction: Transaction, review: ReviewRow, cycle: ReviewCycle, page: bytes, now: datetime
) -> None:
    """Sends both people the finished review as an HTML file."""
    for who in (review.person_id, review.manager_id):
        await send_page(transaction, review, cycle, page, who, "", now, notice=ReviewFinished)


async def send_page(
    transaction: Transaction,
    review: ReviewRow,
    cycle: ReviewCycle,
    page: bytes,
    to: str,
    key: str,
    now: datetime,
    *,
    notice: type[ReviewPage] = ReviewPage,
) -> None:
    """Sends one of the two the HTML file of a review that is over; ValueError when it is not.

    `key` tells a repeated request from the first sending; "" for that.
    """
    if ReviewState(review.state) not in FINISHED_STATES:
        raise ValueError("it is not over")
    name = (await people.names(transaction, [review.person_id])).get(review.person_id, "Someone")
    await Outbox(transaction).enqueue(
        notice(name, cycle.name, "review.html", review.state),
        now,
        to=Recipient(to),
        dedupe_key=f"{notice.kind}:{review.id}:{to}{key}",
        expires_after=_LIVES,
        attachment=await Outbox(transaction).attach("review.html", page, now),
    )


async def _enqueue(transaction: Transaction, notice: Notice, to: str, about: str, now: datetime) -> None:
    key = f"{notice.kind}:{about}:{to}"
    await Outbox(transaction).enqueue(notice, now, to=Recipient(to), dedupe_key=key, expires_after=_LIVES)
