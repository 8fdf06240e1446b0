"""Disputes as messages, for the rep and for who decides; pure."""

from decimal import Decimal
from typing import Any

from bot.common.dates import write_day
from bot.common.numbers import show_amount
from bot.deliveries.notices import MessageGroup, NoticeKind, Unsolicited
from bot.features.metrics.notices import DisputeDecided, DisputeRaised
from bot.slack.blocks import Block, Message, actions, button, context, modal, quotation, section
from bot.slack.text import harmless

OPEN_CORRECT, OPEN_DECLINE = "metrics.dispute_correct", "metrics.dispute_decline"


def asked(notice: DisputeRaised) -> Message:
    """Message to who decides, with buttons; the outcome replaces them once it is decided."""
    text = f":scales: *{notice.who}* disputes a row"
    amount = show_amount(notice.amount, notice.currency)
    row = f"*{notice.deal}* · {amount} · {write_day(notice.on, notice.on)}"
    blocks: list[Block] = [section(f"{text}\n{row}"), *quotation(harmless(notice.reason, {}))]
    if notice.outcome:
        return Message(text, [*blocks, *_outcome(notice)])
    value = str(notice.dispute_id)
    buttons = actions(
        button("Correct", OPEN_CORRECT, value=f"{value}:{notice.credit_id}", style="primary"),
        button("Decline", OPEN_DECLINE, value=f"{value}:{notice.credit_id}"),
    )
    return Message(
        text, [*blocks, buttons, context("A correction is a line of its own: nothing is overwritten.")]
    )


def decide_modal(notice: DisputeRaised) -> dict[str, Any]:
    """The dispute as a window, with the ways to decide it."""
    return modal("metrics.dispute_shown", "Dispute", asked(notice).blocks)


def _outcome(notice: DisputeRaised | DisputeDecided) -> list[Block]:
    mark = ":white_check_mark:" if notice.outcome == "corrected" else ":no_entry_sign:"
    change = f" by {_signed(notice.difference, notice.currency)}" if notice.difference is not None else ""
    said = section(f"{mark} {notice.outcome.capitalize()}{change}, by {notice.by}")
    return [said, *quotation(harmless(notice.answer, {}))]


def _signed(value: Decimal, currency: str) -> str:
    return f"{'' if value < 0 else '+'}{show_amount(value, currency)}"


def decided(notice: DisputeDecided) -> Message:
    """Message to the rep with the decision."""
    text = f":scales: Your dispute about *{notice.deal}*"
    return Message(f"{text}: {notice.outcome}", [section(text), *_outcome(notice)])


def decided_line(notice: DisputeDecided) -> str:
    """The decision in one line, for a digest."""
    return f":scales: Your dispute about *{notice.deal}*: {notice.outcome} by {notice.by}"


NOTICES = (
    NoticeKind(DisputeRaised, asked, Unsolicited("Disputes of your team's numbers", group=MessageGroup.team)),
    NoticeKind(DisputeDecided, decided, Unsolicited("Answers to your disputes", decided_line)),
)
