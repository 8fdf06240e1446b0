"""What is said beside a mention of Pacer: kudos, or something else."""

import pytest

from bot.common.errors import BadInput
from bot.features.kudos.commands.intents import Me, ShowKudosHelp, Top, UndoKudos
from bot.features.kudos.commands.mentioning import doubtful_thanks, is_about_kudos, mention_intent
from bot.features.kudos.rules.giving import GiveKudos

EMOJI = "raised_hands"


@pytest.mark.parametrize(
    "words",
    [
        "<@U2> great catch",
        "great catch <@U2>",
        "<@U2> thanks for asking how",
        "can we thank <@U2> for Acme",
        "what a catch, <@U2>",
        "how about that <@U2> :raised_hands:",
        "<@U2> +2 did you see that",
        "private <@U2> for covering",
    ],
)
def test_thanks_to_somebody(words: str) -> None:
    """A person who is mentioned and thanked gets kudos, wherever they stand in the sentence."""
    intent = mention_intent(words, EMOJI)
    assert isinstance(intent, GiveKudos)
    assert intent.recipients == ("U2",)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "help",
        "hello",
        "thanks!",
        "how is Ben doing?",
        "how is <@U2> doing?",
        "how is <@U2> doing",
        "<@U2> how are you doing?",
        "show me the goals of <@U2>",
        "is <@U2> on track? *now*?",
        "who knows @ben?",
    ],
)
def test_something_else(words: str) -> None:
    """A question, a greeting, a bare mention: nobody is thanked, and nobody is told how kudos fail."""
    assert mention_intent(words, EMOJI) is None
    assert not is_about_kudos(words, EMOJI)


@pytest.mark.parametrize(
    "words", ["<@U2> thanks for asking how?", "can we thank <@U2> for Acme?", "<@U2> +2 did you see that? "]
)
def test_thanks_that_may_be_a_question(words: str) -> None:
    """Nothing is written: whether it is one is asked."""
    assert mention_intent(words, EMOJI) is None
    found = doubtful_thanks(words, EMOJI)
    assert found is not None
    assert found.recipients == ("U2",)
    assert doubtful_thanks(words.replace("?", ""), EMOJI) is None
    assert doubtful_thanks("how is <@U2> doing?", EMOJI) is None


def test_what_else_kudos_do() -> None:
    """Their own words stay theirs, in a mention too."""
    assert mention_intent("top last month", EMOJI) == Top("last month")
    assert mention_intent("me", EMOJI) == Me()
    assert mention_intent("undo", EMOJI) == UndoKudos()


def test_failed_kudos() -> None:
    """Somebody is meant, and nobody can be thanked: it is told why."""
    hint = mention_intent("@ben great catch", EMOJI)
    assert isinstance(hint, ShowKudosHelp)
    assert "pick the person" in str(hint.reason)
    with pytest.raises(BadInput, match="user groups"):
        mention_intent("<!here> great catch", EMOJI)
    assert is_about_kudos("<!here> great catch", EMOJI)
