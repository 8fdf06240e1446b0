"""Rules for a payload as a whole: unique ids, one table a message, a submit button for inputs."""

from collections.abc import Iterator
from typing import Any

from bot.emulator.block_kit.findings import Spot
from bot.emulator.block_kit.limits import figure
from bot.emulator.block_kit.tables import letters
from bot.emulator.state.world import Block


def placed(blocks: list[Block], spot: Spot) -> Iterator[tuple[Block, Spot]]:
    """Every block with its place, those inside containers, carousels and layouts included."""
    for index, block in enumerate(blocks):
        here = spot.at(index)
        yield block, here
        if block["type"] == "container":
            yield from placed(block["child_blocks"], here.at("child_blocks"))
        if block["type"] == "carousel":
            yield from placed(block["elements"], here.at("elements"))
        if block["type"] == "layout":
            for row, each in enumerate(block["rows"]):
                for column, item in enumerate(each["items"]):
                    yield from placed(item["blocks"], here.at("rows", row, "items", column, "blocks"))


def check_names(blocks: list[Block], spot: Spot) -> None:
    """Complains about a block_id used twice, or an action_id used twice within a block."""
    seen: set[str] = set()
    for block, here in placed(blocks, spot):
        _once(block.get("block_id"), "block_id", seen, here)
        taken: set[str] = set()
        for element, place in _elements(block, here):
            _once(element.get("action_id"), "action_id", taken, place)


def _once(name: str | None, field: str, seen: set[str], spot: Spot) -> None:
    if name in seen:
        spot.at(field).complain(f'`{field}` "{name}" already exists')
    if name is not None:
        seen.add(name)


def _elements(block: Block, spot: Spot) -> Iterator[tuple[dict[str, Any], Spot]]:
    for name in ("elements", "actions"):
        for index, element in enumerate(block.get(name, [])):
            yield element, spot.at(name, index)
    for name in ("accessory", "element"):
        if name in block:
            yield block[name], spot.at(name)


def check_nested(blocks: list[Block], spot: Spot, most: int) -> None:
    """Complains about more blocks than the surface has room for, with those in layouts and their labels."""
    layouts = [block for block in blocks if block["type"] == "layout"]
    inside = sum(1 + len(item["blocks"]) for each in layouts for row in each["rows"] for item in row["items"])
    if layouts and len(blocks) + inside > most:
        spot.complain(f"no more than {most} items allowed")


def check_totals(blocks: list[Block], spot: Spot) -> None:
    """Complains about more plans, charts or markdown than a message may have."""
    counted = {"plan": "message.plans_max", "data_visualization": "message.data_visualizations_max"}
    for kind, path in counted.items():
        if len(_of_kind(blocks, kind, spot)) > figure(path):
            spot.complain(f"no more than {figure(path)} {kind} blocks allowed")
    most = figure("blocks.markdown.cumulative_per_payload")
    if sum(len(block["text"]) for block in _of_kind(blocks, "markdown", spot)) > most:
        spot.complain(f"must be less than {most + 1} characters")
    most = figure("blocks.table.text_per_message")
    if letters([table["rows"] for table in _of_kind(blocks, "table", spot)]) > most:
        spot.complain(f"must be less than {most + 1} characters")


def has_too_many_tables(blocks: list[Block], spot: Spot) -> bool:
    """Whether a message has more tables than Slack allows."""
    return len(_of_kind(blocks, "table", spot)) > int(figure("message.tables_max"))


def _of_kind(blocks: list[Block], kind: str, spot: Spot) -> list[Block]:
    return [block for block, _ in placed(blocks, spot) if block["type"] == kind]


def check_submit(view: dict[str, Any], spot: Spot) -> None:
    """Complains about a modal with inputs and no submit button."""
    if view["type"] == "home" or "submit" in view:
        return
    for block, here in placed(view["blocks"], spot.at("blocks")):
        if block["type"] == "input":
            here.at("input").complain("must define `submit` to use an `input` block in modals")


def check_focus(view: dict[str, Any], spot: Spot) -> None:
    """Complains about more than one element with `focus_on_load`."""
    focused = [
        place
        for block, here in placed(view["blocks"], spot.at("blocks"))
        for element, place in _elements(block, here)
        if element.get("focus_on_load")
    ]
    for place in focused[figure("view.focus_on_load_max") :]:
        place.at("focus_on_load").complain("only one element may have `focus_on_load`")
