"""Somebody's own record, as a file for them alone: what they wrote, and what they may read."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, Owed
from bot.deliveries.targets import Target
from bot.features.feedback import lists as feedback
from bot.features.feedback.models import Feedback
from bot.features.reviews.finding import is_readable
from bot.features.reviews.repository import ReviewRepository

EXPORTED = "reviews.exported"
_NAME = "my-record.json"
_ALL = 100_000


async def export(transaction: Transaction, actor_id: str, key: str, now: datetime) -> None:
    """The file comes as a direct message."""
    content = json.dumps(await record_of(transaction, actor_id), indent=1, ensure_ascii=False).encode()
    outbox = Outbox(transaction)
    attachment = await outbox.attach(_NAME, content, now)
    owed = Owed(
        kind=EXPORTED,
        target=Target(actor_id),
        dedupe_key=f"{EXPORTED}:{key}",
        facts={"name": _NAME},
        attachment=attachment,
    )
    await outbox.owe([owed], now)


async def record_of(transaction: Transaction, actor_id: str) -> dict[str, Any]:
    """Feedback and reviews of somebody, only what they may read."""
    sent = await feedback.pile(transaction, actor_id, feedback.Side.sent, 1, _ALL)
    got = await feedback.pile(transaction, actor_id, feedback.Side.inbox, 1, _ALL)
    return {
        "person": actor_id,
        "feedback_written": _feedback(sent.rows),
        "feedback_to_read": _feedback(got.rows),
        "reviews": await _reviews(transaction, actor_id),
    }


def _feedback(rows: Sequence[Feedback]) -> list[dict[str, Any]]:
    return [
        {
            "written_at": row.written_at.isoformat(),
            "tone": row.tone,
            "by": row.author_id,
            "about": row.about_id,
            "what": row.what,
            "effect": row.effect,
            "suggestion": row.suggestion,
            "skill": row.skill,
            "link": row.link,
        }
        for row in rows
    ]


async def _reviews(transaction: Transaction, actor_id: str) -> list[dict[str, Any]]:
    repository, found = ReviewRepository(transaction), []
    for review in await repository.of_person(actor_id):
        parts = [
            {"part": each.kind, "by": each.author_id, "answers": each.answers}
            for each in await repository.parts([review.id])
            if each.answers and is_readable(each, review, actor_id)
        ]
        found.append(
            {
                "person": review.person_id,
                "manager": review.manager_id,
                "state": review.state,
                "due_on": review.due_on.isoformat(),
                "parts": parts,
                "comment": review.comment,
                "agreed": [each.text for each in await repository.actions(review.id)],
            }
        )
    return found
