"""Answers to `/goal` beside goals themselves: help, and a goal read back before it is set. Pure."""

from datetime import date

from bot.features.goals.commands.intents import SetGoal
from bot.features.goals.rules.agreement import Terms
from bot.features.goals.rules.formatting import terms_in_words, title
from bot.features.goals.views.list import NEW
from bot.slack.blocks import Message, actions, button, context, section
from bot.slack.text import harmless

SURE, CHANGE_WORDS, NEVER_MIND = "goals.sure", "goals.words", "goals.never"
_LINES = (
    "*Set one:* `/goal Close 12 deals by 31 Dec` · `/goal churn from 5% to 3% by eoy because it hurts`",
    "*For somebody, for your team:* `/goal Win $50k by eoq for @ben under G3` · `/goal ... for team`",
    "*Report:* `/goal update G4 +2` · `/goal update G4 7 on track` · `/goal update G4 blocked, no budget`",
    "*Answer:* `/goal accept G4` · `/goal counter G4 10 by 15 Jan because ...` · `/goal concern G4 ...`",
    "*Look:* `/goal list` · `list @ben` · `list team` · `list at risk` · `list all` · `tree` · `why G4`"
    " · `history G4`",
    "*Change or end:* `/goal edit G4` · `done G4` · `drop G4` · `reopen G4` · `withdraw G4`",
    "*All at once:* `/goal checkin`",
    "Numbers: 50,000 · $50k · €1.2m · 40%. Days: 2026-12-31 · 31 Dec · friday · eom · eoq · in 2 weeks.",
)


def help_message(reason: str | None = None) -> Message:
    """How to write `/goal`; `reason` tells why, where nobody asked for help."""
    first = [section(reason)] if reason else []
    return Message(
        reason or "How to use /goal", [*first, section("\n".join(_LINES)), actions(button("New goal", NEW))]
    )


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


def set_text(name: str, whose: str | None) -> str:
    """Sentence after a goal is set; `whose` is asked about it, None where it is one's own."""
    if whose is None:
        return f":dart: {name} is set."
    return f":dart: {name} is proposed. {whose} can accept it, counter it, or raise a concern."
