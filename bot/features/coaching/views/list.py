"""The list of a manager's people by their next 1:1. Pure."""

from bot.common.dates import write_day
from bot.common.text import plural
from bot.features.coaching.rules.cadence import both_times
from bot.features.coaching.rules.ids import OPEN, PAGE
from bot.features.coaching.rules.pages import CoachingLine, CoachingList
from bot.features.coaching.rules.pair import called
from bot.features.coaching.views.page import page_message, past_blocks
from bot.framework.pager import PREVIOUS_NEXT, pager_blocks
from bot.slack.blocks import Block, Message, button, context, divider, section


def list_message(seen: CoachingList) -> Message:
    """A manager's people, then their own next 1:1; of who leads nobody, only that."""
    if not seen.people.total:
        return page_message(seen.own) if seen.own else Message("What is left", past_blocks(seen.past_items))
    blocks: list[Block] = [section("*Your 1:1s*")]
    blocks += [_line(line, seen) for line in seen.people.rows]
    blocks += pager_blocks(seen.people, PAGE, str, PREVIOUS_NEXT)
    if seen.usefulness:
        blocks.append(context(seen.usefulness))
    blocks += [context(line) for line in seen.team_lines]
    if seen.own is not None:
        name = seen.own.pair.other_called
        opened = button("Open", OPEN, value=seen.own.pair.other.id)
        blocks += [divider(), section(f"*With {name}, who leads you*", accessory=opened)]
    return Message("Your 1:1s", [*blocks, *past_blocks(seen.past_items)])


def _overdue(line: CoachingLine, seen: CoachingList) -> str:
    if line.overdue_since is None:
        return "none that you both confirmed yet"
    return f"none that you both confirmed since {write_day(line.overdue_since, seen.today)}"


def _line(line: CoachingLine, seen: CoachingList) -> Block:
    name = called(line.person)
    parts = [f"*{line.person.name}*"]
    if line.series and line.series.next_at:
        other = line.person.zone
        parts.append(both_times(line.series.next_at, seen.viewer.zone, other, name, seen.today))
    else:
        parts.append("none planned")
    if line.open_items:
        parts.append(plural(line.open_items, "open action"))
    text = " · ".join(parts)
    if line.is_overdue:
        text = f"{text}\n:hourglass_flowing_sand: {_overdue(line, seen)}"
    return section(text, accessory=button("Open", OPEN, value=line.person.id))
