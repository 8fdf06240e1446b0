"""What people write after /contest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.errors import BadInput
from bot.features.contests.commands import ContestIntent, parse


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("", ContestIntent("list")),
        ("NEW", ContestIntent("new")),
        ("3", ContestIntent("show", 3)),
        ("#3", ContestIntent("show", 3)),
        ("test 3", ContestIntent("test", 3)),
        ("end 3", ContestIntent("cancel", 3)),
    ],
)
def test_words(text: str, ask: ContestIntent) -> None:
    """After `/contest`."""
    assert parse(text) == ask


@given(st.text(max_size=40))
def test_any_words(text: str) -> None:
    """An intent, or one sentence that says how to write it."""
    try:
        parse(text)
    except BadInput as refusal:
        found = str(refusal)
    else:
        return
    if "/contest" not in found:
        pytest.fail(found)
