"""How many points: the amount right beside the people."""

import pytest

from bot.common.errors import BadInput
from bot.features.kudos.commands.parser import GRAMMAR
from bot.features.kudos.rules.giving import GiveKudos


@pytest.mark.parametrize(
    ("text", "points", "reason"),
    [
        ("<@U2> great", 1, "great"),
        ("<@U2> +3 great", 3, "great"),
        ("<@U2>+3 great", 3, "great"),
        ("<@U2>\n+3\ngreat", 3, "great"),
        ("<@U2> +3: great", 3, "great"),
        ("<@U2> +3 - great", 3, "great"),
        ("<@U2> +3，很好", 3, "很好"),
        ("<@U2> +３ great", 3, "great"),
        ("<@U2> x3 great", 3, "great"),
        ("<@U2> X3 great", 3, "great"),
        ("<@U2> ×2 great", 2, "great"),
        ("<@U2> ×２ great", 2, "great"),
        ("<@U2> ＋３ great", 3, "great"),
        ("<@U2> ｘ2 great", 2, "great"),
        ("×2 <@U2> great", 2, "great"),
        ("<@U2>, +2 great", 2, "great"),
        ("<@U2>: x2, great", 2, "great"),
        ("+3 <@U2> great", 3, "great"),
        ("x3<@U2> great", 3, "great"),
        ("thanks <@U2> +2 for the call", 2, "thanks <@U2> for the call"),
        ("<@U2> +2 +2 great", 2, "great"),
        ("<@U2> :taco: great", 1, "great"),
        ("<@U2> :taco::taco::taco: great", 3, "great"),
        ("<@U2>:taco: :taco:great", 2, "great"),
        (":taco::taco: <@U2> great", 2, "great"),
        (":taco: :taco:<@U2> great", 2, "great"),
        ("<@U2> :taco::skin-tone-3::taco::skin-tone-3: great", 2, "great"),
        ("<@U2> +2 :taco: great", 2, "great"),
        ("<@U2> :taco: x3 great", 3, "great"),
        ("+2 <@U2> :taco::taco: great", 2, "great"),
    ],
)
def test_an_amount_beside_a_person(text: str, points: int, reason: str) -> None:
    """On either side, as a number or as repeated emoji; it is no part of the reason."""
    assert GRAMMAR.parse(text, "taco") == GiveKudos(("U2",), points, reason)


@pytest.mark.parametrize(
    ("text", "recipients", "points", "reason"),
    [
        ("<@U2> <@U3> +2 for the page", ("U2", "U3"), 2, "the page"),
        ("+2 <@U2>, <@U3>, and <@U4> for the page", ("U2", "U3", "U4"), 2, "the page"),
        ("<@U2> +2 <@U3> +2 for the page", ("U2", "U3"), 2, "the page"),
        ("<@U2> +2, <@U3> for the page", ("U2", "U3"), 2, "the page"),
        ("<@U2> closed it with <@U3> x4", ("U2", "U3"), 4, "closed it with <@U3>"),
    ],
)
def test_an_amount_beside_several(text: str, recipients: tuple[str, ...], points: int, reason: str) -> None:
    """One amount counts for everybody."""
    assert GRAMMAR.parse(text, "taco") == GiveKudos(recipients, points, reason)


@pytest.mark.parametrize(
    "reason",
    [
        "+3% growth",
        "+3.5 points of growth",
        "+20% growth",
        "+50k booked",
        "-3 days to close",
        "3x the pipeline",
        "x2x the pipeline",
        "great +3 growth",
        "grew 3x3 grids",
        "great :taco:",
        ":tacos: great",
        ":tada: :tada: great",
    ],
)
def test_no_amount(reason: str) -> None:
    """A number within the words, a part of a word and another emoji belong to the reason."""
    assert GRAMMAR.parse(f"<@U2> {reason}", "taco") == GiveKudos(("U2",), 1, reason)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("<@U2> :+1: :+1: great", 2),
        ("<@U2>: :+1::+1: great", 2),
        (":+1:<@U2> great", 1),
        ("<@U2> +2 great", 2),
    ],
)
def test_an_emoji_that_looks_like_a_number(text: str, points: int) -> None:
    """Where `:+1:` is the kudos emoji, it counts as the emoji that it is."""
    assert GRAMMAR.parse(text, "+1") == GiveKudos(("U2",), points, "great")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("+0", "1 to 5 points, not 0"),
        ("x6", "1 to 5 points, not 6"),
        ("+99", "not 99"),
        ("+99999999999999999999", "1 to 5 points"),
        (":taco:" * 6, "not 6"),
        (":taco: " * 5000, "1 to 5 points"),
    ],
    ids=["none", "six", "99", "huge", "six emoji", "5,000 emoji"],
)
def test_too_little_and_too_much(amount: str, words: str) -> None:
    """Refused with the number, not quietly cut down."""
    with pytest.raises(BadInput, match=words):
        GRAMMAR.parse(f"<@U2> {amount} great", "taco")


@pytest.mark.parametrize(
    "text",
    [
        "<@U2> +2 <@U3> +3 great",
        "+2 <@U2> +3 great",
        "<@U2> +2 +3 great",
        "+2 +3 <@U2> great",
        "<@U2> +3 :taco::taco: great",
        ":taco: <@U2> :taco::taco: great",
    ],
)
def test_two_different_amounts(text: str) -> None:
    """There is no guessing which is meant."""
    with pytest.raises(BadInput, match="two different amounts"):
        GRAMMAR.parse(text, "taco")
