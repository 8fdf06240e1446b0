"""Who is asked to write, reminded, and told how what they write stands; never a word of it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from bot.common.periods import local_instant, midnight
from bot.common.spans import ONE_DAY
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, Owed
from bot.deliveries.targets import Target
from bot.features.attention import service as attention
from bot.features.people import service as people
from bot.features.reviews.models import ReviewCycle, ReviewPart
from bot.features.reviews.repository import ReviewRepository
from bot.features.reviews.rules import REMINDED, PartState
from bot.features.schedules.rules import reminded_on

ASK, REMIND, EXTENDED = "reviews.ask", "reviews.remind", "reviews.extended"
_LIVES = timedelta(days=14)
_MORNING = time(9)


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
    reach = await attention.reach_of(transaction, author, now)
    due_on, asked_on = date.fromisoformat(str(facts["due"])), reach.today(reach.from_when(now))
    owed: list[Owed] = []
    # What holds one back until the next one, or the end, holds it back for good. The last goes first here.
    over = midnight(due_on + ONE_DAY, author.zone)
    for days in sorted(REMINDED):
        day = reminded_on(due_on, days, reach.calendar.is_off)
        # Nobody is asked and reminded in one morning.
        if day is None or day <= asked_on:
            continue
        at = local_instant(day, _MORNING, author.zone)
        owed.append(
            Owed(
                kind=REMIND,
                target=Target(author_id),
                dedupe_key=_remind_key(name, days),
                facts=facts,
                due=at,
                lives=_LIVES,
                not_after=over,
            )
        )
        over = at
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
