"""Disputes as messages and forms, for the rep and for who decides; pure."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bot.common.dates import write_day
from bot.common.numbers import write_amount
from bot.deliveries.notices import NoticeKind, untyped
from bot.features.ledger.rules.listings import CreditRow
from bot.features.metrics.notices import ASKED, DECIDED
from bot.features.metrics.rules.facts import LONGEST_REASON
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    field_of,
    modal,
    quotation,
    section,
    text_input,
    user_select,
)
from bot.slack.text import escape, harmless

RAISE, DECIDE, OPEN_CORRECT, OPEN_DECLINE, SAVE_CORRECT = (
    "metrics.dispute_raise",
    "metrics.dispute_decide",
    "metrics.dispute_correct",
    "metrics.dispute_decline",
    "metrics.correct_save",
)


def dispute_form(row: CreditRow, currency: str, today: date) -> dict[str, Any]:
    """Form in which a rep says what is wrong with a credit."""
    blocks = [
        section(_row_text(row, currency, today)),
        field_of(
            "reason",
            "What is wrong with it?",
            text_input(
                "reason", multiline=True, longest=LONGEST_REASON, placeholder="We agreed on 70%, not 50%"
            ),
            hint="Your manager reads it and decides; nobody else sees it.",
        ),
    ]
    return modal(RAISE, "Dispute a row", blocks, submit="Send", close="Cancel", metadata=str(row.id))


def _row_text(row: CreditRow, currency: str, today: date) -> str:
    amount = "waits for a rate" if row.amount_base is None else write_amount(row.amount_base, currency)
    where = f"{row.source} {escape(row.external_id)}"
    return f"*{row.deal}* · {amount} · {write_day(row.credit_date, today)} · {where}"


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


def correct_form(row: CreditRow, currency: str, today: date, metadata: str) -> dict[str, Any]:
    """Form for the amount that the person should have from the deal, and the reason."""
    blocks = [
        section(_row_text(row, currency, today)),
        field_of(
            "amount",
            f"What should stand there ({currency})",
            text_input("amount", longest=40, placeholder="28000"),
            hint="All that this person should have of the deal. 0 takes everything away.",
        ),
        field_of(
            "other",
            "The difference goes to",
            user_select("other", placeholder="Nobody"),
            optional=True,
        ),
        field_of("answer", "Why", text_input("answer", multiline=True, longest=LONGEST_REASON)),
    ]
    return modal(SAVE_CORRECT, "Correct a row", blocks, submit="Correct", close="Cancel", metadata=metadata)


def decline_form(row: CreditRow, currency: str, today: date, metadata: str) -> dict[str, Any]:
    """Form for the reason why the credit stays."""
    blocks = [
        section(_row_text(row, currency, today)),
        field_of("answer", "Why it is right", text_input("answer", multiline=True, longest=LONGEST_REASON)),
    ]
    return modal(DECIDE, "Decline a dispute", blocks, submit="Decline", close="Cancel", metadata=metadata)


KINDS: dict[str, NoticeKind[Any]] = {
    ASKED: untyped(asked, "Disputes of your team's numbers"),
    DECIDED: untyped(decided, "Answers to your disputes", decided_line),
}
