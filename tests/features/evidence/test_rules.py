"""The stream of evidence: its order, its spread over the months, and what is wrong with it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.date_ranges import DateRange, Fiscal
from bot.common.errors import BadInput
from bot.features.evidence.commands import GRAMMAR, ShowEvidence
from bot.features.evidence.rules import (
    EvidenceItem,
    Source,
    counts_in_words,
    coverage,
    is_recent_only,
    months_in,
    ordered,
)
from bot.features.evidence.views import item_view, words_of

QUARTER = DateRange(date(2026, 10, 1), date(2027, 1, 1), "Q4 2026")
ITEMS = st.builds(
    EvidenceItem,
    st.sampled_from(Source),
    st.integers(1, 5),
    st.dates(QUARTER.start, QUARTER.last),
    st.just("line"),
)


@given(st.lists(ITEMS), st.randoms())
def test_the_order_is_always_the_same(items: list[EvidenceItem], dice: object) -> None:
    """However they come: by day, and within a day by kind and number."""
    shuffled = list(items)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert ordered(items) == ordered(shuffled)
    assert [each.day for each in ordered(items)] == sorted(each.day for each in items)


@given(st.lists(ITEMS), st.dates(QUARTER.start, QUARTER.last))
def test_each_item_counts_in_one_month(items: list[EvidenceItem], first: date) -> None:
    """The months cover the days, without a gap or an overlap."""
    days = DateRange(first, QUARTER.end)
    inside = [each for each in items if each.day in days]
    months = months_in(days, Fiscal())
    assert sum(count for _, count in coverage(inside, months)) == len(inside)
    assert sum(month.length for month in months) == days.length


def test_only_the_newest_is_remembered() -> None:
    """Told when everything is from the last month of a longer time."""
    new = EvidenceItem(Source.kudos, 1, QUARTER.last, "line")
    old = EvidenceItem(Source.kudos, 2, QUARTER.start, "line")
    after = QUARTER.end + timedelta(days=9)
    assert is_recent_only([new], QUARTER, after)
    assert not is_recent_only([new, old], QUARTER, after)
    assert not is_recent_only([], QUARTER, after)
    assert not is_recent_only([new], DateRange(QUARTER.end - timedelta(days=20), QUARTER.end), after)
    # Within the quarter the last month is the one before today.
    middle = EvidenceItem(Source.kudos, 3, date(2026, 11, 20), "line")
    assert is_recent_only([middle], QUARTER, date(2026, 11, 24))
    assert not is_recent_only([middle], QUARTER, after)


def test_words() -> None:
    """About whom, and of which days."""
    assert GRAMMAR.parse("<@U0BEN> last quarter", None) == ShowEvidence("U0BEN", "last quarter")
    assert GRAMMAR.parse("", None) == ShowEvidence("", "")
    with pytest.raises(BadInput, match="One person"):
        GRAMMAR.parse("<@U0BEN> <@U0ANA>", None)


def test_counts_in_words() -> None:
    """The most first, one and several by their names."""
    kinds = [Source.kudos, Source.kudos, Source.credit, Source.feedback]
    items = [EvidenceItem(kind, place, QUARTER.start, "line") for place, kind in enumerate(kinds)]

    assert counts_in_words(items) == "2 thanks, 1 deal line, 1 feedback"
    assert counts_in_words([]) == ""


def test_every_kind_can_be_shown() -> None:
    """In the list and opened, with a sign of its own."""
    items = [EvidenceItem(kind, 1, QUARTER.start, "line") for kind in Source]
    assert all("*1 Oct* line" in words_of(item, QUARTER) for item in items)
    assert all(f"*{item.source}* · 1 Oct" in str(item_view(item)) for item in items)
    assert len({words_of(item, QUARTER) for item in items}) == len(Source)
