"""Checks before each request that its actor may use Pacer."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

import structlog

from bot.common.errors import NotAllowed, NotAPerson
from bot.db.transaction import Database
from bot.features.people.rules import FOREIGN, Person, check_actor, member_facts
from bot.features.people.service import members
from bot.slack.client import SlackClient, SlackFailure
from bot.slack.requests import Request

log = structlog.stdlib.get_logger(__name__)

NOT_NOW = "Slack does not tell me just now who you are. Please try again in a minute."
# Of the three seconds in which an answer is due.
LOOK_UP_SECONDS = 1.5
# How long Slack's "nobody here" holds: it answers some hundred look-ups a minute for all of a workspace.
UNKNOWN_FOR = timedelta(minutes=1)
MOST_UNKNOWN = 10_000
_NOBODY_HERE = frozenset({"user_not_found", "user_not_visible", "users_not_found"})

_R = TypeVar("_R", bound=Request)


class AccessGate:
    """Admits active people of the workspace; guests only where the route allows them."""

    def __init__(self, db: Database, slack: SlackClient) -> None:
        self._db = db
        self._slack = slack
        # Oldest first: until when a (workspace, actor) is not asked about again.
        self._unknown: dict[tuple[str, str], datetime] = {}

    async def admit(self, request: _R, *, guests: bool) -> _R:
        """The request with what is known of its actor; NotAllowed for everybody who may not act here."""
        if request.actor_is_app or not request.actor_id:
            raise NotAPerson()
        person = await self._known(request) or await self._looked_up(request)
        check_actor(person, guests=guests)
        return replace(request, is_guest=person.is_guest)

    async def _known(self, request: Request) -> Person | None:
        async with self._db.reading(request.workspace_id) as reading:
            return (await members.people(reading, [request.actor_id])).get(request.actor_id)

    async def _looked_up(self, request: Request) -> Person:
        """Asks Slack about an actor whom no sync or event has told of yet, and stores the answer."""
        who = (request.workspace_id, request.actor_id)
        if who in self._unknown and request.now < self._unknown[who]:
            raise NotAllowed(FOREIGN)
        try:
            async with asyncio.timeout(LOOK_UP_SECONDS):
                told = await self._slack.read(request.workspace_id, "users.info", user=request.actor_id)
        except SlackFailure as failure:
            if failure.code in _NOBODY_HERE:
                self._remember_unknown(who, request.now)
                raise NotAllowed(FOREIGN) from None
            log.warning("user.lookup_failed", error=failure.code)
            raise NotAllowed(NOT_NOW) from None
        except TimeoutError:
            log.warning("user.lookup_failed", error="timeout")
            raise NotAllowed(NOT_NOW) from None
        facts = member_facts(told["user"], request.workspace_id, request.now)
        async with self._db.transaction(request.workspace_id) as transaction:
            await members.keep(transaction, [facts])
            return await members.person(transaction, request.actor_id)

    def _remember_unknown(self, who: tuple[str, str], now: datetime) -> None:
        self._unknown.pop(who, None)
        self._unknown[who] = now + UNKNOWN_FOR
        if len(self._unknown) > MOST_UNKNOWN:
            del self._unknown[next(iter(self._unknown))]
