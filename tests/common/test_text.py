"""Words for people."""

import pytest

from bot.common.text import any_of, cut_at_word, excerpt, is_blank, listed, plural


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 points"), (1, "1 point"), (2, "2 points"), (1204, "1,204 points")]
)
def test_plural(count: int, words: str) -> None:
    """One of it is singular; thousands are set apart."""
    assert plural(count, "point") == words


@pytest.mark.parametrize(
    ("items", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_listed(items: list[str], words: str) -> None:
    """As it would be said."""
    assert listed(items) == words
    assert any_of(items) == words.replace(" and ", " or ")


def test_excerpts() -> None:
    """Short words are repeated whole, of long ones the beginning."""
    assert excerpt("Acme") == "Acme"
    assert excerpt("a" * 61) == "a" * 60 + "…"


def test_cut_at_a_word() -> None:
    """As it is, where it fits; else its first words, and of one long word its beginning."""
    cut = {
        "Win $300k with hospitals": "Win $300k with hospitals",
        "Win $2.4m of new business": "Win $2.4m of new…",
        "Enterprise: win, then rest": "Enterprise: win, then…",
        "Donaudampfschifffahrtsgesellschaft": "Donaudampfschifffahrtsg…",
        "": "",
    }
    assert {text: cut_at_word(text, 24) for text in cut} == cut
    assert max(map(len, cut.values())) <= 24


def test_what_nobody_sees_is_blank() -> None:
    """Blanks, signs without a width, marks of direction; an emoji of several signs is none."""
    said = {
        "": True,
        " \t\n": True,
        "\u200b\u2060": True,
        "\u202e \u202c": True,
        "\ufeffa": False,
        "👩\u200d👧": False,
    }
    assert {words: is_blank(words) for words in said} == said
