"""What Slack's words for a failure mean to an admin."""

import pytest

from bot.deliveries.failures import MAY_BE_POSTED
from bot.features.operations.rules import NOT_KNOWN, meaning
from bot.slack.client import PERMANENT

# What a delivery never meets: it edits nothing, a message that is gone already is as good as taken back, and
# the rest would be our own mistake.
NEVER_MET = {
    "cant_update_message",
    "edit_window_closed",
    "invalid_arguments",
    "message_not_found",
    "not_allowed_token_type",
}


@pytest.mark.parametrize("error", sorted(PERMANENT - NEVER_MET))
def test_whatever_ends_a_delivery_is_explained(error: str) -> None:
    """In a sentence of its own, without Slack's word for it."""
    assert meaning(error) != NOT_KNOWN
    assert meaning(error).endswith(".")
    assert error not in meaning(error)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (None, "still worth reading"),
        (f"{MAY_BE_POSTED} (http_500)", "Look before you send it again"),
        ("broken: see the log", "the log says why"),
        ("something_new", NOT_KNOWN),
    ],
)
def test_other_ends(error: str | None, words: str) -> None:
    """Too late, in doubt, broken, or not known."""
    assert words in meaning(error)
