"""Which tests there are to choose from: marks by what a test uses, and the pairs of door and database."""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

PAIRS = (("socket", "sqlite"), ("socket", "postgres"), ("http", "sqlite"), ("http", "postgres"))
PAIRS_ON_SQLITE = tuple(pair for pair in PAIRS if pair[1] == "sqlite")
_DATABASES = ("sqlite", "postgres")
# Where a table of cases is played by turns on both databases; elsewhere such a test is marked `by_turns`.
_BY_TURNS = Path(__file__).parent / "features"
_STORY = {"stage", "year"}
# Folders whose `stage` is a part of it without the bot.
_PARTS_ALONE = {"deliveries"}
_BROWSER = {"chromium", "browser_page", "window", "demo"}
# Tests that start processes of their own, or need one thing that there is once: they stay together. All
# others stay with their file, so that what a file prepares is prepared once, not in each process.
_GROUPS = ("browser", "process")

# Files and folders that take seconds: not for a first look, which is over within a minute.
LONG = (
    "cli/test_doctor.py",
    "deliveries/test_breaker.py",
    "deliveries/test_outage.py",
    "features/ask/test_doors.py",
    "features/ask/test_unseen.py",
    "features/coaching/rules/test_walks.py",
    "features/coaching/service/test_outcomes.py",
    "features/imports/service",
    "features/kudos_health/rules/test_detection.py",
    "features/leaderboards/service/test_boards.py",
    "features/ledger/service/test_currencies.py",
    "features/ledger/service/test_locks_hold.py",
    "features/ledger/service/test_own_entries.py",
    "features/ledger/service/test_posting.py",
    "features/ledger/service/test_versions.py",
    "features/needs/test_who_sees_what.py",
    "features/reviews/listeners/test_doors.py",
    "features/skills/rules/test_simulated.py",
    "features/skills/test_gap_cards.py",
    "features/test_who_may_act.py",
    "stories",
    "test_listeners_reachable.py",
    "test_log_lines.py",
    "test_long_texts.py",
)
_ROOT = Path(__file__).parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """The whole matrix, for a release."""
    parser.addoption(
        "--all-pairs",
        action="store_true",
        help="each story by each door on each database, not by one pair of them",
    )
    parser.addoption("--renew-snapshots", action="store_true", help="write what is seen now as what is right")


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A story that takes a door and a database is played on one pair of them, by its name.

    All four are covered over the suite. With --all-pairs, and where `all_pairs` is marked, all four.
    """
    if not {"mode", "database_url"} <= set(metafunc.fixturenames) or _is_chosen(metafunc.definition):
        return
    if metafunc.definition.get_closest_marker("all_pairs") or metafunc.config.getoption("--all-pairs"):
        pairs: tuple[tuple[str, str], ...] = PAIRS
    else:
        some = PAIRS_ON_SQLITE if metafunc.definition.get_closest_marker("on_sqlite") else PAIRS
        pairs = (some[zlib.crc32(metafunc.definition.nodeid.encode()) % len(some)],)
    # A mark, not a call: so pytest knows that the fixture's own databases are chosen from already.
    metafunc.definition.add_marker(pytest.mark.parametrize(("mode", "database_url"), pairs, indirect=True))


def _is_chosen(definition: pytest.Item) -> bool:
    """Whether a test names its own door or database."""
    names = [str(mark.args[0]) for mark in definition.iter_markers("parametrize")]
    return any("mode" in name.split(",") or "database_url" in name.split(",") for name in names)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark each test by what it uses, keep together what shares one thing, begin with what takes longest."""
    for item in _off_turn(items):
        item.add_marker("slow")
    for item in items:
        for mark in _marks(item):
            item.add_marker(mark)
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(_group(item)))
    if hasattr(config, "workerinput"):
        # No process is left alone with something long when the others have nothing more to do.
        items.sort(key=_rank)


def _off_turn(items: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
    """Of tests with several cases and both databases, each case on the database whose turn it is not.

    What a case says is rarely about the database, and each function still runs on both.
    """
    functions: dict[str, dict[str, list[pytest.Item]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        if (database := _database(item)) is not None and _takes_turns(item):
            function, _, case = item.nodeid.partition("[")
            functions[function][case.replace(database, "")].append(item)
    for cases in functions.values():
        if len(cases) > 1:
            for number, versions in enumerate(cases.values()):
                turn = _DATABASES[number % len(_DATABASES)]
                yield from (each for each in versions if _database(each) != turn)


def _takes_turns(item: pytest.Item) -> bool:
    if item.get_closest_marker("both_databases") or _is_chosen(item):
        return False
    return item.path.is_relative_to(_BY_TURNS) or item.get_closest_marker("by_turns") is not None


def _database(item: pytest.Item) -> str | None:
    found = getattr(getattr(item, "callspec", None), "params", {}).get("database_url")
    return found if found in _DATABASES else None


def _group(item: pytest.Item) -> str:
    return next(filter(item.get_closest_marker, _GROUPS), None) or str(item.path.relative_to(_ROOT))


def _rank(item: pytest.Item) -> int:
    marks = (*_GROUPS, "story", "long")
    return next((rank for rank, mark in enumerate(marks) if item.get_closest_marker(mark)), len(marks))


def _marks(item: pytest.Item) -> Iterator[str]:
    uses = set(getattr(item, "fixturenames", ()))
    parameters = getattr(getattr(item, "callspec", None), "params", {})
    if uses & _STORY and not _PARTS_ALONE & set(item.path.parts):
        yield "story"
    if uses & _BROWSER:
        yield "browser"
    if "postgres" in uses or parameters.get("database_url") == "postgres":
        yield "postgres"
    if _is_long(item.path):
        yield "long"


@cache
def _is_long(path: Path) -> bool:
    return any(path.is_relative_to(_ROOT / place) for place in LONG)
