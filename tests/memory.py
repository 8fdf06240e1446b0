"""Where tests write: in memory, as on a disk each of thousands of databases waits for what it writes."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

_MEMORY = Path("/dev/shm")
_ROOM = 4 * 1024**3


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Whoever asks for a temporary folder gets one in memory, in processes that are started, too.

    Where there is no such place, or little room, and where `TMPDIR` says otherwise, all is as usual.
    """
    if "TMPDIR" not in os.environ and _is_usable():
        os.environ["TMPDIR"] = str(_MEMORY)
        tempfile.tempdir = None


def _is_usable() -> bool:
    return _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM
