"""What there is of somebody in skills: for their own export, and deleted when it is old."""

from datetime import UTC, date, datetime, time
from typing import Any

from bot.db.transaction import Transaction
from bot.features.skills.models import SkillRoundRow
from bot.features.skills.repository.cards import CardRepository
from bot.features.skills.repository.rounds import RoundRepository
from bot.features.skills.rules.facts import KeptCard
from bot.features.skills.rules.wording import YOU, comparison, finding, heading, not_split
from bot.features.skills.service.making import kept_card
from bot.slack.text import plain


async def record_of(transaction: Transaction, person_id: str, now: datetime) -> dict[str, Any]:
    """Somebody's rounds, and their gap cards, as JSON for a file. Keys: skill_rounds, gap_cards.

    Who rated somebody has their own ratings in it; the person both, once both are in. A card that they did
    not see counts as seen now.
    """
    rounds, cards = RoundRepository(transaction), CardRepository(transaction)
    found = [kept_card(row) for row in await cards.all_of(person_id)]
    for each in found:
        if each.seen_at is None:
            await cards.see(each.id, now)
    return {
        "skill_rounds": [await _round(rounds, row, person_id) for row in await rounds.all_of(person_id)],
        "gap_cards": [_card(each) for each in found],
    }


async def _round(repository: RoundRepository, row: SkillRoundRow, person_id: str) -> dict[str, Any]:
    is_own = row.person_id == person_id
    is_shown = is_own and row.person_at is not None and row.manager_at is not None
    ratings = await repository.ratings(row.id, None if is_shown else person_id)
    agreed = await repository.agreed(row.id) if is_own else ()
    return {
        "opened_at": row.opened_at.isoformat(),
        "about": row.person_id,
        "with": row.manager_id,
        "state": row.state,
        "in_review": row.in_review,
        "ratings": [
            {"by": each.rater_id, "skill": each.skill, "level": each.level, "words": each.words}
            for each in ratings
        ],
        "agreed": [
            {"skill": each.skill, "level": each.level} for each in agreed if each.confirmed_at is not None
        ],
    }


def _card(kept: KeptCard) -> dict[str, Any]:
    card = kept.card
    numbers = comparison(card, YOU) if card.parts else not_split(card, YOU)
    found = [*([card.finding] if card.finding else []), *card.strengths]
    lines = [heading(card, YOU), numbers, *(finding(part, card, YOU) for part in found)]
    return {"week": card.week.isoformat(), "what": [plain(line, {}).replace("*", "") for line in lines]}


async def forget_before(transaction: Transaction, day: date) -> None:
    """Deletes rounds with their words, and gap cards, of before this day (UTC)."""
    await RoundRepository(transaction).drop_before(datetime.combine(day, time(), UTC))
    await CardRepository(transaction).drop_before(day)
