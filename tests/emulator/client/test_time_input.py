"""Where the emulator's clock is asked to go."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.emulator.client.time_input import moment, next_such

MONDAY_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("weekday", "at", "zone", "expected"),
    [
        ("monday", "09:00", "UTC", "2026-11-30T09:00:00+00:00"),
        ("Monday", "13:00", "UTC", "2026-11-23T13:00:00+00:00"),
        (None, "09:00", "UTC", "2026-11-24T09:00:00+00:00"),
        ("friday", "17:30", "America/New_York", "2026-11-27T22:30:00+00:00"),
        ("tuesday", "00:30", "Asia/Kolkata", "2026-11-23T19:00:00+00:00"),
    ],
)
def test_the_next_such_moment(weekday: str | None, at: str, zone: str, expected: str) -> None:
    """The next such weekday and time is strictly later, in the zone asked for."""
    assert next_such(MONDAY_NOON, weekday, at, zone).isoformat() == expected


def test_an_instant_or_a_step() -> None:
    """`to` is an instant of any offset, `by` a number of seconds."""
    assert moment(MONDAY_NOON, {"to": "2026-12-01T10:00:00+01:00"}) == datetime(2026, 12, 1, 9, tzinfo=UTC)
    assert moment(MONDAY_NOON, {"by": 3600}) == datetime(2026, 11, 23, 13, tzinfo=UTC)
    assert moment(MONDAY_NOON, {"time": "13:00"}, "Europe/Paris") == datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "say where"),
        ({"to": "tomorrow"}, "tomorrow is not an instant"),
        ({"to": "2026-12-01T10:00:00"}, "needs a time zone"),
        ({"by": "soon"}, "'soon' is not a number"),
        ({"weekday": "someday"}, "someday is no weekday"),
        ({"time": "late"}, "late is not a time"),
        ({"time": "09:00", "zone": "Mars/Base"}, "Mars/Base is no time zone"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(asked: dict[str, Any], words: str) -> None:
    """What makes no sense is answered with what was given."""
    with pytest.raises(ValueError, match=words):
        moment(MONDAY_NOON, asked)
