"""Days as people write them."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.date_ranges import Fiscal
from bot.common.dates import find_day, find_past_day, parse_day, write_day
from bot.common.day_words import last_workday
from bot.common.errors import BadInput
from bot.common.locales import Locale

TODAY = date(2026, 11, 23)  # a Monday
days = st.dates(TODAY, date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-31", date(2026, 12, 31)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 24)),
        ("friday", date(2026, 11, 27)),
        ("Fri", date(2026, 11, 27)),
        ("monday", TODAY),
        ("next mon", date(2026, 11, 30)),
        ("next friday", date(2026, 12, 4)),
        ("Friday week", date(2026, 12, 4)),
        ("this sun", date(2026, 11, 29)),
        ("31 Dec", date(2026, 12, 31)),
        ("Dec 31", date(2026, 12, 31)),
        ("31st of december", date(2026, 12, 31)),
        ("Fri 1 Jan", date(2027, 1, 1)),
        ("3 Jan", date(2027, 1, 3)),
        ("December 3rd, 2027", date(2027, 12, 3)),
        ("29 feb", date(2028, 2, 29)),
        ("eow", date(2026, 11, 27)),
        ("eom", date(2026, 11, 30)),
        ("eoq", date(2026, 12, 31)),
        ("eoy", date(2026, 12, 31)),
        ("end of the month", date(2026, 11, 30)),
        ("end of quarter", date(2026, 12, 31)),
        ("in 3 days", date(2026, 11, 26)),
        ("in 1 week", date(2026, 11, 30)),
        ("in 3 months", date(2027, 2, 23)),
        ("25/12/2026", date(2026, 12, 25)),
        ("12.25.2026", date(2026, 12, 25)),
        ("12/12/2026", date(2026, 12, 12)),
    ],
)
def test_one_reading(text: str, day: date) -> None:
    """ISO, weekdays, days of months, ends of periods, distances."""
    assert parse_day(text, TODAY) == day


def test_two_readings_are_asked_back() -> None:
    """Both are shown, as they can be written without doubt."""
    with pytest.raises(BadInput, match="“12/11/2026” can be 2026-11-12 or 2026-12-11") as refused:
        parse_day("12/11/2026", TODAY, "due")
    assert refused.value.field == "due"


def test_day_and_month_in_digits_are_asked_back() -> None:
    """With the days that they may be."""
    said = {}
    for text in ("12/11", "12.11.", "31/12", "12-12", "29/02", "31/04", "0/0"):
        with pytest.raises(BadInput) as refused:
            parse_day(text, TODAY)
        said[text] = str(refused.value).partition(", 31 Dec")[0]
    assert said == {
        "12/11": "“12/11” can be 12 Nov or 11 Dec: write the one you mean like that.",
        "12.11.": "“12.11.” can be 12 Nov or 11 Dec: write the one you mean like that.",
        "31/12": "“31/12” is not a day that I can read. Write it as 31 Dec.",
        "12-12": "“12-12” is not a day that I can read. Write it as 12 Dec.",
        "29/02": "“29/02” is not a day that I can read. Write it as 29 Feb.",
        "31/04": "“31/04” is not a day that I can read. Write it as 2026-12-31",
        "0/0": "“0/0” is not a day that I can read. Write it as 2026-12-31",
    }


@pytest.mark.parametrize("text", ["2026-11-22", "1 Jan 2026", "1/13/2026"])
def test_the_past_is_refused(text: str) -> None:
    """With the day that was read."""
    with pytest.raises(BadInput, match="is past"):
        parse_day(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31 feb",
        "2026-13-01",
        "99/99/2026",
        "someday",
        "fr",
        "in 0 years",
        "2026",
        "32 Dec",
        "may",
        "next",
    ],
)
def test_no_day(text: str) -> None:
    """Refused, and the text is shown."""
    with pytest.raises(BadInput) as refused:
        parse_day(text, TODAY)
    assert f"“{text}” is not a day" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    ["31 Dec 9999", "9999-12-31", "31/12/9999", "1 Jan 2200", "Dec 31 9999", "1 Jan 0001", "0001-01-01"],
)
@pytest.mark.parametrize("read", [parse_day, find_day, find_past_day])
def test_far_years_are_refused(text: str, read: Callable[[str, date, str], date | None]) -> None:
    """Rather than reckoned with; the sentence shows the text, and says which years there are."""
    with pytest.raises(BadInput, match=f"“{text}” is too far away: write a year from 1900 to 2199") as bad:
        read(text, TODAY, "due")
    assert bad.value.field == "due"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("eoq", date(2027, 1, 31)),
        ("end of the quarter", date(2027, 1, 31)),
        ("end of next quarter", date(2027, 4, 30)),
        ("Q4", date(2027, 1, 31)),
        ("q1", date(2027, 4, 30)),
        ("Q2 FY2028", date(2027, 7, 31)),
        ("h1", date(2027, 7, 31)),
        ("fy27", date(2027, 1, 31)),
        ("eoy", date(2027, 1, 31)),
        ("eow", date(2026, 11, 26)),
        ("end of next week", date(2026, 12, 3)),
        ("end of december", date(2026, 12, 31)),
        ("in a week", date(2026, 11, 30)),
        ("tonight", TODAY),
    ],
)
def test_ends_are_those_of_the_workspace(text: str, day: date) -> None:
    """A fiscal year from February, and a week from Sunday to Thursday."""
    locale = Locale("EGP", Fiscal(first_month=2), frozenset({6, 0, 1, 2, 3}))
    assert parse_day(text, TODAY, locale=locale) == day


@pytest.mark.parametrize(
    ("workdays", "last"),
    [
        ({0, 1, 2, 3, 4}, 4),
        ({6, 0, 1, 2, 3}, 3),
        ({0, 1, 3, 4}, 4),
        ({5, 6}, 6),
        (set(range(7)), 6),
        ({2}, 2),
    ],
)
def test_the_end_of_a_working_week(workdays: set[int], last: int) -> None:
    """The day before the longest time off."""
    assert last_workday(frozenset(workdays)) == last


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday", date(2026, 11, 22)),
        ("last friday", date(2026, 11, 20)),
        ("last monday", date(2026, 11, 16)),
        ("3 days ago", date(2026, 11, 20)),
        ("a week ago", date(2026, 11, 16)),
        ("last quarter", date(2026, 9, 30)),
    ],
)
def test_the_past_in_words(text: str, day: date) -> None:
    """Read where a past day is asked for, and refused with the day where a coming one is."""
    assert find_past_day(text, TODAY) == day
    with pytest.raises(BadInput, match="is past"):
        parse_day(text, TODAY)


@given(day=days)
def test_what_is_shown_can_be_typed(day: date) -> None:
    """Reading what was written gives the same day again, as does ISO."""
    assert parse_day(write_day(day, TODAY), TODAY) == day
    assert parse_day(day.isoformat(), TODAY) == day


@given(text=st.text(), today=days)
def test_any_text(text: str, today: date) -> None:
    """It is a day that is not past, or it is refused."""
    with suppress(BadInput):
        assert parse_day(text, today) >= today


@given(today=st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_ends_of_periods(today: date) -> None:
    """The day after the end of a month, quarter or year begins the next one."""
    for words, months in (("eom", {*range(1, 13)}), ("eoq", {1, 4, 7, 10}), ("eoy", {1})):
        after = parse_day(words, today) + timedelta(days=1)
        assert after.day == 1
        assert after.month in months
