"""Whatever JSON an app sends, it is taken or refused: the checks themselves never break."""

import copy
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.common.clock import SystemClock
from bot.demo.cast import build_world
from bot.emulator.block_kit import validate_message, validate_view
from bot.emulator.state.errors import SlackError
from bot.emulator.webapi.block_ids import named

from .examples import BLOCKS, CHOICES, FIELDS, MENUS, PRESSED, modal

WORLD = build_world(SystemClock())
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
INPUTS = [
    {"type": "input", "label": {"type": "plain_text", "text": "x"}, "element": element}
    for element in [*MENUS, *CHOICES, *FIELDS]
]
ROWS = [{"type": "actions", "elements": [element]} for element in [*MENUS, *CHOICES, *PRESSED]]


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every place inside a value, as its holder and its key."""
    keys: list[Any] = []
    if isinstance(value, dict):
        keys = list(value)
    elif isinstance(value, list):
        keys = list(range(len(value)))
    return [(value, key) for key in keys] + [place for key in keys for place in _places(value[key])]


@st.composite
def spoilt(draw: st.DrawFn) -> Any:
    """A right block with one value inside it replaced, or taken away."""
    block = copy.deepcopy(draw(st.sampled_from([*BLOCKS, *INPUTS, *ROWS])))
    holder, key = draw(st.sampled_from(_places(block)))
    if draw(st.booleans()):
        holder[key] = draw(JSON)
    else:
        del holder[key]
    return block


def _is_taken(check: Callable[..., None], *payload: Any) -> bool:
    try:
        check(*payload)
    except SlackError:
        return False
    return True


@settings(deadline=None)
@given(st.lists(spoilt() | JSON, min_size=1, max_size=2))
def test_spoilt_blocks(blocks: list[Any]) -> None:
    """Spoilt blocks are refused by Slack's names, or taken and then given ids."""
    attached = [{"blocks": blocks}]

    if _is_taken(validate_message, "hi", blocks, attached) or _is_taken(validate_view, modal(*blocks)):
        assert all(block["block_id"] for block in named(WORLD, blocks))


@settings(deadline=None)
@given(JSON)
def test_any_json_at_all(value: Any) -> None:
    """Nothing that JSON can hold is a view, and nothing is worse than refused."""
    assert not _is_taken(validate_view, value)
    assert _is_taken(validate_message, "hi", value, value) == (not value)
