"""The messages about mentors. Pure."""

from bot.deliveries.notices import MessageGroup, NoticeKind, ReminderRow, Reminding, Unsolicited
from bot.features.mentors.notices import MentorRequest, MentorshipNews, MentorShortlist
from bot.features.mentors.rules.ids import CANNOT, GLADLY, PAGE
from bot.slack.blocks import Message, actions, button, context, section
from bot.slack.text import escape

_GROUP = MessageGroup.learning
_WHAT = {
    "begins": "You and {other} talk three times about {skill} in the next six weeks.",
    "day 14": "You and {other}: two weeks of six about {skill}. What comes next?",
    "day 28": "You and {other}: four weeks of six about {skill}. What is left to do?",
    "ended": "You and {other}, about {skill}: it has ended. Thank you both.",
}


def _list_text(notice: MentorShortlist) -> str:
    return f"There are colleagues who could help you with {notice.skill}."


def _list(notice: MentorShortlist) -> Message:
    text = _list_text(notice)
    return Message(text, [section(text, accessory=button("Choose a mentor", PAGE))])


def _request_text(notice: MentorRequest) -> str:
    return f"{notice.mentee} asks for help with {notice.skill}."


def _request(notice: MentorRequest) -> Message:
    words = f'\n"{escape(notice.words)}"' if notice.words else ""
    text = f"*{_request_text(notice)}*{words}\nThree talks in six weeks."
    if notice.outcome:
        return Message(_request_text(notice), [section(text), context(notice.outcome)])
    value = str(notice.ask_id)
    row = actions(
        button("Gladly", GLADLY, value=value, style="primary"),
        button("Cannot right now", CANNOT, value=value),
    )
    return Message(_request_text(notice), [section(text), row, context("_No reason needed._")])


def _news_text(notice: MentorshipNews) -> str:
    return _WHAT.get(notice.what, _WHAT["ended"]).format(other=notice.other, skill=notice.skill)


def _news(notice: MentorshipNews) -> Message:
    text = _news_text(notice)
    return Message(text, [section(text, accessory=button("Open", PAGE))])


# What the clock says of mentors stands beside what else a person is told in that hour.
NOTICES = (
    NoticeKind(
        MentorShortlist,
        _list,
        Unsolicited("Who could help you", _list_text, group=_GROUP),
        reminds=Reminding(lambda notice: ReminderRow(_list_text(notice), "Choose", PAGE)),
    ),
    NoticeKind(MentorRequest, _request, Unsolicited("Who asks for your help", _request_text, group=_GROUP)),
    NoticeKind(
        MentorshipNews,
        _news,
        Unsolicited("News of your mentorships", _news_text, group=_GROUP),
        reminds=Reminding(lambda notice: ReminderRow(_news_text(notice), "Open", PAGE)),
    ),
)
