"""The week's thanks in a channel: on their own, or with another post of that instant."""

from collections.abc import Awaitable, Callable
from datetime import datetime, time

from bot.common.cadences import Run
from bot.common.errors import AlreadyRecorded
from bot.common.periods import local_instant
from bot.db.idempotency import claim_request
from bot.db.transaction import Transaction
from bot.features.kudos.notices import KudosOfTheWeek
from bot.features.kudos.service import queries
from bot.features.schedules.service import settings as schedules
from bot.features.workspace import service as workspace

NOON = time(12)
_MOST_NAMED = 5
# On the first two days of a week (0 and 1) the board is about the week before.
_FIRST_DAY_OF_THIS_WEEK = 2
# Whether another post of the same run tells the channel of the week's thanks.
IsThanked = Callable[[Transaction, str, Run, datetime], Awaitable[bool]]


async def nowhere_else(*_: object) -> bool:
    """No other post tells of the thanks."""
    return False


async def write(
    transaction: Transaction,
    channel_id: str,
    run: Run,
    now: datetime,
    *,
    is_told: IsThanked = nowhere_else,
) -> KudosOfTheWeek | None:
    """The week's thanks for their channel; None without any, or where another post has them."""
    found = await _thanks(transaction, run)
    if found is None or await is_told(transaction, channel_id, run, now):
        return None
    return found if await _is_first(transaction, channel_id, run, now) else None


async def due_with(
    transaction: Transaction, channel_id: str, run: Run, now: datetime
) -> KudosOfTheWeek | None:
    """The week's thanks to tell now: those that are due in this channel with this run, and not told yet."""
    turn = await schedules.turn(transaction, KudosOfTheWeek.kind, channel_id)
    found = await _thanks(transaction, run) if turn and turn.is_of(run) else None
    return found if found and await _is_first(transaction, channel_id, run, now) else None


async def _is_first(transaction: Transaction, channel_id: str, run: Run, now: datetime) -> bool:
    """Whether nothing tells of these thanks yet; from now on something does."""
    try:
        await claim_request(transaction, f"{KudosOfTheWeek.kind}:{channel_id}:{run.nominal}", now)
    except AlreadyRecorded:
        return False
    return True


async def _thanks(transaction: Transaction, run: Run) -> KudosOfTheWeek | None:
    begun = (await workspace.books_of(transaction)).fiscal.week_of(run.nominal).start
    which = "this week" if (run.nominal - begun).days >= _FIRST_DAY_OF_THIS_WEEK else "last week"
    # The week of the run's own day, however late it is sent and in whatever zone.
    midday = local_instant(run.nominal, NOON, await workspace.zone_of(transaction))
    board = await queries.board(transaction, "receiver", which, "", midday)
    if not board.rows:
        return None
    totals = await queries.value_totals(transaction, board.period)
    values = sorted(
        ((name, points) for name, points in totals.items() if points), key=lambda value: (-value[1], value[0])
    )
    rows = tuple((row.rank, row.name, row.points) for row in board.rows[:_MOST_NAMED])
    return KudosOfTheWeek(which, rows, tuple(values))
