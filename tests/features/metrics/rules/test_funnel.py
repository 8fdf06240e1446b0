"""How many deals get past a stage, by what their sources tell of it."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

import pytest

from bot.common.date_ranges import DateRange
from bot.features.ledger.rules.facts import Facts, StageFact
from bot.features.metrics.rules.figures import MissingReason, words
from bot.features.metrics.rules.funnel import entered, stage_conversion
from tests.features.metrics.books import BEN, closed, facts

STAGES = ("Lead", "Demo", "Proposal")
OCTOBER = DateRange(date(2026, 10, 1), date(2026, 11, 1), "Oct 2026")


def october(day: int) -> date:
    """That day of October."""
    return OCTOBER.start + timedelta(days=day - 1)


def history(deal_id: int, *stages: tuple[str, int], is_open: bool = True) -> Iterable[StageFact]:
    """When a deal of Ben's entered its stages."""
    return [StageFact(deal_id, BEN, stage, october(day), is_open) for stage, day in stages]


def seen(*histories: Iterable[StageFact], won: dict[int, int], lost: dict[int, int]) -> Facts:
    """What is known on day 31; deals with the days on which they were closed."""
    decided = [closed(True, october(day), deal_id=deal) for deal, day in won.items()]
    decided += [closed(False, october(day), deal_id=deal) for deal, day in lost.items()]
    entries = [each for one in histories for each in one]
    return facts(october(31), stages=entries, closed=decided, stage_order=STAGES)


SIX = seen(
    history(1, ("Lead", 1), ("Demo", 6), ("Proposal", 16), is_open=False),
    history(2, ("Lead", 2), ("Demo", 12), is_open=False),
    history(3, ("Lead", 3), ("Proposal", 11), is_open=False),
    history(4, ("Lead", 4)),
    history(5, ("Lead", 5), ("Demo", 9), ("Lead", 12), ("Demo", 18), ("Proposal", 20)),
    history(6, ("Lead", 6), is_open=False),
    won={1: 30, 3: 25},
    lost={2: 20, 6: 13},
)


@pytest.mark.parametrize(
    ("stage", "value", "stay", "notes"),
    [
        ("Lead", Fraction(4, 6), 8, ("1 pending · 1 still in it",)),
        ("demo", Fraction(3, 4), 8, ()),
        ("Proposal", Fraction(2, 3), 14, ("1 pending · 1 still in it",)),
    ],
)
def test_six_deals(stage: str, value: Fraction, stay: int, notes: tuple[str, ...]) -> None:
    """Skipped stages are passed, going back undoes nothing, all stays in a stage are added."""
    figure = stage_conversion(SIX, OCTOBER, stage)
    assert (figure.value, figure.notes) == (value, notes)
    assert figure.parts[-1].value == stay
    assert words(figure, "USD") in ("66.7%", "75.0%")


def test_without_histories_there_is_no_conversion() -> None:
    nothing = seen(won={1: 30}, lost={})
    assert stage_conversion(nothing, OCTOBER, "Lead").code is MissingReason.no_history


def test_who_entered_before_did_not_enter_again() -> None:
    """The first day in a stage, or past it, decides; a stage that nobody entered says so."""
    november = DateRange(date(2026, 11, 1), date(2026, 12, 1))
    late = seen(
        [StageFact(1, BEN, "Lead", october(5), True), StageFact(1, BEN, "Demo", november.start, True)],
        won={},
        lost={},
    )
    assert [each.entry.entered_on for each in entered(late, OCTOBER, "Lead")] == [october(5)]
    assert stage_conversion(late, november, "Lead").code is MissingReason.none_entered
    assert stage_conversion(late, november, "Demo").n == 1
    assert entered(late, OCTOBER, "Unknown") == []


def test_a_won_deal_entered_what_it_skipped_when_it_was_won() -> None:
    """Its history ends before the stage."""
    straight = seen(history(1, ("Lead", 1), is_open=False), won={1: 20}, lost={})
    (one,) = entered(straight, OCTOBER, "Proposal")
    assert (one.entry.entered_on, one.stay, one.is_there) == (october(20), None, False)
