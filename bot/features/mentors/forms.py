"""The forms of mentors: asking, and the aims of a mentorship. Pure."""

from dataclasses import dataclass

from bot.features.mentors.rules.facts import LONGEST_WORDS, MOST_AIMS
from bot.features.mentors.rules.settings import MOST_PLACES
from bot.features.skills.rules.rubric import SKILL_NAMES
from bot.framework.forms.choices import ChoiceField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import PersonField
from bot.framework.forms.texts import LongTextField
from bot.slack.blocks import context

_LONGEST_AIMS = 1_000


@dataclass(frozen=True)
class AskStart:
    """What an ask begins with: a skill (a key) and somebody wished, "" for none."""

    skill: str = ""
    wish_id: str = ""


class MentorAskForm(Form[ParsedValues]):
    """A wish for help, drawn from an AskStart."""

    callback_id, title, submit = "mentors.ask_sent", "Ask for help", "Ask for help"

    skill = ChoiceField("With what?", SKILL_NAMES, initial=lambda start: start.skill or None)
    wish = PersonField(
        "Whom do you wish?", optional=True, empty="", initial=lambda start: start.wish_id or None
    )
    words = LongTextField(
        "What would help you?", LONGEST_WORDS, optional=True, hint="Whom you ask reads it, and nobody else."
    )
    told = Note(context("Each working day at seven mentors are looked for. You choose whom you ask."))


class MentorOfferForm(Form[ParsedValues]):
    """What somebody offers help with, and to how many at once."""

    callback_id, title, submit = "mentors.offer_sent", "Offer help", "Offer help"
    drafts = False

    skill = ChoiceField("With what?", SKILL_NAMES, initial=None)
    places = ChoiceField(
        "To how many at once?", {number: str(number) for number in range(1, MOST_PLACES + 1)}
    )
    told = Note(context("Whoever asks for it may choose you; then you say yes or not right now."))


@dataclass(frozen=True)
class AimsStart:
    """The aims as they are, one a line."""

    text: str


class AimsForm(Form[ParsedValues]):
    """What the mentee wants to reach, drawn from an AimsStart; about the mentorship's id."""

    callback_id, title, submit = "mentors.aims_set", "Aims", "Save"

    aims = LongTextField(
        "What do you want to reach?",
        _LONGEST_AIMS,
        hint=f"One a line, {MOST_AIMS} at most.",
        initial=lambda start: start.text or None,
    )
    told = Note(context("You and your mentor read them. Nobody else does."))
