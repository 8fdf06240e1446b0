"""Gap cards for later features: the newest that somebody may read, and likely findings of people led."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.db.asking import answer
from bot.db.transaction import Transaction
from bot.features.skills.repository.cards import CardRepository
from bot.features.skills.rules.cards import CardPart
from bot.features.skills.rules.facts import KeptCard
from bot.features.skills.rules.shrinkage import Strength
from bot.features.skills.service import making
from bot.features.skills.service.cards import LOOKS_BACK, released_at

# Findings of older cards are history.
_RECENT = timedelta(weeks=8)


@dataclass(frozen=True)
class LikelyFinding:
    """A likely gap on a card that its manager may read, and the skills to which it leads."""

    kept: KeptCard
    part: CardPart
    skills: tuple[str, ...]


async def newest_for_manager(
    transaction: Transaction, manager_id: str, person_id: str, now: datetime
) -> KeptCard | None:
    """The newest card of somebody that this manager may read now; None without one."""
    rows = await CardRepository(transaction).newest_of(person_id, manager_id, LOOKS_BACK)
    for kept in map(making.kept_card, rows):
        at = await released_at(transaction, kept)
        if at is not None and at <= now:
            return kept
    return None


async def newest_own(transaction: Transaction, person_id: str) -> KeptCard | None:
    """The newest card of somebody, for themselves; None without one. Once sent, it is marked as seen."""
    rows = await CardRepository(transaction).newest_of(person_id)
    return making.kept_card(rows[0]) if rows else None


async def unseen(transaction: Transaction, since: date) -> dict[int, str]:
    """Whose the cards of weeks from then on are that their person has not seen, by the id of the card."""
    return {row.id: row.person_id for row in await CardRepository(transaction).unseen(since)}


async def mark_seen(transaction: Transaction, card_id: int, now: datetime) -> None:
    """Records that a message with this card went to the person; the first time counts."""
    await CardRepository(transaction).see(card_id, now)


async def likely_findings(
    transaction: Transaction, manager_id: str, seen_by: datetime, now: datetime
) -> Sequence[LikelyFinding]:
    """Likely gaps of this manager's people on cards that they had seen by then, the newest card of each."""
    if not await answer(transaction, CardRepository(transaction).any_for(manager_id)):
        return []
    found: dict[str, LikelyFinding | None] = {}
    for row in await CardRepository(transaction).newest_for(manager_id, (now - _RECENT).date()):
        if row.person_id in found or row.seen_at is None or row.seen_at > seen_by:
            continue
        kept = making.kept_card(row)
        part = kept.card.finding
        is_likely = part is not None and part.strength is Strength.likely
        found[row.person_id] = (
            LikelyFinding(kept, part, kept.card.skill_keys(part)) if part is not None and is_likely else None
        )
    return [each for each in found.values() if each is not None]
