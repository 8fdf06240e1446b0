"""Percents, days, times, money and names have one way of being written."""

from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import pytest

from bot.common.dates import write_day, write_days, write_time
from bot.common.naming import as_subject, called, first_names, whose
from bot.common.numbers import show_amount
from bot.common.percents import exact_percent, whole_percent

TODAY = date(2026, 11, 23)
NAMES = {"B": "Ben Walker", "G": "Grace Kim", "H": "Ben Hur"}


@pytest.mark.parametrize(
    ("share", "whole", "exact"),
    [
        (Fraction("0.625"), "63%", "62.5%"),
        (Fraction("0.99476"), "99%", "99.5%"),
        (Fraction("0.9997"), "99%", "99.9%"),
        (Fraction(1), "100%", "100.0%"),
        (Fraction("1.0004"), "100%", "100.0%"),
        (Fraction(13), "1,300%", "1,300.0%"),
        (Fraction("-0.3333"), "-33%", "-33.3%"),
        (Fraction("-0.0001"), "0%", "0.0%"),
    ],
)
def test_no_percent_is_rounded_over_a_hundred(share: Fraction, whole: str, exact: str) -> None:
    """Half up, but what is not met never reads as met."""
    assert (whole_percent(share), exact_percent(share)) == (whole, exact)


def test_days_and_times() -> None:
    """The year stands where a day is over six months away; hours are of 24."""
    days = [date(2027, 1, 8), date(2026, 5, 24), date(2026, 5, 23), date(2027, 5, 26)]
    assert [write_day(day, TODAY) for day in days] == [
        "Fri 8 Jan",
        "Sun 24 May",
        "Sat 23 May 2026",
        "Wed 26 May 2027",
    ]
    assert write_days(date(2026, 10, 1), date(2027, 1, 8), TODAY) == "1 Oct to 8 Jan"
    assert write_days(date(2026, 2, 1), date(2027, 1, 30), TODAY) == "1 Feb 2026 to 30 Jan 2027"
    assert [write_time(each) for each in (time(9), time(0, 5), time(17, 30))] == ["9:00", "0:05", "17:30"]


def test_cents_end_at_a_thousand() -> None:
    """Of money alone: other numbers keep what they have."""
    shown = [(Decimal("999.5"), "USD"), (Decimal("1000.5"), "USD"), (Decimal("-21000.4"), "EUR")]
    assert [show_amount(*each) for each in shown] == ["$999.5", "$1,001", "-€21,000"]
    assert show_amount(Decimal("1234.5")) == "1,234.5"


def test_the_reader_is_you() -> None:
    """Everybody else has a name, a short one where only they have it."""
    assert (called("B", NAMES, "B"), called("B", NAMES, "G"), called("X", NAMES, "B")) == (
        "you",
        "Ben Walker",
        "Someone",
    )
    assert (whose("B", NAMES, "B"), whose("G", NAMES, "B")) == ("your", "Grace Kim's")
    assert (as_subject("you"), as_subject("Ben Walker")) == ("You", "Ben Walker")
    assert first_names(NAMES) == {"B": "Ben Walker", "G": "Grace", "H": "Ben Hur"}
