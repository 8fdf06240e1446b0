"""The scheduled messages of kudos: the week's thanks in the channel, and a nudge to those who gave none."""

from dataclasses import replace
from datetime import datetime, time
from functools import partial

from bot.common.cadences import Cadence, Every, Run
from bot.common.periods import local_instant, period_named
from bot.db.transaction import Transaction
from bot.features.kudos.notices import KudosNudge, KudosOfTheWeek
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos.service import queries, weekly
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.framework.scheduled import Scheduled


async def _nudge(transaction: Transaction, person_id: str, run: Run, now: datetime) -> KudosNudge | None:
    person = await people.person(transaction, person_id)
    week = period_named("this week", local_instant(run.nominal, weekly.NOON, person.zone), person.zone)
    if await queries.given_in(transaction, person_id, week):
        return None
    mine = await queries.mine(transaction, person_id, now)
    return KudosNudge(mine.left) if mine.left and mine.may_give else None


async def _channel(transaction: Transaction) -> str | None:
    return (await settings_of(transaction, KudosSettings)).channel_id


def scheduled(is_told: weekly.IsThanked) -> tuple[Scheduled, ...]:
    """What comes by the clock; `is_told`: whether another post of that run tells of the week's thanks."""
    return (replace(SCHEDULED[0], write=partial(weekly.write, is_told=is_told)), *SCHEDULED[1:])


SCHEDULED = (
    Scheduled(
        kind=KudosOfTheWeek.kind,
        title="The week's thanks",
        description="Who was thanked most this week, in the channel for shout-outs.",
        whom="channel",
        cadence=Cadence(Every.week, time(16), frozenset({4})),
        write=weekly.write,
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
