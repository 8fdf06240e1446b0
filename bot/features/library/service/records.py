"""What somebody has of the library: for their own export, and deleted when it is old."""

from datetime import date
from typing import Any

from bot.db.transaction import Transaction
from bot.features.library.repository.assignments import AssignmentRepository
from bot.features.library.repository.paths import PathRepository
from bot.features.library.repository.resources import ResourceRepository


async def record_of(transaction: Transaction, person_id: str) -> dict[str, Any]:
    """What a person added, and what is or was on their list or given by them, as JSON for a file.

    Keys: resources_added, assignments. What they said of a resource has no name, and so is not there.
    """
    return {
        "resources_added": [
            {"added_at": row.added_at.isoformat(), "title": row.title, "address": row.url, "skill": row.skill}
            for row in await ResourceRepository(transaction).added_by(person_id)
        ],
        "assignments": [
            {
                "given_at": row.given_at.isoformat(),
                "what": title,
                "for": row.person_id,
                "by": row.by_id or "the learning path",
                "due_on": row.due_on.isoformat() if row.due_on else None,
                "state": row.state,
            }
            for row, title in await AssignmentRepository(transaction).involving(person_id)
        ],
    }


async def forget_before(transaction: Transaction, day: date) -> None:
    """Deletes assignments closed, and paths begun, before this day (UTC); resources stay.

    A path whose items were forgotten would be given once more from its beginning.
    """
    await AssignmentRepository(transaction).drop_before(day)
    await PathRepository(transaction).drop_before(day)
