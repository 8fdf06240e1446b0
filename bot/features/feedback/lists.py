"""What somebody has of feedback: to read, written, asked of them, asked by them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.db.transaction import Transaction
from bot.features.feedback import asking
from bot.features.feedback.models import Feedback, FeedbackRequest
from bot.features.feedback.repository import FeedbackRepository
from bot.features.people import service as people

PAGE = 10
GLANCE = 5


class Side(StrEnum):
    """Which list."""

    inbox = "inbox"
    sent = "sent"


@dataclass(frozen=True)
class Pile:
    """A page of a list. `unread`: those that the viewer has not opened."""

    viewer_id: str
    side: Side
    rows: Sequence[Feedback]
    total: int
    page: int
    unread: frozenset[int] = frozenset()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True)
class Desk:
    """Everything at a glance. `left`: who of those asked has left."""

    inbox: Pile
    sent: Pile
    to_answer: Sequence[FeedbackRequest]
    asked: Sequence[FeedbackRequest]
    names: Mapping[str, str]
    left: frozenset[str] = frozenset()


async def pile(transaction: Transaction, viewer_id: str, side: Side, page: int, size: int = PAGE) -> Pile:
    """A page of one list, the newest first; of what is about or by them, for guests too."""
    await people.actor(transaction, viewer_id, guests=True)
    repository = FeedbackRepository(transaction)
    offset = (max(1, page) - 1) * size
    if side is Side.sent:
        return Pile(viewer_id, side, *await repository.written_by(viewer_id, size, offset), max(1, page))
    rows, total = await repository.inbox(viewer_id, size, offset)
    ids = {each.id for each in rows}
    return Pile(
        viewer_id, side, rows, total, max(1, page), frozenset(ids - await repository.read_of(viewer_id, ids))
    )


async def desk(transaction: Transaction, viewer_id: str) -> Desk:
    """What somebody has, at a glance."""
    inbox = await pile(transaction, viewer_id, Side.inbox, 1, GLANCE)
    sent = await pile(transaction, viewer_id, Side.sent, 1, GLANCE)
    requests = await asking.open_requests(transaction, viewer_id)
    ids = {who for each in requests for who in (each.asker_id, each.about_id, each.asked_id)}
    known = await people.people(transaction, ids)
    names = {who: each.name for who, each in known.items()}
    return Desk(
        inbox,
        sent,
        [each for each in requests if each.asked_id == viewer_id],
        [each for each in requests if each.asker_id == viewer_id],
        {**await names_of(transaction, [*inbox.rows, *sent.rows]), **names},
        frozenset(who for who, each in known.items() if not each.is_active_person),
    )


async def names_of(transaction: Transaction, rows: Sequence[Feedback]) -> dict[str, str]:
    """The names of those whom these name."""
    return await people.names(transaction, {who for each in rows for who in (each.author_id, each.about_id)})
