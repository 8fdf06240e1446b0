"""Form of the accounting settings; pure."""

from bot.common.date_ranges import Pattern
from bot.common.day_words import MONTHS
from bot.features.ledger.rules.stages import stages_from
from bot.framework.forms.choices import CheckField, ChoiceField
from bot.framework.forms.form import Form, ParsedValues
from bot.framework.forms.texts import LongTextField, TextField
from bot.slack.text import unescape


class BookRulesForm(Form[ParsedValues]):
    """Base currency, fiscal year, stages and proration, as BookRules have them."""

    callback_id, title, submit = "metrics.rules_save", "How it is counted", "Save"
    saved_title = "Metrics"
    drafts = False

    currency = TextField("Base currency", 3, reads=str.upper)
    month = ChoiceField(
        "The fiscal year begins in",
        dict(enumerate(MONTHS, 1)),
        initial=lambda rules: rules.fiscal.first_month,
    )
    pattern = ChoiceField(
        "Months",
        {p: "Calendar months" if p is Pattern.calendar else f"Weeks {p.value}" for p in Pattern},
        initial=lambda rules: rules.fiscal.pattern,
    )
    working = CheckField(
        "Quotas", "Cut quotas by working days", value="working", initial=lambda rules: rules.by_working_days
    )
    own_entries = ChoiceField(
        "Own entries",
        {"ask": "Count once the manager confirms them", "off": "Off: deals come from sources alone"},
        initial=lambda rules: "ask" if rules.takes_own_entries else "off",
    )
    stages = LongTextField(
        "Stages in their order",
        1500,
        reads=stages_from,
        optional=True,
        hint="One a line, without the last ones (won, lost).",
        initial=lambda rules: unescape("\n".join(rules.stages)),
    )
