"""What somebody said and wrote in coaching: for their export, as evidence, and deleted when it is old."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.common.date_ranges import DateRange
from bot.db.transaction import Transaction
from bot.features.coaching.repository.outcomes import OutcomeRepository
from bot.features.coaching.repository.records import CoachingRecordRepository
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.features.coaching.rules.facts import ActionItem, CoachingSeries, CoachingTalk
from bot.features.coaching.rules.state_machine import ItemState
from bot.features.coaching.service.outcomes import outcome_fact
from bot.features.skills.rules.outcome_facts import headline, numbers


async def record_of(transaction: Transaction, person_id: str) -> dict[str, Any]:
    """A person's own topics, notes and actions, as JSON for a file.

    Keys: coaching_topics, coaching_notes, coaching_actions, coaching_outcomes.
    """
    repository = CoachingRecordRepository(transaction)
    return {
        "coaching_topics": [
            {
                "added_at": row.added_at.isoformat(),
                "what": row.text,
                "for_me_alone": row.is_private,
                "state": row.state,
            }
            for row in await repository.topics_of(person_id)
        ],
        "coaching_notes": [
            {
                "written_at": row.written_at.isoformat(),
                "changed_at": row.changed_at.isoformat(),
                "what": row.text,
                "for_me_alone": row.is_private,
            }
            for row in await repository.notes_of(person_id)
        ],
        "coaching_actions": [
            {
                "set_at": row.made_at.isoformat(),
                "what": row.text,
                "due_on": row.due_on.isoformat(),
                "skill": row.skill,
                "state": row.state,
                "for": row.owner_id,
                "by": row.author_id,
            }
            for row in await repository.items_with(person_id)
        ],
        "coaching_outcomes": [
            {
                "told_at": row.made_at.isoformat(),
                "what": headline(card := outcome_fact(row).card).replace("*", ""),
                "numbers": numbers(card),
                "answer": row.answer,
            }
            for row in await OutcomeRepository(transaction).of_owner(person_id)
        ],
    }


async def series_between(transaction: Transaction, person_id: str, viewer_id: str) -> list[CoachingSeries]:
    """The series in which somebody was led, of which the viewer is one of the two; ended ones too."""
    rows = await CoachingTalkRepository(transaction).all_of(person_id, ended=True)
    return [
        row.fact() for row in rows if row.person_id == person_id and viewer_id in (person_id, row.manager_id)
    ]


async def held_in(
    transaction: Transaction, series: Sequence[CoachingSeries], days: DateRange
) -> list[CoachingTalk]:
    """The talks of these series that both confirmed, held on these days."""
    ids = [each.id for each in series]
    rows = await CoachingTalkRepository(transaction).held_between(ids, days.start, days.end) if ids else []
    return [row.fact() for row in rows]


async def items_in(
    transaction: Transaction, series: Sequence[CoachingSeries], owner_id: str
) -> list[ActionItem]:
    """The owner's done and open actions of these series, the earliest day first."""
    ids = [each.id for each in series]
    words = CoachingWordRepository(transaction)
    rows = await words.items(ids, ItemState.done, ItemState.open) if ids else []
    return [row.fact() for row in rows if row.owner_id == owner_id]


async def forget_before(transaction: Transaction, day: date) -> None:
    """Deletes what was written, said and agreed before this day (UTC)."""
    await CoachingRecordRepository(transaction).drop_before(day)
