"""A chart that a workspace's Slack does not take: the message goes out all the same, in words."""

import io
import json
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.deliveries.notices import FAILED, SENT, NoticeKind, by_kind
from bot.deliveries.outbox import Outbox
from bot.deliveries.queues.embedded import EmbeddedQueue
from bot.deliveries.recipients import Recipient
from bot.deliveries.sender import Sender
from bot.deliveries.slack_transport import SlackTransport
from bot.demo.cast import NORTHWIND
from bot.slack.blocks import Message, section
from bot.slack.charts import ChartFigure, Figures, bar_chart, pictured

from .stage import ANA, BEN, MONDAY, SALES, Plain, Stage, outgoing, owe, rows


@dataclass(frozen=True)
class Picture(Plain):
    """Words with a chart."""

    kind = "picture"


@dataclass(frozen=True)
class Wordless(Plain):
    """A chart alone."""

    kind = "wordless"


@dataclass(frozen=True)
class Wrong(Plain):
    """A chart beside words that no Slack takes."""

    kind = "wrong"


def picture(notice: Plain) -> Message:
    """The progress of the team, with its chart."""
    done = ChartFigure(62.5, "62.5%")
    figures = Figures("Progress", ("done",), [("Ben", (done,))])
    return Message(notice.text, pictured(figures, bar_chart(figures)))


def wordless(notice: Wordless) -> Message:
    """A chart alone, with nothing but the text of the notification beside it."""
    return Message(notice.text, [block for block in picture(notice).blocks if block["type"] != "context"])


def wrong(notice: Wrong) -> Message:
    """A chart beside words that no Slack takes."""
    return Message(notice.text, [*picture(notice).blocks, section("")])


KINDS = by_kind(NoticeKind(Picture, picture), NoticeKind(Wordless, wordless), NoticeKind(Wrong, wrong))


@pytest.fixture
def queue(stage: Stage) -> EmbeddedQueue:
    """A queue that knows pictures."""
    return EmbeddedQueue(
        stage.db, Sender(stage.db, SlackTransport(stage.slack), KINDS, stage.clock), stage.clock
    )


def kinds_of(blocks: list[dict[str, Any]]) -> list[str]:
    """The types of blocks."""
    return [block["type"] for block in blocks]


async def test_a_chart_is_sent(stage: Stage, queue: EmbeddedQueue) -> None:
    """Where Slack has charts there is one, in one call."""
    await owe(stage.db, outgoing("a", notice=Picture))

    assert await queue.drain() == 1

    assert kinds_of(stage.posts()[0].blocks) == ["data_visualization", "context"]
    assert len(stage.emulator.world.traffic) == 1


@pytest.mark.parametrize(
    "target", [SALES, BEN, Recipient(SALES, only_for=ANA)], ids=["channel", "dm", "ephemeral"]
)
async def test_a_chart_is_refused(stage: Stage, queue: EmbeddedQueue, target: Recipient | str) -> None:
    """Once more without it, in the same attempt: posted once, with the words, its place written down."""
    stage.emulator.faults.change({"refuse_new_blocks": True})
    await owe(stage.db, outgoing("a", target, notice=Picture))

    assert (await queue.drain(), await queue.drain()) == (1, 0)

    row = (await rows(stage.db))["a"]
    (post,) = stage.posts(row.slack_channel or SALES)
    assert [block["elements"][0]["text"] for block in post.blocks] == ["*Progress*\n• Ben: done 62.5%"]
    assert (row.state, row.attempts, row.error) == (SENT, 1, None)
    assert [exchange.outcome for exchange in stage.emulator.world.traffic] == ["invalid_blocks", "ok"]


async def test_a_changed_chart_is_refused(stage: Stage, queue: EmbeddedQueue) -> None:
    """A message that is there already says the new words, without its chart."""
    await owe(stage.db, outgoing("a", notice=Picture))
    await queue.drain()
    stage.emulator.faults.change({"refuse_new_blocks": True})
    async with stage.db.transaction(NORTHWIND) as transaction:
        await Outbox(transaction).edit("a", Picture, lambda old: replace(old, text="b"), "1", MONDAY)

    assert await queue.drain() == 1

    (post,) = stage.posts()
    assert (post.text, kinds_of(post.blocks)) == ("b", ["context"])


async def test_a_chart_alone_is_refused(stage: Stage, queue: EmbeddedQueue) -> None:
    """No block is left: the text that every message has is what is said."""
    stage.emulator.faults.change({"refuse_new_blocks": True})
    await owe(stage.db, outgoing("a", notice=Wordless))
    await queue.drain()

    assert [(post.text, post.blocks) for post in stage.posts()] == [("a", [])]


async def test_it_was_not_the_chart(stage: Stage, queue: EmbeddedQueue) -> None:
    """Tried once more, refused again: written down with Slack's word, and not tried for ever."""
    await owe(stage.db, outgoing("a", notice=Wrong))

    assert await queue.drain() == 0
    stage.clock.move_by(timedelta(hours=1))
    assert await queue.drain() == 0

    row = (await rows(stage.db))["a"]
    assert (row.state, row.error, row.attempts) == (FAILED, "invalid_blocks", 1)
    assert len(stage.emulator.world.traffic) == 2


async def test_other_refusals_are_not_about_the_chart(stage: Stage, queue: EmbeddedQueue) -> None:
    """A channel that is archived is asked once, and a busy one keeps its chart for later."""
    stage.emulator.faults.change({"rate_limit_next": 1, "retry_after_s": 30})
    await owe(stage.db, outgoing("a", notice=Picture))
    await queue.drain()
    assert len(stage.emulator.world.traffic) == 1
    stage.clock.move_by(timedelta(seconds=30))
    await queue.drain()
    assert kinds_of(stage.posts()[0].blocks) == ["data_visualization", "context"]

    stage.emulator.world.channels[SALES].is_archived = True
    await owe(stage.db, outgoing("b", notice=Picture), now=stage.clock.now())
    stage.clock.move_by(timedelta(seconds=30))
    await queue.drain()
    assert [exchange.outcome for exchange in stage.emulator.world.traffic] == [
        "ratelimited",
        "ok",
        "is_archived",
    ]


async def test_it_is_logged(stage: Stage, queue: EmbeddedQueue, log: io.StringIO) -> None:
    """Whoever runs the bot can see that charts do not arrive, and nothing of what was said."""
    stage.emulator.faults.change({"refuse_new_blocks": True})
    await owe(stage.db, outgoing("a", notice=Picture))
    await queue.drain()

    said = [json.loads(line) for line in log.getvalue().splitlines()]
    (line,) = [each for each in said if each["event"] == "blocks.refused"]
    assert line["error"] == "invalid_blocks"
    assert "Progress" not in log.getvalue()
