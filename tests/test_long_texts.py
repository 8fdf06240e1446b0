"""Ten times the text costs at most twenty times the processor: no parser reads its text again and again."""

import ast
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from bot.common.errors import Refusal

from .long_texts import COMMANDS, PARSERS, SHAPES, Parser

BOT = Path(__file__).resolve().parents[1] / "bot"
SHORT, LONG = 1_000, 10_000
MOST_TIMES = 20
# Below this, in seconds of processor, nothing has to be compared.
CHEAP = 0.002
TRIES = 5


def _cost(parse: Parser, typed: str) -> float:
    began = time.process_time()
    with suppress(Refusal):
        parse(typed)
    return time.process_time() - began


def _is_proportionate(parse: Parser, shape: Callable[[int], str]) -> bool:
    """Judged by the best of several runs: other work on the machine can only make a run look dearer."""
    short, long = shape(SHORT), shape(LONG)
    least = _cost(parse, long)
    cheapest = float("inf")
    for _ in range(TRIES):
        if least < CHEAP:
            return True
        cheapest = min(cheapest, _cost(parse, short))
        if least <= MOST_TIMES * cheapest:
            return True
        least = min(least, _cost(parse, long))
    return False


@pytest.mark.parametrize("parser", PARSERS)
def test_long_texts_cost_what_their_length_costs(parser: str) -> None:
    """Every parser, every shape."""
    dear = [name for name, shape in SHAPES.items() if not _is_proportionate(PARSERS[parser], shape)]

    assert dear == []


def test_what_is_read_twice_is_noticed() -> None:
    """A parser that looks through the rest from each of its words is no parser of ours."""

    def rereads(typed: str) -> int:
        return sum(typed.count("by", start) for start in range(0, len(typed), 3))

    assert not _is_proportionate(rereads, SHAPES["a keyword"])


def test_there_are_shapes_enough() -> None:
    """All of the length they are asked for."""
    assert len(SHAPES) >= 45
    assert {len(shape(LONG)) for shape in SHAPES.values()} == {LONG}


def _named(node: ast.stmt) -> list[str]:
    """The names that a statement of a module defines."""
    if isinstance(node, ast.FunctionDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def test_every_parser_is_tried() -> None:
    """`parse_...` and `GRAMMAR` of all commands and of all that is common, by module and name."""
    rooms = ("commands.py", "commands/*.py", "rules/custom.py")
    files = [*BOT.glob("common/*.py"), *(file for room in rooms for file in BOT.glob(f"features/*/{room}"))]
    found = {
        f"{'.'.join(file.relative_to(BOT).with_suffix('').parts).removeprefix('features.')}.{name}"
        for file in files
        for node in ast.parse(file.read_text()).body
        for name in _named(node)
        if name == "GRAMMAR" or name.startswith("parse_")
    }

    assert found == set(COMMANDS)
