"""What of a batch has to wait is kept, and its keeper asked; what came in waits no longer."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from bot.db.transaction import Transaction
from bot.deliveries.notices import Notice
from bot.features.imports.rules.parking import Parked, ParkedFor, ParkedGroup, Parking
from bot.features.imports.service.waiting import asking, later_wins, parking, questions, stages, twins
from bot.features.ledger.rules.records import Record
from bot.features.people.service import members as people

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
    over = await parking.forget(transaction, source, told, origin)
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
    """What the actor can answer of all that waits, the most waited for first; ten of each kind at most."""
    actor = await people.actor(transaction, actor_id)
    waits: dict[ParkedFor, list[ParkedGroup]] = defaultdict(list)
    for group in await parking.groups(
        transaction, ParkedFor.PERSON, ParkedFor.FUTURE, *(each.why for each in _ASKINGS)
    ):
        if actor.is_admin or group.keeper_id == actor_id:
            waits[group.why].append(group)
    found: list[Notice] = [*await questions.drawn(transaction, waits[ParkedFor.PERSON])]
    for each in _ASKINGS:
        found += await asking.drawn(transaction, each, waits[each.why])
    for source in sorted({group.source for group in waits[ParkedFor.FUTURE]}):
        dated = await parking.find(transaction, ParkedFor.FUTURE, [source])
        found.append(await later_wins.draw(transaction, source, dated, now))
    return found


async def withdraw(transaction: Transaction, source: str, origin: str, now: datetime) -> None:
    """What waits of a file or message, answered or not, waits no longer; who was asked sees that."""
    dropped = await parking.withdraw(transaction, source, origin, now)
    await questions.ask_about(transaction, source, dropped, now)
    for each in _ASKINGS:
        await asking.no_longer(transaction, each, dropped, now)
