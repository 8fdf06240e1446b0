"""The emulator is of use to any app: it knows neither Pacer nor its cast, and is whole when installed."""

import re
import tomllib
from pathlib import Path, PurePath

from bot.demo.cast import CONTOSO_WORKSPACE, NORTHWIND_WORKSPACE
from bot.manifest import NAME, manifest

ROOT = Path(__file__).parents[2]
EMULATOR = ROOT / "bot" / "emulator"


def _files() -> list[Path]:
    files = [file for file in EMULATOR.rglob("*") if file.is_file() and file.suffix not in (".pyc", ".woff2")]
    assert len(files) > 90, "the rules look at real files"
    return files


def test_nothing_in_it_speaks_of_pacer_or_its_cast() -> None:
    """The app's name and commands, the demo's people, companies and channels come in from outside."""
    words = [NAME, *(command["command"][1:] for command in manifest("socket")["features"]["slash_commands"])]
    for workspace in (NORTHWIND_WORKSPACE, CONTOSO_WORKSPACE):
        words += [workspace.name, *(person.real_name for person in workspace.people)]
    # Words of English besides being commands: as commands only.
    english = {"feedback", "goal", "metrics", "pulse", "review", "contest", "play", "learn", "skills"}
    forbidden = re.compile(
        "|".join(rf"/{w}\b" if w in english else rf"\b{w}\b" for w in words), re.IGNORECASE
    )

    offenders = [
        f"{file.relative_to(ROOT)}: {found}"
        for file in _files()
        for found in sorted(set(forbidden.findall(file.read_text(encoding="utf-8"))))
    ]
    assert offenders == []


def test_an_installed_emulator_has_its_styles_script_and_limits() -> None:
    """Whatever is no Python is named in the package data, or a wheel would leave it out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = {
        ROOT.joinpath(*package.split("."), pattern).relative_to(ROOT)
        for package, patterns in project["tool"]["setuptools"]["package-data"].items()
        for pattern in patterns
    }
    data = [PurePath(file.relative_to(ROOT)) for file in _files() if file.suffix != ".py"]

    assert len(data) >= 7
    assert [str(file) for file in data if not any(file.match(str(pattern)) for pattern in packed)] == []
