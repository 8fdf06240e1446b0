"""An outbox, and the emulator that its messages go to."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.deliveries.notices import Notice, NoticeKind, by_kind
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.queues.embedded import EmbeddedQueue
from bot.deliveries.recipients import Recipient
from bot.deliveries.sender import Sender
from bot.demo.cast import NORTHWIND
from bot.emulator.server import Emulator
from bot.emulator.state.clock import MovableClock
from bot.emulator.state.world import SlackMessage
from bot.slack.blocks import Message as Words
from bot.slack.blocks import section
from bot.slack.client import SlackClient

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SALES, WINS, LEADS = "C0SALES2NW", "C0WINS3NWD", "C0LEADS5NW"
ANA, BEN = "U0ANA4SLV7", "U0BEN2WLK9"


@dataclass(frozen=True)
class Plain(Notice):
    """Words alone."""

    kind = "plain"
    text: str


@dataclass(frozen=True)
class Drawn(Plain):
    """Words with blocks."""

    kind = "drawn"


def plain(notice: Plain) -> Words:
    """Words alone."""
    return Words(notice.text)


def drawn(notice: Drawn) -> Words:
    """Words with blocks."""
    return Words(notice.text, [section(notice.text)])


KINDS = by_kind(NoticeKind(Plain, plain), NoticeKind(Drawn, drawn))


def outgoing(
    key: str, target: Recipient | str = SALES, notice: type[Plain] = Plain, **more: Any
) -> OutgoingNotice:
    """A notice that says its own key."""
    to = Recipient(target) if isinstance(target, str) else target
    return OutgoingNotice(notice(key), to=to, dedupe_key=key, **more)


async def owe(
    db: Database, *messages: OutgoingNotice, now: datetime = MONDAY, workspace_id: str = NORTHWIND
) -> None:
    """Write them, in one transaction."""
    async with db.transaction(workspace_id) as transaction:
        await Outbox(transaction).enqueue_all(messages, now)


async def retract(db: Database, key: str, now: datetime = MONDAY) -> None:
    """Take one back."""
    async with db.transaction(NORTHWIND) as transaction:
        await Outbox(transaction).retract(key, now)


async def rows(db: Database) -> dict[str, Delivery]:
    """Every delivery, by its key."""
    async with db.reading("") as transaction:
        found = await transaction.session.scalars(select(Delivery).order_by(Delivery.id))
        return {row.dedupe_key: row for row in found}


@dataclass
class Stage:
    """A sender over a database, connected to the emulator."""

    emulator: Emulator
    db: Database
    slack: SlackClient
    sender: Sender
    clock: MovableClock

    @property
    def queue(self) -> EmbeddedQueue:
        """The queue of one process, to be drained by hand."""
        return EmbeddedQueue(self.db, self.sender, self.clock)

    def posts(self, channel_id: str = SALES) -> list[SlackMessage]:
        """What the bot has posted there, oldest first."""
        team = self.emulator.world.teams[NORTHWIND]
        return [m for m in self.emulator.world.channels[channel_id].messages if m.user_id == team.bot_user_id]

    def said(self, channel_id: str = SALES) -> list[str]:
        """The words of it."""
        return [message.text for message in self.posts(channel_id)]


def direct(stage: Stage, person: str) -> list[str]:
    """What the bot has said to a person."""
    team = stage.emulator.world.teams[NORTHWIND]
    channel = stage.emulator.world.direct_channel(team.bot_user_id, person)
    return [m.text for m in channel.messages if m.user_id == team.bot_user_id]
