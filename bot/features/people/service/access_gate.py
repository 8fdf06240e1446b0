"""Checks before each request that its actor may use Pacer."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

import structlog

from bot.common.errors import NotAllowed, NotAPerson
from bot.db.transaction import Database
from bot.features.people.rules import FOREIGN, Person, check_actor, member_facts
from bot.features.people.service import members
from bot.slack.client import SlackClient
from bot.slack.failures import SlackFailure
from bot.slack.named_people import named_people
from bot.slack.requests import Request

log = structlog.stdlib.get_logger(__name__)

NOT_NOW = "Slack does not tell me just now who you are. Please try again in a minute."
# Of the three seconds in which an answer is due.
LOOK_UP_SECONDS = 1.5
NAMED_SECONDS = 0.8
# So many of the people whom one request names, if nobody has told of them.
MOST_NAMED = 10
# How long Slack's "nobody here" holds: it answers some hundred look-ups a minute for all of a workspace.
UNKNOWN_FOR = timedelta(minutes=1)
MOST_UNKNOWN = 10_000
_USER_NOT_FOUND = "user_not_found"
_NOBODY_HERE = frozenset({_USER_NOT_FOUND, "user_not_visible", "users_not_found"})

_R = TypeVar("_R", bound=Request)


class AccessGate:
    """Admits active people of the workspace; guests only where the route allows them."""

    def __init__(self, db: Database, slack: SlackClient) -> None:
        self._db = db
        self._slack = slack
        # Oldest first: until when a (workspace, actor) is not asked about again.
        self._unknown: dict[tuple[str, str], datetime] = {}

    async def admit(self, request: _R, *, guests: bool) -> _R:
        """The request with what is known of its actor; NotAllowed for everybody who may not act here.

        Whom the request names and nobody has told of yet is asked about too, so that services know them.
        """
        if request.actor_is_app or not request.actor_id:
            raise NotAPerson()
        named = named_people(request)
        known = await self._known(request, [request.actor_id, *named])
        actor = known.get(request.actor_id) or await self._looked_up(request)
        check_actor(actor, guests=guests)
        await self._look_up_named(request, [who for who in named if who not in known])
        return replace(request, is_guest=actor.is_guest)

    async def _known(self, request: Request, user_ids: list[str]) -> dict[str, Person]:
        async with self._db.reading(request.workspace_id) as reading:
            known = await members.people(reading, user_ids)
            if len(known) == len(set(user_ids)):  # Else it holds that nobody knows them, which will change.
                request.memory.take(reading.memory)
        return known

    async def _looked_up(self, request: Request) -> Person:
        """Asks Slack about an actor whom no sync or event has told of yet, and stores the answer."""
        try:
            facts = await self._facts(request, request.actor_id, LOOK_UP_SECONDS)
        except SlackFailure as failure:
            if failure.code in _NOBODY_HERE:
                raise NotAllowed(FOREIGN) from None
            raise NotAllowed(NOT_NOW) from None
        await self._keep(request, [facts])
        async with self._db.reading(request.workspace_id) as reading:
            return await members.person(reading, request.actor_id)

    async def _look_up_named(self, request: Request, user_ids: list[str]) -> None:
        """Asks Slack about people whom the actor names, and stores the answers; a failure is no refusal."""
        asked = [self._facts(request, who, NAMED_SECONDS) for who in user_ids[:MOST_NAMED]]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        for answer in answers:
            if isinstance(answer, BaseException) and not isinstance(answer, SlackFailure):
                raise answer
        found = [answer for answer in answers if not isinstance(answer, BaseException)]
        if found:
            await self._keep(request, found)

    async def _keep(self, request: Request, facts: list[dict[str, Any]]) -> None:
        async with self._db.transaction(request.workspace_id) as transaction:
            await members.keep(transaction, facts)

    async def _facts(self, request: Request, user_id: str, seconds: float) -> dict[str, Any]:
        """What Slack tells of this user, as it is kept; SlackFailure when it does not."""
        who = (request.workspace_id, user_id)
        if who in self._unknown and request.now < self._unknown[who]:
            raise SlackFailure(_USER_NOT_FOUND, permanent=True)
        try:
            async with asyncio.timeout(seconds):
                told = await self._slack.read(request.workspace_id, "users.info", user=user_id)
        except TimeoutError:
            log.warning("user.lookup_failed", error="timeout")
            raise SlackFailure("timeout", permanent=False) from None
        except SlackFailure as failure:
            if failure.code in _NOBODY_HERE:
                self._remember_unknown(who, request.now)
            else:
                log.warning("user.lookup_failed", error=failure.code)
            raise
        return member_facts(told["user"], request.workspace_id, request.now)

    def _remember_unknown(self, who: tuple[str, str], now: datetime) -> None:
        self._unknown.pop(who, None)
        self._unknown[who] = now + UNKNOWN_FOR
        if len(self._unknown) > MOST_UNKNOWN:
            del self._unknown[next(iter(self._unknown))]
