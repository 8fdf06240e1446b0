"""Rights that live for a short while."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.emulator.protocol.grants import Interactions
from bot.emulator.state.clock import MovableClock
from bot.emulator.state.errors import SlackError


@pytest.fixture
def clock() -> MovableClock:
    """A clock that stands still until it is moved."""
    return MovableClock(datetime(2026, 11, 23, 12, tzinfo=UTC), frozen=True)


def _code(refused: pytest.ExceptionInfo[SlackError]) -> str:
    return refused.value.code


def test_a_response_address_is_good_five_times(clock: MovableClock) -> None:
    """The sixth answer is refused."""
    interactions = Interactions(clock)
    token = interactions.new_response_token("U1", "C1", "1.1")

    rights = [interactions.spend_response_token(token) for _ in range(5)]

    assert {(right.user_id, right.channel_id, right.message_ts) for right in rights} == {("U1", "C1", "1.1")}
    with pytest.raises(SlackError) as refused:
        interactions.spend_response_token(token)
    assert _code(refused) == "used_url"


def test_a_response_address_is_good_for_half_an_hour(clock: MovableClock) -> None:
    """At 30 minutes it still is, a second later not."""
    interactions = Interactions(clock)
    token = interactions.new_response_token("U1", "C1", None)

    clock.move_by(timedelta(minutes=30))
    interactions.spend_response_token(token)
    clock.move_by(timedelta(seconds=1))

    with pytest.raises(SlackError) as refused:
        interactions.spend_response_token(token)
    assert _code(refused) == "expired_url"


def test_unknown_rights(clock: MovableClock) -> None:
    """What was never given is refused."""
    interactions = Interactions(clock)

    for spend in (
        interactions.spend_trigger,
        interactions.spend_response_token,
        interactions.spend_code,
    ):
        with pytest.raises(SlackError, match="invalid"):
            spend("guessed")


def test_a_trigger_knows_who_and_where(clock: MovableClock) -> None:
    """The modal that a trigger was made in comes with it."""
    interactions = Interactions(clock)

    trigger = interactions.spend_trigger(interactions.new_trigger("U1", view_id="V1"))

    assert (trigger.user_id, trigger.view_id) == ("U1", "V1")


def test_old_rights_are_forgotten(clock: MovableClock) -> None:
    """Long after its time a trigger or an address is unknown, so that they do not pile up."""
    interactions = Interactions(clock)
    trigger, token = interactions.new_trigger("U1"), interactions.new_response_token("U1", "C1", None)

    clock.move_by(timedelta(hours=2))
    interactions.new_trigger("U1")
    interactions.new_response_token("U1", "C1", None)

    with pytest.raises(SlackError, match="invalid_trigger_id"):
        interactions.spend_trigger(trigger)
    with pytest.raises(SlackError, match="invalid_url"):
        interactions.spend_response_token(token)


def test_moving_the_box_s_clock_ends_nothing() -> None:
    """By default the machine's clock judges."""
    interactions = Interactions()

    assert interactions.spend_trigger(interactions.new_trigger("U1")).user_id == "U1"
