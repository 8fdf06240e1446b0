"""Log lines speak one language: `area.what_happened`, and one name for each thing that a line tells of."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
EVENT = re.compile(r"[a-z_]+\.[a-z_]+(\.[a-z_]+)?")
# What a thing was called once, and what all lines call it now.
RENAMED = {
    "workspace": "workspace_id",
    "actor": "user_id",
    "ref": "reference",
    "answer": "response",
    "milliseconds": "duration_ms",
    "why": "reason",
    "where": "reason",
    "work": "task",
    "kind": "notice",
    "delivery": "delivery_id",
}


class LogCall(NamedTuple):
    """A call that writes a line, or adds keys to all lines of a request (then its event is None)."""

    place: str
    event: ast.expr | None
    keys: frozenset[str]


def calls(source: str, place: str) -> Iterator[LogCall]:
    """Every `log.<level>(…)` and `bind_contextvars(…)` of a file."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name, owner = node.func.attr, ast.unparse(node.func.value)
        keys = frozenset(keyword.arg or "**" for keyword in node.keywords)
        if name in LEVELS and owner.rpartition(".")[2] in {"log", "logger"}:
            yield LogCall(f"{place}:{node.lineno}", node.args[0], keys)
        elif name == "bind_contextvars":
            yield LogCall(f"{place}:{node.lineno}", None, keys)


def faults(found: LogCall) -> list[str]:
    """What is wrong with a call, each in a few words."""
    wrong = [f"{key} is called {RENAMED[key]}" for key in sorted(found.keys & RENAMED.keys())]
    if "**" in found.keys:
        wrong.append("its keys cannot be read")
    match found.event:
        case None:
            pass
        case ast.Constant(str(event)) if EVENT.fullmatch(event):
            pass
        case other:
            wrong.append(f"{ast.unparse(other)} is no `area.what_happened`")
    return wrong


def test_every_line_of_the_bot() -> None:
    """Whoever searches the logs finds one event by one name, and a workspace or a person by one key."""
    found = [
        call
        for file in sorted((ROOT / "bot").rglob("*.py"))
        for call in calls(file.read_text(), str(file.relative_to(ROOT)))
    ]
    assert {"bot/slack/router.py", "bot/deliveries/sender.py"} <= {
        call.place.partition(":")[0] for call in found
    }
    assert [f"{call.place}: {fault}" for call in found for fault in faults(call)] == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ('log.info("request.answered", response="Ephemeral", duration_ms=1.5)', []),
        ('log.info("answered")', ["'answered' is no `area.what_happened`"]),
        ('log.exception("a job failed")', ["'a job failed' is no `area.what_happened`"]),
        ("self.log.error(event)", ["event is no `area.what_happened`"]),
        ('log.warning("job.failed", workspace="T1")', ["workspace is called workspace_id"]),
        ('log.warning("job.failed", **facts)', ["its keys cannot be read"]),
        ("structlog.contextvars.bind_contextvars(actor=who)", ["actor is called user_id"]),
    ],
)
def test_what_a_wrong_line_is_told(line: str, wrong: list[str]) -> None:
    """The rule can fail, by each of its parts."""
    assert [fault for call in calls(line, "here") for fault in faults(call)] == wrong
