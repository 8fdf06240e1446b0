"""What can be looked up about kudos: boards, one's own picture, the values."""

from collections.abc import Collection
from datetime import datetime

from bot.common.periods import Period, local_day, period_named
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.features.kudos.repository.kudos import KudosRepository
from bot.features.kudos.repository.totals import KudosTotalRepository
from bot.features.kudos.rules.facts import (
    GivenLine,
    KudosBoard,
    KudosBoardRow,
    KudosSummary,
    Received,
    Side,
    ValueTotals,
)
from bot.features.kudos.rules.ranking import place_of, ranked
from bot.features.kudos.service.giving import shoutout_key
from bot.features.kudos.service.settings import settings_of
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace

LONGEST = 10
SHORTEST = 3
LATEST = 3


async def board(
    transaction: Transaction, side: Side, period_words: str, asked_id: str, now: datetime
) -> KudosBoard:
    """The board of a period in the workspace's zone, with the place of `asked_id`."""
    period = await period_of(transaction, period_words, now)
    totals = await KudosTotalRepository(transaction).totals(side, period)
    shown = ranked(totals)[: _shown(len(totals))]
    names = await people.names(transaction, {asked_id, *(who for _, who, _ in shown)})
    return KudosBoard(
        side=side,
        period_words=period_words,
        period=period,
        rows=tuple(
            KudosBoardRow(place, who, names.get(who, "Someone"), points) for place, who, points in shown
        ),
        asked_id=asked_id,
        asked_name=names.get(asked_id, "Someone"),
        asked=place_of(asked_id, totals),
    )


def _shown(people: int) -> int:
    # Half of the people at most: a board has a top, never a named bottom.
    return max(SHORTEST, min(LONGEST, people // 2))


async def lines_in(transaction: Transaction, period: Period) -> list[GivenLine]:
    """Everything that counts in the period, in the order in which it was given."""
    rows = await KudosTotalRepository(transaction).lines_in(period)
    return [GivenLine(*row) for row in rows]


async def given_by(transaction: Transaction, giver_id: str, period: Period) -> list[GivenLine]:
    """What somebody thanked others for in the period, in the order in which they did: for themselves."""
    return [
        GivenLine(*row) for row in await KudosTotalRepository(transaction).lines_in(period, giver_id=giver_id)
    ]


async def given_to(
    transaction: Transaction, receiver_id: str, period: Period, viewer_id: str
) -> list[tuple[GivenLine, str]]:
    """What somebody was thanked for in the period as the viewer may read it, each with where it was said.

    Private thanks are the receiver's and the giver's. The place is Slack's address of the shout-out, "" where
    there is none.
    """
    rows = await KudosTotalRepository(transaction).lines_in(period, receiver_id)
    found = [GivenLine(*row) for row in rows]
    readable = [each for each in found if not each.is_private or viewer_id in (receiver_id, each.giver_id)]
    places = await Outbox(transaction).places([shoutout_key(each.kudos_id) for each in readable])
    return [(each, places.get(shoutout_key(each.kudos_id), "")) for each in readable]


async def still_counts(transaction: Transaction, kudos_id: int) -> bool:
    """Whether a giving was not undone."""
    found = await KudosRepository(transaction).find(kudos_id)
    return found is not None and found.undone_at is None


async def last_thanked(transaction: Transaction, ids: Collection[str]) -> dict[str, datetime]:
    """When each of these people was thanked last; who never was is not in it."""
    return await KudosTotalRepository(transaction).last_received(ids)


async def received_in(transaction: Transaction, period: Period) -> dict[str, int]:
    """The points that people received in the period, by person; who received none is not in it."""
    return dict(await KudosTotalRepository(transaction).totals("receiver", period))


async def mine(transaction: Transaction, person_id: str, now: datetime) -> KudosSummary:
    """One's own kudos."""
    total_repository = KudosTotalRepository(transaction)
    repository = KudosRepository(transaction)
    me = await people.person(transaction, person_id)
    month = await period_of(transaction, "this month", now)
    totals = await total_repository.totals("receiver", month)
    latest = await total_repository.latest_for(person_id, LATEST)
    names = await people.names(transaction, {kudos.giver_id for kudos in latest})
    settings = await settings_of(transaction)
    allowance = settings.allowance_of(me.role)
    spent = await repository.spent(person_id, local_day(now, me.zone))
    return KudosSummary(
        person_id=person_id,
        month=month,
        received_this_month=dict(totals).get(person_id, 0),
        received_ever=await total_repository.received_ever(person_id),
        given_this_month=await total_repository.given_in(person_id, month),
        place=place_of(person_id, totals),
        left=max(0, allowance - spent),
        allowance=allowance,
        latest=tuple(
            Received(names.get(k.giver_id, "Someone"), k.points_each, k.reason, k.created_at) for k in latest
        ),
        names=names,
        may_give=settings.open_to_guests or not me.is_guest,
    )


async def values(transaction: Transaction, now: datetime) -> ValueTotals:
    """The values and how often they were lived this month."""
    period = await period_of(transaction, "this month", now)
    totals = await KudosTotalRepository(transaction).value_totals(period)
    known = (await settings_of(transaction)).values
    return ValueTotals(period, tuple((value, totals.get(value, 0)) for value in known))


async def value_totals(transaction: Transaction, period: Period) -> dict[str, int]:
    """Points by value within the period."""
    return await KudosTotalRepository(transaction).value_totals(period)


async def given_in(transaction: Transaction, person_id: str, period: Period) -> int:
    """The points that somebody gave within the period."""
    return await KudosTotalRepository(transaction).given_in(person_id, period)


async def period_of(transaction: Transaction, words: str, now: datetime) -> Period:
    """The period of these words in the workspace's zone."""
    return period_named(words, now, await workspace.zone_of(transaction))
