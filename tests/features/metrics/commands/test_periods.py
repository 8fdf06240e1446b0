"""Periods as people write them."""

from datetime import date

import pytest

from bot.common.date_ranges import Fiscal, Pattern
from bot.common.errors import BadInput
from bot.features.metrics.commands.periods import find_span, split_period

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("this week", "2026-11-23", "2026-11-30"),
        ("Last  Week", "2026-11-16", "2026-11-23"),
        ("month", "2026-11-01", "2026-12-01"),
        ("last month", "2026-10-01", "2026-11-01"),
        ("Q3", "2026-07-01", "2026-10-01"),
        ("q4 2025", "2025-10-01", "2026-01-01"),
        ("2025", "2025-01-01", "2026-01-01"),
        ("august", "2026-08-01", "2026-09-01"),
        ("Dec", "2025-12-01", "2026-01-01"),
        ("Dec 2026", "2026-12-01", "2027-01-01"),
        ("2026-02", "2026-02-01", "2026-03-01"),
        ("last 30 days", "2026-10-26", "2026-11-25"),
        ("since 1 Sep", "2026-09-01", "2026-11-25"),
        ("since 2026-09-01", "2026-09-01", "2026-11-25"),
        ("since 25 Dec", "2025-12-25", "2026-11-25"),
        ("since friday", "2026-11-20", "2026-11-25"),
        ("1 Jul to 14 Aug", "2026-07-01", "2026-08-15"),
        ("yesterday", "2026-11-23", "2026-11-24"),
    ],
)
def test_periods(text: str, start: str, end: str) -> None:
    span = find_span(text, TODAY, Fiscal())
    assert span is not None
    assert (span.start.isoformat(), span.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "text", ["soon", "Q5", "last 0 days", "since tomorrow", "31 Feb to 1 Mar", "2026-13"]
)
def test_other_words_are_no_period(text: str) -> None:
    assert find_span(text, TODAY, Fiscal()) is None


@pytest.mark.parametrize("fiscal", [Fiscal(), Fiscal(2), Fiscal(12, Pattern.weeks_445)])
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("until 31 Dec 9999", ""),
        ("me until 31 Dec 9999", "31 dec 9999"),
        ("since 1 Jan 0001", "1 jan 0001"),
        ("me 1 Jan 0001", "jan 0001"),
        ("1 Jul to 9999-12-31", "9999-12-31"),
        ("Dec 9999", "dec 9999"),
        ("9999-12", "9999-12"),
        ("0001-01", "0001-01"),
        ("Q4 9999", "q4 9999"),
        ("Q1 0000", "q1 0000"),
        ("2999", "2999"),
    ],
)
def test_far_years_are_refused(text: str, shown: str, fiscal: Fiscal) -> None:
    """By the words that name them."""
    with pytest.raises(BadInput, match=f"“.*{shown}” is too far away"):
        split_period(text, TODAY, fiscal)


@pytest.mark.parametrize("fiscal", [Fiscal(), Fiscal(2), Fiscal(12, Pattern.weeks_445)])
@pytest.mark.parametrize("text", ["Dec 2199", "Q4 2199", "2199-12", "fy2199", "Jan 1900", "since 1 Jan 1900"])
def test_the_farthest_years_can_be_reckoned_with(text: str, fiscal: Fiscal) -> None:
    span = find_span(text, TODAY, fiscal)
    assert span is not None
    assert fiscal.quarter_of(span.start).start <= span.start


def test_what_can_be_read_in_two_ways_is_asked_back() -> None:
    with pytest.raises(BadInput, match="can be 2026-09-10 or 2026-10-09"):
        find_span("since 09/10/2026", TODAY, Fiscal())


def test_a_fiscal_year_is_named_by_the_year_in_which_it_ends() -> None:
    fiscal = Fiscal(first_month=2)
    found = [find_span(text, TODAY, fiscal) for text in ("this quarter", "Q1 2027", "fy2026")]
    assert [span.label for span in found if span] == ["Q4 FY2027", "Q1 FY2027", "FY2026"]
    assert [span.start for span in found[1:] if span] == [date(2026, 2, 1), date(2025, 2, 1)]


@pytest.mark.parametrize("pattern", [Pattern.weeks_445, Pattern.weeks_454, Pattern.weeks_544])
def test_years_in_weeks_have_52_or_53_and_no_gap(pattern: Pattern) -> None:
    fiscal = Fiscal(2, pattern)
    lengths = [fiscal.year(number).length // 7 for number in range(2017, 2031)]
    assert set(lengths) == {52, 53}
    assert lengths.count(53) == 3
    for number in range(2017, 2031):
        months = fiscal.months(number)
        assert months[0].start.weekday() == 0
        assert [one.end for one in months[:-1]] == [one.start for one in months[1:]]
        assert sum(month.length for month in months) == fiscal.year(number).length
    assert [month.length // 7 for month in fiscal.months(2026)[:3]] == [int(n) for n in pattern.split("-")]


def test_a_period_at_the_end_of_other_words() -> None:
    assert split_period("mid-market last month", TODAY, Fiscal())[0] == "mid-market"
    words, span = split_period("win rate since 1 sep", TODAY, Fiscal())
    assert words == "win rate"
    assert span is not None
    assert span.label == "since 1 Sep 2026"
    assert split_period("mid-market", TODAY, Fiscal()) == ("mid-market", None)
