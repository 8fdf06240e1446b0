"""The pictures of README and docs show what is shown today."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(
    each.relative_to(ROOT).as_posix()
    for each in (ROOT / "tests" / "demo").rglob("test_*.py")
    if each != Path(__file__) and "await picture(" in each.read_text(encoding="utf-8")
)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("file", FILES)
def test_each_picture_has_the_words_of_today(file: str, tmp_path: Path) -> None:
    """Each file of tests on a demo of its own, in order; `make pictures` keeps what is taken."""
    folder = Path(os.environ.get("SCREENSHOTS", tmp_path))
    run = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:randomly",
        "-p",
        "no:cacheprovider",
        file,
        "-m",
        "browser",
    ]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    done = subprocess.run(
        run, cwd=ROOT, env=env | {"SCREENSHOTS": str(folder)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-3000:]
    today = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    kept = json.loads((ROOT / "docs" / "images" / "words.json").read_text(encoding="utf-8"))
    assert today == {name: kept[name] for name in today}, "`make pictures` takes them anew"
