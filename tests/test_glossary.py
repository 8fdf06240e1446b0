"""docs/glossary.md: each word has an owner, and the owner is there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# | word | what it is | `path` `name` | what people see |
ROW = re.compile(r"\| ([^|]+) \| ([^|]+) \| `(bot/[\w/]+\.py)` `(\w+)` \| ([^|]+) \|")
OF_THE_PRODUCT = {
    *("workspace", "member", "team", "period", "goal", "check-in", "kudos", "value", "allowance", "feedback"),
    *("review cycle", "quota", "credit", "metric", "attainment", "pace", "leaderboard", "contest"),
    *("celebration", "delivery", "nudge"),
}


def _rows() -> list[tuple[str, str, str, str, str]]:
    """(word, meaning, path, name, what people see) of every row; a row that cannot be read fails."""
    lines = [
        line for line in (ROOT / "docs" / "glossary.md").read_text().splitlines() if line.startswith("|")
    ]
    found = []
    for line in lines:
        if line.startswith(("| word |", "|---")):
            continue
        row = ROW.fullmatch(line)
        assert row, line
        found.append((row[1], row[2], row[3], row[4], row[5]))
    return found


def _defined(path: Path) -> set[str]:
    """The names that a module defines at its top: classes, functions, constants."""
    names = set()
    for node in ast.parse(path.read_text()).body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                names.add(name)
            case ast.Assign(targets=targets):
                names |= {target.id for target in targets if isinstance(target, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
    return names


def test_every_owner_is_there() -> None:
    """The page names a module and what it defines; a rename that forgets the page fails here."""
    missing = [
        f"{word}: {path} {name}"
        for word, _, path, name, _ in _rows()
        if not (ROOT / path).is_file() or name not in _defined(ROOT / path)
    ]
    assert missing == []


def test_one_meaning_for_each_word() -> None:
    """Every word of the product is explained, none twice, and no two words are the same thing's."""
    words = [word for word, *_ in _rows()]
    owners = [(path, name) for _, _, path, name, _ in _rows()]

    assert set(words) >= OF_THE_PRODUCT
    assert len(words) == len(set(words))
    assert len(owners) == len(set(owners))
