"""Waiting for what an app does after it has acknowledged."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.emulator.state.world import World

_T = TypeVar("_T")


async def wait_until(world: World, look: Callable[[], _T | None], within_s: float) -> _T | None:
    """What `look` gives once it is true, asked after each change; None when real time is up."""
    changed = asyncio.Event()
    stop = world.observe(changed.set)
    try:
        async with asyncio.timeout(within_s):
            while not (seen := look()):
                changed.clear()
                await changed.wait()
            return seen
    except TimeoutError:
        return None
    finally:
        stop()
