"""What a kind of delivery looks like, and what may stand between an unasked message and a person."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.db.transaction import Transaction
from bot.deliveries.models import Delivery
from bot.slack.blocks import Message

Facts = Mapping[str, Any]
Draw = Callable[[Facts], Message]
Line = Callable[[Facts], str]


@dataclass(frozen=True)
class Unasked:
    """A direct message that its receiver did not ask for: it costs attention.

    `title` is the name under which people know it and may switch it off. `line` says it in one line of a
    digest; without one it is never merged, it waits for its own turn.
    """

    title: str
    line: Line | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of delivery: `draw` turns its facts into the message."""

    draw: Draw
    unasked: Unasked | None = None


@dataclass(frozen=True)
class Go:
    """It may be sent now."""


@dataclass(frozen=True)
class Wait:
    """Not before `until`; its life is counted from then on."""

    until: datetime


@dataclass(frozen=True)
class Merge:
    """It joins the receiver's digest with this key, which goes out at `at`."""

    key: str
    at: datetime


@dataclass(frozen=True)
class Drop:
    """Never: the receiver does not want it."""

    why: str


Verdict = Go | Wait | Merge | Drop
# Asked for each unasked delivery in the transaction that claims it.
Gate = Callable[[Transaction, Delivery, Unasked, datetime], Awaitable[Verdict]]
# Told of each delivery that failed for good, in the transaction that writes that down.
OnFailure = Callable[[Transaction, Delivery, datetime], Awaitable[None]]
