"""A run that ends in whatever way leaves nothing behind: no process, no folder."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.emulator.page.serving import ROOT
from tests.leftovers import clear_left_behind
from tests.stages import HANGS_S

# A run of the tests, of which each process has a server that nobody but it knows, as Postgres is: it lives in
# a session of its own, and its folder has its number. The test never ends.
CONFTEST = """
import signal, subprocess, sys
import pytest
from tests.leftovers import watched

# What a shell starts in the background takes no notice of these; here they are meant.
signal.signal(signal.SIGINT, signal.default_int_handler)
SLEEP = "import signal, time; signal.signal(signal.SIGQUIT, signal.SIG_DFL); print(); time.sleep(600)"

@pytest.fixture
def server(tmp_path):
    with watched(tmp_path):
        command = [sys.executable, "-u", "-S", "-c", SLEEP]
        server = subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE)
        server.stdout.readline()
        (tmp_path / "postmaster.pid").write_text(f"{server.pid}\\n")
        yield
"""
ENDLESS = """
import time, sys

def test_endless(server):
    print("running", file=sys.stderr, flush=True)
    while True:
        try:
            time.sleep(600)
        except KeyboardInterrupt:
            pass
"""
PLUGINS = ("-s", "-p", "no:cacheprovider", "-p", "tests.ending", "-p", "xdist")


@pytest.mark.parametrize(
    ("processes", "signal_number"),
    [
        ("0", signal.SIGKILL),
        ("1", signal.SIGKILL),
        # Who is told to end waits ten seconds for those that it has started.
        pytest.param("1", signal.SIGTERM, marks=pytest.mark.slow),
        pytest.param("1", signal.SIGINT, marks=pytest.mark.slow),
    ],
)
def test_nothing_outlives_the_process_that_was_started(
    tmp_path: Path, processes: str, signal_number: signal.Signals
) -> None:
    """Neither what it has started nor what these have, though a test takes no notice of being interrupted."""
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_endless.py").write_text(ENDLESS)
    folders = tmp_path / "folders"
    run = [sys.executable, "-m", "pytest", *PLUGINS, "-n", processes, f"--basetemp={folders}", str(tmp_path)]
    # Not with the options of this run.
    kept = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    environment = kept | {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    with subprocess.Popen(
        run, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as started:
        assert started.stderr is not None
        assert started.stderr.readline() == "running\n"
        assert list(folders.rglob("postmaster.pid"))
        started.send_signal(signal_number)
        # All hold the same standard error: it is at its end when the last of them is gone.
        started.communicate(timeout=HANGS_S)

    assert list(folders.rglob("postmaster.pid")) == []


def test_only_the_folders_of_the_dead_are_cleared(tmp_path: Path) -> None:
    """They are named after the process that made them."""
    with subprocess.Popen([sys.executable, "-S", "-c", ""]) as ended:
        ended.wait()
    dead, mine, other = (tmp_path / name for name in (f"db-{ended.pid}-a", f"db-{os.getpid()}-b", "db"))
    for folder in (dead, mine, other):
        folder.mkdir()
        (folder / "data").write_text("x")

    clear_left_behind(tmp_path, "db-")

    assert sorted(tmp_path.iterdir()) == sorted([mine, other])
