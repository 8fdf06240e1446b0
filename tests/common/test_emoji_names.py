"""Which names are one emoji."""

import pytest

from bot.common.emoji_names import ALIASES, emoji_of, names_of, toned
from bot.emulator.page.emoji import EMOJI


@pytest.mark.parametrize(
    ("name", "emoji", "with_tone"),
    [
        ("thumbsup", "+1", "+1"),
        ("thumbsup::skin-tone-3", "+1", "+1::skin-tone-3"),
        ("+1::skin-tone-6", "+1", "+1::skin-tone-6"),
        ("handshake::skin-tone-2::skin-tone-5", "handshake", "handshake::skin-tone-2::skin-tone-5"),
        ("poop", "hankey", "hankey"),
        ("heart", "heart", "heart"),
        ("our_own", "our_own", "our_own"),
    ],
)
def test_one_emoji(name: str, emoji: str, with_tone: str) -> None:
    """Aliases and skin tones are one emoji; a workspace's own emoji is itself."""
    assert (emoji_of(name), toned(name)) == (emoji, with_tone)


def test_all_names_of_an_emoji() -> None:
    """From whichever of them."""
    assert names_of("shit") == names_of("hankey") == ("hankey", "poop", "shit")
    assert names_of("taco::skin-tone-2") == ("taco",)


def test_no_alias_of_an_alias() -> None:
    """Else two names of one emoji would not meet."""
    assert not set(ALIASES) & set(ALIASES.values())


def test_the_emulator_shows_one_picture_for_them() -> None:
    """In its page aliases look the same."""
    assert EMOJI["thumbsup"] == EMOJI["+1"]
    assert EMOJI["collision"] == EMOJI["boom"]
