"""Bodies are read in bounds: of size and of time, by the loop's own clock."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.common.asgi_server import config, listening
from bot.common.body_limits import BodyLimits
from bot.common.connection_timeouts import HEAD_S, KEEP_ALIVE_S, LONGEST_HEAD

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]

SECONDS = 5.0


async def length(request: Request) -> Response:
    """How long the body was."""
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture
async def door() -> AsyncIterator[str]:
    """A server that takes ten bytes."""
    bounds = Middleware(BodyLimits, most_bytes=10, seconds=SECONDS, too_large="Ten bytes.")
    asgi = Starlette(routes=[Route("/", length, methods=["POST"], middleware=[bounds])])
    async with listening(asgi) as url:
        yield url


@pytest.fixture
async def connection(door: str) -> AsyncIterator[Connection]:
    """Somebody who writes what they like."""
    host, port = door.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    yield reader, writer
    writer.close()
    await asyncio.gather(writer.wait_closed(), return_exceptions=True)


def head(*lines: str) -> bytes:
    """The head of a request."""
    return "\r\n".join(["POST / HTTP/1.1", "Host: door", *lines, "", ""]).encode()


async def pass_time(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """The loop's clock goes ahead, and whatever was due by then happens."""
    loop = asyncio.get_running_loop()
    now = loop.time
    monkeypatch.setattr(loop, "time", lambda: now() + seconds)


async def turns(connection: Connection) -> None:
    """Until the server, on the same loop, has seen what was written."""
    await connection[1].drain()
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        (head("Content-Length: 10") + b"0123456789", 200, b"10"),
        (head("Content-Length: 11"), 413, b"Ten bytes."),
        (head("Content-Length: 99999999999999999999999999"), 400, b""),
        (head("Transfer-Encoding: chunked") + b"b\r\n0123456789a\r\n", 413, b"Ten bytes."),
    ],
    ids=["just so", "announced", "beyond all numbers", "chunked"],
)
async def test_a_body_is_so_long_at_most(
    connection: Connection, sent: bytes, status: int, said: bytes
) -> None:
    """Nothing is waited for once it is too much; and the connection is at its end."""
    reader, writer = connection
    writer.write(sent)
    answer = await reader.readuntil(said) if status == 200 else await reader.read()
    assert answer.startswith(b"HTTP/1.1 %d" % status)
    assert answer.endswith(said)


async def test_a_slow_body_ends(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """408, whatever trickles in meanwhile, and the connection is at its end."""
    reader, writer = connection
    writer.write(head("Content-Length: 10"))
    await turns(connection)
    for byte in (b"1", b"2"):
        writer.write(byte)
        await turns(connection)
    await pass_time(monkeypatch, SECONDS + 1)
    answer = await reader.read()
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"took too long" in answer


async def test_a_body_that_is_cut_off_breaks_nothing(door: str, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever hangs up in the middle leaves no trace in the log."""
    host, port = door.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(head("Content-Length: 10") + b"123")
    writer.write_eof()
    writer.close()
    await writer.wait_closed()
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(head("Content-Length: 1") + b"1")
    assert (await reader.readuntil(b"\r\n\r\n1")).startswith(b"HTTP/1.1 200")
    writer.close()
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    ("sent", "more", "seconds"),
    [
        (b"", b"", KEEP_ALIVE_S),
        (b"POST / HT", b"T", HEAD_S),
        (b"POST / HTTP/1.1\r\nHost: door\r\nX: ", b"x", HEAD_S),
    ],
    ids=["nothing", "half a line", "half a head"],
)
async def test_who_does_not_finish_the_head_is_hung_up_on(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, sent: bytes, more: bytes, seconds: float
) -> None:
    """Not even a byte now and then keeps the line."""
    reader, writer = connection
    writer.write(sent)
    await turns(connection)
    writer.write(more)
    await turns(connection)
    await pass_time(monkeypatch, seconds + 1)
    assert await reader.read() == b""


async def test_the_next_head_has_its_own_time(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection that is kept may be silent for long, and then begins anew."""
    reader, writer = connection
    for _ in range(3):
        writer.write(head("Content-Length: 1"))
        await turns(connection)
        writer.write(b"1")
        assert (await reader.readuntil(b"\r\n\r\n1")).startswith(b"HTTP/1.1 200")
        await pass_time(monkeypatch, HEAD_S * 2)
    writer.write(b"POST ")
    await turns(connection)
    await pass_time(monkeypatch, HEAD_S + 1)
    assert await reader.read() == b""


async def test_a_head_without_end_is_refused(connection: Connection) -> None:
    """Its memory would be ours."""
    reader, writer = connection
    writer.write(b"POST / HTTP/1.1\r\nX: ".ljust(LONGEST_HEAD + 1, b"x"))
    assert (await reader.read()).startswith(b"HTTP/1.1 400")


def test_connections_are_counted() -> None:
    """Each of our servers has an end to what it holds."""
    assert (config(length).limit_concurrency or 0) > 0
