"""What somebody has of feedback: to read, written, to answer, requested."""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.db.asking import answer
from bot.db.transaction import Transaction
from bot.features.feedback.repository import FeedbackRepository
from bot.features.feedback.rules.facts import GLANCE, PAGE, Feedback, FeedbackInbox, Pile, Side
from bot.features.feedback.service import requests as feedback_requests
from bot.features.people.service import members as people
from bot.framework.pager import Page


async def pile(transaction: Transaction, viewer_id: str, side: Side, page: int, size: int = PAGE) -> Pile:
    """A page of one list with `size` items, the newest first; guests too. A page below 1 counts as 1.

    Beyond the last page there is an empty one.
    """
    viewer = await people.actor(transaction, viewer_id, guests=True)
    repository = FeedbackRepository(transaction)
    page = max(1, page)
    offset = (page - 1) * size
    if side is Side.sent:
        written, total = await repository.written_by(viewer_id, size, offset)
        return Pile(viewer_id, viewer.zone, side, Page([row.fact() for row in written], page, total, size))
    rows, total = await repository.inbox(viewer_id, size, offset)
    ids = {each.id for each in rows}
    return Pile(
        viewer_id,
        viewer.zone,
        side,
        Page([row.fact() for row in rows], page, total, size),
        frozenset(ids - await repository.read_of(viewer_id, ids)),
    )


async def inbox(transaction: Transaction, viewer_id: str) -> FeedbackInbox:
    """What somebody has of feedback, at a glance: five of each list, and open requests."""
    inbox = await pile(transaction, viewer_id, Side.inbox, 1, GLANCE)
    sent = await pile(transaction, viewer_id, Side.sent, 1, GLANCE)
    requests = await feedback_requests.open_requests(transaction, viewer_id)
    ids = {who for each in requests for who in (each.asker_id, each.about_id, each.asked_id)}
    known = await people.people(transaction, ids)
    names = {who: each.name for who, each in known.items()}
    return FeedbackInbox(
        inbox,
        sent,
        [each for each in requests if each.asked_id == viewer_id],
        [each for each in requests if each.asker_id == viewer_id],
        {**await names_of(transaction, [*inbox.page.rows, *sent.page.rows]), **names},
        frozenset(who for who in ids if who not in known or not known[who].is_active_person),
    )


async def names_of(transaction: Transaction, rows: Sequence[Feedback]) -> dict[str, str]:
    """Names of the authors and of those written about, by member id."""
    return await people.names(transaction, {who for each in rows for who in (each.author_id, each.about_id)})


async def last_given(
    transaction: Transaction, author_id: str, about_ids: Collection[str]
) -> dict[str, datetime]:
    """When a person last gave feedback to each of these; who got none from them is left out."""
    if not about_ids:
        return {}
    rows = await answer(transaction, FeedbackRepository(transaction).last_given(author_id, sorted(about_ids)))
    return {row.about_id: row.at for row in rows}
