"""The session of one window: its state, its frame, and when it is drawn."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bot.emulator.client.actor import Actor
from bot.emulator.client.outcome import Outcome
from bot.emulator.page.layout import Frame
from bot.emulator.page.popups import beside
from bot.emulator.page.read_state import ReadState
from bot.emulator.page.view_model import NEWEST, SLACKBOT, Popup, Scene, Seat, Tips, look_around
from bot.emulator.server import Emulator
from bot.emulator.state.acquaintance import first_channel
from bot.emulator.state.world import Channel, SlackMessage, User, World


class UiSession:
    """A window's session, passed to all handlers.

    Several changes in one turn of the event loop are drawn once.
    """

    def __init__(
        self,
        emulator: Emulator,
        reading: ReadState,
        me: User,
        tips: Tips | None = None,
    ) -> None:
        self.emulator = emulator
        self.reading = reading
        emulator.seated.add(me.id)
        self.seat = Seat(me, first_channel(emulator.world, me).id, tips=tips)
        self.frame = Frame()
        self._due = self._gone = False
        self._stop_watching = emulator.world.observe(self.soon)
        self.visit(self.scene.channel)
        self.draw()

    @property
    def world(self) -> World:
        """The world of the emulator."""
        return self.emulator.world

    @property
    def scene(self) -> Scene:
        """The scene that this window shows now."""
        return look_around(self.emulator, self.seat, self.reading)

    @property
    def actor(self) -> Actor:
        """The person who acts in this window."""
        return self.emulator.actor(self.seat.me.name, self.seat.me.team_id)

    def soon(self) -> None:
        """Schedules a drawing for the end of this turn of the event loop."""
        if not self._due:
            self._due = True
            asyncio.get_running_loop().call_soon(self.draw)

    def draw(self) -> None:
        """Redraws the window; what it shows counts as read."""
        self._due = False
        if self._gone:
            return
        if not self.seat.home_tab:
            self.reading.mark(self.scene.channel, self.seat.me.id)
        self.frame.draw(self.scene, self.emulator.faults.as_dict())

    def leave(self) -> None:
        """Ends the session when the window is closed."""
        self._gone = True
        self._stop_watching()

    def visit(self, channel: Channel) -> None:
        """Opens a channel; its unread messages get a red line above."""
        unread = self.reading.unread(channel, self.seat.me.id)
        self.seat.new_from.pop(channel.id, None)
        if unread:
            self.seat.new_from[channel.id] = unread[0].ts
        self.seat.place, self.seat.thread, self.seat.limit = channel.id, None, NEWEST
        self.seat.home_tab = self.seat.menu_open = False

    def act_as(self, user: User) -> None:
        """Changes the acting person, who stays in the channel if they are a member."""
        self.seat.me = user
        self.emulator.seated.add(user.id)
        here = self.world.channels[self.seat.place]
        self.visit(here if user.id in here.members else first_channel(self.world, user))

    def fill(self, words: str) -> None:
        """Puts words into the message box."""
        self.seat.fill = (self.seat.fill[0] + 1, words)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Shows that something is under way, while the context is open."""
        self.seat.waiting += 1
        self.soon()
        try:
            yield
        finally:
            self.seat.waiting -= 1
            self.soon()

    def tell(self, outcome: Outcome) -> None:
        """Shows what went wrong as a toast; nothing when the outcome is ok."""
        if outcome.error:
            self.seat.toast = outcome.error

    def note(self, words: str, channel_id: str, thread: str | None) -> None:
        """Shows a message of Slackbot in the channel, to this person only."""
        self.seat.notes.append(
            SlackMessage(
                self.world.next_ts(),
                channel_id,
                SLACKBOT,
                words,
                thread_ts=thread,
                ephemeral_to=self.seat.me.id,
            )
        )

    def pop_up(self, html: str, at: Sequence[float]) -> None:
        """Opens a menu beside `at`: left, top, right, bottom, and the window's width and height."""
        self.seat.popup = Popup(html, beside(at))
