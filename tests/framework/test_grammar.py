"""A grammar of verbs: what is read as what, what is refused, what writes, and how people are told."""

from dataclasses import dataclass
from datetime import date

import pytest

from bot.common.errors import BadInput
from bot.framework.grammar import Grammar, Verb, alone

TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Look:
    """Looks around."""


@dataclass(frozen=True)
class Bake:
    """Bakes so many."""

    how_many: int


@dataclass(frozen=True)
class Say:
    """Words, on a day."""

    words: str
    day: date


Intent = Look | Bake | Say


def count(rest: str, _: object) -> Intent | None:
    """A number of cakes."""
    return Bake(int(rest)) if rest.isdecimal() else None


def loud(rest: str, today: date) -> Intent | None:
    """Words in capitals; None for a whisper."""
    if rest == "?":
        raise BadInput("Say what.")
    return Say(rest.upper(), today) if rest else None


def grammar(*, free: bool = True) -> Grammar[Intent, date]:
    """One of a command /cake."""
    return Grammar[Intent, date](
        "/cake",
        Verb("look", alone(Look), usage="look", meaning="what there is"),
        Verb("bake", count, also=("make",), writes=True, usage="bake 3", meaning="some cakes"),
        Verb("shout", loud),
        Verb("", count, usage="3"),
        bare=Look,
        bare_meaning="the shelf",
        otherwise=Say if free else None,
        otherwise_writes=lambda words: "for me" in words,
        how="Write `/cake bake 3`.",
    )


@pytest.mark.parametrize(
    ("text", "intent", "writes"),
    [
        ("", Look(), False),
        ("  \n", Look(), False),
        ("LOOK", Look(), False),
        (" bake  3 ", Bake(3), True),
        ("make 3", Bake(3), True),
        ("3", Bake(3), False),
        ("shout hey", Say("HEY", TODAY), False),
        # A verb that does not take what follows begins a free sentence.
        ("look here", Say("look here", TODAY), False),
        ("look for me", Say("look for me", TODAY), True),
        ("shout", Say("shout", TODAY), False),
        ("bake some", Say("bake some", TODAY), True),
        ("Two  Words for me", Say("Two  Words for me", TODAY), True),
        ("shout it for me", Say("IT FOR ME", TODAY), False),
    ],
)
def test_what_is_meant(text: str, intent: Intent, writes: bool) -> None:
    """The verb in any case, then what it takes, then texts without a verb, then sentences."""
    assert grammar().parse(text, TODAY) == intent
    assert grammar().writes(text, TODAY) is writes


def test_what_cannot_be_meant() -> None:
    """A verb may refuse by itself; without free sentences all else is refused, with how to write it."""
    with pytest.raises(BadInput, match=r"^Say what\.$"):
        grammar().parse("shout ?", TODAY)
    with pytest.raises(BadInput, match=r"^I do not understand “eat &lt;it&gt;”\. Write `/cake bake 3`\.$"):
        grammar(free=False).parse("eat &lt;it&gt;", TODAY)
    assert not grammar(free=False).writes("shout ?")


def test_people_are_told() -> None:
    """What has a meaning for people, in the order of the declaration."""
    assert grammar().usages == (("", "the shelf"), ("look", "what there is"), ("bake 3", "some cakes"))
    assert grammar().words == ("look", "bake", "make", "shout")


def test_a_verb_is_there_once() -> None:
    """By whatever name."""
    with pytest.raises(ValueError, match="/cake has a verb twice among look, see, look"):
        Grammar("/cake", Verb("look", alone(Look), also=("see",)), Verb("look", alone(Look)), bare=Look)
