"""The messages that tell of feedback: that there is some, never what it says. Pure."""

from typing import TypeVar

from bot.common.date_ranges import named_day
from bot.deliveries.notices import (
    DigestLine,
    MessageGroup,
    Notice,
    NoticeKind,
    ReminderRow,
    Reminding,
    Render,
    Unsolicited,
)
from bot.features.feedback.notices import (
    FeedbackConversation,
    FeedbackDeclined,
    FeedbackReceived,
    FeedbackRequested,
    FeedbackRequestReminder,
    FeedbackThanked,
)
from bot.features.feedback.rules.facts import ANSWER, READ
from bot.framework.needs import fitted
from bot.slack.blocks import Block, Message, actions, button, context, quotation, section
from bot.slack.text import escape

N = TypeVar("N", bound=Notice)

DECLINE = "feedback.decline"
_OUTCOMES = {
    "answered": "You answered.",
    "declined": "You declined. No reason is needed.",
    "withdrawn": "Not needed any more.",
}


def _received(notice: FeedbackReceived) -> Message:
    text = f":envelope: *{notice.author}* wrote feedback about {notice.about}."
    return Message(text, [section(text, accessory=button("Read", READ, value=str(notice.feedback_id)))])


def _received_line(notice: FeedbackReceived) -> str:
    """Line of a digest, which has no button: it names the command instead."""
    return f"{_received(notice).text} Read it with `/feedback inbox`."


def _asked(notice: FeedbackRequested) -> Message:
    text = f":speech_balloon: *{notice.asker}* asks you for feedback about {notice.about}."
    return Message(text, [section(text), *_question(notice)])


def _chased(notice: FeedbackRequestReminder) -> Message:
    text = f":speech_balloon: *{notice.asker}* still hopes for your feedback about {notice.about}."
    return Message(text, [section(text), *_question(notice)])


def _chased_row(notice: FeedbackRequestReminder) -> ReminderRow:
    whom = "" if notice.about == "them" else f" about {notice.about}"
    asks = f"{notice.asker.partition(' ')[0]} asks for feedback{whom}"
    text = fitted(asks, "", f", until {named_day(notice.due_on)}")
    return ReminderRow(text, "Answer", ANSWER, str(notice.request_id))


def _chased_needs(notice: FeedbackRequestReminder) -> list[str]:
    return [f"feedback.answer:{notice.request_id}"]


def _question(notice: FeedbackRequested) -> list[Block]:
    blocks = quotation(escape(notice.question))
    if notice.outcome:
        return [*blocks, context(_OUTCOMES[notice.outcome])]
    value = str(notice.request_id)
    row = actions(
        button("Answer", ANSWER, value=value, style="primary"), button("Decline", DECLINE, value=value)
    )
    by = f"Until {named_day(notice.due_on)}. Declining needs no reason."
    return [*blocks, context(by), row]


def _declined(notice: FeedbackDeclined) -> Message:
    text = f"*{notice.name}* cannot give the feedback that you asked for."
    return Message(text, [section(text)])


def _thanked(notice: FeedbackThanked) -> Message:
    text = f":pray: *{notice.name}* thanks you for your feedback."
    return Message(text, [section(text)])


def _talk(notice: FeedbackConversation) -> Message:
    about = f" about {notice.about}" if notice.about else ""
    wish = "has a question about" if notice.question else "would like to talk about"
    text = (
        f"<@{notice.writer_id}>, *{notice.reader}* {wish} the feedback{about} that you wrote on {notice.day}."
    )
    return Message(text, [section(text), *quotation(escape(notice.question))])


def _line(render: Render[N]) -> DigestLine[N]:
    return lambda notice: render(notice).text


NOTICES = (
    NoticeKind(
        FeedbackReceived,
        _received,
        Unsolicited("Feedback for you to read", _received_line, group=MessageGroup.thanks),
    ),
    NoticeKind(FeedbackRequested, _asked, Unsolicited("Requests for feedback", group=MessageGroup.waiting)),
    NoticeKind(
        FeedbackRequestReminder,
        _chased,
        Unsolicited("Reminders of requests for feedback", group=MessageGroup.reminders),
        reminds=Reminding(_chased_row, _chased_needs),
    ),
    NoticeKind(
        FeedbackDeclined,
        _declined,
        Unsolicited("Answers to your requests", _line(_declined), group=MessageGroup.thanks),
    ),
    NoticeKind(
        FeedbackThanked,
        _thanked,
        Unsolicited("Thanks for your feedback", _line(_thanked), is_news=True, group=MessageGroup.thanks),
    ),
    NoticeKind(FeedbackConversation, _talk),
)
