"""Use cases of kudos health, for managers and admins. Points are read here, and never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import Period, local_day, midnight
from bot.db.transaction import Transaction
from bot.features.kudos.rules.facts import GivenLine
from bot.features.kudos.service import queries as kudos
from bot.features.kudos_health.repository import KudosHealthRepository
from bot.features.kudos_health.rules.detection import Flag, Hint, KudosEdge, flags
from bot.features.kudos_health.rules.facts import THANK, KudosHealth
from bot.features.ledger.service import queries as ledger
from bot.features.notifications.service import availability as notifications
from bot.features.notifications.service.duty import settled_members
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Context
from bot.framework.needs import Need, NeedRank, first_names

UNSEEN_FOR = timedelta(days=30)
# Working days, of the last 30 days: who was there on fewer had little chance to be thanked.
FEWEST_WORKED = 10


@dataclass(frozen=True)
class Circle:
    """About whom a manager may see hints: the people of their teams; for an admin, everybody."""

    people: frozenset[str]
    is_everybody: bool

    def holds(self, flag: Flag) -> bool:
        """Whether a hint is about at least one of them."""
        return self.is_everybody or bool(self.people & set(flag.people))


async def circle_of(transaction: Transaction, viewer_id: str) -> Circle:
    """About whom the viewer may see hints. NotAllowed: they lead nobody and are no admin."""
    viewer, org_chart = await people.actor(transaction, viewer_id), await teams.load_org_chart(transaction)
    if viewer.is_admin:
        return Circle(
            frozenset(who for team in org_chart.teams for who in team.member_ids), is_everybody=True
        )
    if not org_chart.led_by(viewer_id):
        raise NotAllowed("Only the managers of teams, and admins, see how recognition goes.")
    return Circle(org_chart.people_of(viewer_id), is_everybody=False)


async def health(transaction: Transaction, viewer_id: str, days: DateRange, now: datetime) -> KudosHealth:
    """Hints about the viewer's people in these days, and who was not thanked in the 30 days up to now.

    NotAllowed: the viewer leads nobody and is no admin.
    """
    circle = await circle_of(transaction, viewer_id)
    lines = [line for line, _ in await _lines(transaction, days)]
    found = [flag for flag in flags(lines, await _workdays(transaction, days)) if circle.holds(flag)]
    found += await _unseen(transaction, sorted(circle.people), now)
    names = await people.names(transaction, {who for flag in found for who in flag.people})
    before = await KudosHealthRepository(transaction).looked_at(viewer_id, days.start)
    looked = frozenset(flag.key for flag in found if before.get(flag.key, -1) >= flag.points)
    return KudosHealth(days, tuple(found), looked, names)


async def _lines(transaction: Transaction, days: DateRange) -> list[tuple[KudosEdge, GivenLine]]:
    zone = await workspace.zone_of(transaction)
    period = Period(midnight(days.start, zone), midnight(days.end, zone), days.label)
    return [
        (KudosEdge(row.kudos_id, row.giver_id, row.receiver_id, row.points, local_day(row.at, zone)), row)
        for row in await kudos.lines_in(transaction, period)
    ]


async def _workdays(transaction: Transaction, days: DateRange) -> list[date]:
    calendar = ledger.everybodys_calendar(await workspace.calendar_of(transaction))
    return [day for day in days if not calendar.is_off(day)]


async def _unseen(transaction: Transaction, ids: Sequence[str], now: datetime) -> list[Flag]:
    """Active members who were there for 30 days, worked on 10 of them, and were thanked by nobody."""
    today = local_day(now, await workspace.zone_of(transaction))
    window = DateRange(today - UNSEEN_FOR, today + ONE_DAY)
    last = await kudos.last_thanked(transaction, ids)
    joined = await teams.there_since(transaction, ids)
    known = [who for who in (await people.people(transaction, ids)).values() if who.is_active_person]
    reaches = await notifications.reaches(transaction, known, window.start)
    found = []
    for person in sorted(known, key=lambda each: each.id):
        at = last.get(person.id)
        day = local_day(at, person.zone) if at else None
        is_new = joined.get(person.id, today) > window.start
        worked = sum(not reaches[person.id].calendar.is_off(each) for each in window)
        if not is_new and worked >= FEWEST_WORKED and (day is None or day <= window.start):
            found.append(Flag(Hint.unseen, (person.id,), since=day))
    return found


async def needs_of(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Need]:
    """Gaps, for whoever leads them alone: people whom nobody has thanked for 30 days."""
    settled = await settled_members(transaction, person_id, now)
    if not settled:
        return []
    members = {each.person.id: each for each in settled}
    called = first_names({who: each.person.name for who, each in members.items()})

    def need(who: str, since: date | None) -> Need:
        text = f"Nobody thanked {called[who]} {'for 30 days' if since else 'yet'}"
        began = midnight(since or members[who].since, members[who].person.zone)
        return Need(
            f"kudos.none:{who}",
            text,
            "Thank",
            THANK,
            NeedRank.gap,
            began,
            value=who,
            about_id=who,
            name=called[who],
        )

    return [need(flag.people[0], flag.since) for flag in await _unseen(transaction, sorted(members), now)]


async def rows(
    transaction: Transaction, viewer_id: str, key: str, days: DateRange, now: datetime
) -> tuple[Flag, list[GivenLine], dict[str, str]]:
    """A hint by its key, the givings behind it, and the names of the people in them by id.

    NotAllowed: as in `health`. BadInput: there is no such hint in these days.
    """
    seen = await health(transaction, viewer_id, days, now)
    flag = next((each for each in seen.flags if each.key == key), None)
    if flag is None:
        raise BadInput("That hint does not stand any more.")
    wanted = set(flag.kudos_ids)
    behind = [row for line, row in await _lines(transaction, days) if _is_behind(line, flag, wanted)]
    ids = {who for row in behind for who in (row.giver_id, row.receiver_id, *row.mentioned)}
    return flag, behind, await people.names(transaction, ids)


def _is_behind(line: KudosEdge, flag: Flag, wanted: set[int]) -> bool:
    """Whether an edge belongs to the hint: of its givings, and from its people to its people.

    Points spent at the end of a month count whoever received them.
    """
    if line.kudos_id not in wanted or line.giver not in flag.people:
        return False
    return flag.hint is Hint.dump or line.receiver in flag.people


async def look_at(ctx: Context, flag_key: str, days: DateRange) -> KudosHealth:
    """Marks a hint as looked at, and gives the hints anew; it is told again once more points are behind it.

    NotAllowed, BadInput: as in `rows`. AlreadyRecorded: the request came before.
    """
    await ctx.claim()
    seen = await health(ctx.transaction, ctx.actor_id, days, ctx.now)
    flag = next((each for each in seen.flags if each.key == flag_key), None)
    if flag is None:
        raise BadInput("That hint does not stand any more.")
    facts = {"manager_id": ctx.actor_id, "month": days.start, "flag": flag.key, "points": flag.points}
    await KudosHealthRepository(ctx.transaction).look_at({**facts, "looked_at": ctx.now})
    return await health(ctx.transaction, ctx.actor_id, days, ctx.now)
