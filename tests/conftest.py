"""What every test may ask for; databases and the choice of tests have files of their own."""

import gc
import io
import logging
import os
from collections.abc import Generator, Iterator

import pytest
import structlog
from hypothesis import settings

from bot.common.logs import configure_logs

# Nothing that is imported or collected is garbage; see `pytest_collection`.
gc.disable()

pytest_plugins = (
    "tests.memory",
    "tests.browser",
    "tests.databases",
    "tests.shared_statements",
    "tests.started",
    "tests.selection",
    "tests.durations",
    "tests.ending",
)

# Few examples for a first look, some for a change, many for a release: the Makefile sets the profile.
settings.register_profile("fast", max_examples=10, deadline=None)
settings.register_profile("change", max_examples=50, deadline=None)
settings.register_profile("all", max_examples=400, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "change"))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection() -> Generator[None, object, object]:
    """Thousands of tests are made and none is thrown away: Python need not look for what nobody needs.

    Later looks leave out what is there by then, and are seldom: each took a twentieth of a story.
    """
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, at DEBUG, one JSON object a line."""
    root, ours = logging.getLogger(), logging.getLogger("bot")
    before = root.handlers, root.level, ours.level
    stream = io.StringIO()
    configure_logs("DEBUG", "json", stream)
    yield stream
    root.handlers = before[0]
    root.setLevel(before[1])
    ours.setLevel(before[2])
    structlog.reset_defaults()
