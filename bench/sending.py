"""One process that sends what is owed, as `worker` does, to a stand-in for Slack.

    python -m bench.sending --database URL --slack URL [--ahead SECONDS] [--until-empty] [--embedded]

`--ahead` sets its clock forward: what a killed process had in hand is free at once, without waiting.
"""

import argparse
import asyncio
import signal
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from uvicorn.loops.auto import auto_loop_factory

from bot.common.logs import configure_logs
from bot.db.engine import make_engine
from bot.db.transaction import Database
from bot.deliveries.notices import Notice, NoticeKind, by_kind
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.queues.embedded import EmbeddedQueue
from bot.deliveries.queues.postgres import PostgresQueue
from bot.deliveries.recipients import Recipient
from bot.deliveries.sender import Sender
from bot.deliveries.slack_transport import SlackTransport
from bot.slack.blocks import Message
from bot.slack.client import SlackClient


@dataclass(frozen=True)
class BenchMessage(Notice):
    """Words for somebody."""

    kind = "bench.message"
    text: str


KINDS = by_kind(NoticeKind(BenchMessage, lambda notice: Message(notice.text)))
LIVES = timedelta(days=7)


class AheadClock:
    """The machine's clock, set forward."""

    def __init__(self, seconds: float) -> None:
        self._ahead = timedelta(seconds=seconds)

    def now(self) -> datetime:
        """The present, ahead of its time."""
        return datetime.now(UTC) + self._ahead

    def monotonic(self) -> float:
        """The machine's own seconds."""
        return time.monotonic()


async def owe(db: Database, team: str, targets: list[str], now: datetime) -> None:
    """Owe one message to each target, in one transaction for five hundred."""
    for first in range(0, len(targets), 500):
        async with db.transaction(team) as transaction:
            outgoing = [
                OutgoingNotice(
                    BenchMessage("Monday check-in: how was your week?"),
                    to=Recipient(target),
                    dedupe_key=f"{first + number}:{target}",
                    expires_after=LIVES,
                )
                for number, target in enumerate(targets[first : first + 500])
            ]
            await Outbox(transaction).enqueue_all(outgoing, now)


async def send(database_url: str, slack_url: str, ahead: float, *, until_empty: bool, embedded: bool) -> None:
    """Send until told to stop, or until nothing is due."""
    db = Database(make_engine(database_url))
    clock = AheadClock(ahead)

    async def token_of(workspace_id: str) -> str:
        return f"xoxb-{workspace_id}"

    async with SlackClient(slack_url, token_of) as slack:
        sender = Sender(db, SlackTransport(slack), KINDS, clock)
        in_one = EmbeddedQueue(db, sender, clock)
        queue = PostgresQueue(db, sender, clock) if db.is_postgres and not embedded else in_one
        if until_empty:
            await sender.recover()
            await in_one.drain()
        else:
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, queue.stop)
            await queue.run()
    await db.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", required=True)
    parser.add_argument("--slack", required=True)
    parser.add_argument("--ahead", type=float, default=0.0)
    parser.add_argument("--until-empty", action="store_true")
    parser.add_argument("--embedded", action="store_true")
    given = parser.parse_args()
    configure_logs("ERROR", "json")
    with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        runner.run(
            send(
                given.database,
                given.slack,
                given.ahead,
                until_empty=given.until_empty,
                embedded=given.embedded,
            )
        )
