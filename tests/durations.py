"""Where the time goes: with --by-folder, a run ends with the seconds of each folder of tests."""

import time
from collections import defaultdict
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import cast

import pytest

_DEPTH = 3
_BEGAN = pytest.StashKey[tuple[float, float]]()


@dataclass
class _Sum:
    tests: int = 0
    wall: float = 0.0
    cpu: float = 0.0


def pytest_addoption(parser: pytest.Parser) -> None:
    """The table is asked for."""
    parser.addoption("--by-folder", action="store_true", help="end with the seconds of each folder")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Look at both clocks before the fixtures of a test."""
    item.stash[_BEGAN] = time.perf_counter(), time.process_time()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """The figures travel with the last report of a test, from the processes of pytest-xdist too."""
    report = yield
    if call.when == "teardown":
        wall, cpu = item.stash[_BEGAN]
        seconds = (time.perf_counter() - wall, time.process_time() - cpu)
        report.user_properties.append(("seconds", seconds))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """A row a folder, the most expensive first: tests, seconds by the clock, seconds of this processor."""
    if not config.getoption("--by-folder"):
        return
    reports = [each for kind in terminalreporter.stats.values() for each in kind]
    sums = _sums(each for each in reports if getattr(each, "when", "") == "teardown")
    terminalreporter.section("seconds by folder: tests, wall, processor of the tests' own process")
    for folder, each in sorted(sums.items(), key=lambda pair: -pair[1].wall):
        terminalreporter.write_line(f"{each.tests:6} {each.wall:8.1f} {each.cpu:8.1f}  {folder}")


def _sums(reports: Iterable[pytest.TestReport]) -> dict[str, _Sum]:
    sums: dict[str, _Sum] = defaultdict(_Sum)
    for report in reports:
        seconds = [value for name, value in report.user_properties if name == "seconds"]
        folder = PurePosixPath(*PurePosixPath(report.location[0]).parts[:_DEPTH])
        found = sums[str(folder)]
        found.tests += 1
        for value in seconds:
            wall, cpu = cast(tuple[float, float], value)
            found.wall += wall
            found.cpu += cpu
    return sums
