"""The messages that tell of feedback: that there is some, never what it says. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.common.date_ranges import short_day
from bot.deliveries.notices import DigestLine, NoticeKind, Render, Unsolicited
from bot.features.feedback.notices import ASKED, CHASED, DECLINED, RECEIVED, TALK, THANKED
from bot.features.feedback.rules.facts import READ
from bot.slack.blocks import Block, Message, actions, button, context, quotation, section
from bot.slack.text import escape

ANSWER, DECLINE = "feedback.answer", "feedback.decline"
_OUTCOMES = {
    "answered": "You answered.",
    "declined": "You declined. No reason is needed.",
    "withdrawn": "Not needed any more.",
}


def _received(facts: Mapping[str, Any]) -> Message:
    text = f":envelope: *{facts['author']}* wrote feedback about {facts['about']}."
    return Message(text, [section(text, accessory=button("Read", READ, value=str(facts["id"])))])


def _received_line(facts: Mapping[str, Any]) -> str:
    """Line of a digest, which has no button: it names the command instead."""
    return f"{_received(facts).text} Read it with `/feedback inbox`."


def _asked(facts: Mapping[str, Any]) -> Message:
    text = f":speech_balloon: *{facts['asker']}* asks you for feedback about {facts['about']}."
    return Message(text, [section(text), *_question(facts)])


def _chased(facts: Mapping[str, Any]) -> Message:
    text = f":speech_balloon: *{facts['asker']}* still hopes for your feedback about {facts['about']}."
    return Message(text, [section(text), *_question(facts)])


def _question(facts: Mapping[str, Any]) -> list[Block]:
    blocks = quotation(escape(facts["question"]))
    if facts["outcome"]:
        return [*blocks, context(_OUTCOMES[facts["outcome"]])]
    value = str(facts["id"])
    row = actions(
        button("Answer", ANSWER, value=value, style="primary"), button("Decline", DECLINE, value=value)
    )
    by = f"Until {short_day(date.fromisoformat(facts['due']))}. Declining needs no reason."
    return [*blocks, context(by), row]


def _declined(facts: Mapping[str, Any]) -> Message:
    text = f"*{facts['name']}* cannot give the feedback that you asked for."
    return Message(text, [section(text)])


def _thanked(facts: Mapping[str, Any]) -> Message:
    text = f":pray: *{facts['name']}* thanks you for your feedback."
    return Message(text, [section(text)])


def _talk(facts: Mapping[str, Any]) -> Message:
    about = f" about {facts['about']}" if facts["about"] else ""
    # Slack shows the day in the language of whoever looks.
    day = f"<!date^{facts['written']}^{{date_short_pretty}}|that day>"
    wish = "has a question about" if facts["question"] else "would like to talk about"
    text = f"<@{facts['writer_id']}>, *{facts['reader']}* {wish} the feedback{about} that you wrote {day}."
    return Message(text, [section(text), *quotation(escape(facts["question"]))])


def _line(draw: Render) -> DigestLine:
    return lambda facts: draw(facts).text


KINDS: dict[str, NoticeKind] = {
    RECEIVED: NoticeKind(_received, Unsolicited("Feedback for you to read", _received_line)),
    ASKED: NoticeKind(_asked, Unsolicited("Requests for feedback")),
    CHASED: NoticeKind(_chased, Unsolicited("Reminders of requests for feedback")),
    DECLINED: NoticeKind(_declined, Unsolicited("Answers to your requests", _line(_declined))),
    THANKED: NoticeKind(_thanked, Unsolicited("Thanks for your feedback", _line(_thanked))),
    TALK: NoticeKind(_talk),
}
