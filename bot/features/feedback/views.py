"""What people see of feedback: the list, one of them, and the messages that tell of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.common.spans import short_day
from bot.deliveries.kinds import Draw, Kind, Line, Unasked
from bot.features.feedback.models import Feedback
from bot.features.feedback.news import ASKED, DECLINED, RECEIVED, THANKED
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    header,
    modal,
    quotation,
    section,
)
from bot.slack.text import escape, local_time

READ, ANSWER, DECLINE, THANK = "feedback.read", "feedback.answer", "feedback.decline", "feedback.thank"
GIVE, ASK = "feedback.give", "feedback.ask"
_LISTED = 15
_TITLE = "Feedback"
_OUTCOMES = {
    "answered": "You answered.",
    "declined": "You declined. No reason is needed.",
}
_ICONS = {"praise": ":sparkles:", "constructive": ":seedling:", "note": ":memo:"}


def list_message(inbox: Sequence[Feedback], sent: Sequence[Feedback], names: Mapping[str, str]) -> Message:
    """`/feedback`: what somebody got, and what they wrote."""
    blocks: list[Block] = [header(_TITLE), section("*For you to read*")]
    blocks += [_row(each, f"from {_name(names, each.author_id)}", names) for each in inbox[:_LISTED]]
    if not inbox:
        blocks.append(context("Nothing yet. Ask somebody how your last demo was."))
    blocks.append(section("*Written by you*"))
    blocks += [_row(each, "", names) for each in sent[:_LISTED]]
    if not sent:
        blocks.append(context("Nothing yet."))
    if max(len(inbox), len(sent)) > _LISTED:
        blocks.append(context(f"The newest {_LISTED} of each."))
    blocks.append(actions(button("Give feedback", GIVE, style="primary"), button("Ask for feedback", ASK)))
    return Message(_TITLE, blocks)


def _row(feedback: Feedback, source: str, names: Mapping[str, str]) -> Block:
    about = _name(names, feedback.about_id)
    words = " ".join(part for part in (f"*About {about}*", source) if part)
    text = f"{_ICONS[feedback.tone]} {words} · {local_time(feedback.written_at)}"
    return section(text, accessory=button("Read", READ, value=str(feedback.id)))


def read_view(
    feedback: Feedback, readers: Sequence[str], names: Mapping[str, str], *, may_thank: bool
) -> dict[str, Any]:
    """One feedback, whole, with who else can read it."""
    about, author = _name(names, feedback.about_id), _name(names, feedback.author_id)
    seen = ", ".join(_name(names, who) for who in readers)
    blocks: list[Block] = [
        section(f"{_ICONS[feedback.tone]} *{author}* about *{about}* · {local_time(feedback.written_at)}")
    ]
    parts = (
        ("What happened", feedback.what),
        ("Its effect", feedback.effect),
        ("A suggestion", feedback.suggestion),
    )
    for label, part in parts:
        if part:
            blocks += [section(f"*{label}*"), *quotation(escape(part))]
    blocks.append(context(f"Can be read by {seen}, and by nobody else."))
    if feedback.thanked_at is not None:
        blocks.append(context(":pray: Thanked."))
    elif may_thank:
        blocks.append(actions(button("Thank them", THANK, value=str(feedback.id))))
    return modal("feedback.shown", _TITLE, blocks)


def help_message() -> Message:
    """`/feedback help`."""
    lines = (
        "*Tell somebody* what they did, its effect, what could be better: `/feedback @ben`. The form says "
        "who will read it before you send it; nobody else ever does, admins neither.",
        "*Remember something* for later, for yourself alone: `/feedback note @ben`.",
        "*Ask* people how you are doing: `/feedback ask`; managers: `/feedback ask about @ben`.",
        "*Read* what you got and wrote: `/feedback`.",
    )
    return Message("How to give feedback", [section("\n".join(lines))])


def sent_view(told: str) -> dict[str, Any]:
    """The form after it was sent."""
    return modal("feedback.sent", _TITLE, [section(f":white_check_mark: Kept. {told}")])


def _name(names: Mapping[str, str], who: str) -> str:
    return names.get(who, "someone")


def _received(facts: Mapping[str, Any]) -> Message:
    text = f":envelope: *{facts['author']}* wrote feedback about {facts['about']}."
    return Message(text, [section(text, accessory=button("Read", READ, value=str(facts["id"])))])


def _asked(facts: Mapping[str, Any]) -> Message:
    text = f":speech_balloon: *{facts['asker']}* asks you for feedback about {facts['about']}."
    by = f"Until {short_day(date.fromisoformat(facts['due']))}. Declining needs no reason."
    blocks = [section(text), *quotation(escape(facts["question"]))]
    if facts["outcome"]:
        return Message(text, [*blocks, context(_OUTCOMES[facts["outcome"]])])
    value = str(facts["id"])
    row = actions(
        button("Answer", ANSWER, value=value, style="primary"), button("Decline", DECLINE, value=value)
    )
    return Message(text, [*blocks, context(by), row])


def _declined(facts: Mapping[str, Any]) -> Message:
    text = f"*{facts['name']}* cannot give the feedback that you asked for."
    return Message(text, [section(text)])


def _thanked(facts: Mapping[str, Any]) -> Message:
    text = f":pray: *{facts['name']}* thanks you for your feedback."
    return Message(text, [section(text)])


def _line(draw: Draw) -> Line:
    return lambda facts: draw(facts).text


KINDS: dict[str, Kind] = {
    RECEIVED: Kind(_received, Unasked("Feedback for you to read", _line(_received))),
    ASKED: Kind(_asked, Unasked("Requests for feedback")),
    DECLINED: Kind(_declined, Unasked("Answers to your requests", _line(_declined))),
    THANKED: Kind(_thanked, Unasked("Thanks for your feedback", _line(_thanked))),
}
