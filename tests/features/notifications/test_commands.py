"""`/pacer snooze ...`: what the words mean, and what cannot be meant."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.errors import BadInput
from bot.features.notifications.commands import (
    GRAMMAR,
    LONGEST,
    ShowNotifications,
    Snooze,
    SnoozeFor,
    SnoozeUntil,
    Wake,
)

MONDAY = date(2026, 11, 23)
WORDS = (
    "3d 3 days 2h 1 hour 1w 60d 61d 0d 0h 1441h 9999w tomorrow until for until friday mon sun off wake up "
    "stop 2026-12-24 2026-11-23 2026-02-30 20261224 2026-W52-4 9999-12-31 0001-01-01 next week ٣d <@U2> -1d"
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", ShowNotifications()),
        ("  ", ShowNotifications()),
        ("off", Wake()),
        ("OFF", Wake()),
        ("wake  up", Wake()),
        ("2h", SnoozeFor(timedelta(hours=2))),
        ("for 2 hours", SnoozeFor(timedelta(hours=2))),
        ("1440h", SnoozeFor(timedelta(days=60))),
        ("3d", SnoozeUntil(date(2026, 11, 26))),
        ("for 1 day", SnoozeUntil(date(2026, 11, 24))),
        ("2 Weeks", SnoozeUntil(date(2026, 12, 7))),
        ("60d", SnoozeUntil(date(2027, 1, 22))),
        ("tomorrow", SnoozeUntil(date(2026, 11, 24))),
        ("until tomorrow", SnoozeUntil(date(2026, 11, 24))),
        ("until friday", SnoozeUntil(date(2026, 11, 27))),
        ("Fri", SnoozeUntil(date(2026, 11, 27))),
        ("tues", SnoozeUntil(date(2026, 11, 24))),
        ("until thurs", SnoozeUntil(date(2026, 11, 26))),
        ("until monday", SnoozeUntil(date(2026, 11, 30))),  # today is Monday: the next one
        ("until sunday", SnoozeUntil(date(2026, 11, 29))),
        ("until 2026-12-24", SnoozeUntil(date(2026, 12, 24))),
    ],
)
def test_what_is_meant(text: str, meant: Snooze) -> None:
    """Lengths, weekdays, dates, and the words that end it."""
    assert GRAMMAR.parse(text, MONDAY) == meant


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("0d", "Zero is no time at all."),
        ("0 hours", "Zero is no time at all."),
        ("61d", "60 days is the longest snooze."),
        ("9w", "60 days is the longest snooze."),
        ("1441h", "60 days is the longest snooze."),
        ("until 2027-01-23", "60 days is the longest snooze."),
        ("until 2026-11-23", "2026-11-23 is not in the future."),
        ("2026-11-22", "2026-11-22 is not in the future."),
        ("until 2026-02-30", "I do not understand “until 2026-02-30”."),
        ("for ever", "I do not understand “for ever”."),
        ("-1d", "I do not understand “-1d”."),
        ("12345d", "I do not understand “12345d”."),
        ("s", "I do not understand “s”."),
        ("until", "I do not understand “until”."),
        ("<b> & co", "I do not understand “&lt;b&gt; &amp; co”."),
    ],
)
def test_what_cannot_be_meant(text: str, sentence: str) -> None:
    """One sentence says what was wrong, the next how to write it."""
    with pytest.raises(BadInput) as refused:
        GRAMMAR.parse(text, MONDAY)
    assert str(refused.value).startswith(f"{sentence} ")
    assert "`" in str(refused.value)


def test_long_nonsense_is_quoted_in_part() -> None:
    """Nobody is shown all of it again."""
    with pytest.raises(BadInput) as refused:
        GRAMMAR.parse("x" * 5000, MONDAY)
    assert len(str(refused.value)) < 300


days = st.dates(date(2020, 1, 1), date(2100, 1, 1))
texts = st.text() | st.lists(st.sampled_from(WORDS.split())).map(" ".join)


@given(texts, days)
def test_any_text_is_understood_or_refused(text: str, today: date) -> None:
    """Never another error, nothing in the past, nothing for longer than is allowed."""
    try:
        meant = GRAMMAR.parse(text, today)
    except BadInput:
        return
    if isinstance(meant, SnoozeFor):
        assert timedelta() < meant.length <= LONGEST
    if isinstance(meant, SnoozeUntil):
        assert today < meant.day <= today + LONGEST
