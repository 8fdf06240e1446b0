"""Disputes as messages, for the rep and for who decides; pure."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bot.common.dates import write_day
from bot.common.numbers import write_amount
from bot.deliveries.notices import NoticeKind, untyped
from bot.features.metrics.notices import ASKED, DECIDED
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    quotation,
    section,
)
from bot.slack.text import harmless

OPEN_CORRECT, OPEN_DECLINE = "metrics.dispute_correct", "metrics.dispute_decline"


def asked(facts: Mapping[str, Any]) -> Message:
    """Message to who decides, with buttons; the outcome replaces them once it is decided."""
    text = f":scales: *{facts['who']}* disputes a row"
    day = date.fromisoformat(facts["date"])
    row = f"*{facts['deal']}* · {_plain(facts['amount'])} · {write_day(day, day)} · {facts['row']}"
    blocks: list[Block] = [section(f"{text}\n{row}"), *quotation(harmless(facts["reason"], {}))]
    if facts["outcome"]:
        return Message(text, [*blocks, *_outcome(facts)])
    value = str(facts["dispute"])
    buttons = actions(
        button("Correct", OPEN_CORRECT, value=f"{value}:{facts['credit']}", style="primary"),
        button("Decline", OPEN_DECLINE, value=f"{value}:{facts['credit']}"),
    )
    return Message(
        text, [*blocks, buttons, context("A correction is a line of its own: nothing is overwritten.")]
    )


def _plain(amount: str) -> str:
    return write_amount(Decimal(amount))


def _outcome(facts: Mapping[str, Any]) -> list[Block]:
    mark = ":white_check_mark:" if facts["outcome"] == "corrected" else ":no_entry_sign:"
    change = f" by {_signed(facts['difference'])}" if facts.get("difference") else ""
    said = section(f"{mark} {facts['outcome'].capitalize()}{change}, by {facts['by']}")
    return [said, *quotation(harmless(facts["answer"], {}))]


def _signed(amount: str) -> str:
    value = Decimal(amount)
    return write_amount(value) if value < 0 else f"+{write_amount(value)}"


def decided(facts: Mapping[str, Any]) -> Message:
    """Message to the rep with the decision."""
    text = f":scales: Your dispute about *{facts['deal']}*"
    return Message(f"{text}: {facts['outcome']}", [section(text), *_outcome(facts)])


def decided_line(facts: Mapping[str, Any]) -> str:
    """The decision in one line, for a digest."""
    return f":scales: Your dispute about *{facts['deal']}*: {facts['outcome']} by {facts['by']}"


KINDS: dict[str, NoticeKind[Any]] = {
    ASKED: untyped(asked, "Disputes of your team's numbers"),
    DECIDED: untyped(decided, "Answers to your disputes", decided_line),
}
