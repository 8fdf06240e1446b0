"""Scenes for the tests: the cast on a frozen Monday morning."""

from datetime import UTC, datetime

from bot.demo.cast import add_contoso, build_world
from bot.demo.tips import first_kudos
from bot.emulator.page.read_state import ReadState
from bot.emulator.page.view_model import Scene, Seat, look_around
from bot.emulator.state.clock import MovableClock
from bot.emulator.state.world import SlackMessage
from bot.emulator.transport.session import Session

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


class Room:
    """A world, who has read what, and a seat in it."""

    def __init__(self, name: str = "ana", place: str = "sales") -> None:
        self.clock = MovableClock(MONDAY, frozen=True)
        self.world = build_world(self.clock)
        add_contoso(self.world)
        self.line = Session(self.world, self.clock)
        self.reading = ReadState(self.world)
        me = self.world.named(name)
        self.seat = Seat(me, self.world.channel_named(place, me.team_id).id, tips=first_kudos)

    @property
    def scene(self) -> Scene:
        """What the seat sees now."""
        return look_around(self.line, self.seat, self.reading)

    def post(
        self, author: str, text: str, place: str = "sales", seconds: float = 0, **more: object
    ) -> SlackMessage:
        """Somebody says something, some seconds after the clock's time."""
        user = self.world.named(author)
        channel = self.world.channel_named(place, user.team_id)
        ts = f"{MONDAY.timestamp() + seconds:.6f}"
        message = SlackMessage(ts, channel.id, user.id, text)
        for name, value in more.items():
            setattr(message, name, value)
        channel.messages.append(message)
        return message
