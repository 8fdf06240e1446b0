"""Months in sentences are those of the fiscal calendar, as they are after commands."""

from datetime import date

from bot.common.date_ranges import Fiscal, Pattern, YearName
from bot.features.ask.rules.facts import KnownNames
from bot.features.ask.rules.periods.back import back
from bot.features.ask.rules.periods.naming import period_named

RETAIL = Fiscal(2, Pattern.weeks_454, week_start=6, year_name=YearName.begins)
CALENDAR = Fiscal()
IN_JANUARY = date(2024, 2, 2)
KNOWN = KnownNames("U0ANA", date(2026, 11, 25))


def test_months_are_fiscal_months() -> None:
    """Retail's January of 2024 ends on 3 February, and its February has not begun before."""
    table = [
        ("since february", RETAIL, "2023-01-29 to 2024-02-02"),
        ("since february", CALENDAR, "2024-02-01 to 2024-02-02"),
        ("from january on", RETAIL, "2023-12-31 to 2024-02-02"),
        ("from january on", CALENDAR, "2024-01-01 to 2024-02-02"),
        ("since beginning january", RETAIL, "2023-12-31 to 2024-02-02"),
        ("october last year", RETAIL, "2023-10-01 to 2023-10-28"),
        ("october last year", CALENDAR, "2023-10-01 to 2023-10-31"),
        ("february to march", RETAIL, "2023-01-29 to 2023-04-01"),
        ("october to december", CALENDAR, "2023-10-01 to 2023-12-31"),
    ]
    told = [(words, fiscal, back(words.split(), IN_JANUARY, fiscal)) for words, fiscal, _ in table]
    assert told == table


def test_days_may_be_words() -> None:
    """A number in words, with no other word of time beside it, is a day of the month like one in digits."""
    table = [
        ("from ten onwards", "2026-11-10 to 2026-11-25"),
        ("between five and ten", "2026-11-05 to 2026-11-10"),
        ("from three until six", "2026-11-03 to 2026-11-06"),
        ("between deals and quotas", None),
    ]
    assert [(words, period_named(words.split(), "", KNOWN)) for words, _ in table] == table
