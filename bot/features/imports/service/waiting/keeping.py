"""What of a batch has to wait is kept, and its keeper asked; what came in waits no longer."""

from collections.abc import Sequence
from datetime import datetime

from bot.db.transaction import Transaction
from bot.deliveries.notices import Notice
from bot.features.imports.rules.parking import Parked, ParkedFor, Parking
from bot.features.imports.service.waiting import asking, later_wins, parking, questions, stages, twins
from bot.features.ledger.rules.records import Record

_ASKINGS = (stages.ASKING, twins.ASKING)


async def keep(
    transaction: Transaction,
    source: str,
    waiting: Sequence[Parking],
    told: Sequence[Record],
    keeper_id: str | None,
    now: datetime,
    origin: str,
) -> None:
    """Keeps what is `waiting`, and forgets what waited of the records that were `told` and came in.

    SourceStopped: too many would wait.
    """
    over = await parking.forget(transaction, source, told)
    await parking.park(transaction, source, waiting, keeper_id, now, origin)
    now_waits = [Parked(source, each, keeper_id, now) for each in waiting]
    await questions.ask_about(transaction, source, [*over, *now_waits], now)
    if any(each.why is ParkedFor.FUTURE for each in waiting):
        await later_wins.ask(transaction, source, {keeper_id}, now)
    for each in _ASKINGS:
        await asking.no_longer(transaction, each, over, now)
        refs = {parked.ref for parked in waiting if parked.why is each.why}
        if refs:
            await asking.ask(transaction, each, source, refs, now)


async def open_questions(transaction: Transaction, actor_id: str, now: datetime) -> list[Notice]:
    """What the actor can say of stages, days and twins that wait; ten of each at most."""
    drawn = [
        notice for each in _ASKINGS for notice in await asking.open_questions(transaction, each, actor_id)
    ]
    sources = {each.source for each in await asking.open_groups(transaction, ParkedFor.FUTURE, actor_id)}
    for source in sorted(sources):
        found = await parking.find(transaction, ParkedFor.FUTURE, [source])
        drawn.append(await later_wins.draw(transaction, source, found, now))
    return drawn


async def withdraw(transaction: Transaction, source: str, origin: str, now: datetime) -> None:
    """What waits of a file or message, answered or not, waits no longer; who was asked sees that."""
    dropped = await parking.withdraw(transaction, origin)
    await questions.ask_about(transaction, source, dropped, now)
    for each in _ASKINGS:
        await asking.no_longer(transaction, each, dropped, now)
