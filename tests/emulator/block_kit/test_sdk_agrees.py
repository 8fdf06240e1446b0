"""The fields that Slack's own SDK can write are fields that the emulator takes."""

import inspect
from typing import Any

import pytest
from slack_sdk.models.blocks import block_elements, blocks

from bot.emulator.block_kit.block_types import BLOCKS
from bot.emulator.block_kit.elements import ELEMENTS
from bot.emulator.block_kit.values import Shape

# The SDK's base classes lend these to elements that, by Slack's reference, do not have them.
_LENT = {"type", "alt_text", "confirm", "focus_on_load", "placeholder"}
_UNKNOWN = {"auth_provider", "file", "url"}


def _written_by_the_sdk(module: Any) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for _, each in inspect.getmembers(module, inspect.isclass):
        kind = getattr(each, "type", None)
        attributes = inspect.getattr_static(each, "attributes", None)
        own = each.__module__ == module.__name__
        if own and isinstance(kind, str) and isinstance(attributes, property) and attributes.fget:
            found.setdefault(kind, set()).update(attributes.fget(object.__new__(each)))
    return found


def _cases() -> list[tuple[str, set[str], Shape]]:
    tables = ((blocks, BLOCKS), (block_elements, ELEMENTS))
    return [
        (kind, fields, table[kind])
        for module, table in tables
        for kind, fields in _written_by_the_sdk(module).items()
        if kind in table
    ]


@pytest.mark.parametrize(("kind", "fields", "shape"), _cases(), ids=[kind for kind, *_ in _cases()])
def test_the_sdk_s_fields_are_taken(kind: str, fields: set[str], shape: Shape) -> None:
    """Nothing that a model of the SDK writes is called an invalid additional property."""
    assert fields - _LENT <= {*shape.required, *shape.optional}, kind


def test_the_sdk_s_kinds_are_known() -> None:
    """Every kind of block and element of the SDK has its place, but for those that apps do not send."""
    written = {*_written_by_the_sdk(blocks), *_written_by_the_sdk(block_elements)}
    parts = {kind for kind in written if kind.startswith("rich_text_") and kind != "rich_text_input"}

    assert written - parts - _UNKNOWN <= {*BLOCKS, *ELEMENTS}
