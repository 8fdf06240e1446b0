"""The week's thanks, and the nudge to give some. Pure."""

from bot.common.text import listed, plural
from bot.deliveries.notices import MessageGroup, NoticeKind, Unsolicited
from bot.features.kudos.notices import KudosNudge, KudosOfTheWeek
from bot.features.kudos.views.board import MEDALS
from bot.features.kudos.views.messages import OPEN_FORM
from bot.slack.blocks import Message, actions, button, context, header, section


def week(notice: KudosOfTheWeek) -> Message:
    """Post with the week's top. Names, not mentions; a top, never a bottom."""
    title = f"{notice.week.capitalize()}'s thanks"
    rows = [
        f"{MEDALS.get(rank, f'{rank}.')} *{name}*  {plural(points, 'point')}"
        for rank, name, points in notice.rows
    ]
    blocks = [header(title), section("\n".join(rows))]
    if notice.values:
        values = listed([f"#{name} ({points:,})" for name, points in notice.values])
        blocks.append(context(f"Values that showed: {values}"))
    blocks.append(context("Somebody missing? `/kudos @name what they did`"))
    return Message(title, blocks)


def nudge(notice: KudosNudge) -> Message:
    """Direct message to somebody who has thanked nobody this week."""
    text = _nudge_line(notice)
    return Message(text, [section(text), actions(button("Give kudos", OPEN_FORM, style="primary"))])


def _nudge_line(notice: KudosNudge) -> str:
    left = plural(notice.left, "point")
    return f"Who made your week easier? You have thanked nobody yet this week, and have {left} to give today."


NOTICES = (
    NoticeKind(KudosOfTheWeek, week),
    NoticeKind(
        KudosNudge,
        nudge,
        Unsolicited("Nudges to give kudos", _nudge_line, is_news=True, group=MessageGroup.thanks),
    ),
)
