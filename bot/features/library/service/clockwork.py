"""The clock of learning paths: new starters are put on theirs, and get one item after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.common.date_ranges import DateRange
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.ledger.service.locking.contracts import newest_employments
from bot.features.library.repository.assignments import AssignmentRepository
from bot.features.library.repository.paths import PathRepository
from bot.features.library.rules.facts import MOST_OPEN, Assignment, AssignmentOrigin, PathItem, Resource
from bot.features.library.rules.paths import is_new, next_item
from bot.features.library.service.assignments import put_on_list
from bot.features.library.service.paths import load_items
from bot.features.notifications.service.availability import reaches
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.skills.service.colleagues import is_colleague
from bot.features.skills.service.profiles import profiles
from bot.features.teams import service as teams
from bot.framework.context import Context
from bot.framework.jobs import AT_ANY_TIME


@dataclass(frozen=True)
class PathTurn:
    """That somebody gets this item of their path now; `is_first`: they are put on it with it."""

    person_id: str
    resource: Resource
    is_first: bool


async def due(transaction: Transaction, now: datetime) -> Sequence[PathTurn]:
    """Whose next item is due; nobody's on a day on which they are off."""
    paths = await _paths(transaction, now)
    if not paths:
        return []
    known = await profiles(transaction)
    roles = {who: profile.role for who, profile in known.items() if profile.role in paths}
    walks = await PathRepository(transaction).walks()
    found = await _there(transaction, list(roles), now)
    employed = await newest_employments(transaction, list(found), now)
    own: dict[str, list[Assignment]] = {who: [] for who in found}
    for row in await AssignmentRepository(transaction).of_path(list(found)):
        own[row.person_id].append(row.fact())
    done = {who: await AssignmentRepository(transaction).done_by(who) for who in found}
    turns = []
    for who, person in found.items():
        if who not in walks and not is_new(_start(employed, who), local_day(now, person.zone)):
            continue
        unread = [each for each in paths[roles[who]] if each.resource.id not in done[who]]
        item = next_item(unread, own[who], now)
        if item is not None:
            turns.append(PathTurn(who, item.resource, who not in walks))
    return turns


def _start(employed: Mapping[str, DateRange], who: str) -> date | None:
    """The first day of somebody; None where it is not known."""
    days = employed.get(who)
    return None if days is None or days.start == date.min else days.start


async def _paths(transaction: Transaction, now: datetime) -> dict[str, list[PathItem]]:
    rows = await PathRepository(transaction).items()
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.role, []).append(row)
    return {role: await load_items(transaction, of_role, now) for role, of_role in found.items()}


async def _there(transaction: Transaction, ids: list[str], now: datetime) -> dict[str, Person]:
    """Those of these people who read the library and work today."""
    org_chart = await teams.load_org_chart(transaction)
    members = await people.people(transaction, ids)
    active = [each for each in members.values() if each.is_active_person and is_colleague(each, org_chart)]
    windows = await reaches(transaction, active, now.date()) if active else {}
    return {
        each.id: each
        for each in active
        if not windows[each.id].calendar.is_off(local_day(now, each.zone))
        and not (each.away_until is not None and now < each.away_until)
    }


async def take_turn(ctx: Context, turn: PathTurn) -> None:
    """Puts somebody on their path, if they are not, and the item on their list, once there is room."""
    if len(await AssignmentRepository(ctx.transaction).open_of(turn.person_id)) >= MOST_OPEN:
        return
    if turn.is_first:
        facts = {"person_id": turn.person_id, "began_at": ctx.now, "is_by_hand": False}
        await PathRepository(ctx.transaction).begin(facts)
    await put_on_list(ctx, turn.resource, turn.person_id, None, AssignmentOrigin.path)


async def next_due(transaction: Transaction) -> datetime | None:
    """At any time while any role has a path: whose day it is nobody has planned."""
    return AT_ANY_TIME if await PathRepository(transaction).any_item() else None
