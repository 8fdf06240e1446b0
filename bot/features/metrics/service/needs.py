"""What waits for somebody in the numbers of their people: a deal, a dispute, a pace that is off."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from bot.common.numbers import show_amount
from bot.common.percents import whole_percent
from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.features.ledger.notices import NUMBERS
from bot.features.ledger.rules.facts import ALWAYS, Population
from bot.features.ledger.rules.own_entries import LOOK
from bot.features.ledger.rules.sellers import by_seller
from bot.features.ledger.service import own_entries
from bot.features.ledger.service import queries as ledger
from bot.features.ledger.service.own_entries import deciders_of
from bot.features.metrics.repository import MetricRepository
from bot.features.metrics.rules.facts import DECIDE
from bot.features.metrics.service.glance import person_glance
from bot.features.notifications.service.duty import people_led
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart
from bot.framework.needs import Need, NeedRank, first_names, fitted

# Below that the quarter would end with less than seven tenths of the quota.
OFF_TRACK_BELOW = Fraction(7, 10)


async def needs_of(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Need]:
    """What waits for who decides about others' numbers; a pace is told to who leads them alone."""
    viewer, org_chart = await people.person(transaction, person_id), await teams.load_org_chart(transaction)
    if not _may_decide(viewer, org_chart):
        return []
    known = await people.people(transaction, people_led(viewer, org_chart))
    led = {who: person.name for who, person in known.items() if person.is_active_person}
    called = first_names(led)
    return [
        *await _to_confirm(transaction, person_id, called),
        *await _disputed(transaction, person_id, org_chart, called),
        *await _behind(transaction, viewer, called, now),
    ]


async def questions(transaction: Transaction, person_id: str, _: datetime) -> Sequence[Question[Any]]:
    """Whether any deal waits for a nod, and open disputes, for those who may decide about them."""
    viewer, org_chart = await people.person(transaction, person_id), await teams.load_org_chart(transaction)
    if not _may_decide(viewer, org_chart):
        return []
    return [own_entries.waits_question(transaction), MetricRepository(transaction).disputes_question()]


def _may_decide(viewer: Person, org_chart: OrgChart) -> bool:
    """Whether anybody's numbers may wait for this person: managers and admins decide, guests never do."""
    return not viewer.is_guest and (viewer.is_admin or bool(org_chart.led_by(viewer.id)))


async def _to_confirm(transaction: Transaction, person_id: str, called: Mapping[str, str]) -> list[Need]:
    if not await answer(transaction, own_entries.waits_question(transaction)):
        return []
    entries = await own_entries.waiting_for(transaction, person_id)
    names = await _with_others(transaction, called, {each.owner_id for each in entries})
    return [
        Need(
            f"metrics.confirm:{each.deal_id}",
            fitted(
                f"{names[each.owner_id]} logged ", each.name, f", {show_amount(each.amount, each.currency)}"
            ),
            "Confirm",
            LOOK,
            NeedRank.decide,
            since=each.logged_at,
            value=str(each.deal_id),
            about_id=each.owner_id if each.owner_id in called else "",
            name=names[each.owner_id],
        )
        for each in entries
    ]


async def _disputed(
    transaction: Transaction, person_id: str, org_chart: OrgChart, called: Mapping[str, str]
) -> list[Need]:
    found = await answer(transaction, MetricRepository(transaction).disputes_question())
    members = sorted({each.member_id for each in found})
    theirs = [who for who in members if person_id in await deciders_of(transaction, who, org_chart)]
    names = await _with_others(transaction, called, theirs)
    return [
        Need(
            f"metrics.dispute:{each.id}",
            f"{names[each.member_id]} disputes a line",
            "Decide",
            DECIDE,
            NeedRank.decide,
            since=each.raised_at,
            value=str(each.id),
            about_id=each.member_id if each.member_id in called else "",
            name=names[each.member_id],
        )
        for each in found
        if each.member_id in theirs
    ]


async def _with_others(
    transaction: Transaction, called: Mapping[str, str], ids: Collection[str]
) -> dict[str, str]:
    """What each of these people is called, too."""
    others = await people.names(transaction, set(ids) - called.keys())
    unknown = dict.fromkeys(ids, "Someone")
    return {**unknown, **first_names(others), **called}


async def _behind(
    transaction: Transaction, viewer: Person, called: Mapping[str, str], now: datetime
) -> list[Need]:
    """People led whose pace is below 70%, once a fifth of the quarter's working days is over."""
    if not called:
        return []
    rules, today = await ledger.counting(transaction, now)
    quarter = rules.fiscal.quarter_of(today)
    whose = Population(dict.fromkeys(called, (ALWAYS,)))
    facts = await ledger.booked_facts(transaction, whose, quarter, now)
    found = []
    for who, own in by_seller(facts).items():
        seen = person_glance(transaction, own, quarter, called[who])
        if seen.pace is None or seen.is_early or seen.pace >= OFF_TRACK_BELOW:
            continue
        need = Need(
            f"metrics.pace:{who}:{quarter.start}",
            f"{called[who]}'s pace is {whole_percent(seen.pace)}",
            "Numbers",
            NUMBERS,
            NeedRank.decide,
            since=now,  # What somebody can do at once stands before it.
            value=who,
            about_id=who,
            name=called[who],
            sign=":red_circle:",
        )
        found.append(need)
    return found
