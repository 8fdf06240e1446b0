"""In what somebody is strong enough to help others: confirmed levels, and strengths of their card."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from bot.db.transaction import Transaction
from bot.features.skills.repository.cards import CardRepository
from bot.features.skills.repository.rounds import RoundRepository
from bot.features.skills.rules.rounds import COUNTS_FOR
from bot.features.skills.rules.shrinkage import Trials
from bot.features.skills.service.making import kept_card


@dataclass(frozen=True)
class Abilities:
    """Of one person, by the key of a skill: the newest confirmed level; own and others' tries."""

    levels: dict[str, int] = field(default_factory=dict)
    strengths: dict[str, tuple[Trials, Trials]] = field(default_factory=dict)


async def abilities_of(transaction: Transaction, ids: Collection[str], now: datetime) -> dict[str, Abilities]:
    """The abilities of these people; every id has an entry."""
    found = {who: Abilities() for who in ids}
    for who, skill, level in await RoundRepository(transaction).confirmed(ids, now - COUNTS_FOR):
        found[who].levels[skill] = level
    cards = CardRepository(transaction)
    for who in found:
        for row in await cards.newest_of(who):
            card = kept_card(row).card
            for part in card.strengths:
                if part.own is not None and part.others is not None:
                    strength = part.own, part.others
                    found[who].strengths.update(dict.fromkeys(card.skill_keys(part), strength))
    return found
