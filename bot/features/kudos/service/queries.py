"""Reading kudos: boards, one's own, the values."""

from collections.abc import Collection
from datetime import datetime

from bot.common.naming import as_subject, called
from bot.common.periods import Period, period_named
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
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos.service.giving import left_today, shoutout_key
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.workspace import service as workspace

LONGEST = 10
SHORTEST = 3
LATEST = 3


async def board(
    transaction: Transaction,
    side: Side,
    period_words: str,
    asked_id: str,
    now: datetime,
    reader_id: str = "",
) -> KudosBoard:
    """Board of a period in the workspace's zone, with the place of `asked_id` ("" for nobody).

    `reader_id`: who alone reads it, "" for several.

    Shows half of the people, but 3 to 10, so that nobody is named as the last.
    """
    period = await period_of(transaction, period_words, now)
    totals = await KudosTotalRepository(transaction).totals(side, period)
    shown = ranked(totals)[: _shown(len(totals))]
    known = await people.people(transaction, {asked_id, *(who for _, who, _ in shown)})
    names = {who: person.name for who, person in known.items()}
    gone = {who for who, person in known.items() if person.is_deactivated and not person.is_foreign}
    return KudosBoard(
        side=side,
        period_words=period_words,
        period=period,
        rows=tuple(
            KudosBoardRow(place, who, as_subject(called(who, names, reader_id)), points, has_left=who in gone)
            for place, who, points in shown
        ),
        asked_id=asked_id,
        asked_name=names.get(asked_id, "Someone"),
        asked=place_of(asked_id, totals),
    )


def _shown(people: int) -> int:
    # Half of the people at most: a board has a top, never a named bottom.
    return max(SHORTEST, min(LONGEST, people // 2))


async def lines_in(transaction: Transaction, period: Period) -> list[GivenLine]:
    """All lines that count in the period, the oldest first; private ones too, for counting."""
    rows = await KudosTotalRepository(transaction).lines_in(period)
    return [GivenLine(*row) for row in rows]


async def given_by(transaction: Transaction, giver_id: str, period: Period) -> list[GivenLine]:
    """What a person thanked others for in the period, the oldest first; for their own eyes."""
    return [
        GivenLine(*row) for row in await KudosTotalRepository(transaction).lines_in(period, giver_id=giver_id)
    ]


async def given_to(
    transaction: Transaction, receiver_id: str, period: Period, viewer_id: str
) -> list[tuple[GivenLine, str]]:
    """(line, permalink of the shout-out or "") of what a person was thanked for, the oldest first.

    Only what the viewer may read: private thanks are the receiver's and the giver's.
    """
    rows = await KudosTotalRepository(transaction).lines_in(period, receiver_id)
    found = [GivenLine(*row) for row in rows]
    readable = [each for each in found if not each.is_private or viewer_id in (receiver_id, each.giver_id)]
    places = await Outbox(transaction).places([shoutout_key(each.kudos_id) for each in readable])
    return [(each, places.get(shoutout_key(each.kudos_id), "")) for each in readable]


async def still_counts(transaction: Transaction, kudos_id: int) -> bool:
    """Whether there is such a giving and it was not undone."""
    found = await KudosRepository(transaction).find(kudos_id)
    return found is not None and found.undone_at is None


async def last_thanked(transaction: Transaction, ids: Collection[str]) -> dict[str, datetime]:
    """When each of these people was last thanked; who never was is left out."""
    return await KudosTotalRepository(transaction).last_received(ids)


async def received_in(transaction: Transaction, period: Period) -> dict[str, int]:
    """Points that people received in the period, by member id; who received none is left out."""
    return dict(await KudosTotalRepository(transaction).totals("receiver", period))


async def mine(transaction: Transaction, person_id: str, now: datetime) -> KudosSummary:
    """A person's own kudos: received, given, left to give today by their own zone."""
    total_repository = KudosTotalRepository(transaction)
    me = await people.person(transaction, person_id)
    month = await period_of(transaction, "this month", now)
    totals = await total_repository.totals("receiver", month)
    latest = await total_repository.latest_for(person_id, LATEST)
    names = await people.names(transaction, {kudos.giver_id for kudos in latest})
    settings = await settings_of(transaction, KudosSettings)
    return KudosSummary(
        person_id=person_id,
        month=month,
        received_this_month=dict(totals).get(person_id, 0),
        received_ever=await total_repository.received_ever(person_id),
        given_this_month=await total_repository.given_in(person_id, month),
        place=place_of(person_id, totals),
        left=await left_today(transaction, person_id, settings, now),
        allowance=settings.allowance_of(me.role),
        latest=tuple(
            Received(names.get(k.giver_id, "Someone"), k.points_each, k.reason, k.created_at) for k in latest
        ),
        names=names,
        may_give=settings.open_to_guests or not me.is_guest,
    )


async def values(transaction: Transaction, now: datetime) -> ValueTotals:
    """The values in force, with the points that carried them this month; 0 for none."""
    period = await period_of(transaction, "this month", now)
    totals = await KudosTotalRepository(transaction).value_totals(period)
    known = (await settings_of(transaction, KudosSettings)).values
    return ValueTotals(period, tuple((value, totals.get(value, 0)) for value in known))


async def value_totals(transaction: Transaction, period: Period) -> dict[str, int]:
    """Points by value within the period; values without any giving are left out."""
    return await KudosTotalRepository(transaction).value_totals(period)


async def given_in(transaction: Transaction, person_id: str, period: Period) -> int:
    """Points that a person gave within the period; 0 without any."""
    return await KudosTotalRepository(transaction).given_in(person_id, period)


async def period_of(transaction: Transaction, words: str, now: datetime) -> Period:
    """The period of these words (see `PERIOD_WORDS`) in the workspace's zone. KeyError: other words."""
    books = await workspace.books_of(transaction)
    return period_named(words, now, await workspace.zone_of(transaction), books.fiscal)
