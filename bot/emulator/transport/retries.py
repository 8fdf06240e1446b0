"""Retries of events that were not acknowledged: up to three, by the emulator's clock."""

import asyncio
import contextlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.emulator.protocol.envelopes import AppResponse, Envelope
from bot.emulator.state.world import Exchange
from bot.emulator.transport.delivery import EnvelopeDelivery

SLACK_DELAYS_S = (0, 60, 300)
IMMEDIATE_S = (0, 0, 0)


@dataclass(frozen=True)
class _WaitingRetry:
    due: datetime
    parcel: Envelope


class Retries:
    """Sends events; a retry without delay is made at once, later ones are scheduled."""

    def __init__(self, delivery: EnvelopeDelivery, delays_s: tuple[float, ...] = SLACK_DELAYS_S) -> None:
        self.delays_s = delays_s
        self._delivery = delivery
        self._outgoing: list[_WaitingRetry] = []
        self._news = asyncio.Event()

    @property
    def outgoing(self) -> int:
        """Number of retries that are scheduled."""
        return len(self._outgoing)

    @property
    def next_due(self) -> datetime | None:
        """When the next retry is due; None without any."""
        return min((outgoing.due for outgoing in self._outgoing), default=None)

    async def send(self, parcel: Envelope) -> list[Exchange]:
        """Deliver an event, and again at once where the delay is zero; the rest waits for its time."""
        exchanges: list[Exchange] = []
        due: Envelope | None = parcel
        while due is not None:
            answer, exchange = await self._delivery.send(due)
            exchanges.append(exchange)
            due = self._next(due, answer)
        return exchanges

    async def catch_up(self) -> list[Exchange]:
        """Delivers the retries due by the emulator's clock, oldest first."""
        exchanges: list[Exchange] = []
        while due := self._take_due():
            exchanges += await self.send(due.parcel)
        return exchanges

    async def run(self) -> None:
        """Deliver retries as the clock runs, until cancelled."""
        while True:
            await self._wait()
            await self.catch_up()

    def _next(self, parcel: Envelope, answer: AppResponse) -> Envelope | None:
        if answer.ok or answer.no_retry or parcel.retry_num >= len(self.delays_s):
            return None
        retry = parcel.again(parcel.retry_num + 1, answer.problem)
        delay = self.delays_s[parcel.retry_num]
        if not delay:
            return retry
        self._outgoing.append(
            _WaitingRetry(self._delivery.world.clock.now() + timedelta(seconds=delay), retry)
        )
        self._news.set()
        return None

    def _take_due(self) -> _WaitingRetry | None:
        now = self._delivery.world.clock.now()
        due = min((o for o in self._outgoing if o.due <= now), key=lambda o: o.due, default=None)
        if due is not None:
            self._outgoing.remove(due)
        return due

    async def _wait(self) -> None:
        self._news.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), self._seconds_left())

    def _seconds_left(self) -> float | None:
        if not self._outgoing:
            return None
        left = min(o.due for o in self._outgoing) - self._delivery.world.clock.now()
        return max(left.total_seconds(), 0.0)
