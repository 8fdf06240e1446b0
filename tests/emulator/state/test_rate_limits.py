"""How often an app may call."""

import pytest

from bot.emulator.state.errors import RateLimited
from bot.emulator.state.rate_limits import BURST, PER_MINUTE, Limits
from tests.emulator.webapi.office import Seconds


@pytest.mark.parametrize("tier", PER_MINUTE)
def test_each_tier_refills_at_its_pace(tier: int) -> None:
    """A full burst passes, one more does not; after the wait that Slack names, one more does."""
    seconds = Seconds()
    limits = Limits(seconds)
    for _ in range(PER_MINUTE[tier] * BURST):
        limits.call("T1", "views.open", tier)

    with pytest.raises(RateLimited) as limited:
        limits.call("T1", "views.open", tier)
    seconds.now += limited.value.retry_after
    limits.call("T1", "views.open", tier)


def test_half_a_call_is_none() -> None:
    """Three a minute: ten seconds later there is not yet another one to spend."""
    seconds = Seconds()
    limits = Limits(seconds)
    for _ in range(BURST):
        limits.call("T1", "views.open", 1)
    seconds.now += 10

    with pytest.raises(RateLimited):
        limits.call("T1", "views.open", 1)


def test_buckets_are_apart() -> None:
    """Each workspace and each method has its own."""
    limits = Limits(Seconds())
    for _ in range(PER_MINUTE[1] * BURST):
        limits.call("T1", "a", 1)

    limits.call("T2", "a", 1)
    limits.call("T1", "b", 1)
    with pytest.raises(RateLimited):
        limits.call("T1", "a", 1)
