"""What the stories of imports share."""

from datetime import timedelta

from bot.demo.stage import Stage


async def works(stage: Stage) -> None:
    """The clock's jobs have their turn, and what they owe goes out."""
    await stage.pacer.run_jobs()
    await stage.emulator.settled()
    # What has to wait for its turn in the direct message goes out, too.
    await stage.emulator.move_clock(stage.emulator.clock.now() + timedelta(seconds=5))
