"""The week's thanks, and the nudge to give some. Pure."""

from bot.common.text import listed, plural
from bot.deliveries.notices import MessageGroup, NoticeKind, Unsolicited
from bot.features.kudos.notices import KudosNudge, KudosOfTheWeek
from bot.features.kudos.views.board import MEDALS
from bot.features.kudos.views.messages import OPEN_FORM
from bot.slack.blocks import Block, Message, actions, button, context, section


def week(notice: KudosOfTheWeek) -> Message:
    """Post with the week's top. Names, not mentions; a top, never a bottom."""
    return Message(week_title(notice), week_blocks(notice))


def week_title(notice: KudosOfTheWeek) -> str:
    """Whose week it is."""
    return f"{notice.week.capitalize()}'s thanks"


def week_blocks(notice: KudosOfTheWeek) -> list[Block]:
    """The week's top as two blocks, for a post of its own or with something else."""
    rows = [
        f"{MEDALS.get(rank, f'{rank}.')} *{name}*  {plural(points, 'point')}"
        for rank, name, points in notice.rows
    ]
    values = listed([f"#{name} ({points:,})" for name, points in notice.values])
    showed = f"Values that showed: {values}. " if values else ""
    return [
        section("\n".join([f"*{week_title(notice)}*", *rows])),
        context(f"{showed}Somebody missing? `/kudos @name what they did`"),
    ]


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
