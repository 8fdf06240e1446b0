"""The forms in which somebody asks: for feedback, and what was meant by it. Pure."""

from dataclasses import dataclass
from datetime import date

from bot.features.feedback.rules.content import LONGEST, RequestText
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import DayField, PeopleField
from bot.framework.forms.texts import LongTextField
from bot.slack.blocks import context, section


class DoubtForm(Form[ParsedValues]):
    """A question to the author of a feedback, drawn from the author's name; about the feedback's id."""

    callback_id, title, submit = "feedback.doubt", "Ask what is meant", "Ask"

    question = LongTextField("What would you like to know?", LONGEST, placeholder="Which part of the call?")
    where = Note(lambda author: context(f"I ask in a direct message between you and {author}."))


@dataclass(frozen=True)
class RequestStart:
    """Whom a request is about, by name ("you" for oneself), and the asker's day.

    `due`: until when answers are asked for, a working day, unless another is chosen.
    """

    about: str
    today: date
    due: date


class RequestForm(Form[RequestText]):
    """A request for feedback, drawn from a RequestStart; about the id of whom it is about."""

    callback_id, title, submit = "feedback.asked", "Ask for feedback", "Ask"

    whom = Note(lambda start: section(f"About *{start.about}*. Only you will see the answers."))
    asked = PeopleField("Whom do you ask?")
    question = LongTextField(
        "What do you want to know?", LONGEST, placeholder="What should I do differently in demos?"
    )
    due = DayField("Until when?", initial=lambda start: start.due, earliest=lambda start: start.today)

    @classmethod
    def build(cls, v: ParsedValues) -> RequestText:
        """The request, which does not say whom it is about."""
        return RequestText("", v[cls.asked], v[cls.question], v[cls.due])
