"""What kudos says by itself: the week's thanks in the channel, and a nudge to those who gave none."""

from datetime import datetime, time
from typing import Any

from bot.common.periods import Period, period_named
from bot.db.transaction import Transaction
from bot.features.kudos import lookups
from bot.features.kudos.repository import KudosRepository
from bot.features.kudos.settings import settings_of
from bot.features.kudos.week_views import NUDGE, WEEK
from bot.features.people import service as people
from bot.features.schedules.rules import Cadence, Every, Run
from bot.features.schedules.scheduled import Scheduled

_MOST_NAMED = 5
_THIS_WEEK = "this week"


async def _week(transaction: Transaction, channel_id: str, run: Run, now: datetime) -> dict[str, Any] | None:
    board = await lookups.board(transaction, "receiver", _THIS_WEEK, "", now)
    if not board.rows:
        return None
    totals = await KudosRepository(transaction).value_totals(board.period)
    values = sorted(totals.items(), key=lambda value: (-value[1], value[0]))
    return {
        "rows": [[row.rank, row.name, row.points] for row in board.rows[:_MOST_NAMED]],
        "values": [[name, points] for name, points in values],
    }


async def _nudge(transaction: Transaction, person_id: str, run: Run, now: datetime) -> dict[str, Any] | None:
    person = await people.person(transaction, person_id)
    week: Period = period_named(_THIS_WEEK, now, person.zone)
    if await KudosRepository(transaction).given_in(person_id, week):
        return None
    left = (await lookups.mine(transaction, person_id, now)).left
    return {"left": left} if left else None


async def _channel(transaction: Transaction) -> str | None:
    return (await settings_of(transaction)).channel_id


SCHEDULED = (
    Scheduled(
        kind=WEEK,
        title="The week's thanks",
        description="Who was thanked most this week, in the channel for shout-outs.",
        whom="channel",
        cadence=Cadence(Every.week, time(16), frozenset({4})),
        write=_week,
        place=_channel,
    ),
    Scheduled(
        kind=NUDGE,
        title="A nudge to give kudos",
        description="For those who have thanked nobody this week.",
        whom="people",
        cadence=Cadence(Every.week, time(15), frozenset({3})),
        write=_nudge,
        is_on=False,
    ),
)
