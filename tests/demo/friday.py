"""As a program: the demo as it is on one Friday, whenever the tests run."""

import asyncio
from datetime import UTC, datetime

from bot.demo.launch import run_demo

FRIDAY = datetime(2026, 11, 27, 12, tzinfo=UTC)

if __name__ == "__main__":
    asyncio.run(run_demo(0, people_act=False, now=FRIDAY))
