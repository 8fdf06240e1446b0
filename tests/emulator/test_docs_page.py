"""The programs on docs/emulator.md run as they stand, and print what the page says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stages import HANGS_S

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "emulator.md"
LINES_OF_THE_APP = 10


def _blocks(language: str) -> list[str]:
    return re.findall(
        rf"^```{language}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


@pytest.mark.process
def test_the_page_runs_as_it_stands(tmp_path: Path) -> None:
    """All its Python, put in one file in a folder of its own, prints all its output and nothing else."""
    program = tmp_path / "hello.py"
    program.write_text("\n".join(_blocks("python")), encoding="utf-8")

    ran = subprocess.run(
        [sys.executable, "-W", "error", str(program)],
        cwd=tmp_path,
        env={"PATH": "", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=HANGS_S,
        check=False,
    )

    assert ran.stderr == ""
    assert ran.stdout == "".join(_blocks("text"))
    assert ran.returncode == 0


def test_the_app_is_as_small_as_the_page_promises() -> None:
    """Ten lines of code are a whole app; each program is followed by what it prints."""
    app, *rest = _blocks("python")

    assert len([line for line in app.splitlines() if line.strip()]) <= LINES_OF_THE_APP
    assert sum("asyncio.run(" in block for block in rest) == len(_blocks("text")) >= 4
