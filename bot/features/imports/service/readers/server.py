"""The process from which readers of foreign files are forked: what they need is loaded once for all files.

`python -m bot.features.imports.service.readers.server`, with a socket as its standard input. Each message in
it hands over another one, in which stands what to read: JSON of file, spool, kind and sheet ("": not chosen).
What the reader says comes back in that, then the reader's exit code on a line of its own. Who closes it kills
the reader; who closes standard input ends all of them, and this process. It opens no foreign file itself, and
has no secret, no database and no threads.
"""

import gc
import json
import os
import selectors
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.features.imports.service import reader

# So long without a file it stays ready for the next one.
IDLE_S = 60.0
MOST_REQUEST = 2**16
_CRASHED = 1


@dataclass(frozen=True)
class _Reader:
    """A reader at work. `life` can be read once it has ended."""

    pid: int
    asker: socket.socket
    life: int


class ReaderServer:
    """Forks a reader for each file, ends those whose asker is gone, and tells how each came to its end."""

    def __init__(self, door: socket.socket) -> None:
        self._door = door
        self._readers: set[_Reader] = set()
        self._selector = selectors.DefaultSelector()
        self._selector.register(door, selectors.EVENT_READ)

    def serve(self) -> None:
        """Returns when the door is closed, or nobody has asked for `IDLE_S`."""
        while events := self._selector.select(None if self._readers else IDLE_S):
            for key, _ in events:
                one: _Reader | None = key.data
                if one is None:
                    if not self._begin():
                        return self._end_all()
                elif one in self._readers:
                    self._end(one)
        return None

    def _begin(self) -> bool:
        message, handed, _, _ = socket.recv_fds(self._door, 1, 1)
        if not message:
            return False
        asker = socket.socket(fileno=handed[0])
        request = asker.recv(MOST_REQUEST)
        life, held = os.pipe()
        pid = os.fork()
        if pid == 0:
            self._read(request, asker)
        os.close(held)
        one = _Reader(pid, asker, life)
        self._readers.add(one)
        for each in (asker, life):
            self._selector.register(each, selectors.EVENT_READ, one)
        return True

    def _read(self, request: bytes, asker: socket.socket) -> None:
        code = _CRASHED
        try:
            # Others' sockets must not stay open because this one lives.
            for other in self._readers:
                other.asker.close()
            self._door.close()
            self._selector.close()
            file, spool, kind, sheet = json.loads(request)
            code = reader.main(Path(file), Path(spool), kind, sheet or None, asker.sendall)
        finally:
            os._exit(code)

    def _end(self, one: _Reader) -> None:
        """It has ended, or nobody waits for it; one that has ended keeps its exit code."""
        os.kill(one.pid, signal.SIGKILL)
        _, status = os.waitpid(one.pid, 0)
        for each in (one.asker, one.life):
            self._selector.unregister(each)
        with suppress(OSError), one.asker:
            one.asker.sendall(b"\n%d" % os.waitstatus_to_exitcode(status))
        os.close(one.life)
        self._readers.discard(one)

    def _end_all(self) -> None:
        for each in list(self._readers):
            self._end(each)


if __name__ == "__main__":
    gc.freeze()
    ReaderServer(socket.socket(fileno=sys.stdin.fileno())).serve()
