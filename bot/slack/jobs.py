"""A feature's door to the clock: what is done for every workspace from time to time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.db.transaction import Database
from bot.slack.client import SlackClient

Work = Callable[[Database, SlackClient, str, datetime], Awaitable[None]]


@dataclass(frozen=True)
class Job:
    """`work(db, slack, workspace_id, now)`, at the start and then `every` so often, for each workspace."""

    name: str
    every: timedelta
    work: Work
