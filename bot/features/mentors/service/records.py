"""What somebody has of mentors: for their own export, and deleted when it is old."""

from datetime import date
from typing import Any

from bot.db.transaction import Transaction
from bot.features.mentors.repository.asks import MentorAskRepository, MentorshipRepository
from bot.features.mentors.repository.mentors import MentorRepository


async def record_of(transaction: Transaction, person_id: str) -> dict[str, Any]:
    """A person's own asks, offers, vetoes and mentorships, as JSON; of others' vetoes and asks nothing.

    Keys: mentor_offers, mentor_places, mentor_not_with, mentor_asks, mentorships.
    """
    mentors = MentorRepository(transaction)
    place = (await mentors.places()).get(person_id)
    paused = place.paused_until if place else None
    return {
        "mentor_offers": [row.skill for row in await mentors.offers() if row.mentor_id == person_id],
        "mentor_places": {"at_once": place.capacity, "paused_until": paused and paused.isoformat()}
        if place
        else None,
        "mentor_not_with": list(await mentors.vetoes_by(person_id)),
        "mentor_asks": [
            {"at": row.made_at.isoformat(), "skill": row.skill, "words": row.words, "state": row.state}
            for row in await MentorAskRepository(transaction).of(person_id)
        ],
        "mentorships": [
            {
                "mentee": row.mentee_id,
                "mentor": row.mentor_id,
                "skill": row.skill,
                "aims": list(row.aims),
                "from": row.starts_on.isoformat(),
                "until": row.ends_on.isoformat(),
            }
            for row in await MentorshipRepository(transaction).with_person(person_id)
        ],
    }


async def forget_before(transaction: Transaction, day: date) -> None:
    """Deletes asks that are over and mentorships that ended before this day (UTC)."""
    await MentorAskRepository(transaction).drop_before(day)
