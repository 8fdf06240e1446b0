"""How a week went, in a sentence; and of when the numbers are, in plain words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.common.date_ranges import DateRange, Fiscal
from bot.features.ledger.rules.facts import Facts
from bot.features.metrics.rules.facts import data_notes
from bot.features.metrics.rules.weeks.heard import heard_words, is_old, old_words
from bot.features.metrics.rules.weeks.told import (
    MemberFacts,
    better_than_usual,
    judged,
    member_lines,
    own_said,
    team_said,
)
from tests.features.metrics.books import credit, facts, seller

MONDAY = date(2026, 11, 30)
WEEK = DateRange(date(2026, 11, 23), MONDAY, "week of 23 Nov")
QUARTER = Fiscal().quarter_of(WEEK.last)


def books(booked: int, *, usual: int = 1000, off: int = 0, weeks: int = 8) -> Facts:
    """A person with as many equal weeks before, and this week with `off` days off more than those."""
    before = [credit(usual, WEEK.start - timedelta(weeks=back)) for back in range(1, weeks + 1)]
    now = [credit(booked, WEEK.start)] if booked else []
    found = facts(MONDAY, sellers=[seller()], credits=[*before, *now])
    days_off = {WEEK.start + timedelta(days=day) for day in range(off)}
    rules = replace(found.rules, is_off=lambda day: day.weekday() > 4 or day in days_off)
    return replace(found, rules=rules, recorded_from=WEEK.start - timedelta(weeks=weeks))


def test_how_a_week_went() -> None:
    """By its part of a usual one; a week with days off is held against as much of it; else no judgement."""
    rows = {
        (1250, 0): "a strong week",
        (1249, 0): "a good week",
        (1050, 0): "a good week",
        (1049, 0): "a usual week",
        (800, 0): "a usual week",
        (799, 0): "a quieter week",
        (0, 0): "a quieter week",
        (750, 2): "a strong week",
        (600, 2): "a usual week",
        (479, 2): "a quieter week",
        (600, 5): "a strong week",
    }
    assert {row: judged(books(row[0], off=row[1]), WEEK) for row in rows} == rows
    assert judged(books(1000, weeks=3), WEEK) == ""
    assert judged(books(1000, usual=0), WEEK) == ""


def test_a_week_in_a_sentence() -> None:
    """What a rep and a team read; of nothing there is nothing to name."""
    busy, quiet, new = books(47_400, usual=23_700), books(0, usual=23_700), books(500, weeks=2)
    assert own_said(busy, WEEK, ["Kite & Co"]) == "$47,400 booked (Kite & Co); a usual week brings $23,700."
    assert "(A, B and 2 more)" in own_said(busy, WEEK, ["A", "B", "C", "D"])
    assert own_said(quiet, WEEK, []) == "nothing booked; a usual week brings $23,700."
    assert own_said(new, WEEK, ["A"]) == "$500 booked (A)."
    assert team_said(quiet, QUARTER, WEEK, in_public=True).startswith("Nothing booked; a usual week brings")
    assert "usual" not in team_said(quiet, QUARTER, WEEK, in_public=False)


def test_whose_week_was_above_usual() -> None:
    """More than a tenth, by the alphabet, three at most; members are told the worst pace first."""
    members = [
        MemberFacts(name, books(booked), name.casefold())
        for name, booked in (("Zoe", 1200), ("Ana", 1101), ("Ben", 1100), ("Eve", 5000), ("Kim", 2000))
    ]
    assert [each.name for each in better_than_usual(members, WEEK)] == ["Ana", "Eve", "Kim"]
    rested = better_than_usual(members, WEEK, {"ana", "ben"})
    assert [each.name for each in rested] == ["Eve", "Kim", "Zoe"], "who was named leaves the room to others"
    lines = member_lines([MemberFacts("Ben", books(0)), *members[:1]], QUARTER, WEEK)
    assert sorted(lines) == ["Ben nothing", "Zoe $1,200"], "without a quota there is nothing else to tell"


def test_of_when_the_numbers_are() -> None:
    """Old once a whole working day has passed; named by its weekday, then by its date; silent on that day."""
    london = ZoneInfo("Europe/London")
    friday = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
    quarter = DateRange(date(2026, 10, 1), date(2027, 1, 1))
    rows = {
        date(2026, 11, 27): ("", False),
        date(2026, 11, 28): ("Numbers are from Friday 9:30.", False),
        date(2026, 11, 30): ("Numbers are from Friday 9:30.", False),
        date(2026, 12, 1): ("Numbers are from Friday 9:30.", True),
        date(2026, 12, 3): ("Numbers are from Friday 9:30.", True),
        date(2026, 12, 4): ("Numbers are from 27 Nov.", True),
    }
    for today, (words, old) in rows.items():
        found = facts(today, sellers=[seller()])
        rules = replace(found.rules, is_off=lambda day: day.weekday() > 4, zone=london)
        heard = replace(found, rules=rules, synced_at={"crm": friday})
        assert (heard_words(heard), is_old(heard, friday)) == (words, old), today
        assert old_words(heard) == ([words] if old else [])
        below = words or "Numbers are from 9:30."
        assert data_notes(heard, quarter, is_in_charge=False) == [below], "the sign is for who is in charge"
        assert data_notes(heard, quarter, is_in_charge=True) == [f":warning: {below}" if old else below]
    two = replace(heard, synced_at={"crm": friday, "erp": datetime(2026, 12, 4, 8, tzinfo=UTC)})
    assert old_words(two) == ["Numbers of crm are from 27 Nov."]
    assert heard_words(two) == ""
