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


def test_weeks_are_those_that_the_year_has() -> None:
    """2020 and 2026 have a week 53; another number, or a week to come, is no period."""
    new_year = date(2026, 12, 30)
    table = [
        ("week 53", new_year, "2026-12-28 to 2026-12-30"),
        ("cw53", new_year, "2026-12-28 to 2026-12-30"),
        ("week 53", date(2026, 11, 25), ""),
        ("week 53", IN_JANUARY, ""),
        ("week 53 2020", new_year, "2020-12-28 to 2021-01-03"),
        ("week 53 2025", new_year, ""),
        ("week 54", new_year, ""),
        ("week 0", new_year, ""),
        ("week 1", new_year, "2025-12-29 to 2026-01-04"),
    ]
    assert [(words, on, back(words.split(), on, CALENDAR)) for words, on, _ in table] == table
    named = [period_named(words.split(), "in", KNOWN) for words in ("week 50 of 2025", "week 53 of 2026")]
    assert named == ["2025-12-08 to 2025-12-14", None]
