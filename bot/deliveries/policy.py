"""What the features decide about deliveries: send now, later, in a digest, or never."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.common.date_ranges import ONE_DAY
from bot.db.transaction import Transaction
from bot.deliveries.models import Delivery
from bot.deliveries.notices import NoticeKinds, Unsolicited
from bot.deliveries.recipients import Recipient
from bot.slack.blocks import Element


def unsolicited_of(delivery: Delivery, kinds: NoticeKinds) -> Unsolicited[Any] | None:
    """How an unsolicited direct message is declared; None for all other deliveries."""
    kind, target = kinds.get(delivery.kind), Recipient.parse(delivery.target)
    return kind.unasked if kind and target.person_id and not target.only_for else None


@dataclass(frozen=True)
class Go:
    """Send it now, and count it."""


@dataclass(frozen=True)
class Wait:
    """Send it not before `until`; its lifetime counts from then."""

    until: datetime


@dataclass(frozen=True)
class Merge:
    """Merge it into the receiver's digest of this key, which is sent at `at`."""

    key: str
    at: datetime


@dataclass(frozen=True)
class Drop:
    """Never send it; `why` is kept as its error."""

    why: str


SendDecision = Go | Wait | Merge | Drop


@dataclass(frozen=True)
class Outage:
    """Slack took no messages of a workspace from `since` until `until`.

    `waiting`: how many go out now. `expired`: how many are not worth it any more, by kind.
    """

    since: datetime
    until: datetime
    waiting: int
    expired: Mapping[str, int]


@dataclass(frozen=True)
class ReminderDay:
    """The day of somebody's reminders, by their own zone and hours.

    `begins`: midnight of the day `on`. `next_at`: when they may be written to after this day. `muted`: kinds
    of notices that they have switched off.
    """

    on: date
    begins: datetime
    next_at: datetime
    muted: frozenset[str] = frozenset()


# The kinds of what else a person is to get until then, news apart.
Coming = Callable[[str, datetime], Awaitable[Sequence[str]]]


async def nothing_comes(*_: object) -> Sequence[str]:
    """Nothing else is to come."""
    return ()


async def _let_through(*_: object) -> SendDecision:
    return Go()


async def _always(*_: object) -> bool:
    return True


async def _nothing(*_: object) -> None:
    return None


async def _by_the_clock(_: Transaction, __: str, now: datetime) -> ReminderDay:
    begins = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return ReminderDay(now.date(), begins, begins + ONE_DAY)


async def no_needs(*_: object) -> Collection[str]:
    """Nothing waits for anybody."""
    return ()


def _no_menu(*_: object) -> Element | None:
    return None


@dataclass(frozen=True)
class DeliveryHooks:
    """What features decide and hear, in the transaction that handles the delivery.

    `admit` is asked before each unsolicited message is sent; `give_back` hears of one that was admitted and
    could not be sent; `on_failure` of each that failed for good, or may have. `menu` gives the menu beside
    each unsolicited message. `is_needed` is asked of each confidential one as it goes out: without a reason
    nothing is sent, and its row ends as if it was. `on_down` hears since when Slack takes no messages,
    `on_back` that it does again; once more where that did not last. `planned` gives the
    kinds of what comes to a person by the clock until an instant. `reminder_day` tells the day of a person's
    reminders, `needs` the keys of all that waits for a person.
    """

    admit: Callable[[Transaction, Delivery, Unsolicited[Any], datetime, Coming], Awaitable[SendDecision]] = (
        _let_through
    )
    give_back: Callable[[Transaction, Delivery, datetime], Awaitable[None]] = _nothing
    on_failure: Callable[[Transaction, Delivery, datetime], Awaitable[None]] = _nothing
    menu: Callable[[str, Unsolicited[Any]], Element | None] = _no_menu
    is_needed: Callable[[Transaction, Delivery], Awaitable[bool]] = _always
    on_down: Callable[[Transaction, datetime], Awaitable[None]] = _nothing
    on_back: Callable[[Transaction, Outage, datetime], Awaitable[None]] = _nothing
    planned: Callable[[Transaction, str, datetime], Awaitable[Sequence[str]]] = nothing_comes
    reminder_day: Callable[[Transaction, str, datetime], Awaitable[ReminderDay]] = _by_the_clock
    needs: Callable[[Transaction, str, datetime], Awaitable[Collection[str]]] = no_needs
