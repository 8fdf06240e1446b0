"""Needs as rows: a line and a button each. Pure."""

from collections.abc import Sequence

from bot.common.text import listed, plural
from bot.features.needs.rules import NeedRow, PutAwayFor, key_of_kind
from bot.framework.needs import NeedRank
from bot.slack.blocks import Block, Element, Message, actions, button, context, section

PUT_AWAY, SHOW = "needs.put_away", "needs.show"
MOST = 8
_ICONS = {
    NeedRank.blocked: ":no_entry:",
    NeedRank.due: ":alarm_clock:",
    NeedRank.answer: ":speech_balloon:",
    NeedRank.decide: ":hourglass_flowing_sand:",
    NeedRank.write: ":writing_hand:",
    NeedRank.gap: ":seedling:",
}
_WAIT = {PutAwayFor.a_week: "Not now", PutAwayFor.the_quarter: "Not this quarter"}


def headline(first_name: str, rows: Sequence[NeedRow]) -> str:
    """How many things need somebody."""
    if not rows:
        return f"{first_name}, nothing needs you."
    verb = "needs" if len(rows) == 1 else "need"
    return f"{first_name}, {plural(len(rows), 'thing')} {verb} you."


def waiting(first_name: str, rows: Sequence[NeedRow]) -> str:
    """The sentence that so much waits for somebody; "" where nothing does."""
    if not rows:
        return ""
    return f"{first_name}, {plural(len(rows), 'thing')} {'waits' if len(rows) == 1 else 'wait'} for you."


def show_button() -> Element:
    """The button that shows what waits for who presses it."""
    return button("Show them", SHOW)


def row_blocks(rows: Sequence[NeedRow]) -> list[Block]:
    """The rows, eight at most, each with its button; a gap can be put away."""
    blocks = [block for row in rows[:MOST] for block in _row(row)]
    if len(rows) > MOST:
        blocks.append(context(f"And {len(rows) - MOST} more: they come up as these are done."))
    return blocks


def needs_message(first_name: str, rows: Sequence[NeedRow]) -> Message:
    """What waits for somebody, as a message to them."""
    title = headline(first_name, rows)
    return Message(title, [section(f"*{title}*"), *row_blocks(rows)])


def _row(row: NeedRow) -> list[Block]:
    need = row.need
    text, press = (
        f"{need.sign or _ICONS[need.rank]} {_text(row)}",
        button(need.label, need.action_id, value=need.value),
    )
    if not need.may_wait:
        return [section(text, accessory=press)]
    key = key_of_kind(need) if row.names else need.key
    return [section(text), actions(press, *_put_away(key))]


def _text(row: NeedRow) -> str:
    if row.names:
        rest = row.others + 1 - len(row.names)
        others = [*row.names[1:], *([f"{rest} more"] if rest else [])]
        return f"{row.need.text} · also {listed(others)}"
    return f"{row.need.text} · and {row.others} more" if row.others else row.need.text


def _put_away(key: str) -> list[Element]:
    return [button(label, f"{PUT_AWAY}:{how_long}", value=key) for how_long, label in _WAIT.items()]
