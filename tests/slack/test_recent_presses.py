"""Presses of one button shortly after one another, in whichever order they are answered."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.slack.form_values import FormValues
from bot.slack.recent_presses import RECENT, RecentPresses
from bot.slack.requests import ActionRequest

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PRESS = ActionRequest(
    workspace_id="T1",
    actor_id="U1",
    now=NOW,
    key="k",
    action_id="kudos.undo",
    value="7",
    trigger_id="t",
    response_url=None,
    channel_id="C1",
    message_ts="1.0",
    view=None,
    values=FormValues({}),
)


def test_either_of_two_may_be_the_one_that_is_refused() -> None:
    """The other one did something: nothing is said."""
    presses = RecentPresses()
    presses.note(PRESS)
    presses.note(PRESS)
    assert presses.is_refused_quietly(PRESS)


def test_two_that_are_both_refused_are_told_once() -> None:
    """Nothing is silent."""
    presses = RecentPresses()
    presses.note(PRESS)
    presses.note(PRESS)
    assert [presses.is_refused_quietly(PRESS) for _ in range(2)] == [True, False]


def test_one_alone_or_long_after_is_told() -> None:
    """A press of another button, or long after, is one of its own."""
    presses = RecentPresses()
    presses.note(PRESS)
    assert not presses.is_refused_quietly(PRESS)
    presses.note(replace(PRESS, now=NOW + RECENT + timedelta(seconds=1)))
    assert not presses.is_refused_quietly(PRESS)
    other = replace(PRESS, value="8")
    presses.note(other)
    assert not presses.is_refused_quietly(other)


def test_a_clock_that_is_set_back() -> None:
    """An hour earlier by the clock is no second press."""
    presses = RecentPresses()
    presses.note(PRESS)
    presses.note(replace(PRESS, now=NOW - timedelta(hours=1)))
    assert not presses.is_refused_quietly(PRESS)
