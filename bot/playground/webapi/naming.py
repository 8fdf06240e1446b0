"""The ids that Slack makes up for blocks and elements whose app gave none."""

from typing import Any

from bot.playground.world import Block, World

_TOUCHABLE = ("button", "overflow", "checkboxes", "radio_buttons", "_select", "picker", "_input")


def named(world: World, blocks: list[Block]) -> list[Block]:
    """The blocks with a block_id each, and an action_id on every element that can be touched."""
    return [_named_block(world, block) for block in blocks]


def _named_block(world: World, block: Block) -> Block:
    found: Block = {**block, "block_id": block.get("block_id") or world.new_id("b")}
    for place in ("accessory", "element"):
        if place in found:
            found[place] = _named_element(world, found[place])
    if block["type"] == "actions":
        found["elements"] = [_named_element(world, element) for element in block["elements"]]
    return found


def _named_element(world: World, element: dict[str, Any]) -> dict[str, Any]:
    if "action_id" in element or not str(element["type"]).endswith(_TOUCHABLE):
        return element
    return {**element, "action_id": world.new_id("a")}
