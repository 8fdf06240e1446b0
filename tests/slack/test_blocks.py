"""What is drawn fits into Slack, whatever people write."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.slack.blocks import SECTION_TEXT, quotation


@given(st.lists(st.sampled_from(["\n" * 400, "word", " ", "&amp;"]), max_size=30).map("".join))
@example("\n" * 1500)
def test_every_paragraph_of_a_quotation_fits(words: str) -> None:
    """Line ends too, of which each costs a sign more."""
    assert all(len(block["text"]["text"]) <= SECTION_TEXT for block in quotation(words))
