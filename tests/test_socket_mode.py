"""The Socket Mode door as it closes: what was taken is answered, what comes then is left to others."""

import asyncio
import json
from typing import Any

from slack_bolt.response import BoltResponse

from bot.slack.pending import PendingRequest
from bot.socket_mode import Envelopes


class SlowDoor:
    """Answers when it is let."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.may_answer = asyncio.Event()

    def arrival(self) -> PendingRequest:
        """A request that arrives now."""
        return PendingRequest(asyncio.get_running_loop())

    async def take(self, payload: Any, _: PendingRequest) -> BoltResponse:
        """The answer to a payload, late."""
        self.taken.append(payload)
        await self.may_answer.wait()
        return BoltResponse(status=200, body="")


class Connection:
    """What is sent to Slack; a client and its connection in one."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.current_session = self

    async def send_str(self, text: str) -> None:
        """Keeps the id of what is acknowledged."""
        self.sent.append(json.loads(text)["envelope_id"])


def envelope(number: int) -> dict[str, Any]:
    """An event in its envelope."""
    return {"type": "events_api", "envelope_id": f"e{number}", "payload": {"n": number}}


async def test_what_was_taken_is_answered_before_the_door_closes() -> None:
    """And what arrives meanwhile is not begun: unanswered, it comes again elsewhere."""
    door, connection = SlowDoor(), Connection()
    envelopes = Envelopes(door)  # type: ignore[arg-type]
    first = asyncio.create_task(envelopes.take(connection, envelope(1)))
    await asyncio.sleep(0)

    closing = asyncio.create_task(envelopes.finish())
    await asyncio.sleep(0)
    await envelopes.take(connection, envelope(2))
    assert not closing.done()
    door.may_answer.set()
    await closing
    await first

    assert connection.sent == ["e1"]
    assert door.taken == [{"n": 1}]


async def test_an_idle_door_closes_at_once() -> None:
    """Nothing to wait for."""
    await Envelopes(SlowDoor()).finish()  # type: ignore[arg-type]
