"""Jobs of features: what is done for every workspace from time to time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.slack.client import SlackClient

# Like listeners each gets `bot.framework.context.Contexts`, which knows the features and so their jobs.
Work = Callable[[Any, SlackClient, str, datetime], Awaitable[None]]


@dataclass(frozen=True)
class Job:
    """`work(contexts, slack, workspace_id, now)`, run at the start and then `every` so often, a workspace."""

    name: str
    every: timedelta
    work: Work
