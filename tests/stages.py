"""The box for tests of any folder: on a frozen clock, and patient."""

from datetime import datetime

from bot.demo.stage import new_box
from bot.emulator.server import Box
from bot.emulator.state.clock import MovableClock
from bot.emulator.transport.delivery import Mode

# A busy machine must not fail a story: Slack's three seconds are for the tests that are about them.
PATIENT_ACK_S = 30.0


def box_at(now: datetime, mode: Mode = "socket") -> Box:
    """The cast's box at this instant, with an app that is reached by `mode`."""
    return new_box(MovableClock(now, frozen=True), mode, ack_limit_s=PATIENT_ACK_S)
