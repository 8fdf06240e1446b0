"""Each listener of a button stands behind a button that a view draws, a need or a door leads to."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from bot.framework.doors import Door, WorkspaceRole, open_doors
from bot.registry import CATALOG

FEATURES = Path(__file__).parents[1] / "bot" / "features"
# What puts an action before somebody: elements of blocks, buttons to pages, needs and doors.
DRAWS = {
    "button",
    "select",
    "overflow",
    "user_select",
    "users_select",
    "checkboxes",
    "datepicker",
    "pager",
    "pager_blocks",
    "Need",
    "Door",
}
# Drawn in other ways: a button for each row of a table, or an element of a field of a form.
LOOPED = (
    "doors.type",  # a door each
    "metrics.team",  # a team each
    "imports.answer",  # an answer each
    "imports.choose_person",
    "imports.nobody",
    "imports.later",
    "celebrations.congratulate",  # in posts of before
    "evidence.show",  # in messages of before; drawn in a row's menu
    "imports.stage_won",  # a meaning each
    "imports.stage_lost",
    "imports.stage_open",
    "imports.stage_left_out",
    "coaching.take",  # a step each of an item
    "coaching.feedback",  # a line of a card before a 1:1
    "coaching.decline",
    "drafts.typed",  # what a field reports while it is typed in
)


def drawn(module: ModuleType, tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """The action ids in this module's calls of `DRAWS`; True for what an id begins with."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in DRAWS:
            for argument in (*node.args, *(each.value for each in node.keywords)):
                yield from _ids(module, argument)


def _ids(module: ModuleType, node: ast.AST) -> Iterator[tuple[str, bool]]:
    if isinstance(node, ast.JoinedStr):
        words = ""
        for part in node.values:
            found = _value(module, part.value if isinstance(part, ast.FormattedValue) else part)
            if found is None:
                break
            words += found
        if words:
            yield words, True
        return
    if isinstance(node, ast.IfExp):
        yield from _ids(module, node.body)
        yield from _ids(module, node.orelse)
        return
    found = _value(module, node)
    if found is not None:
        yield found, False


def _value(module: ModuleType, node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.Name):
        found = getattr(module, node.id, None)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        found = getattr(getattr(module, node.value.id, None), node.attr, None)
    else:
        return None
    return found if isinstance(found, str) else None


def test_each_listener_stands_behind_something_to_press() -> None:
    """One that nothing leads to is dead, or a screen has lost its button."""
    exact: set[str] = {door.action_id for door in CATALOG.doors}
    begins: set[str] = set()
    for path in sorted(FEATURES.rglob("*.py")):
        names = path.relative_to(FEATURES.parents[1]).with_suffix("").parts
        module = importlib.import_module(".".join(names))
        for found, is_beginning in drawn(module, ast.parse(path.read_text())):
            (begins if is_beginning else exact).add(found)
    begins = {each for each in begins if "." in each}
    paged = {action.partition(":")[0] for action in CATALOG.actions if action.endswith((":next", ":older"))}
    pagers = exact & paged
    unreached = [
        action
        for action in CATALOG.actions
        if action not in exact
        and not any(action.startswith(each) for each in begins)
        and action.rpartition(":")[0] not in pagers
        and action.partition(":")[0] not in LOOPED
    ]
    assert not unreached, sorted(unreached)


ROLES = {
    "rep": {WorkspaceRole.member, WorkspaceRole.in_team, WorkspaceRole.seller},
    "manager": {WorkspaceRole.member, WorkspaceRole.leads},
    "admin": {WorkspaceRole.member, WorkspaceRole.admin},
    "newcomer": {WorkspaceRole.member, WorkspaceRole.in_team},
    "outsider": {WorkspaceRole.member},
    "guest": {WorkspaceRole.guest},
}
# Another spelling, or another door, of what a door leads to.
ALSO = {("/goal", "check-in"), ("/coach", "gaps"), ("/kudos", "health"), ("/pacer", "words")}


def _listener_of(door: Door) -> tuple[str, str]:
    """What answers a door: an action, or a command and its word."""
    if not door.words:
        return door.action_id, ""
    command, _, rest = door.words.partition(" ")
    word = rest.partition(" ")[0]
    is_own = (command, word) in CATALOG.subcommands or (command == "/pacer" and word in CATALOG.words)
    return command, word if is_own else ""


def _is_for_guests(listener: tuple[str, str]) -> bool:
    command, word = listener
    if command in CATALOG.actions:
        return any(command in routes.for_guests for routes in CATALOG.routes)
    if command == "/pacer":
        return CATALOG.words[word].for_guests
    return CATALOG.subcommands.get(listener, CATALOG.commands[command]).for_guests


def test_each_command_has_a_door_role_by_role() -> None:
    """What can be typed can be pressed by somebody, and who has the door may use it.

    Help is behind the word that is asked about, and words of `/pacer` that stand for a command behind that.
    """
    reached = {
        role: {_listener_of(door) for door in open_doors(CATALOG.doors, held)} for role, held in ROLES.items()
    }
    typed = [
        *((command, "") for command in CATALOG.commands if command != "/pacer"),
        *(key for key in CATALOG.subcommands if key[1] != "help"),
        *(("/pacer", word) for word, each in CATALOG.words.items() if not each.stands_for and word != "help"),
    ]
    everybodys = set().union(*reached.values())
    assert [key for key in typed if key not in everybodys | ALSO] == []
    assert [key for key in reached["guest"] if not _is_for_guests(key)] == []
    # Who is more sees more: each role has what the one in no team has, and something of its own.
    for role in ("rep", "manager", "admin", "newcomer"):
        assert reached[role] > reached["outsider"], role
    assert reached["rep"] > reached["newcomer"]
    assert not reached["guest"] - reached["outsider"]
    for one, other in (("manager", "rep"), ("admin", "manager"), ("rep", "admin")):
        assert reached[one] - reached[other], (one, other)
