"""The doors that Slack uses, without Slack: what is timed goes through them."""

import gc
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bench.tables import quantile
from bot.framework.context import Contexts
from bot.registry import CATALOG
from bot.slack.requests import CommandRequest

Work = Callable[[], Awaitable[object]]


def typing(db: Contexts, command: str, workspace_id: str, now: datetime) -> Callable[[str, str], Work]:
    """Somebody types this command: give who does, and the words after it."""
    listener = CATALOG.commands[command].listener

    def types(actor_id: str, text: str) -> Work:
        async def work() -> object:
            request = CommandRequest(
                workspace_id=workspace_id,
                actor_id=actor_id,
                now=now,
                key=f"{time.perf_counter_ns()}",
                command=command,
                text=text,
                channel_id="C0",
                trigger_id="1",
            )
            return await listener(request, db)

        return work

    return types


async def timed(works: Mapping[str, Work], runs: int, digits: int) -> list[list[str]]:
    """For each: its name, p50 and p95 in milliseconds, after one run that is not counted."""
    rows = []
    gc.freeze()  # as a process of Pacer's does when it begins
    for name, work in works.items():
        await work()
        took = []
        for _ in range(runs):
            started = time.perf_counter()
            await work()
            took.append((time.perf_counter() - started) * 1000)
        rows.append([name, f"{quantile(took, 0.5):.{digits}f}", f"{quantile(took, 0.95):.{digits}f}"])
    return rows
