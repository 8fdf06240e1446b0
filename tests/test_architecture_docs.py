"""docs/architecture.md tells of the code as it is, and what it and other pages name is there."""

import re
from configparser import ConfigParser
from pathlib import Path
from pkgutil import resolve_name

import pytest

ROOT = Path(__file__).resolve().parents[1]
ARCHITECTURE = "docs/architecture.md"
_IN_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"(?:\.ci|bot|bench|docs|migrations|tests)/[\w./-]*")
_DOTTED = re.compile(r"bot(?:\.\w+)+")
_ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


def _text(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def _named(document: str) -> list[str]:
    """What the document shows as code, in one piece each."""
    return _IN_CODE.findall(_text(document))


def _first_cells(heading: str) -> list[str]:
    """The first column of the tables below a heading."""
    below = _text(ARCHITECTURE).partition(f"\n{heading}\n")[2]
    assert below, f"there is no {heading}"
    return _ROW.findall(re.split(r"^#", below, maxsplit=1, flags=re.MULTILINE)[0])


def _contracts() -> ConfigParser:
    parser = ConfigParser()
    parser.read(ROOT / ".importlinter")
    return parser


def _layers(contract: str) -> list[str]:
    return _contracts()[f"importlinter:contract:{contract}"]["layers"].strip().splitlines()


def _names(layers: list[str]) -> set[str]:
    """The modules of layers, those in brackets left out where they are not there yet."""
    return {name.strip(" ()") for layer in layers for name in layer.split("|")}


@pytest.mark.parametrize("document", [ARCHITECTURE, "CONTRIBUTING.md"])
def test_what_documents_name_is_there(document: str) -> None:
    """Every path exists, every dotted name can be imported."""
    named = _named(document)
    paths = [each for each in named if _PATH.fullmatch(each)]
    assert paths, "the rule looks at real names"
    missing = [each for each in paths if not (ROOT / each).exists()]
    for name in filter(_DOTTED.fullmatch, named):
        try:
            resolve_name(name)
        except (ImportError, AttributeError):
            missing.append(name)
    assert missing == []


def test_the_walks_go_by_real_names() -> None:
    """Three walks, each of many named places."""
    walks = re.split(r"^### ", _text(ARCHITECTURE).partition("## Three walks")[2], flags=re.MULTILINE)[1:]
    assert len(walks) == 3
    for walk in walks:
        assert len(set(filter(_DOTTED.fullmatch, _IN_CODE.findall(walk)))) >= 10


def test_the_tree_is_whole() -> None:
    """Every folder and file of bot/ but its doors of one line, in the order of the contract."""
    told = [Path(cell).name.removesuffix(".py") for cell in _first_cells("## The tree")]
    folders = {path.parent.name for path in (ROOT / "bot").glob("*/__init__.py")}
    files = {path.stem for path in (ROOT / "bot").glob("*.py")}
    assert set(told) == (folders | files) - {"__init__", "__main__"}
    order = [_names([layer]) for layer in _layers("house")]
    depths = [next(depth for depth, layer in enumerate(order) if name in layer) for name in told]
    assert depths == sorted(depths)


def test_the_street_is_the_contracts() -> None:
    """Line by line; and each feature is explained."""
    street = [line.strip() for line in _layers("street")]
    assert "```\n" + "\n".join(street) + "\n```" in _text(ARCHITECTURE)
    assert set(_first_cells("### The street")) == _names(street)


def test_the_rooms_are_the_contracts() -> None:
    """No room is missing, and none is there that the contract does not know."""
    assert set(_first_cells("### The rooms")) == _names(_layers("rooms"))


def test_the_contracts_have_their_names() -> None:
    """Each stands in the table under the name that import-linter prints."""
    parser = _contracts()
    names = [parser[section]["name"] for section in parser.sections() if ":contract:" in section]
    assert len(names) == 8
    assert [name for name in names if f"| {name} |" not in _text(ARCHITECTURE)] == []
