"""Kudos health in calm words: hints, and the givings behind them. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.common.date_ranges import DateRange
from bot.common.dates import write_day
from bot.common.moments import WallClock
from bot.common.text import listed, plural
from bot.deliveries.notices import MessageGroup, NoticeKind, ReminderRow, Reminding, Unsolicited
from bot.features.kudos.rules.facts import GivenLine
from bot.features.kudos_health.notices import MonthlyKudosHealth
from bot.features.kudos_health.rules.detection import Flag, Hint
from bot.features.kudos_health.rules.facts import THANK, KudosHealth
from bot.framework.pager import PREVIOUS_NEXT, pager_blocks, paginate
from bot.slack.blocks import Block, Message, actions, button, context, header, modal, section
from bot.slack.text import harmless, pieces

ROWS, LOOKED, SHOW = "recognition.rows", "recognition.looked", "recognition.show"
_MOST_SHOWN, _MOST_UNSEEN, PAGE, _WORDS = 15, 25, 15, 120
_NOTE = "Hints to look at, not verdicts: nothing is counted differently, and nobody else sees them."


def health_message(seen: KudosHealth, today: date) -> Message:
    """The hints of some days: who was not thanked first, then at most 15 patterns."""
    title = f"How recognition goes · {seen.days.label}"
    hints = [flag for flag in seen.flags if flag.hint is not Hint.unseen]
    unseen = [flag for flag in seen.flags if flag.hint is Hint.unseen]
    blocks: list[Block] = [header(title[:150]), *_unseen(unseen, seen, today)]
    for flag in hints[:_MOST_SHOWN]:
        blocks += _hint(flag, seen)
    if len(hints) > _MOST_SHOWN:
        blocks.append(context(f"and {len(hints) - _MOST_SHOWN} more"))
    if not seen.flags:
        blocks.append(section("Thanks go round, and everybody was thanked in the last 30 days."))
    return Message(_in_short(len(hints), len(unseen), seen.days.label), [*blocks, context(_NOTE)])


def _in_short(hints: int, unseen: int, label: str) -> str:
    found = [plural(hints, "hint")] if hints else []
    found += (
        [f"{plural(unseen, 'person').replace('persons', 'people')} not thanked for 30 days"] if unseen else []
    )
    return f"How recognition goes, {label}: {listed(found) or 'nothing to look at'}"


def _unseen(flags: Sequence[Flag], seen: KudosHealth, today: date) -> list[Block]:
    if not flags:
        return []
    lines = [
        f"• *{_name(flag.people[0], seen.names)}*: "
        + (f"last thanked {write_day(flag.since, today)}" if flag.since else "never yet")
        for flag in flags[:_MOST_UNSEEN]
    ]
    more = [f"… and {len(flags) - _MOST_UNSEEN} more"] if len(flags) > _MOST_UNSEEN else []
    value = ",".join(flag.people[0] for flag in flags[:_MOST_UNSEEN])
    text = "\n".join(["*Not thanked by anybody for 30 days*", *lines, *more])
    return [section(text), actions(button("Give kudos", THANK, value=value))]


def _name(who: str, names: Mapping[str, str]) -> str:
    return names.get(who, "Someone")


def sentence(flag: Flag, names: Mapping[str, str]) -> str:
    """A hint as one mrkdwn sentence; who is not in `names` is "Someone"."""
    people = [f"*{_name(who, names)}*" for who in flag.people]
    points = f"{flag.points} of their {flag.total} points"
    match flag.hint:
        case Hint.pair:
            return f"{listed(people)} gave each other {points}."
        case Hint.ring:
            return f"Among {listed(people)} points go round: {points} stay among them."
        case Hint.target:
            return f"{people[0]} gave {points} to {people[1]} alone."
        case Hint.dump:
            return f"{people[0]} gave {points} on the last two working days of the month."
    return f"{people[0]} was not thanked by anybody for 30 days."


def _hint(flag: Flag, seen: KudosHealth) -> list[Block]:
    value = _value(flag.key, seen.days)
    buttons = [button("Show the kudos", ROWS, value=value)]
    looked = flag.key in seen.looked_at
    if not looked:
        buttons.append(button("Mark as looked at", LOOKED, value=value))
    mark = ":white_check_mark: " if looked else ":mag: "
    return [section(mark + sentence(flag, seen.names)), actions(*buttons)]


def _value(key: str, days: DateRange, page: int = 1) -> str:
    return "|".join((key, f"{days.start}", f"{days.end}", str(page), days.label))


def place_from(value: str) -> tuple[str, DateRange, int]:
    """(key of the hint, days, page) from a button's value. ValueError: it is not one of ours."""
    key, start, end, page, label = value.split("|", 4)
    return key, DateRange(date.fromisoformat(start), date.fromisoformat(end), label), int(page)


def rows_view(
    flag: Flag,
    rows: Sequence[GivenLine],
    names: Mapping[str, str],
    days: DateRange,
    page: int,
    clock: WallClock,
) -> dict[str, Any]:
    """Modal with the givings behind a hint, 15 a page; a `page` out of range becomes the nearest one.

    `clock`: the reader's.
    """
    shown = paginate(rows, page, PAGE)
    told = "\n".join(_row(row, names, clock) for row in shown.rows) or "–"
    turns = pager_blocks(shown, ROWS, lambda number: _value(flag.key, days, number), PREVIOUS_NEXT)
    blocks = [section(sentence(flag, names)), section(told), *turns]
    return modal("recognition.rows", "What stands behind it", blocks)


def _row(row: GivenLine, names: Mapping[str, str], clock: WallClock) -> str:
    words = "_private kudos_"
    if not row.is_private:
        calm = " ".join(harmless(row.reason, names).split())
        first, *more = pieces(calm, _WORDS)
        words = f"{first}{'…' if more else ''}" or "_a reaction_"
    giver, receiver = _name(row.giver_id, names), _name(row.receiver_id, names)
    return f"{clock.write(row.at)}: {giver} to {receiver} `+{row.points}` {words}"


def monthly(notice: MonthlyKudosHealth) -> Message:
    """The monthly message to a manager."""
    text = monthly_line(notice)
    hints = "\n".join(f"• {line}" for line in notice.hints)
    blocks = [section(f":mag: {text}"), *([section(hints)] if hints else [])]
    return Message(text, [*blocks, actions(button("Show", SHOW, value=notice.days)), context(_NOTE)])


def monthly_line(notice: MonthlyKudosHealth) -> str:
    """The monthly message as one line of a digest."""
    return _in_short(notice.count, notice.unseen, notice.label)


def monthly_row(notice: MonthlyKudosHealth) -> ReminderRow:
    """The monthly message as a row of that morning's message."""
    return ReminderRow(f"Recognition: {plural(notice.count, 'hint')}", "Show", SHOW, notice.days)


NOTICES = (
    NoticeKind(
        MonthlyKudosHealth,
        monthly,
        Unsolicited("How recognition goes", monthly_line, is_news=True, group=MessageGroup.team),
        reminds=Reminding(monthly_row),
    ),
)
