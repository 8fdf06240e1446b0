"""The Socket Mode door as it closes: what was taken is answered, what comes then is left to others."""

import asyncio
import json
from typing import Any

import pytest
from slack_bolt.response import BoltResponse

from bot.slack.pending import PendingRequest
from bot.socket_mode import Envelopes


class SlowDoor:
    """Answers when it is let, with `body`; what did not arrive is in `lost`."""

    def __init__(self, body: str = "") -> None:
        self.taken: list[Any] = []
        self.lost: list[Any] = []
        self.body = body
        self.may_answer = asyncio.Event()

    def arrival(self) -> PendingRequest:
        """A request that arrives now."""
        return PendingRequest(asyncio.get_running_loop())

    async def take(self, payload: Any, pending: PendingRequest) -> BoltResponse:
        """The answer to a payload, late."""
        self.taken.append(payload)
        await self.may_answer.wait()
        pending.when_lost(lambda: self.lost.append(payload))
        return BoltResponse(status=200, body=self.body)


class Connection:
    """What is sent to Slack; a client and its connection in one."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.current_session = self
        self.closed = False
        self.pinged = 0.0
        self.last_ping_pong_time: float | None = None

    async def send_str(self, text: str) -> None:
        """Keeps the id of what is acknowledged."""
        if self.closed:
            raise ConnectionResetError
        self.sent.append(json.loads(text)["envelope_id"])

    async def ping(self, message: bytes) -> None:
        """Keeps the stamp, which comes back with the pong."""
        self.pinged = float(message.decode().removeprefix("sdk-ping-pong:"))


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


async def answered(door: SlowDoor, connection: Connection) -> Envelopes:
    """The door after one envelope."""
    door.may_answer.set()
    envelopes = Envelopes(door)  # type: ignore[arg-type]
    await envelopes.take(connection, envelope(1))
    return envelopes


async def test_an_answer_of_which_slack_has_not_said_that_it_arrived() -> None:
    """Said in another way when the connection breaks, once; until then nobody knows."""
    door, connection = SlowDoor("Done."), Connection()
    envelopes = await answered(door, connection)
    envelopes.confirm(connection)  # type: ignore[arg-type]
    assert door.lost == []

    connection.closed = True
    for _ in range(2):
        envelopes.confirm(connection)  # type: ignore[arg-type]

    assert door.lost == [{"n": 1}]


async def test_an_answer_that_arrived_is_not_repeated() -> None:
    """The ping behind it was answered, whatever becomes of the connection."""
    door, connection = SlowDoor("Done."), Connection()
    envelopes = await answered(door, connection)

    connection.last_ping_pong_time, connection.closed = connection.pinged, True
    envelopes.confirm(connection)  # type: ignore[arg-type]

    assert door.lost == []


@pytest.mark.parametrize(("body", "lost"), [("Done.", 1), ("", 1)])
async def test_an_answer_on_a_connection_that_is_closed(body: str, lost: int) -> None:
    """It cannot be sent at all: the router knows whether there was something to say."""
    door, connection = SlowDoor(body), Connection()
    connection.closed = True

    await answered(door, connection)

    assert (connection.sent, len(door.lost)) == ([], lost)
