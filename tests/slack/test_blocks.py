"""What is drawn fits into Slack, whatever people write."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.slack.blocks import SECTION_TEXT, actions, button, home, option, quotation, section, select


@given(st.lists(st.sampled_from(["\n" * 400, "word", " ", "&amp;"]), max_size=30).map("".join))
@example("\n" * 1500)
def test_every_paragraph_of_a_quotation_fits(words: str) -> None:
    """Line ends too, of which each costs a sign more."""
    assert all(len(block["text"]["text"]) <= SECTION_TEXT for block in quotation(words))


def test_buttons_of_home_keep_their_names() -> None:
    """The same buttons have the same block in the next drawing; what holds a choice has a new one."""
    done, other = button("Done", "t.done", value="1"), button("Done", "t.done", value="2")
    rows = [section("A", accessory=done), actions(other), actions(other), section("words")]
    choice = actions(select("t.choice", [option("A", "a")]), done)
    named = [block.get("block_id") for block in home([*rows, choice])["blocks"]]

    assert named == [block.get("block_id") for block in home([section("new"), *rows, choice])["blocks"]][1:]
    assert len({*named[:3], None}) == 4
    assert named[3:] == [None, None]
