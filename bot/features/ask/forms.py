"""The window of a question. Pure."""

from bot.features.ask.rules.facts import LONGEST
from bot.framework.forms.form import Form, ParsedValues
from bot.framework.forms.texts import TextField


class AskForm(Form[str]):
    """One question in plain words; the answer takes the place of the form."""

    callback_id, title, submit = "ask.asked", "Ask Pacer", "Ask"
    drafts = False

    question = TextField("What would you like to know?", LONGEST, placeholder="How is Ben doing?")

    @classmethod
    def build(cls, v: ParsedValues) -> str:
        """The question as it was typed."""
        return v[cls.question]
