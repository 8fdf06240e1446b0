"""The forms in which feedback is written; each says who will read it before it is sent. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.common.errors import BadInput
from bot.features.feedback.rules.content import (
    LONGEST,
    LONGEST_SKILL,
    FeedbackText,
    FeedbackTone,
    record_of,
    told_to,
)
from bot.features.kudos.rules.settings import MAX_REASON
from bot.features.people.rules import Person
from bot.framework.forms.choices import CheckField, ChoiceField
from bot.framework.forms.form import Form, Note, ParsedValues, Part
from bot.framework.forms.pickers import PersonField
from bot.framework.forms.texts import LongTextField, TextField
from bot.slack.blocks import Block, quotation, section
from bot.slack.layouts import reader_note
from bot.slack.text import escape, unescape

_ALONE = "alone"
_LONGEST_NAME = 26
_FITS = f"A kudos takes {MAX_REASON:,} characters: if you write more of what happened, it cannot be shared."
T = TypeVar("T")


class ChoosePersonForm(Form[ParsedValues]):
    """Whom feedback is about, where the command named nobody."""

    callback_id, title, submit = "feedback.choose", "Give feedback", "Next"
    drafts = False

    who = PersonField("About whom?")


class _WordsForm(Form[T]):
    """What the forms for giving and for answering have in common."""

    tone = ChoiceField(
        "What is it?",
        {
            FeedbackTone.praise: "Praise: keep doing this",
            FeedbackTone.constructive: "Constructive: this could be better",
        },
    )
    what = LongTextField("What happened?", LONGEST)
    effect = LongTextField("Its effect", LONGEST, optional=True)
    suggestion = LongTextField("A suggestion", LONGEST, optional=True)
    rubric_skill = ChoiceField(
        "Skill",
        lambda start: {name: name for name in start.skills},
        optional=True,
        empty="",
        initial=None,
        visible=lambda start: bool(start.skills),
    )
    skill = TextField(
        lambda start: "Or another skill, or a value" if start.skills else "Skill or value",
        LONGEST_SKILL,
        placeholder="teamwork, customer first",
        optional=True,
    )

    @classmethod
    def text(cls, v: ParsedValues) -> FeedbackText:
        """The words as they were typed. BadInput (field `skill`): a skill is both chosen and written."""
        chosen, written = v[cls.rubric_skill], v[cls.skill]
        if chosen and written:
            raise BadInput("Choose a skill, or write one: not both.", field=cls.skill.name)
        return FeedbackText(v[cls.tone], v[cls.what], v[cls.effect], v[cls.suggestion], chosen or written)


@dataclass(frozen=True)
class FeedbackStart:
    """Whom the form of feedback is about, and who may be chosen to read it too; None for nobody.

    `link`: the message it is about, "" for none. `skills`: names of skills that may be chosen.
    """

    about: Person
    manager: Person | None = None
    link: str = ""
    skills: Sequence[str] = ()


@dataclass(frozen=True)
class WrittenFeedback:
    """Words for one person; `named_id`: the manager who reads them too, "" for nobody."""

    words: FeedbackText
    may_share: bool
    named_id: str


def about_what(about_id: str, link: str) -> str:
    """What a WriteForm is about: the person, and the message if any."""
    return f"{about_id} {link}".strip()


def _whom(start: FeedbackStart) -> Block:
    message = f", on <{start.link}|this message>" if start.link else ""
    return section(f"For *{start.about.name}*{message}")


def _audience(start: FeedbackStart) -> Mapping[str, str]:
    """The manager by id, so that another one at the time of sending reads nothing by mistake."""
    name = _name(start.about)
    found = {_ALONE: told_to(record_of(FeedbackTone.praise, named=False, for_asker=False), name)}
    if start.manager:
        shared = record_of(FeedbackTone.praise, named=True, for_asker=False)
        found[start.manager.id] = told_to(shared, name, _name(start.manager))
    return found


def _name(person: Person) -> str:
    """A name as an option's text holds it: two of them and other words fit in Slack's 75 characters."""
    name = unescape(person.name)
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


class WriteForm(_WordsForm[WrittenFeedback]):
    """Feedback for one person, drawn from a FeedbackStart; about `about_what`."""

    callback_id, title, submit = "feedback.write", "Give feedback", "Send"

    whom = Note(_whom)
    audience = ChoiceField("Who will see this?", _audience)
    share = CheckField(
        "In public?",
        lambda start: f"Praise: {_name(start.about)} may share what happened as public kudos",
        value="shared",
        hint=_FITS,
    )

    @classmethod
    def shown(cls, facts: FeedbackStart) -> list[Part]:
        """Who will read it stands above the words."""
        words: list[Part] = [cls.tone, cls.what, cls.effect, cls.suggestion, cls.rubric_skill, cls.skill]
        return [cls.whom, cls.audience, *words, cls.share]

    @classmethod
    def build(cls, v: ParsedValues) -> WrittenFeedback:
        """The feedback that is meant."""
        audience = v[cls.audience]
        return WrittenFeedback(cls.text(v), v[cls.share], "" if audience == _ALONE else audience)


@dataclass(frozen=True)
class AnswerStart:
    """What the form of an answer shows: the question (raw), and the names of asker and whom it is about.

    `for_asker`: it is about another person than the asker. `skills`: as in a FeedbackStart.
    """

    question: str
    asker: str
    about: str
    for_asker: bool
    skills: Sequence[str] = ()


def _asked(start: AnswerStart) -> list[Block]:
    head = section(f"*{start.asker}* asks about *{start.about}*:")
    return [head, *quotation(escape(start.question))]


def _told(start: AnswerStart) -> Block:
    record = record_of(FeedbackTone.praise, named=False, for_asker=start.for_asker)
    return reader_note(told_to(record, start.about, asker=start.asker))


class AnswerForm(_WordsForm[FeedbackText]):
    """The answer to a request, drawn from an AnswerStart; about the request's id."""

    callback_id, title, submit = "feedback.answered", "Your feedback", "Send"

    asked = Note(_asked)
    told = Note(_told)

    @classmethod
    def shown(cls, facts: AnswerStart) -> list[Part]:
        """The words between the question and who will read them."""
        words: list[Part] = [cls.tone, cls.what, cls.effect, cls.suggestion, cls.rubric_skill, cls.skill]
        return [cls.asked, *words, cls.told]

    @classmethod
    def build(cls, v: ParsedValues) -> FeedbackText:
        """The words of the answer."""
        return cls.text(v)


class NoteForm(Form[FeedbackText]):
    """A note to oneself about somebody, drawn from their name; about their id."""

    callback_id, title, submit = "feedback.note", "Note to myself", "Keep the note"

    whom = Note(lambda about: section(f"About *{about}*"))
    what = LongTextField("What do you want to remember?", LONGEST)
    told = Note(reader_note("Only you will see this."))

    @classmethod
    def build(cls, v: ParsedValues) -> FeedbackText:
        """The words of the note."""
        return FeedbackText(FeedbackTone.note, v[cls.what])
