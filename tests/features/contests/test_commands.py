"""What people write after /contest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.errors import BadInput
from bot.features.contests.commands import (
    GRAMMAR,
    BacktestContest,
    CancelContest,
    ContestIntent,
    LaunchContest,
    ListContests,
    NewContest,
    ShowContest,
)


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("", ListContests()),
        ("NEW", NewContest()),
        ("3", ShowContest(3)),
        ("#3", ShowContest(3)),
        ("test 3", BacktestContest(3)),
        ("end 3", CancelContest(3)),
        ("Launch #3", LaunchContest(3)),
        ("show c3", ShowContest(3)),
        ("list", ListContests()),
    ],
)
def test_words(text: str, ask: ContestIntent) -> None:
    """After `/contest`."""
    assert GRAMMAR.parse(text, None) == ask


@given(st.text(max_size=40))
def test_any_words(text: str) -> None:
    """An intent, or one sentence that says how to write it."""
    try:
        GRAMMAR.parse(text, None)
    except BadInput as refusal:
        found = str(refusal)
    else:
        return
    if "/contest" not in found:
        pytest.fail(found)
