"""What Slack refuses of an app's manifest."""

import pytest

from bot.emulator.state.slack_app import SlackApp


def shortcuts(count: int, kind: str) -> list[dict[str, str]]:
    """As many shortcuts of one kind."""
    return [
        {"name": f"Do {n}", "type": kind, "callback_id": f"{kind}.{n}", "description": "x"}
        for n in range(count)
    ]


@pytest.mark.parametrize("kind", ["global", "message"])
def test_five_shortcuts_of_a_kind(kind: str) -> None:
    """The sixth is refused; five and five are not."""
    both = [*shortcuts(5, "global"), *shortcuts(5, "message")]
    assert len(SlackApp({"features": {"shortcuts": both}}).shortcuts) == 10

    with pytest.raises(ValueError, match=f"at most 5 {kind} shortcuts"):
        SlackApp({"features": {"shortcuts": shortcuts(6, kind)}})
