"""The scheduled messages of kudos: the week's thanks in the channel, and a nudge to those who gave none."""

from datetime import datetime, time

from bot.common.cadences import Cadence, Every, Run
from bot.common.periods import local_instant, period_named
from bot.db.transaction import Transaction
from bot.features.kudos.notices import KudosNudge, KudosOfTheWeek
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos.service import queries
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.workspace import service as workspace
from bot.framework.scheduled import Scheduled

_MOST_NAMED = 5
_NOON = time(12)
# On the first two days of a week (0 and 1) the board is about the week before.
_FIRST_DAY_OF_THIS_WEEK = 2


async def _week(transaction: Transaction, channel_id: str, run: Run, now: datetime) -> KudosOfTheWeek | None:
    begun = (await workspace.books_of(transaction)).fiscal.week_of(run.nominal).start
    which = "this week" if (run.nominal - begun).days >= _FIRST_DAY_OF_THIS_WEEK else "last week"
    # The week of the run's own day, however late it is sent and in whatever zone.
    midday = local_instant(run.nominal, _NOON, await workspace.zone_of(transaction))
    board = await queries.board(transaction, "receiver", which, "", midday)
    if not board.rows:
        return None
    totals = await queries.value_totals(transaction, board.period)
    values = sorted(
        ((name, points) for name, points in totals.items() if points), key=lambda value: (-value[1], value[0])
    )
    rows = tuple((row.rank, row.name, row.points) for row in board.rows[:_MOST_NAMED])
    return KudosOfTheWeek(which, rows, tuple(values))


async def _nudge(transaction: Transaction, person_id: str, run: Run, now: datetime) -> KudosNudge | None:
    person = await people.person(transaction, person_id)
    week = period_named("this week", local_instant(run.nominal, _NOON, person.zone), person.zone)
    if await queries.given_in(transaction, person_id, week):
        return None
    mine = await queries.mine(transaction, person_id, now)
    return KudosNudge(mine.left) if mine.left and mine.may_give else None


async def _channel(transaction: Transaction) -> str | None:
    return (await settings_of(transaction, KudosSettings)).channel_id


SCHEDULED = (
    Scheduled(
        kind=KudosOfTheWeek.kind,
        title="The week's thanks",
        description="Who was thanked most this week, in the channel for shout-outs.",
        whom="channel",
        cadence=Cadence(Every.week, time(16), frozenset({4})),
        write=_week,
        place=_channel,
    ),
    Scheduled(
        kind=KudosNudge.kind,
        title="A nudge to give kudos",
        description="For those who have thanked nobody this week.",
        whom="people",
        cadence=Cadence(Every.week, time(15), frozenset({3})),
        write=_nudge,
        is_on=False,
    ),
)
