"""A workspace with people in it, and what is owed to them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.db.transaction import Database
from bot.deliveries.leases import Leases
from bot.deliveries.models import Delivery
from bot.deliveries.notices import DIGEST, Notice, NoticeKind, Unsolicited, by_kind
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.policy import DeliveryHooks, SendDecision
from bot.deliveries.recipients import Recipient
from bot.features.notifications.repository import NotificationRepository
from bot.features.notifications.rules import NotificationPreferences
from bot.features.notifications.service import send_policy
from bot.features.notifications.views import preferences as notifications_views
from bot.features.people.service import members as people
from bot.slack.blocks import Message
from tests.deliveries.stage import rows

TEAM, OTHER = "T0NORTH", "T0OTHER"
ANA, BEN, GRACE, ROBOT, GONE = "U0ANA", "U0BEN", "U0GRACE", "U0ROBOT", "U0GONE"
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TUESDAY_NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Note(Notice):
    """May be merged into a digest."""

    kind = "kudos.note"


@dataclass(frozen=True)
class Prompt(Notice):
    """Waits on its own."""

    kind = "kudos.prompt"


def _plain(notice: Note | Prompt) -> Message:
    return Message(notice.kind)


NOTE, PROMPT = Note.kind, Prompt.kind
KINDS = by_kind(
    NoticeKind(Note, _plain, Unsolicited("Kudos you receive", str)),
    NoticeKind(Prompt, _plain, Unsolicited("Prompts")),
    *notifications_views.NOTICES,
)
POLICY = DeliveryHooks(send_policy.admit, send_policy.give_back)


async def keep(db: Database, *members: dict[str, object], team: str = TEAM) -> None:
    """Slack tells of these members."""
    async with db.transaction(team) as transaction:
        await people.keep(transaction, members)


async def owe(
    db: Database, *keys: str, who: str = BEN, kind: str = NOTE, team: str = TEAM, now: datetime = MONDAY
) -> None:
    """Messages are due."""
    notice = KINDS[kind].notice()
    outgoing = [OutgoingNotice(notice, to=Recipient(who), dedupe_key=key, due=now) for key in keys]
    async with db.transaction(team) as transaction:
        await Outbox(transaction).enqueue_all(outgoing, now)


async def digests(db: Database) -> list[Delivery]:
    """The digests there are."""
    return [row for row in (await rows(db)).values() if row.kind == DIGEST]


async def verdict(db: Database, key: str, now: datetime = MONDAY, team: str = TEAM) -> SendDecision:
    """What the gate says of a delivery; should it go, it is counted."""
    async with db.transaction(team) as transaction:
        delivery = (await rows(db))[key]
        unasked = KINDS[delivery.kind].unasked
        assert unasked is not None
        return await send_policy.admit(transaction, delivery, unasked, now)


async def claim(db: Database, key: str, now: datetime = MONDAY) -> bool:
    """Whether it goes out now, by all that is asked before a message does."""
    return await Leases(db, KINDS, POLICY).claim((await rows(db))[key], now) is not None


async def spent(db: Database, now: datetime, who: str = BEN) -> int:
    """How many messages were counted on that day."""
    async with db.reading(TEAM) as transaction:
        return await NotificationRepository(transaction).spent(who, now.date())


async def choose(db: Database, who: str = BEN, **choices: object) -> None:
    """Somebody decides."""
    async with db.transaction(TEAM) as transaction:
        await NotificationRepository(transaction).keep_choices(who, NotificationPreferences(**choices))  # type: ignore[arg-type]
