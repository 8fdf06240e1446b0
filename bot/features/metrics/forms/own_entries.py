"""Form for an entry that is not right as it was written; pure."""

from dataclasses import dataclass
from datetime import date

from bot.common.dates import write_day
from bot.common.numbers import Amount, show_amount
from bot.features.ledger.rules.own_entries import LONGEST_REASON, OwnEntry
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import DayField
from bot.framework.forms.texts import LongTextField, MoneyField


@dataclass(frozen=True)
class DoubtedEntry:
    """An entry, whose it is, and the viewer's day."""

    entry: OwnEntry
    who: str
    today: date


def _said(start: DoubtedEntry) -> str:
    entry = start.entry
    amount, day = show_amount(entry.amount, entry.currency), write_day(entry.closed_on, start.today)
    return f"*{start.who}* wrote down *{entry.name}*, {amount}, won {day}."


class OtherwiseForm(Form[ParsedValues]):
    """What is right instead, or why it does not count, from a DoubtedEntry; about the id of its deal."""

    callback_id, title, submit = "metrics.own_otherwise", "Not like that", "Send"
    saved_title = "Metrics"
    drafts = False

    what = Note(_said)
    amount = MoneyField(
        "Amount",
        above_zero=True,
        hint="Another amount or day confirms the deal with that.",
        initial=lambda start: Amount(start.entry.amount, start.entry.currency),
    )
    closed_on = DayField("Won on", initial=lambda start: start.entry.closed_on)
    reason = LongTextField(
        "Or why it does not count",
        LONGEST_REASON,
        optional=True,
        placeholder="The contract is not signed yet",
        hint="Declines it. Whoever wrote it down reads this, and can dispute it.",
    )
