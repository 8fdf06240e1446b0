"""Pacer whose requests get stuck: before a kudos is written (HELD=write), or before it is told (HELD=answer).

What it leaves behind is another process's at once, and not after minutes.
"""

import asyncio
import os
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.util import await_only

from bot.cli.main import cli
from bot.deliveries import late_requests
from bot.slack import pending

LONG_S = 60.0


def _hold(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
    if statement.startswith("INSERT INTO kudos "):
        is_stuck = os.environ["HELD"] == "write"
        await_only(asyncio.sleep(LONG_S if is_stuck else pending.ACK_SECONDS + 1))


if __name__ == "__main__":
    event.listen(Engine, "before_cursor_execute", _hold)
    late_requests.ALONE_AFTER = timedelta(0)
    pending.SETTLE_SECONDS = LONG_S
    cli()
