"""Who of the people whom somebody leads may be missed something: what the gaps of a manager begin with."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.common.cadences import working_days_later
from bot.common.memory import Remembered
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.notifications.rules import Calendar
from bot.features.notifications.service.availability import reaches
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart

# Who is newer has met nobody yet: nothing is missed of them.
SETTLED_AFTER = 5
# Working days are counted in days off that lie so far back at most.
_LOOKS_BACK = timedelta(days=30)


@dataclass(frozen=True)
class SettledMember:
    """Somebody led who is not away today, and no newcomer. `since`: their first day in any team."""

    person: Person
    since: date
    today: date
    calendar: Calendar

    def has_worked(self, days: int, since: date) -> bool:
        """Whether so many working days have gone by after `since`, or after their own first day."""
        return working_days_later(max(since, self.since), days, self.calendar) <= self.today


def people_led(viewer: Person, org_chart: OrgChart) -> frozenset[str]:
    """Ids of the people whom somebody leads; a guest, who may have led a team before, leads nobody."""
    return frozenset() if viewer.is_guest else org_chart.people_of(viewer.id) - {viewer.id}


SETTLED = Remembered[tuple[SettledMember, ...]]("settled members by who leads them, and instant")


async def settled_members(
    transaction: Transaction, manager_id: str, now: datetime
) -> tuple[SettledMember, ...]:
    """The people whom somebody leads, by id, without guests, newcomers and who is away today."""

    async def load() -> tuple[SettledMember, ...]:
        manager = await people.person(transaction, manager_id)
        ids = sorted(people_led(manager, await teams.load_org_chart(transaction)))
        found = await people.people(transaction, ids)
        there = [each for each in found.values() if each.is_active_person and not each.is_guest]
        since = await teams.there_since(transaction, [each.id for each in there]) if there else {}
        windows = await reaches(transaction, there, (now - _LOOKS_BACK).date())
        members = [
            SettledMember(each, since[each.id], local_day(now, each.zone), windows[each.id].calendar)
            for each in there
            if each.id in since
        ]
        return tuple(each for each in members if _is_settled(each, now))

    return await transaction.memory.once(SETTLED, load, manager_id, now)


def _is_settled(member: SettledMember, now: datetime) -> bool:
    until = member.person.away_until
    is_away = member.today in member.calendar.time_off or (until is not None and now < until)
    return not is_away and member.has_worked(SETTLED_AFTER, member.since)
