"""The form of a new pulse, and the form in which it is answered; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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
    PulsePlan,
    Said,
    fitting,
)
from bot.features.pulse.views import ABOUT, AGREES, TITLE
from bot.features.teams.rules.org_chart import Team
from bot.framework.forms.choices import ChoiceField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import DayField
from bot.framework.forms.texts import LongTextField
from bot.slack.blocks import Block, context, quotation, section
from bot.slack.requests import number_of
from bot.slack.text import escape, unescape

_EVERYBODY = "everybody"
_PROMISE = (
    "Your name is not kept with your answer, nor the time: nobody can find out, admins neither, and it "
    "cannot be changed later. Answers are shown once it is closed, if there are {} or more; free text in "
    "random order."
)
_APART = (
    f"So that comparing two pulses tells nobody's answer: within {APART_FOR.days} days the same question "
    f"goes to exactly the same people, or to people who differ by at least {FEWEST}."
)


@dataclass(frozen=True)
class PulseStart:
    """What the form of a new pulse begins with: the teams that may be asked, at least one, and days.

    `closes` is the last day, a working day, unless another is chosen.
    """

    teams: Sequence[Team]
    today: date
    closes: date


def _whose(start: PulseStart) -> Mapping[Any, str]:
    teams = {team.id: unescape(team.name) for team in start.teams}
    return {_EVERYBODY: "Everybody whom I lead", **teams} if len(teams) > 1 else teams


class NewPulseForm(Form[PulsePlan]):
    """A new pulse for one team or all of them, drawn from a PulseStart."""

    callback_id, title, submit = "pulse.planned", "New pulse", "Ask"

    team: ChoiceField[int | None] = ChoiceField(
        "Whom do you ask?", _whose, reads=lambda stored: None if stored == _EVERYBODY else number_of(stored)
    )
    about = ChoiceField(
        "About whom?", {About.manager: "Me, who leads the team (upward)", About.team: "Us, the team (peers)"}
    )
    question = LongTextField(
        "How far do they agree with this?",
        LONGEST_QUESTION,
        initial=QUESTIONS[About.manager],
        hint=f"About the team, if you leave this as it is, they are asked: “{QUESTIONS[About.team]}”",
    )
    minimum = ChoiceField("Show nothing below", {each: f"{each} answers" for each in MINIMUMS})
    closes = DayField("Closes after", initial=lambda start: start.closes, earliest=lambda start: start.today)
    apart = Note(context(_APART))

    @classmethod
    def build(cls, v: ParsedValues) -> PulsePlan:
        """The pulse that is meant, with the usual question of whom it is about."""
        question = fitting(v[cls.question], v[cls.about])
        return PulsePlan(v[cls.team], v[cls.about], question, v[cls.minimum], v[cls.closes])


def _asked(pulse: Pulse) -> list[Block]:
    return [section(f"A question {ABOUT[About(pulse.about)]}:"), *quotation(escape(pulse.question))]


class PulseAnswerForm(Form[Said]):
    """An answer, with the promise of anonymity above the button; drawn from the pulse, about its id."""

    callback_id, title, submit = "pulse.answered", TITLE, "Answer"
    # A draft would keep an answer beside a name.
    drafts = False

    asked = Note(_asked)
    score = ChoiceField("How far do you agree?", {each: AGREES[each] for each in SCORES}, initial=None)
    words = LongTextField("Why?", LONGEST, optional=True)
    promise = Note(lambda pulse: context(_PROMISE.format(pulse.minimum)))

    @classmethod
    def build(cls, v: ParsedValues) -> Said:
        """The answer that is meant."""
        return Said(v[cls.score], v[cls.words])
