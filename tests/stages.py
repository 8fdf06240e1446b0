"""The emulator for tests of any folder: on a frozen clock, and patient."""

from datetime import datetime

from bot.demo.stage import new_emulator
from bot.emulator.protocol.grants import Interactions
from bot.emulator.server import Emulator
from bot.emulator.state.clock import MovableClock
from bot.emulator.transport.delivery import Transport

# A busy machine must not fail a story: Slack's three seconds are for the tests that are about them.
PATIENT_ACK_S = 30.0
# After so long a test hangs; before that the machine may only be busy.
HANGS_S = 300.0


def box_at(now: datetime, mode: Transport = "socket") -> Emulator:
    """The cast's box at this instant, with an app that is reached by `mode`."""
    emulator = new_emulator(MovableClock(now, frozen=True), mode, ack_limit_s=PATIENT_ACK_S)
    # Nor do triggers, which live for three seconds, grow old while the machine is busy.
    emulator.interactions = Interactions(MovableClock(now, frozen=True))
    return emulator


async def leaps(emulator: Emulator, instant: datetime) -> None:
    """Time passes while the bot is off: what was due meanwhile it finds afterwards.

    For stories that only need it to be later; with `move_clock` what is due on the way happens in its time.
    """
    emulator.clock.move_to(instant)
    await emulator.settled()
