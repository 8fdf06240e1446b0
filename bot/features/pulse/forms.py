"""The form of a new pulse, and the form in which it is answered; pure."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from bot.features.drafts.views import again, kept_choice, kept_day, kept_text
from bot.features.pulse.rules.comparison import APART_FOR
from bot.features.pulse.rules.pulses import (
    FEWEST,
    LONGEST,
    LONGEST_QUESTION,
    MINIMUMS,
    QUESTIONS,
    SCORES,
    About,
    Pulse,
)
from bot.features.pulse.views import ABOUT, AGREES, TITLE
from bot.features.teams.rules.org_chart import Team
from bot.slack.blocks import context, field_of, modal, option, quotation, section, select, text_input
from bot.slack.text import escape, unescape

PLANNED, ANSWERED = "pulse.planned", "pulse.answered"
EVERYBODY = "everybody"
_USUAL_TIME = timedelta(days=7)
_PROMISE = (
    "Your name is not kept with your answer, nor the time: nobody can find out, admins neither, and it "
    "cannot be changed later. Answers are shown once it is closed, if there are {} or more; free text in "
    "random order."
)
_APART = (
    f"So that comparing two pulses tells nobody's answer: within {APART_FOR.days} days the same question "
    f"goes to exactly the same people, or to people who differ by at least {FEWEST}."
)


def plan_form(teams: Sequence[Team], today: date, typed: Mapping[str, str]) -> dict[str, Any]:
    """Form of a new pulse for one of `teams` or all of them.

    `typed` are unsent values of a draft, by field.
    """
    whose = [option(unescape(team.name), str(team.id)) for team in teams]
    if len(teams) > 1:
        whose = [option("Everybody whom I lead", EVERYBODY), *whose]
    about = [
        option("Me, who leads the team (upward)", About.manager.value),
        option("Us, the team (peers)", About.team.value),
    ]
    least = [option(f"{each} answers", str(each)) for each in MINIMUMS]
    question = QUESTIONS[About.manager]
    hint = f"About the team, if you leave this as it is, they are asked: “{QUESTIONS[About.team]}”"
    blocks = [
        *again(typed),
        kept_choice("team", "Whom do you ask?", whose, typed),
        kept_choice("about", "About whom?", about, typed),
        kept_text(
            "question",
            "How far do they agree with this?",
            typed,
            usual=question,
            longest=LONGEST_QUESTION,
            hint=hint,
        ),
        kept_choice("minimum", "Show nothing below", least, typed),
        kept_day("closes", "Closes after", typed, usual=today + _USUAL_TIME, today=today),
        context(_APART),
    ]
    return modal(PLANNED, "New pulse", blocks, submit="Ask", close="Cancel")


def answer_form(pulse: Pulse) -> dict[str, Any]:
    """Form in which a person answers, with the promise of anonymity above the button."""
    scores = [option(AGREES[each], str(each)) for each in SCORES]
    blocks = [
        section(f"A question {ABOUT[About(pulse.about)]}:"),
        *quotation(escape(pulse.question)),
        field_of("score", "How far do you agree?", select("score", scores)),
        field_of("words", "Why?", text_input("words", multiline=True, longest=LONGEST), optional=True),
        context(_PROMISE.format(pulse.minimum)),
    ]
    return modal(ANSWERED, TITLE, blocks, submit="Answer", close="Cancel", metadata=str(pulse.id))
