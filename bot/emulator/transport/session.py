"""The connection between people and app: clock, faults, deliveries and their follow-ups."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.emulator.protocol.grants import Interactions
from bot.emulator.state.clock import MovableClock
from bot.emulator.state.elements import State
from bot.emulator.state.world import User, World
from bot.emulator.transport.delivery import ACK_LIMIT_S, EnvelopeDelivery, Transport
from bot.emulator.transport.faults import Faults
from bot.emulator.transport.retries import SLACK_DELAYS_S, Retries

Settle = Callable[[], Awaitable[None]]
NextMoment = Callable[[], Awaitable[datetime | None]]
# While moving, the clock advances by a second for work that is due again at once.
_STEP = timedelta(seconds=1)


class Session:
    """What every action in the emulator needs.

    `settle` is awaited after each action, so that follow-ups are seen. `next_moment` gives when the app next
    acts by itself; None where nobody tells. `seated`: ids of all as whom somebody has sat at the page.
    `people_act`: whether the others act by themselves; None where they never do.
    """

    def __init__(
        self,
        world: World,
        clock: MovableClock,
        *,
        mode: Transport = "socket",
        settle: Settle | None = None,
        interactions: Interactions | None = None,
        ack_limit_s: float = ACK_LIMIT_S,
        retry_delays_s: tuple[float, ...] = SLACK_DELAYS_S,
    ) -> None:
        self.world = world
        self.clock = clock
        self.faults = Faults()
        self.interactions = interactions or Interactions()
        self.delivery = EnvelopeDelivery(world, self.faults, mode, ack_limit_s)
        self.retries = Retries(self.delivery, retry_delays_s)
        self.settle = settle
        self.next_moment: NextMoment | None = None
        self.seated: set[str] = set()
        self.people_act: bool | None = None
        self.base_url = ""
        self.closing = asyncio.Event()
        self._moving = asyncio.Lock()
        self.mention_labels = True  # commands carry <@U..|ben>, as in practice; else <@U..>, as documented
        self.drafts: dict[tuple[str, str], State] = {}  # what a person chose in a message: (user id, ts)

    @property
    def mode(self) -> Transport:
        """How the app is reached."""
        return self.delivery.mode

    @mode.setter
    def mode(self, mode: Transport) -> None:
        """The transport by which the app is reached."""
        self.delivery.mode = mode

    @property
    def request_url(self) -> str | None:
        """Where HTTP deliveries go."""
        return self.delivery.request_url

    @request_url.setter
    def request_url(self, url: str | None) -> None:
        """The address for HTTP deliveries; None when there is none."""
        self.delivery.request_url = url

    async def settled(self) -> None:
        """Waits until the app has done what follows from the last action, where `settle` is set."""
        if self.settle is not None:
            await self.settle()

    async def move_clock(self, to: datetime | Callable[[datetime], datetime]) -> None:
        """Moves the clock; what falls due on the way happens at its time, in order.

        So a week moved through equals a week waited for. One move at a time: `to` may compute the instant
        from the clock when the move begins.
        """
        async with self._moving:
            await self._walk_to(to if isinstance(to, datetime) else to(self.clock.now()))

    async def _walk_to(self, instant: datetime) -> None:
        step = _STEP
        while (moment := await self._next_moment()) is not None and moment < instant:
            now = self.clock.now()
            # Work that stays due after handling is repeated at growing intervals.
            step = _STEP if moment > now else step * 2
            if max(moment, now + step) >= instant:
                break
            await self._arrive(max(moment, now + step))
        await self._arrive(instant)

    async def _next_moment(self) -> datetime | None:
        asked = await self.next_moment() if self.next_moment is not None else None
        return min(filter(None, [asked, self.retries.next_due]), default=None)

    async def _arrive(self, instant: datetime) -> None:
        self.clock.move_to(instant)
        await self.retries.catch_up()
        self.world.changed()
        await self.settled()

    def response_url(self, user: User, channel_id: str, message_ts: str | None = None) -> str:
        """A fresh response_url for this person and place."""
        token = self.interactions.new_response_token(user.id, channel_id, message_ts)
        return f"{self.base_url}/response/{token}"
