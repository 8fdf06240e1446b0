"""What a contest says by itself: at its start, half-way, at its end, and what it has moved."""

from bot.deliveries.notices import MessageGroup, NoticeKind, ReminderRow, Reminding, Unsolicited
from bot.features.contests.notices import ContestBegins, ContestFinal, ContestHalfway, ContestLift
from bot.features.contests.views.card import (
    DECLINE,
    MINE,
    MINE_HALFWAY,
    halfway_line,
    rule_lines,
    winner_line,
)
from bot.slack.blocks import Message, actions, button, context, section


def kickoff(notice: ContestBegins) -> Message:
    """Post on the first morning: the rules, and how to stay out."""
    text = f":checkered_flag: A contest begins: *{notice.name}*, {notice.days}"
    value = str(notice.contest_id)
    return Message(
        text,
        [
            section(text),
            section(rule_lines(notice.rules)),
            context(f"{_people(notice.people)} · the rules stay as they are"),
            actions(
                button("Rules and my place", MINE, value=value), button("Not for me", DECLINE, value=value)
            ),
        ],
    )


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def halfway(notice: ContestHalfway) -> Message:
    """Post in the middle of a contest: who is first now, or how many are over the bar."""
    text = f":hourglass_flowing_sand: Half-way: *{notice.name}*, {notice.days}"
    said = halfway_line(notice)
    mine = button("My place", MINE_HALFWAY, value=str(notice.contest_id))
    return Message(f"{text}. {said}", [section(text), section(said), actions(mine)])


def final(notice: ContestFinal) -> Message:
    """Post once late data are in: who wins and the prize, and nothing else."""
    text, said = f":trophy: The end of *{notice.name}*, {notice.days}", winner_line(notice)
    mine = button("My place", MINE, value=str(notice.contest_id))
    return Message(f"{text}. {said}", [section(text), section(said), actions(mine)])


def lifted(notice: ContestLift) -> Message:
    """Message to the maker: a week of the contest against the eight before it."""
    text = f":bar_chart: What *{notice.name}* has moved, against the usual week of everybody"
    lines = (
        f"• All together: *{notice.total}*\n• The one in the middle: *{notice.middle}*\n"
        f"• Better than usual: *{notice.improved} of {notice.compared}*"
    )
    return Message(text, [section(f"{text}\n{lines}"), context("Only you can see this.")])


def lifted_line(notice: ContestLift) -> str:
    """What a contest moved, as one line of a digest."""
    return f"What {notice.name} has moved: {notice.total} all together, {notice.middle} in the middle"


def lifted_row(notice: ContestLift) -> ReminderRow:
    """What a contest moved, as a row of that morning's message."""
    moved = f"{notice.total} all together, {notice.improved} of {notice.compared} better than usual"
    return ReminderRow(f"*{notice.name}* moved {moved}", "Open", MINE, str(notice.contest_id))


NOTICES = (
    NoticeKind(ContestBegins, kickoff),
    NoticeKind(ContestHalfway, halfway),
    NoticeKind(ContestFinal, final),
    NoticeKind(
        ContestLift,
        lifted,
        Unsolicited("What your contests have moved", lifted_line, is_news=True, group=MessageGroup.team),
        reminds=Reminding(lifted_row),
    ),
)
