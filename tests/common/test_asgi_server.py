"""The servers of our doors."""

import asyncio
import socket
from contextlib import AsyncExitStack

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.cli.entrypoints import http_server
from bot.common import asgi_server, connection_timeouts
from bot.common.asgi_server import Server, config, listening
from bot.common.connection_timeouts import KEEP_ALIVE_S
from bot.config import Settings
from tests.stages import HANGS_S

REQUEST = b"GET / HTTP/1.1\r\nHost: loopback\r\n\r\n"


async def test_a_connection_is_kept_longer_than_load_balancers_keep_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever hangs up first loses what comes in that moment: it must not be us, within 60 s of silence."""
    asgi = Starlette(routes=[Route("/", lambda request: PlainTextResponse("here"))])
    loop = asyncio.get_running_loop()
    async with listening(asgi) as url:
        host, port = url.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        for minute in range(2):
            now = loop.time
            with monkeypatch.context() as later:
                later.setattr(loop, "time", lambda now=now, by=minute * 60: now() + by)
                await asyncio.sleep(0)
                writer.write(REQUEST)
                assert (await reader.readuntil(b"here")).startswith(b"HTTP/1.1 200")
        writer.close()
        await writer.wait_closed()


def test_slacks_own_door_keeps_them_as_long() -> None:
    """`web`, and `run` over HTTP, too."""
    settings = Settings(_env_file=None)  # type: ignore[call-arg]
    assert http_server(Starlette(), settings).config.timeout_keep_alive == KEEP_ALIVE_S


class Late:
    """A connection that was made after uvicorn had told all to end: it hears nothing the first time."""

    def __init__(self, server: Server) -> None:
        self._server, self._told = server, 0

    def shutdown(self) -> None:
        """Ends when it is told again."""
        self._told += 1
        if self._told == 2:
            self._server.server_state.connections.discard(self)


async def test_a_connection_of_the_last_moment_ends_too() -> None:
    """The server does not wait for a minute until its client hangs up."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = Server(config(Starlette()))
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        await server.up.wait()
        server.server_state.connections.add(Late(server))  # type: ignore[arg-type]
        server.stop()
        await asyncio.wait_for(serving, HANGS_S)


async def connected(url: str, peer: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection from this address of the loopback."""
    host, port = url.removeprefix("http://").split(":")
    return await asyncio.open_connection(host, int(port), local_addr=(peer, 0))


@pytest.mark.parametrize(
    "peers", [["127.0.0.2"], [f"127.0.0.{last}" for last in range(2, 32)]], ids=["one", "many"]
)
@pytest.mark.parametrize("sent", [b"", b"GET / HT", REQUEST], ids=["nothing", "half a head", "a request"])
async def test_a_crowd_that_asks_nothing(
    monkeypatch: pytest.MonkeyPatch, peers: list[str], sent: bytes
) -> None:
    """Whoever opens connections and says nothing more shuts nobody out, and no request is cut off."""
    monkeypatch.setattr(connection_timeouts, "MOST_WAITING_OF_A_PEER", 4)
    monkeypatch.setattr(connection_timeouts, "MOST_WAITING", 8)
    monkeypatch.setattr(asgi_server, "MOST_CONNECTIONS", 12)
    arrived, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(_: Request) -> PlainTextResponse:
        arrived.set()
        await go_on.wait()
        return PlainTextResponse("done")

    routes = [Route("/", lambda request: PlainTextResponse("here")), Route("/slow", slowly)]
    async with listening(Starlette(routes=routes)) as url, AsyncExitStack() as stack:
        slow, asks = await connected(url, "127.0.0.1")
        asks.write(REQUEST.replace(b"/ ", b"/slow "))
        await asyncio.wait_for(arrived.wait(), HANGS_S)
        for number in range(30):
            reader, writer = await connected(url, peers[number % len(peers)])
            stack.callback(writer.close)
            writer.write(sent)
            if sent == REQUEST:
                await asyncio.wait_for(reader.readuntil(b"here"), HANGS_S)

        reader, writer = await connected(url, "127.0.0.1")
        writer.write(REQUEST)
        assert (await asyncio.wait_for(reader.readuntil(b"here"), HANGS_S)).startswith(b"HTTP/1.1 200")
        go_on.set()
        assert (await asyncio.wait_for(slow.readuntil(b"done"), HANGS_S)).startswith(b"HTTP/1.1 200")
        for each in (writer, asks):
            each.close()
