"""The days of a weekly board, as of yesterday."""

from datetime import date

import pytest

from bot.common.date_ranges import Fiscal, Pattern, YearName
from bot.common.locales import Locale
from bot.features.leaderboards.service.posting import board_days

MONDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 26)
SUNDAYS = Locale(fiscal=Fiscal(week_start=6))
RETAIL = Locale(fiscal=Fiscal(2, Pattern.weeks_454, week_start=6, year_name=YearName.begins))


@pytest.mark.parametrize(
    ("period", "today", "locale", "start"),
    [
        ("this week", MONDAY, Locale(), date(2026, 11, 16)),
        ("this week", MONDAY, SUNDAYS, date(2026, 11, 15)),
        (
            "this week",
            MONDAY,
            Locale(fiscal=SUNDAYS.fiscal, workdays=frozenset({6, 0, 1, 2, 3})),
            date(2026, 11, 22),
        ),
        ("this week", THURSDAY, SUNDAYS, date(2026, 11, 22)),
        ("last week", THURSDAY, SUNDAYS, date(2026, 11, 15)),
        ("this quarter", MONDAY, SUNDAYS, date(2026, 10, 1)),
        ("this week", date(2024, 2, 5), RETAIL, date(2024, 1, 28)),
        ("this month", date(2024, 2, 4), RETAIL, date(2023, 12, 31)),
        ("this month", date(2024, 2, 5), RETAIL, date(2024, 2, 4)),
        ("last month", date(2024, 2, 5), RETAIL, date(2023, 12, 31)),
        ("this quarter", date(2025, 2, 2), RETAIL, date(2024, 11, 3)),
        ("this quarter", date(2026, 2, 2), RETAIL, date(2026, 2, 1)),
    ],
)
def test_a_week_without_a_working_day_so_far_is_too_young(
    period: str, today: date, locale: Locale, start: date
) -> None:
    """A Sunday alone is no board; the week before is, unless people work on Sundays."""
    days = board_days(period, today, locale)
    assert days is not None
    assert days.start == start
