"""The ids that Slack makes up where an app gave none."""

from collections.abc import Callable
from copy import deepcopy

from bot.playground.blocks.elements import ELEMENTS
from bot.playground.world import Block

_NAMELESS = {"image"}


def named(blocks: list[Block], new_id: Callable[[str], str]) -> list[Block]:
    """A copy of the blocks in which each has a block_id, and each interactive element an action_id."""
    copies = deepcopy(blocks)
    for block in copies:
        _name(block, new_id)
    return copies


def _name(block: Block, new_id: Callable[[str], str]) -> None:
    if not block.get("block_id"):
        block["block_id"] = new_id("b")
    for element in _elements(block):
        if element["type"] in ELEMENTS and element["type"] not in _NAMELESS and not element.get("action_id"):
            element["action_id"] = new_id("a")
    for inner in _inner(block):
        _name(inner, new_id)


def _elements(block: Block) -> list[Block]:
    rows = [*block.get("elements", []), *block.get("actions", [])]
    return rows + [block[name] for name in ("accessory", "element") if name in block]


def _inner(block: Block) -> list[Block]:
    if block["type"] == "container":
        return list(block["child_blocks"])
    return list(block["elements"]) if block["type"] == "carousel" else []
