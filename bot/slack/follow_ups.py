"""What is called after an acknowledgement, and how somebody hears of what did not come through."""

import asyncio
from collections.abc import Mapping
from typing import Any

import structlog

from bot.slack.acknowledge import TOO_LATE, TOO_MANY, FollowUpCall, told_directly
from bot.slack.blocks import Message, actions, button, section
from bot.slack.client import SlackClient
from bot.slack.failures import SlackFailure
from bot.slack.home_drawings import HomeDrawings
from bot.slack.home_views import is_in_home, topped
from bot.slack.kept_views import OPEN_KEPT, KeptViews
from bot.slack.late import form_gone, late_reply, view_to_keep, waiting
from bot.slack.pending import PendingRequest
from bot.slack.requests import Request
from bot.slack.responses import Response
from bot.slack.tasks import Tasks

log = structlog.stdlib.get_logger(__name__)

# A trigger lives 3 s from the moment that Slack sent it: beyond 2 s of our own the modal would not open.
AFTER_ACK_SECONDS = 2.0
# For telling that it did not.
TELL_SECONDS = 5.0
TRIGGER_SECONDS = 3.0
_WITH_TRIGGER = ("views.open", "views.push")


class FollowUps:
    """Makes calls in the background; of a view that does not open the person hears, with a button for it."""

    def __init__(
        self, client: SlackClient, tasks: Tasks, *, after_ack_seconds: float = AFTER_ACK_SECONDS
    ) -> None:
        self.kept = KeptViews()
        self._homes = HomeDrawings()
        self._client = client
        self._tasks = tasks
        self._after_ack_seconds = after_ack_seconds

    def start(self, call: FollowUpCall | None, request: Request) -> None:
        """Makes the call that follows an acknowledgement, if there is one."""
        if call is not None:
            self._run(call.method, self._make(call, request))

    def say_waiting(self, request: Request) -> None:
        """Says where somebody clicked that it takes longer."""
        self.start(waiting(request), request)

    def send_late(self, request: Request, answer: Response, pending: PendingRequest) -> None:
        """Tells the answer to a request that is acknowledged without it."""
        call = late_reply(request, answer)
        if call is not None:
            pending.telling = self._run(call.method, self._make_late(call, request, answer, pending))

    def _run(self, name: str, work: Any) -> asyncio.Task[None]:
        return self._tasks.start(name, work, limit_seconds=2 * self._after_ack_seconds + TELL_SECONDS)

    async def _make_late(
        self, call: FollowUpCall, request: Request, answer: Response, pending: PendingRequest
    ) -> None:
        await pending.settled()
        if call.method in _WITH_TRIGGER and pending.age() >= TRIGGER_SECONDS:
            await self._failure(self._offered(request, call.arguments["view"], TOO_LATE), request)
            return
        failure = await self._failure_in_turn(call, request)
        if failure is None:
            return
        told = form_gone(request, answer)
        if told is None:
            await self._tell(call, request, failure)
            return
        view = view_to_keep(request, answer)
        by_message = self._offered(request, view, told.text) if view else told_directly(request, told)
        await self._failure(by_message, request)

    async def _make(self, call: FollowUpCall, request: Request) -> None:
        failure = await self._failure_in_turn(call, request)
        if failure is not None:
            await self._tell(call, request, failure)

    async def _tell(self, call: FollowUpCall, request: Request, failure: str) -> None:
        if call.method in _WITH_TRIGGER:
            await self._failure(self._offered(request, call.arguments["view"], failure), request)

    async def _failure_in_turn(self, call: FollowUpCall, request: Request) -> str | None:
        """Makes the call; a drawing of the App Home only where no newer one is shown."""
        if call.method != "views.publish":
            return await self._failure(call, request)
        async with self._homes.turn(request) as is_newest:
            return await self._failure(call, request) if is_newest else None

    async def _failure(self, call: FollowUpCall, request: Request) -> str | None:
        """Makes the call; what to say of a view that did not open, None when it did."""
        try:
            async with asyncio.timeout(self._after_ack_seconds):
                await call.make(self._client, request.workspace_id)
            return None
        except TimeoutError:
            log.warning("response.timed_out", method=call.method, seconds=self._after_ack_seconds)
        except SlackFailure as failure:
            log.warning("response.refused", method=call.method, error=failure.code)
            return TOO_MANY if failure.retry_after else TOO_LATE
        return TOO_LATE

    def _offered(self, request: Request, view: Mapping[str, Any], text: str) -> FollowUpCall:
        opens = button("Open it", OPEN_KEPT, value=self.kept.keep(request, view))
        blocks = [section(text), actions(opens)]
        if is_in_home(request):
            return FollowUpCall(
                "views.publish", {"user_id": request.actor_id, "view": topped(request, blocks)}
            )
        return told_directly(request, Message(text, blocks))
