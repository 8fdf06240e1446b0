"""The README and the pages of docs: short at the door, links and commands hold, no page is lost."""

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli.main import cli
from bot.registry import CATALOG
from tests.usage_page import usage_page

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = sorted([README, ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *(ROOT / "docs").rglob("*.md")])
FAULTS = ROOT / "docs" / "faults.md"
COMMANDS = ROOT / "docs" / "guide" / "commands.md"
# The site's own first page, and CONTRIBUTING once more.
SITE_ONLY = {"index.md", "contributing.md"}
# Written like commands: addresses that Pacer's server answers.
ADDRESSES = {"/healthz", "/readyz"}
# Decisions are in the names of their day.
PRESENT = [page for page in PAGES if page.parent.name != "decisions"]
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def links(page: Path) -> set[Path]:
    """The files that a page links to or shows."""
    found = _LINK.findall(re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL))
    return {(page.parent / each).resolve() for each in found if "://" not in each}


def test_the_readme_is_short() -> None:
    """Two minutes to read."""
    assert len(README.read_bytes()) <= 10_240


def test_every_link_leads_somewhere() -> None:
    """To a file or a folder that is there."""
    lost = {str(page.relative_to(ROOT)): sorted(map(str, links(page))) for page in PAGES}
    assert {page: [each for each in named if not Path(each).exists()] for page, named in lost.items()} == {
        page: [] for page in lost
    }


def test_the_tests_of_faults_are_there() -> None:
    """Each that the table names."""
    named: list[tuple[str, str]] = []
    for found in re.findall(r"`(tests/[\w/]+\.py)?::(\w+)`", FAULTS.read_text(encoding="utf-8")):
        named.append((found[0] or named[-1][0], found[1]))
    missing = [
        name for file, name in named if f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert (missing, len(named) > 30) == ([], True)


def test_every_page_is_found_from_the_readme() -> None:
    """By links alone."""
    found, new = set[Path](), {README}
    while new:
        found |= new
        new = {each for page in new for each in links(page) if each.suffix == ".md"} - found
    assert [page for page in PAGES if page.resolve() not in found and page.name not in SITE_ONLY] == []


def test_every_picture_is_taken_by_a_test_and_shown() -> None:
    """`make pictures` takes them all anew."""
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "demo").rglob("test_*.py"))
    taken = {f"{name}.png" for name in re.findall(r'picture\(.+, "([a-z-]+)"', code)}
    kept = {path.name for path in (ROOT / "docs" / "images").glob("*.png")}
    shown = {each.name for page in PAGES for each in links(page) if each.suffix == ".png"}
    words = json.loads((ROOT / "docs" / "images" / "words.json").read_text(encoding="utf-8"))
    assert taken == kept == shown == {f"{name}.png" for name in words}


# Each block of shell lines, by its first line: what runs it, or why nothing does.
BLOCKS = {
    "make demo": "tests/demo",
    "git clone <this repository> pacer && cd pacer": "not run: the registries are not there in a test",
    "SLACK_BOT_TOKEN=xoxb-...   # OAuth & Permissions": "not run: lines of a file",
    "python -m bot copy --from sqlite:///pacer.db --to sqlite:///backup.db": "tests/cli",
    "curl -s localhost:3999/playground/": "tests/demo",
}


def _shell_blocks(page: Path) -> list[str]:
    return re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL)


def _written(pattern: str) -> list[tuple[str, str]]:
    """Page and what is written there in code that matches; brackets of what is optional are left out."""
    pages = {str(page.relative_to(ROOT)): page.read_text(encoding="utf-8") for page in PRESENT}
    return [
        (page, re.sub(r"[\[\]]", "", found))
        for page, text in pages.items()
        for found in re.findall(pattern, text)
    ]


def test_each_block_of_commands_is_run_or_says_why_not() -> None:
    """A block that nobody knows is a block that nobody tries."""
    first = {block.strip().splitlines()[0] for page in PRESENT for block in _shell_blocks(page)}
    assert sorted(line for line in first if not any(line.startswith(known) for known in BLOCKS)) == []
    assert sorted(known for known in BLOCKS if not any(line.startswith(known) for line in first)) == []
    runs = [told for told in BLOCKS.values() if not told.startswith("not run: ")]
    assert [told for told in runs if not (ROOT / told).exists()] == []


def test_written_verbs_are_there() -> None:
    """`python -m bot ...` has only verbs and options that there are."""
    verbs = {name: verb.params for name, verb in vars(get_command(cli))["commands"].items()}
    wrong = list[tuple[str, str]]()
    for page, line in _written(r"python -m bot ([^`#\n]+)"):
        name, *arguments = shlex.split(line)
        known = {written for each in verbs.get(name, ()) for written in each.opts} | {"--help"}
        asked = {each for each in arguments if each.startswith("--")}
        if (name not in verbs and name != "--help") or asked - known:
            wrong.append((page, line))
    assert wrong == []


def test_written_targets_are_in_the_makefile() -> None:
    """`make something`."""
    targets = set(
        re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    )
    assert [(page, name) for page, name in _written(r"`make ([a-z-]+)") if name not in targets] == []


def test_written_commands_are_answered() -> None:
    """A command of Slack in a page is one that there is, and so is the word after `/pacer`."""
    found = _written(r"`(/[a-z]+(?: [a-z]+)?)[` ]")
    names = [(page, *written.partition(" ")[::2]) for page, written in found]
    assert [each for each in names if each[1] not in CATALOG.commands and each[1] not in ADDRESSES] == []
    words = {"", "help", *CATALOG.words}
    assert [each for each in names if each[1] == "/pacer" and each[2] not in words] == []


def test_the_page_of_commands_is_made_from_them(pytestconfig: pytest.Config) -> None:
    """`--renew-snapshots` writes it."""
    made = usage_page(CATALOG.help.values())
    if pytestconfig.getoption("--renew-snapshots"):
        COMMANDS.write_text(made, encoding="utf-8")
    assert COMMANDS.read_text(encoding="utf-8") == made
