"""How a run of the tests ends before its time: in order where it is told to, at once where it is killed."""

import os
import signal
from typing import Any

import pytest

from tests.leftovers import end_with

_STARTED_BY = "started_by"


def pytest_configure(config: pytest.Config) -> None:
    """A run that is told to end ends in order, as with Ctrl+C: databases, browsers and folders go with it.

    The processes of pytest-xdist end with the one that started them, even when that is killed.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    workerinput = getattr(config, "workerinput", None)
    if workerinput is not None:
        end_with(workerinput[_STARTED_BY])


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a process of pytest-xdist who started it."""
    node.workerinput[_STARTED_BY] = os.getpid()
