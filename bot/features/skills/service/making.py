"""Gap cards by the clock: made each Monday at five, a role at a time, and frozen."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from pydantic import TypeAdapter

from bot.common.periods import local_day, local_instant
from bot.db.transaction import Transaction
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.skills.models import GapCardRow
from bot.features.skills.notices import GapFound
from bot.features.skills.repository.cards import CardRepository
from bot.features.skills.rules.card_making import make_card
from bot.features.skills.rules.cards import WEEKS_LOOKED_AT, GapCard, is_told
from bot.features.skills.rules.facts import KeptCard, SellerProfile
from bot.features.skills.rules.settings import SkillSettings
from bot.features.skills.service.notifications import has_room, tell
from bot.features.skills.service.profiles import profiles
from bot.features.skills.service.records import card_inputs, load_role
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Context
from bot.framework.feature import ExtensionPoint
from bot.framework.jobs import AT_ANY_TIME

# A later feature tells whether somebody has a 1:1 within a week: the card comes with its preparation then.
TALK_SOON = ExtensionPoint[Callable[[Context, str], Awaitable[bool]]]("skills.talk_soon")
_STORED: TypeAdapter[GapCard] = TypeAdapter(GapCard)
_AT = time(5)
# Cards that are written together: a transaction stays short.
_AT_ONCE = 25


@dataclass(frozen=True)
class MadeCard:
    """A card that is not stored yet."""

    person_id: str
    manager_id: str
    card: GapCard


def week_of_card(now: datetime, today: date, made_from: datetime) -> date:
    """The Monday whose cards are the newest: this one's from five o'clock on."""
    monday = today - timedelta(days=today.weekday())
    return monday if now >= made_from else monday - timedelta(days=7)


async def current_week(transaction: Transaction, now: datetime) -> date:
    """The Monday whose cards are the newest, by the workspace's clock."""
    zone = await workspace.zone_of(transaction)
    today = local_day(now, zone)
    monday = today - timedelta(days=today.weekday())
    return week_of_card(now, today, local_instant(monday, _AT, zone))


async def due(transaction: Transaction, now: datetime) -> Sequence[Sequence[MadeCard]]:
    """Cards of this week that are not there yet, some at a time; none while they are off."""
    if not (await settings_of(transaction, SkillSettings)).gap_cards:
        return []
    known = await profiles(transaction)
    if not known:
        return []
    week = await current_week(transaction, now)
    missing = known.keys() - await CardRepository(transaction).made_in(week)
    active = {who for who, one in (await people.people(transaction, missing)).items() if one.is_active_person}
    by_role: dict[str, list[SellerProfile]] = {}
    for each in known.values():
        by_role.setdefault(each.role, []).append(each)
    made: list[MadeCard] = []
    for group in by_role.values():
        wanted = sorted(active & {each.member_id for each in group})
        made += await make(transaction, group, wanted, week, now) if wanted else []
    return [made[first : first + _AT_ONCE] for first in range(0, len(made), _AT_ONCE)]


async def next_due(transaction: Transaction) -> datetime | None:
    """At any time while cards are on and it is told what anybody sells; each Monday there are new ones."""
    is_on = (await settings_of(transaction, SkillSettings)).gap_cards
    return AT_ANY_TIME if is_on and await profiles(transaction) else None


async def make(
    transaction: Transaction, group: Sequence[SellerProfile], ids: Sequence[str], week: date, now: datetime
) -> list[MadeCard]:
    """The cards of some people of one role; `group` are the profiles of all who have it."""
    if (await settings_of(transaction, SkillSettings)).by_segment:
        wanted = {each.segment_key for each in group if each.member_id in ids}
        group = [each for each in group if each.segment_key in wanted]
    found, org_chart = await load_role(transaction, group, week, now), await teams.load_org_chart(transaction)
    inputs = await card_inputs(transaction, found, ids, now)
    return [
        MadeCard(who, org_chart.manager_of(who) or "", make_card(given))
        for who, given in zip(ids, inputs, strict=True)
    ]


async def keep_and_tell(ctx: Context, cards: Sequence[MadeCard]) -> None:
    """Stores cards, and tells whoever has a new likely gap on theirs and no 1:1 in the next days."""
    await keep(ctx, cards)
    for each in cards:
        rows = await CardRepository(ctx.transaction).newest_of(each.person_id, limit=WEEKS_LOOKED_AT)
        known = [kept_card(row) for row in reversed(rows)]
        if not is_told([kept.card for kept in known]) or known[-1].seen_at is not None:
            continue
        soon = [await is_soon(ctx, each.person_id) for is_soon in ctx.catalog.additions(TALK_SOON)]
        if not any(soon) and await has_room(ctx, each.person_id):
            key = f"coaching.gap:{each.person_id}:{each.card.week}"
            await tell(ctx, GapFound(known[-1].id), each.person_id, key)


async def keep(ctx: Context, cards: Sequence[MadeCard]) -> None:
    """Stores cards; of a week that somebody has one of, nothing changes."""
    rows = [
        {
            "person_id": each.person_id,
            "manager_id": each.manager_id,
            "week": each.card.week,
            "facts": _STORED.dump_python(each.card, mode="json"),
            "made_at": ctx.now,
            "seen_at": None,
        }
        for each in cards
    ]
    await CardRepository(ctx.transaction).keep(rows)


def kept_card(row: GapCardRow) -> KeptCard:
    """The fact of a stored card."""
    facts: Mapping[str, Any] = row.facts
    card = _STORED.validate_python(facts)
    return KeptCard(row.id, row.person_id, row.manager_id, card, row.made_at, row.seen_at)
