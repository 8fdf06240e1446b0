"""The house's own rules, held by reading the code: sizes, names, scoped SQL, imports where they belong."""

import ast
import gc
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BOT = ROOT / "bot"
LONGEST_FILE, LONGEST_FUNCTION = 300, 60
LONGEST_OF_NINE_IN_TEN, LONGEST_ROOM = 190, 200
MOST_MODULES_IN_A_FOLDER = 16
FEWEST_WORDS = 4
STATEMENTS = {"select", "insert", "update", "delete", "text"}
# Words of a private dialect, with the standard terms that took their place in docs/glossary.md.
PRIVATE_WORD = re.compile(r"(deed|whisper|onlooker|occasion|roster|errand|playground)\w*|owed")
# Names that stay since they are stored, or read by another program.
KEPT_NAMES = {
    "deed": "the column goal_changes.deed: a new name would be a migration of stored rows",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.Module | ast.ClassDef | Function


@cache
def _trees(folder: str) -> dict[Path, ast.Module]:
    """Every file below the folder, by its path from the root; each is read once."""
    files = sorted((ROOT / folder).rglob("*.py"))
    assert len(files) > 10, "the rules look at real files"
    return {file.relative_to(ROOT): ast.parse(file.read_text()) for file in files}


@cache
def _nodes(tree: ast.AST) -> tuple[ast.AST, ...]:
    """All of a file's tree; it is walked once, whatever is asked of it."""
    return tuple(ast.walk(tree))


@pytest.fixture(scope="module", autouse=True)
def forgotten() -> Iterator[None]:
    """Millions of nodes do not stay in the process for all tests after these.

    None of them is garbage before that: looking for any took half of the time.
    """
    gc.disable()
    yield
    gc.enable()
    for each in (_imported, _nodes, _trees):
        each.cache_clear()


def _features() -> dict[Path, ast.Module]:
    """The files of the features: bot/features/<name>/…"""
    return {
        file: tree for file, tree in _trees("bot").items() if len(file.parts) > 3 and "features" in file.parts
    }


def _is_repository(file: Path) -> bool:
    return any(part.removesuffix(".py").endswith("repository") for part in file.parts)


def _is_models(file: Path) -> bool:
    return "models" in {part.removesuffix(".py") for part in file.parts}


def _functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in _nodes(tree) if isinstance(node, Function))


@cache
def _imported(tree: ast.AST) -> set[tuple[str, str]]:
    """(module, name) of every `from module import name`, (module, "") of every `import module`.

    The module of a relative import begins with its dots.
    """
    found = set()
    for node in _nodes(tree):
        if isinstance(node, ast.ImportFrom):
            found |= {("." * node.level + (node.module or ""), alias.name) for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {(alias.name, "") for alias in node.names}
    return found


def _imports(tree: ast.AST, package: str) -> bool:
    return any(module.partition(".")[0] == package for module, _ in _imported(tree))


def test_files_and_functions_are_small_and_say_what_they_are() -> None:
    """A file fits in one look, a function on one screen, and a file has a docstring."""
    offenders = []
    for file, tree in _trees("bot").items():
        lines = len((ROOT / file).read_text().splitlines())
        if lines > LONGEST_FILE:
            offenders.append(f"{file}: {lines} lines")
        if not ast.get_docstring(tree):
            offenders.append(f"{file}: no docstring")
        for function in _functions(tree):
            length = (function.end_lineno or 0) - function.lineno + 1
            if length > LONGEST_FUNCTION:
                offenders.append(f"{file}: {function.name} has {length} lines")
    assert offenders == []


def test_most_files_fit_on_a_screen_or_three() -> None:
    """Nine files of ten are short; a room of a feature that grows past 200 lines becomes a folder."""
    lengths = {file: len((ROOT / file).read_text().splitlines()) for file in _trees("bot")}
    in_order = sorted(lengths.values())
    assert in_order[len(in_order) * 9 // 10] <= LONGEST_OF_NINE_IN_TEN
    rooms = {file: lines for file, lines in lengths.items() if file.parent.parent == Path("bot/features")}
    assert {file: lines for file, lines in rooms.items() if lines > LONGEST_ROOM} == {}


def test_folders_of_features_are_small() -> None:
    """Few enough modules side by side in a feature that a list of them is read at a glance."""
    sizes = Counter(file.parent for file in _features() if file.name != "__init__.py")
    assert {str(folder): size for folder, size in sizes.items() if size > MOST_MODULES_IN_A_FOLDER} == {}


def test_a_class_name_means_one_thing() -> None:
    """A grep for a class finds one class.

    A row of which a fact leaves the feature is `…Row`; of two nouns that Pacer and Slack share, the
    emulator's carries Slack in front (`SlackTeam`, `SlackMessage`); all others carry their feature's noun.
    """
    places: dict[str, list[str]] = {}
    for file, tree in _trees("bot").items():
        for node in _nodes(tree):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(str(file))
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


def _public(node: ast.Module | ast.ClassDef, name: str = "") -> Iterator[tuple[str, Documented]]:
    """(dotted name, node) of a module or class and all that is public in it; dunder methods are not."""
    yield name or "module", node
    for child in node.body:
        if isinstance(child, ast.ClassDef) and not child.name.startswith("_"):
            yield from _public(child, f"{name}.{child.name}".lstrip("."))
        elif isinstance(child, Function) and not child.name.startswith("_"):
            yield f"{name}.{child.name}".lstrip("."), child


def _is_riddle(docstring: str) -> bool:
    """Whether a docstring cannot say more than the signature does, or sends the reader elsewhere."""
    return len(docstring.split()) < FEWEST_WORDS or docstring.startswith("The same")


def test_public_docstrings_say_what_the_signature_does_not() -> None:
    """Every public module, class, function and method has a docstring of its own, of some words."""
    offenders = [
        f"{file}: {name}: {docstring}"
        for file, tree in _trees("bot").items()
        for name, node in _public(tree)
        if _is_riddle(docstring := ast.get_docstring(node) or "")
    ]
    assert offenders == []


def test_imports_stand_at_the_top() -> None:
    """No import in a function and none for the type checker alone: there are no cycles to break."""
    offenders = []
    for file, tree in _trees("bot").items():
        imports = [node for node in _nodes(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        hidden = {
            function.name
            for function in (_functions(tree) if any(node.col_offset for node in imports) else ())
            for node in ast.walk(function)
            if node in imports
        }
        offenders += [f"{file}: an import in {name}" for name in sorted(hidden)]
        names = {name for _, name in _imported(tree)}
        names |= {node.attr for node in _nodes(tree) if isinstance(node, ast.Attribute)}
        if "TYPE_CHECKING" in names:
            offenders.append(f"{file}: TYPE_CHECKING")
    assert offenders == []


def test_only_repositories_and_models_know_sql() -> None:
    """SQL in any other file of a feature would be outside the workspace's fence."""
    offenders = [
        str(file)
        for file, tree in _features().items()
        if not _is_repository(file) and not _is_models(file) and _imports(tree, "sqlalchemy")
    ]
    assert offenders == []


def test_features_have_no_statements_of_their_own() -> None:
    """A feature's statements come from ScopedRepository, which adds the workspace."""
    repositories = {file: tree for file, tree in _features().items() if _is_repository(file)}
    assert len(repositories) >= 3, "the rule looks at real files"
    offenders = []
    for file, tree in repositories.items():
        for module, name in sorted(_imported(tree)):
            if module.partition(".")[0] == "sqlalchemy" and (name in STATEMENTS or not name):
                offenders.append(f"{file}: {name or module} of SQLAlchemy")
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
        offenders += [
            f"{file}: {each.name} is no ScopedRepository"
            for each in classes
            if "ScopedRepository" not in map(ast.unparse, each.bases)
        ]
    assert offenders == []


def test_one_file_knows_the_scheduler_and_one_imports_by_name() -> None:
    """APScheduler can be replaced in one place, and modules are named as strings in one place."""
    trees = _trees("bot").items()
    assert [str(file) for file, tree in trees if _imports(tree, "apscheduler")] == ["bot/scheduler.py"]
    by_name = [
        str(file)
        for file, tree in trees
        if {("importlib", "import_module"), ("importlib", "")} & _imported(tree)
    ]
    assert by_name == ["bot/cli/main.py"]


def test_no_test_imports_another() -> None:
    """What tests share stands in files of its own, so that a test file can be moved or deleted alone."""
    offenders = {
        f"{file}: {name if _is_test(name) else module}"
        for file, tree in _trees("tests").items()
        for module, name in _imported(tree)
        if _is_test(name) or _is_test(module.rpartition(".")[2])
    }
    assert sorted(offenders) == []


def _is_test(module: str) -> bool:
    """Whether a module's last name is that of a file of tests."""
    return module.startswith("test_")


def _names(tree: ast.AST) -> Iterator[str]:
    """Every name that a file gives or uses: of modules, classes, functions, parameters, fields, variables."""
    for node in _nodes(tree):
        for field in ("name", "asname", "id", "attr", "arg", "module", "rest"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                yield from value.split(".")
        if isinstance(node, ast.Global | ast.Nonlocal):
            yield from node.names
        if isinstance(node, ast.MatchClass):
            yield from node.kwd_attrs


def _words(name: str) -> list[str]:
    """The words of a name, whichever way they are joined: `_OwedLine` is owed, line."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)]


def test_no_name_is_of_a_private_dialect() -> None:
    """An engineer of this field finds each thing by its standard term; see docs/glossary.md."""
    places: dict[str, set[str]] = {}
    for folder in ("bot", "bench", "tests"):
        for path in (ROOT / folder).rglob("*"):
            if "__pycache__" not in path.parts:
                places.setdefault(path.name, set()).add(str(path.relative_to(ROOT)))
        for file, tree in _trees(folder).items():
            for name in _names(tree):
                places.setdefault(name, set()).add(str(file))
    private = {name for name in places if any(map(PRIVATE_WORD.fullmatch, _words(name)))}
    offenders = sorted((name, *sorted(places[name])) for name in private - KEPT_NAMES.keys())

    assert offenders == []
    assert private == KEPT_NAMES.keys(), "an exception that nothing needs any more is deleted"


@pytest.mark.parametrize(
    ("name", "is_private"),
    [
        ("Onlooker", True),
        ("_DEEDS", True),
        ("what_is_owed", True),
        ("test_a_reply_is_whispered", True),
        ("OrgRoster", True),
        ("is_followed", False),
        ("NotAllowed", False),
        ("indeed", False),
    ],
)
def test_which_names_are_private(name: str, is_private: bool) -> None:
    """Whole words count, however they are joined and bent; parts of other words do not."""
    assert any(map(PRIVATE_WORD.fullmatch, _words(name))) is is_private
