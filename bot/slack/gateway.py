"""Entry of all payloads, from HTTP or Socket Mode: checks their shape, hands them to Bolt, keeps the time."""

import asyncio
from collections.abc import Mapping
from typing import Any, Protocol

import structlog
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.common.commit_gate import CommitGate
from bot.common.timers import Timer
from bot.slack.late import late_ack
from bot.slack.payload_shapes import is_known, kind_of
from bot.slack.pending import ACK_SECONDS, LONGEST_SECONDS, PENDING, PendingRequest
from bot.slack.request_reader import OddPayload, check_shape, sound_payload
from bot.slack.requests import workspace_of
from bot.slack.tasks import Tasks

log = structlog.stdlib.get_logger(__name__)

ODD = 400
# An event that fails after its acknowledgement comes from Slack no more: it is tried as often as Slack would.
_TRIES = 3
# What is being committed is not cut off; this only bounds how long a stopping process waits.
_LONGEST_WAIT_S = 3 * LONGEST_SECONDS


class LateRecord(Protocol):
    """Remembers, beyond the life of this process, which requests are acknowledged and not answered yet."""

    async def keep(self, payload: Mapping[str, Any], gate: CommitGate) -> None:
        """The answer to this payload is still to come."""

    async def settle(self, payload: Mapping[str, Any]) -> None:
        """The answer has come, or never will."""

    async def leave(self, payload: Mapping[str, Any]) -> None:
        """This event failed as things are: it is to be taken again, minutes later."""


class SlackDoor:
    """Takes payloads that are proven to come from Slack.

    `ack_seconds`: after so long a request is acknowledged without its answer, which then follows it.
    """

    def __init__(
        self,
        bolt: AsyncApp,
        tasks: Tasks,
        timer: Timer,
        late: LateRecord,
        *,
        ack_seconds: float = ACK_SECONDS,
    ) -> None:
        self._late = late
        self._bolt = bolt
        self._tasks = tasks
        self._timer = timer
        self._ack_seconds = ack_seconds

    def arrival(self) -> PendingRequest:
        """A request that arrives now."""
        return PendingRequest(self._timer)

    async def take(self, payload: object, pending: PendingRequest | None = None) -> BoltResponse:
        """Bolt's response to the payload; status ODD, and a line in the log, for one of unknown shape.

        `pending`: as it came from `arrival`, for who can tell that the response did not reach Slack.
        """
        pending = pending or self.arrival()
        try:
            known = sound_payload(payload)
            if not is_known(known):
                log.warning("payload.ignored", payload_type=kind_of(known))
                return BoltResponse(status=200, body="")
            check_shape(known)
            request = _bolt_request(known, pending)
        except OddPayload as odd:
            return refused_as_odd(odd)
        except (AttributeError, LookupError, RecursionError, TypeError) as broken:
            return refused_as_odd(OddPayload(f"for Bolt: {type(broken).__name__}"))
        work = asyncio.create_task(self._bolt.async_dispatch(request))
        if not await self._is_in_time(work, pending):
            log.warning("request.late", payload_type=kind_of(known), seconds=self._ack_seconds)
            self._tasks.start(
                "late request", self._finish(work, pending, known), limit_seconds=_LONGEST_WAIT_S
            )
            return BoltResponse(status=200, body=late_ack(known))
        response = await work
        # Bolt has said in the log that nobody listens; Slack would ask again, and in the end turn events off.
        return BoltResponse(status=200, body="") if response.status == 404 else response

    async def take_again(self, payload: Mapping[str, Any]) -> bool:
        """Takes an event that was acknowledged, and failed or was left behind; whether it is done now."""
        again = self.arrival()
        again.pass_deadline()
        known = dict(payload)
        return await self._is_done(
            asyncio.create_task(self._bolt.async_dispatch(_bolt_request(known, again))), again
        )

    async def _is_in_time(self, work: asyncio.Task[BoltResponse], pending: PendingRequest) -> bool:
        """Whether the answer goes into the acknowledgement."""
        over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def end(*_: object) -> None:
            if not over.done():
                over.set_result(None)

        work.add_done_callback(end)
        deadline = self._timer.call_later(self._ack_seconds - pending.age(), end)
        try:
            await over
        except asyncio.CancelledError:
            work.cancel()
            raise
        finally:
            deadline.cancel()
        return work.done() or not pending.pass_deadline()

    async def _finish(
        self, work: asyncio.Task[BoltResponse], pending: PendingRequest, known: dict[str, Any]
    ) -> None:
        """Sees to the end of what is late; what is told of it is the router's."""
        keeping = asyncio.create_task(self._late.keep(known, pending.gate))
        failed = True
        try:
            failed = await self._has_failed(work, pending, known)
            if pending.telling is not None:
                await asyncio.wait({pending.telling})
        finally:
            await asyncio.wait({keeping})
        if keeping.exception() is not None:
            log.warning("request.not_remembered", error=type(keeping.exception()).__name__)
        elif failed and "event" in known:
            log.warning("request.put_off", payload_type=kind_of(known))
            await self._late.leave(known)
            return
        if failed:
            log.error("request.lost", payload_type=kind_of(known))
        await self._late.settle(known)

    async def _has_failed(
        self, work: asyncio.Task[BoltResponse], pending: PendingRequest, known: dict[str, Any]
    ) -> bool:
        failed = not await self._is_done(work, pending)
        for _ in range(_TRIES - 1):
            if not failed or "event" not in known:
                break
            failed = not await self.take_again(known)
        return failed

    async def _is_done(self, work: asyncio.Task[BoltResponse], pending: PendingRequest) -> bool:
        limit = self._timer.call_later(LONGEST_SECONDS, lambda: pending.give_up(work))
        try:
            await asyncio.wait({work})
        finally:
            limit.cancel()
        if work.cancelled() or work.exception() is not None:
            return False
        return work.result().status < 500


def _bolt_request(known: dict[str, Any], pending: PendingRequest) -> AsyncBoltRequest:
    # Not as HTTP: Bolt would parse it by its own rule, and lose commands with the word `payload`.
    request = AsyncBoltRequest(body=known, mode="socket_mode")
    # One reading of whose workspace this is, for the token as for the records.
    request.context["team_id"] = workspace_of(known) or None
    request.context[PENDING] = pending
    return request


def refused_as_odd(odd: OddPayload) -> BoltResponse:
    """Logs the malformed payload and refuses it for good, so that Slack does not send it again."""
    log.warning("payload.refused", reason=str(odd))
    return BoltResponse(status=ODD, body="This is not what Slack sends.", headers={"x-slack-no-retry": "1"})
