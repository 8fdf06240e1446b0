"""The forms of feedback; each says who will read it before it is sent. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.features.drafts.views import again, kept_boxes, kept_choice, kept_day, kept_people, kept_text
from bot.features.feedback.rules.content import LONGEST, LONGEST_SKILL, FeedbackTone, record_of, told_to
from bot.features.kudos.rules.settings import MAX_REASON
from bot.features.people.rules import Person
from bot.slack.blocks import (
    Block,
    context,
    field_of,
    modal,
    option,
    quotation,
    section,
    user_select,
)
from bot.slack.text import escape, unescape

CHOOSE, WRITE, NOTE, ANSWERED, ASKED, DOUBT = (
    "feedback.choose",
    "feedback.write",
    "feedback.note",
    "feedback.answered",
    "feedback.asked",
    "feedback.doubt",
)
ALONE, SHARED = "alone", "shared"
_LONGEST_NAME = 26
_USUAL_TIME = timedelta(days=7)
_FITS = f"A kudos takes {MAX_REASON:,} characters: if you write more of what happened, it cannot be shared."
_TONES = (
    option("Praise: keep doing this", FeedbackTone.praise.value),
    option("Constructive: this could be better", FeedbackTone.constructive.value),
)


def choose_form() -> dict[str, Any]:
    """Form that asks whom feedback is about, where the command named nobody."""
    who = user_select("who", placeholder="Choose a person")
    return modal(
        CHOOSE, "Give feedback", [field_of("who", "About whom?", who)], submit="Next", close="Cancel"
    )


def write_form(
    about: Person, manager: Person | None, typed: Mapping[str, str], link: str = ""
) -> dict[str, Any]:
    """Form of feedback for one person; `typed` is its draft by field.

    `manager`: who may be chosen to read it too, None for nobody; named by id, so that another manager at the
    time of sending reads nothing by mistake. `link`: the message it is about.
    """
    name = _name(about)
    audience = [option(told_to(record_of(FeedbackTone.praise, named=False, for_asker=False), name), ALONE)]
    if manager:
        shared = told_to(record_of(FeedbackTone.praise, named=True, for_asker=False), name, _name(manager))
        audience.append(option(shared, manager.id))
    consent = option(f"Praise: {name} may share what happened as public kudos", SHARED)
    blocks = [
        section(f"For *{about.name}*" + (f", on <{link}|this message>" if link else "")),
        *again(typed),
        kept_choice("audience", "Who will see this?", audience, typed),
        *_words(typed),
        kept_boxes("share", "In public?", [consent], typed, optional=True, hint=_FITS),
    ]
    metadata = about_what(about.id, link)
    return modal(WRITE, "Give feedback", blocks, submit="Send", close="Cancel", metadata=metadata)


def about_what(about_id: str, link: str) -> str:
    """Metadata of `write_form`, and subject of its draft: the person, and the message if any."""
    return f"{about_id} {link}".strip()


def _name(person: Person) -> str:
    """A name as an option's text holds it: two of them and other words fit in Slack's 75 characters."""
    name = unescape(person.name)
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def doubt_form(feedback_id: int, author: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """Form for a question to the author of a feedback; its metadata is the feedback's id."""
    label, example = "What would you like to know?", "Which part of the call?"
    blocks = [
        *again(typed),
        kept_text("question", label, typed, placeholder=example, longest=LONGEST),
        context(f"I ask in a direct message between you and {author}."),
    ]
    return modal(DOUBT, "Ask what is meant", blocks, submit="Ask", close="Cancel", metadata=str(feedback_id))


def note_form(about_id: str, about: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """Form of a note to oneself about somebody; its metadata is their id."""
    blocks = [
        section(f"About *{about}*"),
        *again(typed),
        kept_text("what", "What do you want to remember?", typed, longest=LONGEST),
        context("Only you will see this."),
    ]
    return modal(NOTE, "Note to myself", blocks, submit="Keep", close="Cancel", metadata=about_id)


def answer_form(
    request_id: int, question: str, asker: str, about: str, typed: Mapping[str, str], *, for_asker: bool
) -> dict[str, Any]:
    """Form of the answer to a request. `for_asker`: it is about another person than the asker."""
    told = told_to(record_of(FeedbackTone.praise, named=False, for_asker=for_asker), about, asker=asker)
    blocks = [
        section(f"*{asker}* asks about *{about}*:"),
        *quotation(escape(question)),
        *again(typed),
        *_words(typed),
        context(told),
    ]
    return modal(ANSWERED, "Your feedback", blocks, submit="Send", close="Cancel", metadata=str(request_id))


def ask_form(about_id: str, about: str, today: date, typed: Mapping[str, str]) -> dict[str, Any]:
    """Form of a request; `about` is a name, "" for oneself. The day is a week ahead until chosen."""
    first = (
        f"About *{about}*. Only you will see the answers."
        if about
        else "About *you*. Only you will see the answers."
    )
    blocks = [
        section(first),
        *again(typed),
        kept_people("asked", "Whom do you ask?", typed, placeholder="Choose people"),
        kept_text(
            "question",
            "What do you want to know?",
            typed,
            placeholder="What should I do differently in demos?",
            longest=LONGEST,
        ),
        kept_day("due", "Until when?", typed, usual=today + _USUAL_TIME, today=today),
    ]
    return modal(ASKED, "Ask for feedback", blocks, submit="Ask", close="Cancel", metadata=about_id)


def _words(typed: Mapping[str, str]) -> list[Block]:
    return [
        kept_choice("tone", "What is it?", _TONES, typed),
        kept_text("what", "What happened?", typed, longest=LONGEST),
        kept_text("effect", "Its effect", typed, optional=True, longest=LONGEST),
        kept_text("suggestion", "A suggestion", typed, optional=True, longest=LONGEST),
        kept_text(
            "skill",
            "Skill or value",
            typed,
            placeholder="discovery, negotiation, teamwork",
            longest=LONGEST_SKILL,
            optional=True,
            multiline=False,
        ),
    ]


def sent_view(told: str) -> dict[str, Any]:
    """Window that says what came of a form or button; `told` is its only sentence."""
    return modal("feedback.sent", "Feedback", [section(f":white_check_mark: {told}")])
