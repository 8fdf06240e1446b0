"""A person's preferences, the digest, and the menu below unsolicited messages; pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.common.dates import write_time
from bot.common.moments import WallClock
from bot.common.text import listed, plural
from bot.deliveries.notices import (
    MADE_OF_OTHERS,
    Digest,
    EphemeralNotice,
    InDoubt,
    NoticeKind,
    Reminders,
    Unsolicited,
)
from bot.deliveries.reminder_rows import reminders_message
from bot.features.notifications.rules import Cause, NotificationSummary
from bot.features.notifications.views.calendar import workdays_in_words
from bot.features.workspace.rules.days_off import runs_of
from bot.slack.blocks import (
    SECTION_TEXT,
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    divider,
    header,
    option,
    overflow,
    section,
)
from bot.slack.text import pieces

ONE_BY_ONE = "attention.one_by_one"
LESS, SNOOZE, WAKE, OPEN_FORM, SHOW = (
    "attention.less",
    "attention.snooze",
    "attention.wake",
    "attention.change",
    "attention.show",
)
_WAITS = "What comes meanwhile waits: short news reaches you in one message, anything longer on its own."
ONE_DAY, UNTIL_MONDAY, MINE, MUTE = "1d", "until monday", "me", "mute:"
LINES_SHOWN = 40
LONGEST_LINE = 400
RUNS_SHOWN = 5
_CAUSES = {
    Cause.snoozed: "you have snoozed me",
    Cause.away: "your Slack status says that you are away",
    Cause.paused: "you have paused notifications in Slack",
    Cause.hours: "you are not at work",
}


def mine_message(mine: NotificationSummary, titles: Mapping[str, str]) -> Message:
    """The preferences for `/pacer me`; `titles` names the kinds that may be switched off."""
    return Message("When I write to you", [header("When I write to you"), *_picture(mine, titles)])


def _picture(mine: NotificationSummary, titles: Mapping[str, str]) -> list[Block]:
    calendar = mine.reach.calendar
    days = workdays_in_words(calendar.workdays)
    hours = f"{write_time(calendar.opens)} to {write_time(calendar.closes)}"
    lines = [
        f"*Your hours* {hours}, {days} ({calendar.zone.key})",
        f"*Public holidays* {calendar.country or 'none chosen'}",
        f"*Time off* {_time_off(mine)}",
        f"*At most* {_limit(mine)}",
        *_held(mine),
        f"*Switched off* {_switched_off(titles, mine)}",
    ]
    one_by_one = button("One by one", ONE_BY_ONE)
    return [
        section(state_line(mine)),
        section("\n".join(lines)),
        actions(*_buttons(mine), _change(), one_by_one),
    ]


def state_line(mine: NotificationSummary) -> str:
    """Whether messages may come now, and if not, why and until when."""
    if mine.asleep_until is not None and mine.cause is not None:
        return (
            f":zzz: I am quiet until {mine.clock.write(mine.asleep_until)}: {_CAUSES[mine.cause]}. {_WAITS}"
        )
    if mine.is_full:
        had = plural(mine.reach.daily_limit, "message")
        return f":white_check_mark: You have had your {had} for today. {_WAITS}"
    return ":white_check_mark: Messages reach you now."


def _time_off(mine: NotificationSummary) -> str:
    runs = runs_of(mine.reach.calendar.time_off)
    if not runs:
        return "none entered"
    shown = [
        f"{first:%-d %b} to {last:%-d %b}" if first != last else f"{first:%-d %b}" for first, last, _ in runs
    ]
    return listed(shown[:RUNS_SHOWN]) + (" and more" if len(shown) > RUNS_SHOWN else "")


def _limit(mine: NotificationSummary) -> str:
    most = plural(mine.reach.daily_limit, "message")
    return f"{most} a day that you did not ask for, {mine.counted} so far today"


def _held(mine: NotificationSummary) -> list[str]:
    if mine.held_until is None:
        return []
    first, until = "the first " if mine.held > 1 else "", mine.clock.write(mine.held_until)
    return [f"*Waiting for you* {plural(mine.held, 'message')}, {first}{until}"]


def _switched_off(titles: Mapping[str, str], mine: NotificationSummary) -> str:
    """What does not come; what comes, which is much, is ticked in the form."""
    off = [title[0].lower() + title[1:] for kind, title in titles.items() if kind in mine.muted]
    return listed(off) or "nothing: you hear of all that concerns you (*Change* shows it)"


def _buttons(mine: NotificationSummary) -> list[Element]:
    if mine.is_snoozed:
        return [button("Wake up", WAKE, style="primary")]
    return [
        button("Snooze for a day", f"{SNOOZE}:day", value=ONE_DAY),
        button("Snooze until Monday", f"{SNOOZE}:monday", value=UNTIL_MONDAY),
    ]


def _change() -> Element:
    return button("Change", OPEN_FORM)


def home_blocks(mine: NotificationSummary) -> list[Block]:
    """Section of the App Home: whether messages may come, and the buttons to change it."""
    return [
        section(f"*Messages to you*\n{state_line(mine)}"),
        actions(*_buttons(mine), button("When I write to you", SHOW)),
    ]


def asked_message(mine: NotificationSummary) -> Message:
    """Answer to `/pacer snooze` without words: how it stands, and what can be written."""
    how = context("Or write `/pacer snooze 3d`, `2h`, `until friday`, `until 2026-12-24`, `off`.")
    return Message("Snooze", [section(state_line(mine)), actions(*_buttons(mine)), how])


def snoozed_message(until: datetime, clock: WallClock) -> Message:
    """Confirms a snooze and its end, by the reader's clock."""
    text = f":zzz: I am quiet until {clock.write(until)}. {_WAITS}"
    return Message(text, [section(text), actions(button("Wake up", WAKE))])


def awake_message(mine: NotificationSummary) -> Message:
    """Confirms that the snooze is over."""
    text = f"The snooze is over. {state_line(mine)}"
    return Message(text, [section(text)])


def muted_message(title: str) -> Message:
    """Confirms that a kind is switched off; `title` is its name."""
    text = f"Switched off: *{title}*. You can have it back with *Change*, here or in `/pacer me`."
    return Message(text, [section(text), actions(_change())])


def menu(kind: str, unasked: Unsolicited[Any]) -> Element:
    """Overflow menu below an unsolicited message: snooze, switch the kind off, preferences.

    What is made of others cannot be switched off, but they can.
    """
    options = [option("Snooze for a day", ONE_DAY), option("Snooze until Monday", UNTIL_MONDAY)]
    if kind not in MADE_OF_OTHERS:
        options.append(option(f"Switch off: {unasked.title}", f"{MUTE}{kind}"))
    return overflow(LESS, [*options, option("My settings", MINE)])


def ephemeral(notice: EphemeralNotice) -> Message:
    """Words that only one person sees, as they were drawn when they were enqueued."""
    return Message(notice.text, [dict(each) for each in notice.blocks])


def digest(notice: Digest) -> Message:
    """One message of what was held; at most 40 lines, the others are counted."""
    lines = [f"• {_short(line)}" for line in notice.lines[:LINES_SHOWN]]
    more = len(notice.lines) - LINES_SHOWN
    title = f"{plural(len(notice.lines), 'message')} waited for you"
    blocks: list[Block] = [section(f"*{title}*"), divider(), *_sections(lines)]
    if more > 0:
        blocks.append(context(f"and {more:,} more"))
    return Message(title, blocks)


def _short(line: str) -> str:
    cut, *rest = pieces(line, LONGEST_LINE)
    return f"{cut}…" if rest else cut


def _sections(lines: list[str]) -> list[Block]:
    whole: list[list[str]] = [[]]
    for line in lines:
        if sum(map(len, whole[-1])) + len(whole[-1]) + len(line) > SECTION_TEXT:
            whole.append([])
        whole[-1].append(line)
    return [section("\n".join(part)) for part in whole if part]


NOTICES = (
    NoticeKind(Digest, digest, Unsolicited("Your digest")),
    NoticeKind(Reminders, reminders_message, Unsolicited("Your reminders")),
    NoticeKind(EphemeralNotice, ephemeral, when_in_doubt=InDoubt.repeat, formerly=("kudos.whisper",)),
)
