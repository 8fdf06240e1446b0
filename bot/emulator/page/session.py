"""One window on the box: its seat, its frame, and when it draws."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.emulator.client.actor import Actor
from bot.emulator.client.outcome import Outcome
from bot.emulator.page.layout import Frame
from bot.emulator.page.popups import beside
from bot.emulator.page.read_state import ReadState
from bot.emulator.page.view_model import NEWEST, SLACKBOT, FirstStep, Popup, Scene, Seat, look_around
from bot.emulator.server import Emulator
from bot.emulator.state.acquaintance import first_channel
from bot.emulator.state.world import Channel, Message, User, World


class UiSession:
    """What a deed works on. Many changes in one turn of the loop are drawn once."""

    def __init__(
        self,
        emulator: Emulator,
        reading: ReadState,
        me: User,
        welcome: Callable[[User], FirstStep] | None = None,
    ) -> None:
        self.emulator = emulator
        self.reading = reading
        self.seat = Seat(me, first_channel(emulator.world, me).id, welcome=welcome)
        self.frame = Frame()
        self._due = self._gone = False
        self._stop_watching = emulator.world.observe(self.soon)
        self.visit(self.scene.channel)
        self.draw()

    @property
    def world(self) -> World:
        """The world in the box."""
        return self.emulator.world

    @property
    def scene(self) -> Scene:
        """What this window looks at now."""
        return look_around(self.emulator, self.seat, self.reading)

    @property
    def actor(self) -> Actor:
        """The person who acts in this window."""
        return self.emulator.actor(self.seat.me.name, self.seat.me.team_id)

    def soon(self) -> None:
        """Draw when this turn of the loop is over."""
        if not self._due:
            self._due = True
            asyncio.get_running_loop().call_soon(self.draw)

    def draw(self) -> None:
        """Bring the window up to date; what is before the person's eyes counts as read."""
        self._due = False
        if self._gone:
            return
        if not self.seat.home_tab:
            self.reading.mark(self.scene.channel, self.seat.me.id)
        self.frame.draw(self.scene, self.emulator.faults.as_dict())

    def leave(self) -> None:
        """The window was closed."""
        self._gone = True
        self._stop_watching()

    def visit(self, channel: Channel) -> None:
        """Go to a channel; what is unread there stands under a red line."""
        unread = self.reading.unread(channel, self.seat.me.id)
        self.seat.new_from.pop(channel.id, None)
        if unread:
            self.seat.new_from[channel.id] = unread[0].ts
        self.seat.place, self.seat.thread, self.seat.limit = channel.id, None, NEWEST
        self.seat.home_tab = self.seat.menu_open = False

    def act_as(self, user: User) -> None:
        """Another person takes the seat, and stays in the channel if they are in it too."""
        self.seat.me = user
        here = self.world.channels[self.seat.place]
        self.visit(here if user.id in here.members else first_channel(self.world, user))

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """While the app is asked: shows that something is under way."""
        self.seat.waiting += 1
        self.soon()
        try:
            yield
        finally:
            self.seat.waiting -= 1
            self.soon()

    def tell(self, outcome: Outcome) -> None:
        """Say what went wrong, in passing."""
        if outcome.error:
            self.seat.toast = outcome.error

    def note(self, words: str, channel_id: str, thread: str | None) -> None:
        """Slackbot says something in the channel that only this person sees."""
        self.seat.notes.append(
            Message(
                self.world.next_ts(),
                channel_id,
                SLACKBOT,
                words,
                thread_ts=thread,
                ephemeral_to=self.seat.me.id,
            )
        )

    def pop_up(self, html: str, at: list[float]) -> None:
        """Open a menu beside the thing at `at` (left, top, right, bottom, window's width and height)."""
        self.seat.popup = Popup(html, beside(at))
