"""Loads the few figures that stand in the App Home."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.common.date_ranges import DateRange
from bot.common.errors import NotAllowed
from bot.common.memory import Remembered
from bot.db.transaction import Transaction
from bot.features.ledger.rules.access import may_keep
from bot.features.ledger.rules.facts import ALWAYS, Facts, Population
from bot.features.ledger.rules.sellers import by_seller, takes_part
from bot.features.ledger.service import queries as ledger
from bot.features.metrics.rules.glance import Glance, OwnGlance, TeamGlance, glance_of, worst_first
from bot.features.metrics.service.scopes import MetricsViewer
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import Team

GLANCES = Remembered[Glance]("figures of a person over some days, by the days on which they count")


async def own_glance(transaction: Transaction, viewer: MetricsViewer) -> OwnGlance:
    """The viewer's own figures of this quarter."""
    days = viewer.rules.fiscal.quarter_of(viewer.today)
    whose = ledger.of_person(viewer.person.id)
    facts = await ledger.booked_facts(transaction, whose, days, viewer.now)
    own = person_glance(transaction, facts, days, viewer.person.name)
    return OwnGlance(own, days, facts.rules.currency)


def own_of(facts: Facts, days: DateRange, viewer: MetricsViewer) -> OwnGlance:
    """As `own_glance`, from facts of the viewer that are there already."""
    own = glance_of(facts, days, viewer.person.name, viewer.person.id)
    return OwnGlance(own, days, facts.rules.currency)


def person_glance(transaction: Transaction, facts: Facts, days: DateRange, name: str) -> Glance:
    """The figures of one person, whose facts these are: reckoned once for all who show them of these days."""
    seller = facts.sellers[0]
    counted = tuple(part for each in seller.days if (part := days.within(each)).length)
    key: tuple[str, DateRange, datetime, tuple[DateRange, ...]]
    key = (seller.member_id, days, facts.as_of, counted)
    seen = transaction.memory.known(GLANCES).get(key) if transaction.is_reading else None
    if seen is None:
        seen = glance_of(facts, days, name, seller.member_id)
        transaction.memory.keep(GLANCES, seen, key)
    return seen if seen.name == name else replace(seen, name=name)


async def read_at_once(transaction: Transaction, led: Sequence[Team], viewer: MetricsViewer) -> None:
    """Reads of several teams together what `team_glance` of each needs, as far as it is not known."""
    stays = (await teams.stays_in(transaction, [team.id for team in led])).values() if led else ()
    days = viewer.rules.fiscal.quarter_of(viewer.today)
    whose = Population({who: (ALWAYS,) for of_team in stays for who in of_team})
    if whose.ids:
        await ledger.booked_facts(transaction, whose, days, viewer.now)


async def team_glance(transaction: Transaction, team: Team, viewer: MetricsViewer) -> TeamGlance:
    """The figures of a team and its people in this quarter. NotAllowed: neither its manager nor an admin."""
    if not viewer.person.is_admin and viewer.person.id != team.manager_id:
        raise NotAllowed(f"Only the manager of {team.name}, and admins, see its people's numbers.")
    days = viewer.rules.fiscal.quarter_of(viewer.today)
    whose = await ledger.of_team(transaction, team.id, viewer.now)
    facts = await ledger.booked_facts(transaction, whose, days, viewer.now)
    names = await people.names(transaction, whose.ids)
    own = by_seller(facts)
    theirs = [
        person_glance(transaction, own[seller.member_id], days, names.get(seller.member_id, "Someone"))
        for seller in facts.sellers
        if takes_part(seller, days) and may_keep(viewer.person, seller.member_id, viewer.org_chart)
    ]
    whole = glance_of(facts, days, team.name, f"team:{team.id}")
    return TeamGlance(whole, worst_first(theirs), days, facts.rules.currency)
