"""Keeps a drawing of the App Home from covering a newer one."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.slack.requests import Request

_MOST_KEPT = 10_000


@dataclass
class _Shown:
    """The App Home of one person: when what is shown was asked for, and whose turn it is to draw."""

    arrival: float = float("-inf")
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class HomeDrawings:
    """The App Homes that this process has drawn.

    Slack sends `app_home_opened` more than once while Home is opened, and at first without the view's `hash`:
    a tab that somebody presses in between would be covered by a drawing that was asked for before.
    """

    def __init__(self) -> None:
        self._shown: OrderedDict[tuple[str, str], _Shown] = OrderedDict()

    @asynccontextmanager
    async def turn(self, request: Request) -> AsyncIterator[bool]:
        """One drawing of the actor's App Home at a time; whether nothing newer than the request is shown."""
        key = (request.workspace_id, request.actor_id)
        shown = self._shown.setdefault(key, _Shown())
        self._shown.move_to_end(key)
        if len(self._shown) > _MOST_KEPT:
            self._shown.popitem(last=False)
        async with shown.turn:
            is_newest = request.arrival >= shown.arrival
            yield is_newest
            shown.arrival = max(shown.arrival, request.arrival)
