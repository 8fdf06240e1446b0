"""Whatever is typed after /kudos gives an intent or a sentence."""

from hypothesis import given
from hypothesis import strategies as st

from bot.common.errors import BadInput
from bot.features.kudos.commands.intents import Intent
from bot.features.kudos.commands.parser import GRAMMAR
from bot.features.kudos.rules.giving import GiveKudos


def read(text: str) -> Intent:
    """The intent of a text."""
    return GRAMMAR.parse(text, "taco")


_WORDS = (
    "<@U2> <@U3|x> <@ > | +3 x2 + x :taco: : :skin-tone-2: , and &amp; for - ' % top private help undo "
    "givers last month #tag ` @bob"
)
PIECES = st.sampled_from([*_WORDS.split(), " ", "\n", "<#C1|tag>", "<!here>", "word"])


@given(st.text() | st.lists(PIECES, max_size=40).map("".join) | st.lists(PIECES, max_size=40).map(" ".join))
def test_any_text_gives_an_intent_or_a_sentence(text: str) -> None:
    """Never another exception; a kudos has people, and points from 1 to 5."""
    try:
        intent = read(text)
    except BadInput:
        return
    if isinstance(intent, GiveKudos):
        assert intent.recipients
        assert 1 <= intent.points <= 5


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_what_begins_with_private_is_never_public(text: str) -> None:
    """Whatever stands between `private` and the person."""
    try:
        intent = read(f"private {text} <@U2>")
    except BadInput:
        return
    assert isinstance(intent, GiveKudos)
    assert intent.private
