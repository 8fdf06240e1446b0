"""Talks that both confirmed, and actions, for the two whose they are."""

from datetime import date

from bot.common.date_ranges import DateRange
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.coaching.rules.facts import ActionItem
from bot.features.coaching.rules.ids import OPEN
from bot.features.coaching.rules.pair import called
from bot.features.coaching.rules.state_machine import ItemState
from bot.features.coaching.service import records
from bot.features.evidence.rules import EvidenceItem, Leaning, Source, in_short
from bot.features.people.service import members as people
from bot.features.skills.rules.facts import ROUND
from bot.features.skills.service.skills import levels_for_review
from bot.features.workspace import service as workspace
from bot.slack.text import escape


async def collect_coaching(
    transaction: Transaction, person_id: str, viewer_id: str, days: DateRange
) -> list[EvidenceItem]:
    """Held talks and the person's own actions of these days, of the pairs of which the viewer is one."""
    series = await records.series_between(transaction, person_id, viewer_id)
    if not series:
        return []
    managers = {each.id: each.manager_id for each in series}
    known = await people.people(transaction, set(managers.values()))
    found = []
    for talk in await records.held_in(transaction, series, days):
        manager_id = managers[talk.series_id]
        name = called(known[manager_id]) if manager_id in known else "somebody"
        day = talk.held_on or talk.nominal
        other_id = person_id if viewer_id == manager_id else manager_id
        found.append(EvidenceItem(Source.talk, talk.id, day, f"1:1 with {name}", opener=(OPEN, other_id)))
    zone = await workspace.zone_of(transaction)
    for item in await records.items_in(transaction, series, person_id):
        done = local_day(item.done_at, zone) if item.state is ItemState.done and item.done_at else None
        if (done or item.due_on) in days:
            found.append(_action(item, done))
    return found


async def collect_levels(
    transaction: Transaction, person_id: str, viewer_id: str, days: DateRange
) -> list[EvidenceItem]:
    """Levels of skills that the two agreed on, of rounds that their person put into a review."""
    rounds = await levels_for_review(transaction, person_id, viewer_id, days)
    known = await people.people(transaction, {each.manager_id for each in rounds}) if rounds else {}
    found = []
    for each in rounds:
        name = called(known[each.manager_id]) if each.manager_id in known else "somebody"
        line = f"Agreed with {name}: {', '.join(each.levels)}"
        opener = (ROUND, str(each.round_id))
        found.append(EvidenceItem(Source.levels, each.round_id, each.day, line, opener=opener))
    return found


def _action(item: ActionItem, done: date | None) -> EvidenceItem:
    """A done action went well; an open one comes next, on the day it is due."""
    words = in_short(escape(item.text))
    if done:
        return EvidenceItem(Source.action, item.id, done, f"{words}: done")
    return EvidenceItem(Source.action, item.id, item.due_on, f"{words}: open, due", leaning=Leaning.next)
