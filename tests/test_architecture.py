"""The house's own rules, held by reading the code: sizes, scoped SQL, imports where they belong."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

BOT = Path(__file__).resolve().parents[1] / "bot"
FILES = sorted(BOT.rglob("*.py"))
REPOSITORIES = sorted(BOT.glob("features/*/*repository.py"))
LONGEST_FILE, LONGEST_FUNCTION = 300, 60
STATEMENTS = {"select", "insert", "update", "delete", "text"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _name(file: Path) -> str:
    return str(file.relative_to(BOT.parent))


def _functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def _imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """(module, name) of every `from module import name`, (module, "") of every `import module`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)


def test_there_is_something_to_hold() -> None:
    """The rules below look at real files."""
    assert len(FILES) > 50
    assert len(REPOSITORIES) >= 3


@pytest.mark.parametrize("file", FILES, ids=_name)
def test_files_and_functions_are_small(file: Path) -> None:
    """A file fits in one look, a function on one screen, and a file says what it is."""
    source = file.read_text()
    tree = ast.parse(source)

    assert len(source.splitlines()) <= LONGEST_FILE
    assert ast.get_docstring(tree)
    long = {f.name for f in _functions(tree) if (f.end_lineno or 0) - f.lineno + 1 > LONGEST_FUNCTION}
    assert long == set()


@pytest.mark.parametrize("file", FILES, ids=_name)
def test_imports_stand_at_the_top(file: Path) -> None:
    """No import in a function and none for the type checker alone: there are no cycles to break."""
    tree = ast.parse(file.read_text())
    hidden = {
        function.name
        for function in _functions(tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }

    assert hidden == set()
    assert "TYPE_CHECKING" not in {name for _, name in _imported(tree)}
    assert "TYPE_CHECKING" not in {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("file", REPOSITORIES, ids=_name)
def test_features_have_no_sql_of_their_own(file: Path) -> None:
    """A feature's statements come from ScopedRepository, which adds the workspace."""
    tree = ast.parse(file.read_text())
    bare = {
        name for module, name in _imported(tree) if module.startswith("sqlalchemy") and name in STATEMENTS
    }

    assert bare == set()
    assert "sqlalchemy" not in {module for module, name in _imported(tree) if not name}
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    assert all("ScopedRepository" in {ast.unparse(base) for base in node.bases} for node in classes)


@pytest.mark.parametrize("file", sorted(BOT.glob("features/*/*.py")), ids=_name)
def test_only_repositories_and_models_know_sql(file: Path) -> None:
    """SQL in any other file of a feature would be outside the workspace's fence."""
    if file.name == "models.py" or file.name.endswith("repository.py"):
        return
    tree = ast.parse(file.read_text())
    assert not {module for module, _ in _imported(tree) if module.startswith("sqlalchemy")}


def test_modules_are_loaded_by_name_in_one_place() -> None:
    """Only the verbs load what they need by its name: everywhere else the import rules see who uses whom."""
    loading = {_name(file) for file in FILES if "import_module" in file.read_text()}

    assert loading == {"bot/cli/main.py"}
