"""How a long-lived process ends: SIGTERM or Ctrl+C lets it finish what it began, and that is no error."""

import asyncio
import signal
from collections.abc import Awaitable


async def until_stopped(work: Awaitable[None]) -> None:
    """Awaits this work; a signal cancels it, so that it cleans up, and is its end as any other.

    A second signal ends the process at once.
    """
    loop = asyncio.get_running_loop()
    working = asyncio.ensure_future(work)
    is_stopped = False

    def stop() -> None:
        nonlocal is_stopped
        is_stopped = True
        for each in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(each)
        working.cancel()

    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop)
    try:
        await working
    except asyncio.CancelledError:
        if not is_stopped:
            raise


async def for_ever() -> None:
    """Waits until it is cancelled."""
    await asyncio.Event().wait()
