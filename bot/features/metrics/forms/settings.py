"""Form and message of the accounting settings; pure."""

from datetime import date
from typing import Any

from bot.common.date_ranges import Pattern
from bot.common.dates import MONTHS, write_day
from bot.features.ledger.rules.facts import BookRules
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    button,
    checkbox,
    field_of,
    header,
    modal,
    option,
    section,
    select,
    text_input,
)
from bot.slack.text import unescape

SAVE_RULES, CHANGE_RULES = "metrics.rules_save", "metrics.rules_change"


def rules_message(rules: BookRules, today: date, *, may_change: bool) -> Message:
    """Shows the accounting settings; `may_change` adds the button for an admin."""
    locked = "Nothing is locked."
    if rules.locked_before:
        day = write_day(rules.locked_before, today)
        locked = f"What lies before {day} is locked: facts that come late count from today."
    counted = "working days" if rules.by_working_days else "calendar days"
    lines = (
        f"Base currency: *{rules.currency}*",
        f"Fiscal year: begins in *{MONTHS[rules.fiscal.first_month - 1]}*; months: {rules.fiscal.pattern}",
        f"Quotas are cut by *{counted}*",
        f"Stages: {' > '.join(rules.stages) if rules.stages else 'none named, so no conversion by stage'}",
        locked,
    )
    blocks: list[Block] = [header("How it is counted"), section("\n".join(f"• {line}" for line in lines))]
    if may_change:
        blocks.append(actions(button("Change", CHANGE_RULES)))
    return Message("How it is counted", blocks)


def rules_form(rules: BookRules) -> dict[str, Any]:
    """Form in which an admin changes base currency, fiscal year, stages and proration."""
    months = [option(name, str(number)) for number, name in enumerate(MONTHS, 1)]
    patterns = [
        option("Calendar months" if p is Pattern.calendar else f"Weeks {p.value}", p.value) for p in Pattern
    ]
    pattern = next(each for each in patterns if each["value"] == rules.fiscal.pattern.value)
    working = option("Cut quotas by working days", "working")
    blocks = [
        field_of("currency", "Base currency", text_input("currency", initial=rules.currency, longest=3)),
        field_of(
            "month",
            "The fiscal year begins in",
            select("month", months, initial=months[rules.fiscal.first_month - 1]),
        ),
        field_of("pattern", "Months", select("pattern", patterns, initial=pattern)),
        field_of(
            "working", "Quotas", checkbox("working", working, checked=rules.by_working_days), optional=True
        ),
        field_of(
            "stages",
            "Stages in their order",
            text_input("stages", initial=unescape("\n".join(rules.stages)), multiline=True, longest=1500),
            optional=True,
            hint="One a line, without the last ones (won, lost).",
        ),
    ]
    return modal(SAVE_RULES, "How it is counted", blocks, submit="Save", close="Cancel")


def said_view(text: str) -> dict[str, Any]:
    """Window shown once a form of metrics is stored, with this sentence."""
    return modal("metrics.said", "Metrics", [section(text)])
