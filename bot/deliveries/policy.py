"""What may stand between an unasked message and a person, as the features decide."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.db.transaction import Transaction
from bot.deliveries.models import Delivery
from bot.deliveries.notices import NoticeKind, Unsolicited
from bot.deliveries.recipients import Recipient
from bot.slack.blocks import Element


def unsolicited_of(delivery: Delivery, kinds: Mapping[str, NoticeKind]) -> Unsolicited | None:
    """What kind of unasked direct message this is; None for all others."""
    kind, target = kinds.get(delivery.kind), Recipient.parse(delivery.target)
    return kind.unasked if kind and target.person_id and not target.only_for else None


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


SendDecision = Go | Wait | Merge | Drop


async def _let_through(*_: object) -> SendDecision:
    return Go()


async def _nothing(*_: object) -> None:
    return None


def _no_menu(*_: object) -> Element | None:
    return None


@dataclass(frozen=True)
class DeliveryHooks:
    """What the features have to say about deliveries, in the transaction that deals with the delivery.

    `admit` is asked before each unasked direct message goes out; `give_back` hears of one that was admitted
    and could not be sent; `on_failure` of each delivery that failed for good, or may have. `menu` stands
    beside each unasked direct message.
    """

    admit: Callable[[Transaction, Delivery, Unsolicited, datetime], Awaitable[SendDecision]] = _let_through
    give_back: Callable[[Transaction, Delivery, datetime], Awaitable[None]] = _nothing
    on_failure: Callable[[Transaction, Delivery, datetime], Awaitable[None]] = _nothing
    menu: Callable[[str, Unsolicited], Element | None] = _no_menu
