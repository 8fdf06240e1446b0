"""What a run of the tests has open outside of Python goes with it, however it ends.

As a program, it waits until its standard input is closed, as it is when the process of the tests is gone
(nothing that is done in that process helps against a kill), and removes the folders that it is told.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_POSTMASTER = "postmaster.pid"
_LOOK_EVERY_S = 0.2
# A server that is just starting writes its own number only after a while.
_PATIENCE_S = 30.0


@contextmanager
def watched(*folders: Path) -> Iterator[None]:
    """If this process is gone before the end of the block, the folders go, and a Postgres in them."""
    command = [sys.executable, "-I", "-S", __file__, *map(str, folders)]
    # A session of its own: who presses Ctrl+C ends the tests, not what clears up behind them.
    watchdog = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
    yield
    assert watchdog.stdin is not None
    watchdog.kill()
    watchdog.wait()
    watchdog.stdin.close()


def end_with(parent: int) -> None:
    """End this process as soon as it is no child of process `parent` any more: nobody hears its results."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_EVERY_S)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def clear_left_behind(place: Path, prefix: str) -> None:
    """Remove what killed runs left: `prefix`, the number of a process that is gone, a dash, anything."""
    for folder in place.glob(f"{prefix}*-*"):
        owner = folder.name.removeprefix(prefix).partition("-")[0]
        if owner.isdigit() and not _is_alive(int(owner)):
            remove(folder)


def remove(folder: Path) -> None:
    """Stop the Postgres that keeps its data in a folder, if one does, and remove the folder."""
    with suppress(OSError, ValueError, IndexError):
        postmaster = int((folder / _POSTMASTER).read_text().split()[0])
        os.kill(postmaster, signal.SIGQUIT)
        _wait(lambda: not _is_alive(postmaster))
        if _is_alive(postmaster):  # It did not hear it yet.
            os.kill(postmaster, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _wait(is_done: Callable[[], bool]) -> None:
    give_up = time.monotonic() + _PATIENCE_S
    while not is_done() and time.monotonic() < give_up:
        time.sleep(_LOOK_EVERY_S)


def _remove_all(folders: list[Path]) -> None:
    for folder in folders:
        # Until it stays away: a server may have been about to start.
        def is_gone(folder: Path = folder) -> bool:
            remove(folder)
            return not folder.exists()

        _wait(is_gone)


if __name__ == "__main__":
    sys.stdin.buffer.read()
    _remove_all([Path(each) for each in sys.argv[1:]])
