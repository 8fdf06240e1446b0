"""Forms of disputes about credits, for the rep and for who decides; pure."""

from dataclasses import dataclass
from datetime import date

from bot.common.dates import write_day
from bot.common.numbers import show_amount
from bot.features.ledger.rules.listings import CreditRow
from bot.features.metrics.rules.facts import LONGEST_REASON
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import PersonField
from bot.framework.forms.texts import LongTextField, MoneyField


@dataclass(frozen=True)
class DisputedRow:
    """A credit, the base currency, and the viewer's day."""

    row: CreditRow
    currency: str
    today: date


def _row_text(start: DisputedRow) -> str:
    row = start.row
    base = row.amount_base
    amount = "waits for a rate" if base is None else show_amount(base, start.currency)
    when = write_day(row.credit_date, start.today)
    return f"*{row.deal}* · {amount} · {when} · {row.source} {row.external_id}"


class _AboutRow(Form[ParsedValues]):
    saved_title = "Metrics"
    drafts = False

    what = Note(_row_text)


class DisputeForm(_AboutRow):
    """A rep says what is wrong with a credit; about its id."""

    callback_id, title, submit = "metrics.dispute_raise", "Dispute a row", "Send"

    reason = LongTextField(
        "What is wrong with it?",
        LONGEST_REASON,
        placeholder="We agreed on 70%, not 50%",
        hint="Your manager reads it and decides; nobody else sees it.",
    )


class CorrectForm(_AboutRow):
    """What the person should have from the deal, and why; about `dispute:credit`, 0 where nobody disputes."""

    callback_id, title, submit = "metrics.correct_save", "Correct a row", "Correct"

    amount = MoneyField(
        lambda start: f"What should stand there ({start.currency})",
        placeholder="28000",
        hint="All that this person should have of the deal. 0 takes everything away.",
    )
    other = PersonField("The difference goes to", optional=True, placeholder="Nobody")
    answer = LongTextField("Why", LONGEST_REASON)


class DeclineForm(_AboutRow):
    """The reason why the credit stays; about `dispute:credit`."""

    callback_id, title, submit = "metrics.dispute_decide", "Decline a dispute", "Decline"

    answer = LongTextField("Why it is right", LONGEST_REASON)
