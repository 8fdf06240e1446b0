"""Generated ids for blocks and elements that came without one."""

from copy import deepcopy

from bot.emulator.block_kit.elements import ELEMENTS
from bot.emulator.state.elements import inner_blocks
from bot.emulator.state.world import Block, World

_NAMELESS = {"image"}


def named(world: World, blocks: list[Block]) -> list[Block]:
    """A copy of the blocks: each has a block_id, and each element that can be touched an action_id."""
    copies = deepcopy(blocks)
    for block in copies:
        _name(world, block)
    return copies


def _name(world: World, block: Block) -> None:
    if not block.get("block_id"):
        block["block_id"] = world.new_id("b")
    for element in _elements(block):
        if element["type"] in ELEMENTS and element["type"] not in _NAMELESS and not element.get("action_id"):
            element["action_id"] = world.new_id("a")
    for inner in inner_blocks(block):
        _name(world, inner)


def _elements(block: Block) -> list[Block]:
    rows = [*block.get("elements", []), *block.get("actions", [])]
    return rows + [block[name] for name in ("accessory", "element") if name in block]
