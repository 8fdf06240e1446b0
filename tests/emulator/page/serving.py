"""Servers in processes of their own, which end when the tests do, however those end.

As a program, it runs a module as `python -m` does, until its standard input is closed, as it is when the
process of the tests is killed.
"""

import os
import runpy
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[3]
ENDING_S = 10.0


def command_of(module: str, *arguments: str) -> list[str]:
    """`python -m module arguments`, to be started with a pipe as its standard input."""
    return [sys.executable, "-m", __name__, module, *arguments]


@contextmanager
def served(module: str, *arguments: str) -> Iterator[str]:
    """The address that a server of ours, `python -m module arguments`, says in its first line."""
    command = command_of(module, *arguments)
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        try:
            words = server.stdout.readline().split()
            yield next(word for word in words if word.startswith("http")).rstrip("/")
        finally:
            server.terminate()


def _end_with_the_tests() -> None:
    # Not by `sys.stdin`, of which Python wants the lock when it ends.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    # Whoever does not end in order, ends.
    threading.Timer(ENDING_S, os._exit, [1]).start()


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_tests, daemon=True).start()
    module, *arguments = sys.argv[1:]
    sys.argv[1:] = arguments
    runpy.run_module(module, run_name="__main__", alter_sys=True)
