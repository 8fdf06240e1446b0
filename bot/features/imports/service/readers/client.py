"""Asks the process that readers are forked from (`readers.server`), which is started when it is needed."""

import asyncio
import atexit
import json
import os
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL

from bot.features.imports.service.readers import server

_ROOT = Path(__file__).resolve().parents[5]
# All that Python may need to start; no token, no secret, no database address.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "TMPDIR")
_CHUNK = 2**16
# What a reader has to say is a sentence, or the names of sheets.
_MOST_SAID = 2**20
_CRASHED = 1


class Readers:
    """Readers of foreign files, each a process of its own that ends with its file.

    `server`: from which they are forked; None until the first is needed.
    """

    def __init__(self) -> None:
        self.server: subprocess.Popen[bytes] | None = None
        self._door: socket.socket | None = None

    async def read(
        self, path: Path, spool: Path, kind: str, sheet: str, seconds: float
    ) -> tuple[bytes, int | None]:
        """What a reader said of the file, and its exit code; None where it took longer and was killed."""
        request = json.dumps([str(path), str(spool), kind, sheet]).encode()
        try:
            async with asyncio.timeout(seconds):
                # None of it where the server ended at that moment, having been idle.
                said = await self._ask(request) or await self._ask(request)
        except TimeoutError:
            return b"", None
        words, _, code = said.rpartition(b"\n")
        return (words, int(code)) if len(said) <= _MOST_SAID and code else (b"", _CRASHED)

    async def _ask(self, request: bytes) -> bytes:
        asker = self._hand_over(request)
        try:
            return await _heard(asker)
        finally:
            # Who is still at work is killed; only then is the file that it writes its own no more.
            with suppress(OSError):
                asker.shutdown(socket.SHUT_WR)
            await _heard(asker)
            asker.close()

    def _hand_over(self, request: bytes) -> socket.socket:
        ours, theirs = socket.socketpair()
        ours.sendall(request)
        ours.setblocking(False)
        with theirs:
            try:
                self._send(theirs)
            except OSError:  # It has ended meanwhile.
                self.close()
                self._send(theirs)
        return ours

    def _send(self, theirs: socket.socket) -> None:
        door = self._door or self._start()
        socket.send_fds(door, [b"r"], [theirs.fileno()])

    def _start(self) -> socket.socket:
        self._door, theirs = socket.socketpair()
        with theirs:
            self.server = subprocess.Popen(  # noqa: S603 (our own module, by our own Python)
                [sys.executable, "-m", server.__name__],
                cwd=_ROOT,
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
                stdin=theirs.fileno(),
                stdout=DEVNULL,
                stderr=DEVNULL,
            )
        return self._door

    def close(self) -> None:
        """Ends the server, and all readers with it; the next file starts another one."""
        if self._door is not None:
            self._door.close()
        if self.server is not None:
            self.server.wait()
        self._door = self.server = None


async def _heard(asker: socket.socket) -> bytes:
    loop, said = asyncio.get_running_loop(), b""
    with suppress(ConnectionError):
        while len(said) <= _MOST_SAID and (chunk := await loop.sock_recv(asker, _CHUNK)):
            said += chunk
    return said


READERS = Readers()
atexit.register(READERS.close)
