"""What a contest says by itself: at its start, half-way, at its end, and what it has moved."""

from collections.abc import Mapping
from typing import Any

from bot.deliveries.notices import NoticeKind, untyped
from bot.features.contests.notices import FINAL, HALFWAY, KICKOFF, LIFT
from bot.features.contests.views.card import (
    DECLINE,
    MINE,
    frozen_words,
    rule_lines,
    standing_blocks,
    winner_line,
)
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    section,
)


def kickoff(facts: Mapping[str, Any]) -> Message:
    """Post on the first morning: the rules, and how to stay out."""
    text = f":checkered_flag: A contest begins: *{facts['name']}*, {facts['days']}"
    value = str(facts["id"])
    return Message(
        text,
        [
            section(text),
            section(rule_lines(facts["rules"])),
            context(f"{_people(facts['people'])} · {frozen_words(facts)}"),
            actions(
                button("Rules and my place", MINE, value=value), button("Not for me", DECLINE, value=value)
            ),
        ],
    )


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def halfway(facts: Mapping[str, Any]) -> Message:
    """Post in the middle of a contest: the score so far."""
    text = f":hourglass_flowing_sand: Half-way: *{facts['name']}*, {facts['days']}"
    return Message(text, [section(text), *standing_blocks(facts, over=False), *_foot(facts)])


def final(facts: Mapping[str, Any]) -> Message:
    """Post once late data are in: who wins, and the final score."""
    text = f":trophy: The end of *{facts['name']}*, {facts['days']}"
    return Message(
        f"{text}. {winner_line(facts)}", [section(text), *standing_blocks(facts, over=True), *_foot(facts)]
    )


def _foot(facts: Mapping[str, Any]) -> list[Block]:
    mine = button("My place", MINE, value=str(facts["id"]))
    return [context(frozen_words(facts).capitalize()), actions(mine)]


def lifted(facts: Mapping[str, Any]) -> Message:
    """Message to the maker: a week of the contest against the eight before it."""
    text = f":bar_chart: What *{facts['name']}* has moved, against the usual week of everybody"
    lines = (
        f"• All together: *{facts['total']}*\n• The one in the middle: *{facts['middle']}*\n"
        f"• Better than usual: *{facts['improved']} of {facts['compared']}*"
    )
    return Message(text, [section(f"{text}\n{lines}"), context("Only you can see this.")])


def lifted_line(facts: Mapping[str, Any]) -> str:
    """What a contest moved, as one line of a digest."""
    return f"What {facts['name']} has moved: {facts['total']} all together, {facts['middle']} in the middle"


KINDS: dict[str, NoticeKind[Any]] = {
    KICKOFF: untyped(kickoff),
    HALFWAY: untyped(halfway),
    FINAL: untyped(final),
    LIFT: untyped(lifted, "What your contests have moved", lifted_line),
}
