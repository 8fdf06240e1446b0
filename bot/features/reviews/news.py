"""Who hears of reviews: what is to write, reminders, what is there to read; never a word of them."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.common.periods import local_instant
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, Owed
from bot.deliveries.targets import Target
from bot.features.attention import service as attention
from bot.features.people import service as people
from bot.features.reviews.models import Review, ReviewCycle, ReviewPart
from bot.features.reviews.rules import REMINDED, PartState, ReviewState

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


async def tell_kickoff(
    transaction: Transaction,
    review: Review,
    cycle: ReviewCycle,
    parts: Sequence[ReviewPart],
    now: datetime,
) -> None:
    """Everybody who writes is asked now, and reminded 7 days and 1 day before it is due."""
    for part in parts:
        if part.state == PartState.open.value:
            await tell_ask(transaction, review, cycle, part, now)


async def tell_ask(
    transaction: Transaction, review: Review, cycle: ReviewCycle, part: ReviewPart, now: datetime
) -> None:
    """One author is asked, with the reminders to come."""
    facts = await _facts(transaction, review, cycle, part)
    target = Target(part.author_id)
    ask = Owed(kind=ASK, target=target, dedupe_key=ask_key(part), facts=facts, lives=_LIVES)
    await Outbox(transaction).owe([ask, *await _reminders(transaction, review, part, facts, now)], now)


async def tell_extended(
    transaction: Transaction,
    review: Review,
    cycle: ReviewCycle,
    parts: Sequence[ReviewPart],
    now: datetime,
) -> None:
    """Those who still write hear of the new day, and are reminded of that one."""
    for part in parts:
        if part.state != PartState.open.value:
            continue
        facts = await _facts(transaction, review, cycle, part)
        key = f"{EXTENDED}:{part.id}:{review.due_on}"
        told = Owed(kind=EXTENDED, target=Target(part.author_id), dedupe_key=key, facts=facts, lives=_LIVES)
        await Outbox(transaction).owe([told, *await _reminders(transaction, review, part, facts, now)], now)


async def _reminders(
    transaction: Transaction, review: Review, part: ReviewPart, facts: dict[str, object], now: datetime
) -> list[Owed]:
    zone = (await people.person(transaction, part.author_id)).zone
    found = []
    for days in REMINDED:
        due = local_instant(review.due_on - timedelta(days=days), _MORNING, zone)
        if due > now:
            key = remind_key(part, review.due_on, days)
            target = Target(part.author_id)
            told = {**facts, "days": days}
            # Once it is due, the reminder has no use any more.
            lives = timedelta(days=days)
            found.append(Owed(kind=REMIND, target=target, dedupe_key=key, facts=told, due=due, lives=lives))
    return found


async def _facts(
    transaction: Transaction, review: Review, cycle: ReviewCycle, part: ReviewPart
) -> dict[str, object]:
    names = await people.names(transaction, [review.person_id, review.manager_id])
    return {
        "part": part.id,
        "kind": part.kind,
        "cycle": cycle.name,
        "person": names.get(review.person_id, "Someone"),
        "manager": names.get(review.manager_id, "Someone"),
        "due": review.due_on.isoformat(),
        "outcome": None,
    }


def ask_key(part: ReviewPart) -> str:
    """The message in which an author is asked."""
    return f"{ASK}:{part.id}"


def remind_key(part: ReviewPart, due_on: date, days: int) -> str:
    """The message that reminds them."""
    return f"{REMIND}:{part.id}:{due_on}:{days}"


async def take_back(
    transaction: Transaction, review: Review, part: ReviewPart, now: datetime, *, with_ask: bool = False
) -> None:
    """Its reminders do not come any more; `with_ask`: it is not asked for any more either."""
    outbox = Outbox(transaction)
    for days in REMINDED:
        await outbox.retract(remind_key(part, review.due_on, days), now)
    if with_ask:
        await outbox.retract(ask_key(part), now)


async def tell_submitted(transaction: Transaction, review: Review, part: ReviewPart, now: datetime) -> None:
    """The question says that it is answered; nobody is reminded."""
    key = ask_key(part)
    await Outbox(transaction).amend(key, {"outcome": part.state}, f"{key}:{part.state}", now)
    await take_back(transaction, review, part, now)


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
    """The two hear together when they talk; in the person's working hours."""
    person = await people.person(transaction, review.person_id)
    reach = await attention.reach_of(transaction, person, now)
    facts = {"at": int(review.talk_at.timestamp()) if review.talk_at else 0, "person": person.name}
    owed = Owed(
        kind=TALK,
        target=Target.people(review.person_id, review.manager_id),
        dedupe_key=f"{TALK}:{review.id}:{key}",
        facts=facts,
        due=reach.from_when(now),
        lives=_LIVES,
    )
    await Outbox(transaction).owe([owed], now)


async def tell_late(
    transaction: Transaction, cycle: ReviewCycle, manager_id: str, late: Sequence[str], now: datetime
) -> None:
    """The manager hears once of each who is late."""
    names = await people.names(transaction, late)
    facts: dict[str, object] = {
        "cycle": cycle.name,
        "late": sorted(names.get(each, "Someone") for each in late),
    }
    await _owe(transaction, LATE, manager_id, f"{cycle.id}:{now.date()}", facts, now)


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
