"""The accounting settings as a message; pure."""

from datetime import date

from bot.common.dates import write_day
from bot.common.day_words import MONTHS
from bot.features.workspace.rules.books import BookRules
from bot.slack.blocks import Block, Message, actions, button, header, section

CHANGE_RULES = "metrics.rules_change"


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
        "Own entries count once the manager confirms them"
        if rules.takes_own_entries
        else "Own entries are off: deals come from sources alone",
        locked,
    )
    blocks: list[Block] = [header("How it is counted"), section("\n".join(f"• {line}" for line in lines))]
    if may_change:
        blocks.append(actions(button("Change", CHANGE_RULES)))
    return Message("How it is counted", blocks)
