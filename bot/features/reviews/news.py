"""Who hears of reviews: what is to write, reminders, what is there to read; never a word of them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from bot.common.periods import local_instant, midnight
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, Owed
from bot.deliveries.targets import Target
from bot.features.attention import service as attention
from bot.features.people import service as people
from bot.features.reviews.models import Review, ReviewCycle, ReviewPart
from bot.features.reviews.repository import ReviewRepository
from bot.features.reviews.rules import REMINDED, PartState, ReviewState
from bot.features.schedules.rules import reminded_on

ASK, REMIND, EXTENDED, NOMINATED, SHARED, ACKNOWLEDGED, TALK, LATE, FINISHED = (
    "reviews.ask",
    "reviews.remind",
    "reviews.extended",
    "reviews.nominated",
    "reviews.shared",
    "reviews.acknowledged",
    "reviews.talk",
    "reviews.late",
    "reviews.finished",
)
_LIVES = timedelta(days=14)
_MORNING = time(9)
_IN_TIME = timedelta(hours=1)


async def ask(
    transaction: Transaction,
    cycle: ReviewCycle,
    parts: Sequence[ReviewPart],
    due_on: date,
    name: str,
    now: datetime,
    *,
    kind: str = ASK,
) -> None:
    """One author is asked for these parts in one message, and reminded 7 days and 1 day before.

    `name` tells this message from others; its parts remember it, so that it tells how they stand.
    """
    if not parts:
        return
    author_id = parts[0].author_id
    for part in parts:
        part.told = name
    facts = await _facts(transaction, cycle, parts, due_on)
    told = Owed(kind=kind, target=Target(author_id), dedupe_key=_key(name), facts=facts, lives=_LIVES)
    await Outbox(transaction).owe([told, *await _reminders(transaction, author_id, name, facts, now)], now)


async def _reminders(
    transaction: Transaction, author_id: str, name: str, facts: dict[str, object], now: datetime
) -> list[Owed]:
    author = await people.person(transaction, author_id)
    calendar = (await attention.reach_of(transaction, author, now)).calendar
    due_on = date.fromisoformat(str(facts["due"]))
    # On the day on which it is due, a reminder has no use any more.
    over = midnight(due_on, author.zone)
    owed = []
    for days in REMINDED:
        day = reminded_on(due_on, days, calendar.is_off)
        at = local_instant(day, _MORNING, author.zone) if day else now
        if day and at > now:
            told = {**facts, "days": (due_on - day).days}
            key = _remind_key(name, days)
            owed.append(
                Owed(
                    kind=REMIND,
                    target=Target(author_id),
                    dedupe_key=key,
                    facts=told,
                    due=at,
                    lives=_LIVES,
                    not_after=over,
                )
            )
    return owed


async def _facts(
    transaction: Transaction, cycle: ReviewCycle, parts: Sequence[ReviewPart], due_on: date
) -> dict[str, object]:
    return {"cycle": cycle.name, "due": due_on.isoformat(), "items": await _items(transaction, parts)}


async def _items(transaction: Transaction, parts: Sequence[ReviewPart]) -> list[dict[str, object]]:
    """What each part is, and how it stands."""
    reviews = await ReviewRepository(transaction).reviews([each.review_id for each in parts])
    names = await people.names(
        transaction, {who for each in reviews.values() for who in (each.person_id, each.manager_id)}
    )
    return [
        {
            "part": part.id,
            "kind": part.kind,
            "state": part.state,
            "person": names.get(reviews[part.review_id].person_id, "Someone"),
            "manager": names.get(reviews[part.review_id].manager_id, "Someone"),
        }
        for part in parts
    ]


def _key(name: str) -> str:
    return f"{ASK}:{name}"


def _remind_key(name: str, days: int) -> str:
    return f"{REMIND}:{name}:{days}"


async def tell_standing(transaction: Transaction, names: Collection[str], key: str, now: datetime) -> None:
    """Messages that ask tell how their parts stand, each once; nobody is reminded of what is done."""
    await transaction.session.flush()
    # In one order, so that nobody waits crosswise; "" is a part that nobody was asked for yet.
    for name in sorted(set(names) - {""}):
        await _tell_how_it_stands(transaction, name, key, now)


async def _tell_how_it_stands(transaction: Transaction, name: str, key: str, now: datetime) -> None:
    outbox = Outbox(transaction)
    # Others whose parts the same message asks for wait here, and read then what is written now.
    await outbox.hold(_key(name))
    changes = {"items": await _items(transaction, await ReviewRepository(transaction).told(name))}
    is_done = all(each["state"] != PartState.open.value for each in changes["items"])
    if is_done:
        await outbox.cancel(_key(name))
    await outbox.amend(_key(name), changes, f"{_key(name)}:{key}", now)
    for days in REMINDED:
        remind = _remind_key(name, days)
        if is_done:
            await outbox.retract(remind, now)
        else:
            await outbox.amend(remind, changes, f"{remind}:{key}", now)


async def tell_nominated(
    transaction: Transaction, review: Review, peers: Sequence[str], key: str, now: datetime
) -> None:
    """The manager is asked to approve peers."""
    names = await people.names(transaction, [review.person_id, *peers])
    facts = {
        "review": review.id,
        "person": names.get(review.person_id, "Someone"),
        "peers": [names.get(each, "Someone") for each in peers],
    }
    await _owe(transaction, NOMINATED, review.manager_id, f"{review.id}:{key}", facts, now)


async def tell_shared(transaction: Transaction, review: Review, cycle: ReviewCycle, now: datetime) -> None:
    """The person hears that it is there to read."""
    names = await people.names(transaction, [review.manager_id])
    facts = {"review": review.id, "manager": names.get(review.manager_id, "Someone"), "cycle": cycle.name}
    await _owe(transaction, SHARED, review.person_id, str(review.id), facts, now)


async def tell_acknowledged(transaction: Transaction, review: Review, now: datetime) -> None:
    """The manager hears that it was read."""
    names = await people.names(transaction, [review.person_id])
    facts = {
        "review": review.id,
        "person": names.get(review.person_id, "Someone"),
        "with_comment": bool(review.comment),
    }
    await _owe(transaction, ACKNOWLEDGED, review.manager_id, str(review.id), facts, now)


async def tell_talk(transaction: Transaction, review: Review, key: str, now: datetime) -> None:
    """The two hear together when they talk, when both work; of another time before not any more."""
    outbox, at = Outbox(transaction), review.talk_at
    if at is None:
        return
    if review.talk_told:
        await outbox.cancel(review.talk_told)
    review.talk_told = f"{TALK}:{review.id}:{key}"
    two = [await people.person(transaction, who) for who in (review.person_id, review.manager_id)]
    due = await attention.together(transaction, two, now)
    owed = Owed(
        kind=TALK,
        target=Target.people(review.person_id, review.manager_id),
        dedupe_key=review.talk_told,
        facts={"at": int(at.timestamp()), "person": two[0].name},
        # One that is near cannot wait until both work.
        due=due if due < at - _IN_TIME else now,
        lives=_LIVES,
        not_after=at,
    )
    await outbox.owe([owed], now)


async def tell_late(
    transaction: Transaction,
    cycle: ReviewCycle,
    manager_id: str,
    late: Sequence[str],
    ready: Sequence[str],
    today: date,
    now: datetime,
) -> None:
    """The manager hears once of each who is late, and whose reviews are `ready` to be shared."""
    names = await people.names(transaction, [*late, *ready])
    waiting = sorted(names.get(each, "Someone") for each in late if each != manager_id)
    waiting += ["you"] if manager_id in late else []
    to_share = sorted(names.get(each, "Someone") for each in ready)
    facts: dict[str, object] = {"cycle": cycle.name, "late": waiting, "ready": to_share}
    await _owe(transaction, LATE, manager_id, f"{cycle.id}:{today}", facts, now)


async def tell_finished(
    transaction: Transaction, review: Review, cycle: ReviewCycle, page: bytes, now: datetime
) -> None:
    """Both get the finished review as a page to keep."""
    if review.state != ReviewState.signed.value:
        raise ValueError("it is not signed by both")
    name = (await people.names(transaction, [review.person_id])).get(review.person_id, "Someone")
    for who in (review.person_id, review.manager_id):
        attachment = await Outbox(transaction).attach("review.html", page, now)
        facts = {"person": name, "cycle": cycle.name, "name": "review.html"}
        owed = Owed(
            kind=FINISHED,
            target=Target(who),
            dedupe_key=f"{FINISHED}:{review.id}:{who}",
            facts=facts,
            lives=_LIVES,
            attachment=attachment,
        )
        await Outbox(transaction).owe([owed], now)


async def _owe(
    transaction: Transaction, kind: str, to: str, about: str, facts: dict[str, object], now: datetime
) -> None:
    owed = Owed(kind=kind, target=Target(to), dedupe_key=f"{kind}:{about}:{to}", facts=facts, lives=_LIVES)
    await Outbox(transaction).owe([owed], now)
