"""Answers to `/goal` beside goals themselves: a goal read back before it is set. Pure."""

from datetime import date

from bot.features.goals.commands.intents import SetGoal
from bot.features.goals.rules.agreement import Terms
from bot.features.goals.rules.formatting import terms_in_words, title
from bot.slack.blocks import Message, actions, button, context, section
from bot.slack.text import harmless

SURE, CHANGE_WORDS, NEVER_MIND = "goals.sure", "goals.words", "goals.never"


def echo_message(wanted: SetGoal, whose: str, terms: Terms, typed: str, today: date) -> Message:
    """A sentence as it was read, with what was guessed; `typed` goes into the buttons' values."""
    what = f"*{title(wanted.title)}*, {terms_in_words(terms, wanted.kind, wanted.unit, today)}, for {whose}"
    guesses = "\n".join(f"• {harmless(guess, {})}" for guess in wanted.unusual)
    return Message(
        "Did I read that right?",
        [
            section(f":eyes: Did I read that right?\n{what}"),
            context(guesses),
            actions(
                button("Set it", SURE, value=typed, style="primary"),
                button("Change", CHANGE_WORDS, value=typed),
                button("Never mind", NEVER_MIND),
            ),
        ],
    )


def set_text(words: str, whose: str | None) -> str:
    """Sentence after a goal of this title is set; `whose` is asked about it, None where it is one's own."""
    if whose is None:
        return f":dart: *{title(words)}* is set."
    return f":dart: *{title(words)}* is proposed. {whose} can accept it, counter it, or raise a concern."
