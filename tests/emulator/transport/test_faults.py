"""Faults that can be switched on."""

from typing import Any

import pytest

from bot.emulator.transport.faults import Faults


def test_every_nth_call_fails() -> None:
    """A rate limit every third call and an error every fourth leave the others alone."""
    faults = Faults(rate_limit_every=3, server_error_every=4)

    assert [faults.next_api_fault() for _ in range(4)] == ["none", "none", "rate_limited", "server_error"]


def test_acks_are_lost_always_or_so_many_times() -> None:
    """True loses every ack, a number loses that many."""
    assert [Faults().takes_ack() for _ in range(2)] == [False, False]
    always, twice = Faults(drop_acks=True), Faults(drop_acks=2)

    assert [always.takes_ack() for _ in range(3)] == [True, True, True]
    assert [twice.takes_ack() for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize(
    "values",
    [
        {"gravity": 1},
        {"api_latency_ms": "slow"},
        {"api_latency_ms": -1},
        {"api_latency_ms": True},
        {"deliver_twice": 1},
    ],
)
def test_nonsense_is_refused_and_changes_nothing(values: dict[str, Any]) -> None:
    """An unknown name or an impossible value leaves all switches as they were."""
    faults = Faults()

    with pytest.raises(ValueError, match=r"fault|true or false|whole number"):
        faults.change({"lose_first": True, **values})
    assert faults.as_dict() == Faults().as_dict()
