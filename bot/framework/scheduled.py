"""Scheduled messages of features: what is sent by the clock, to whom, and when."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.common.cadences import Cadence, Run
from bot.db.transaction import Transaction
from bot.deliveries.notices import Notice

Write = Callable[[Transaction, str, Run, datetime], Awaitable[Notice | None]]
Place = Callable[[Transaction], Awaitable[str | None]]
Places = Callable[[Transaction], Awaitable[Sequence[str]]]
Only = Callable[[Transaction], Awaitable[Collection[str] | None]]
Cadences = Callable[[Transaction], Awaitable[Mapping[str, Cadence]]]


async def _nowhere(_: Transaction) -> str | None:
    return None


async def _in_none(_: Transaction) -> Sequence[str]:
    return ()


async def _everybody(_: Transaction) -> Collection[str] | None:
    return None


async def _nobodys(_: Transaction) -> Mapping[str, Cadence]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Scheduled:
    """A kind of message that is sent by the clock, to each person, to one channel or to several.

    `write` gives the notice for a person or channel, None when there is nothing to say this time.
    `place` is the channel until an admin chooses one, `places` are the several. `cadences` are those of
    people who have their own, by id; the others follow the schedule. A run that is not later than `grace`
    still goes out; its message expires after `lives`. `only`: ids of those people alone; None for everybody.
    """

    kind: str
    title: str
    description: str
    whom: Literal["people", "channel", "channels"]
    cadence: Cadence
    write: Write
    is_on: bool = True
    grace: timedelta = timedelta(hours=4)
    lives: timedelta = timedelta(days=1)
    place: Place = _nowhere
    places: Places = _in_none
    cadences: Cadences = _nobodys
    only: Only = _everybody


Declared = Mapping[str, Scheduled]
