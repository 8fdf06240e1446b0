"""Kudos between two: in doubt, too little is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.kudos.commands.intents import ShowKudosHelp
from bot.features.kudos.commands.parser import GRAMMAR
from bot.features.kudos.rules.giving import GiveKudos


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("private <@U2> thank you", 1),
        ("PRIVATE <@U2> thank you", 1),
        ("private\n<@U2> thank you", 1),
        ("private<@U2> thank you", 1),
        ("private: <@U2> thank you", 1),
        ("private, <@U2> thank you", 1),
        ("Private! <@U2> thank you", 1),
        ("private. <@U2> thank you", 1),
        ("private; <@U2> thank you", 1),
        ("(private) <@U2> thank you", 1),
        ("*private* <@U2> thank you", 1),
        ("_private_ <@U2> thank you", 1),
        ("\u200bprivate <@U2> thank you", 1),
        ("\u200fprivate <@U2> thank you", 1),
        ("private <@U2> +2 thank you", 2),
        ("private +2 <@U2> thank you", 2),
        ("private+2 <@U2> thank you", 2),
        ("private :taco::taco: <@U2> thank you", 2),
    ],
)
def test_private_before_a_kudos(text: str, points: int) -> None:
    """Whatever signs it is set in."""
    assert GRAMMAR.parse(text, "taco") == GiveKudos(("U2",), points, "thank you", private=True)


@pytest.mark.parametrize("words", ["thanks to <@U2> for covering while I was ill", "talk about <@U2>"])
def test_private_before_a_sentence(words: str) -> None:
    """The rest need not begin with the person."""
    assert GRAMMAR.parse(f"private {words}", "taco") == GiveKudos(("U2",), 1, words, private=True)


@pytest.mark.parametrize(
    "text", ["privately I admire <@U2>", "private-label deal of <@U2>", "a private word: <@U2> is great"]
)
def test_other_words_are_not_private(text: str) -> None:
    """Only the word itself, and only as the first."""
    assert GRAMMAR.parse(text, "taco") == GiveKudos(("U2",), 1, text)


@pytest.mark.parametrize("text", ["private", "private thanks", "private me"])
def test_private_with_nobody(text: str) -> None:
    """There is nobody to tell."""
    assert isinstance(GRAMMAR.parse(text, "taco"), ShowKudosHelp)


@given(st.text(alphabet=" \n,;:.!()*_~`'\"-–—\u200b\u200e\ufeff", max_size=6))
def test_no_sign_beside_it_makes_it_public(signs: str) -> None:
    """Not before the word, and not after it."""
    for text in (f"{signs}private <@U2> thank you", f"private{signs}<@U2> thank you"):
        intent = GRAMMAR.parse(text, "taco")
        assert isinstance(intent, GiveKudos)
        assert intent.private
