"""The accounting settings as a message; pure."""

from datetime import date

from bot.common.date_ranges import Fiscal, YearName, YearStart
from bot.common.dates import write_day, write_days
from bot.common.day_words import MONTHS, WEEKDAYS
from bot.features.workspace.rules.books import BookRules
from bot.slack.blocks import Block, Message, actions, button, header, section

CHANGE_RULES = "metrics.rules_change"


def rules_message(rules: BookRules, today: date, *, may_change: bool) -> Message:
    """Shows the accounting settings; `may_change` adds the button for an admin."""
    locked = "Nothing is locked."
    if rules.locked_before:
        day = write_day(rules.locked_before, today)
        locked = f"What lies before {day} is locked: what comes late counts on the day on which it comes."
    counted = "working days" if rules.by_working_days else "calendar days"
    lines = (
        f"Base currency: *{rules.currency}*",
        _fiscal_year(rules.fiscal, today),
        f"The books begin on *{write_day(rules.books_begin, today)}*"
        if rules.books_begin
        else "The books begin with the earliest day that a source tells",
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


def days_of_year(fiscal: Fiscal, today: date) -> str:
    """The present fiscal year with its days: `FY2026: 1 Feb 2026 to 30 Jan 2027`, in weeks how many."""
    year = fiscal.year_of(today)
    weeks = f", {year.length // 7} weeks" if fiscal.is_in_weeks else ""
    return f"{year.label}: {write_days(year.start, year.last, today)}{weeks}"


def _fiscal_year(fiscal: Fiscal, today: date) -> str:
    month, week_start = MONTHS[fiscal.first_month - 1], WEEKDAYS[fiscal.week_start]
    begins, months = f"in *{month}*", "by the calendar"
    if fiscal.is_in_weeks:
        which = {
            YearStart.nearest: f"the {week_start} nearest to",
            YearStart.last: f"the last {week_start} up to",
            YearStart.first: f"the first {week_start} from",
        }[fiscal.year_start]
        begins = f"on {which} *{fiscal.first_day} {month}*"
        months = f"weeks {fiscal.pattern}, a 53rd in month {fiscal.long_month}"
    named = "begins" if fiscal.year_name is YearName.begins else "ends"
    return (
        f"Fiscal year: begins {begins}; months: {months}; named by the year in which it {named}; "
        f"weeks begin on {week_start} ({days_of_year(fiscal, today)})"
    )
