"""The messages about plays. Pure."""

from bot.common.text import excerpt
from bot.deliveries.notices import MessageGroup, NoticeKind, ReminderRow, Reminding, Unsolicited
from bot.features.plays.notices import LossAsk, PlayAsk, PlayFromMessage
from bot.features.plays.rules.ids import FROM_MESSAGE, LOSS, NEVER, NOT_NOW, WRITE
from bot.framework.needs import fitted
from bot.slack.blocks import Message, actions, button, quotation, section
from bot.slack.text import escape

_GROUP = MessageGroup.learning


def ask_line(notice: PlayAsk) -> str:
    """The question for a play as one line."""
    return fitted("", notice.deal, f" is {notice.why}. What would you do again?")


def _ask(notice: PlayAsk) -> Message:
    value, text = str(notice.deal_id), f"*{notice.deal} is {notice.why}. What would you do again?*"
    row = actions(
        button("Write it, 3 fields", WRITE, value=value, style="primary"),
        button("Not this time", NOT_NOW, value=value),
        button("Never ask me", NEVER, value=value),
    )
    return Message(ask_line(notice), [section(text), row])


def _from_message_line(notice: PlayFromMessage) -> str:
    return fitted(f"{notice.by} thinks that this is a play: ", escape(excerpt(notice.text)))


def _from_message(notice: PlayFromMessage) -> Message:
    text = f"{notice.by} thinks that others could use what you wrote:"
    row = actions(button("Write it, 3 fields", FROM_MESSAGE, value=notice.about, style="primary"))
    told = "Nothing is shared unless you write it as a play."
    return Message(
        _from_message_line(notice), [section(text), *quotation(escape(notice.text)), section(told), row]
    )


def _loss_line(notice: LossAsk) -> str:
    return fitted("", notice.deal, " was lost. Why, mostly?")


def _loss(notice: LossAsk) -> Message:
    text = _loss_line(notice)
    return Message(text, [section(text, accessory=button("Say why", LOSS, value=str(notice.debrief_id)))])


def _loss_row(notice: LossAsk) -> ReminderRow:
    return ReminderRow(_loss_line(notice), "Say why", LOSS, str(notice.debrief_id))


def _loss_needs(notice: LossAsk) -> list[str]:
    return [f"plays.loss:{notice.debrief_id}"]


NOTICES = (
    NoticeKind(PlayAsk, _ask, Unsolicited("Questions about unusual wins", ask_line, group=_GROUP)),
    NoticeKind(
        PlayFromMessage,
        _from_message,
        Unsolicited("What you wrote as a play", _from_message_line, group=_GROUP),
    ),
    NoticeKind(
        LossAsk,
        _loss,
        Unsolicited("Questions about lost deals", _loss_line, group=_GROUP),
        reminds=Reminding(_loss_row, _loss_needs),
    ),
)
