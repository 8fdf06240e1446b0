"""Targets are kept as text, and read back as they were."""

from hypothesis import given
from hypothesis import strategies as st

from bot.deliveries.targets import Target

SLACK_IDS = st.from_regex(r"[CDGUW][A-Z0-9]{2,14}", fullmatch=True)
TIMESTAMPS = st.from_regex(r"[0-9]{10}\.[0-9]{6}", fullmatch=True)


@given(SLACK_IDS, st.none() | TIMESTAMPS, st.none() | SLACK_IDS)
def test_there_and_back(channel_id: str, thread_ts: str | None, only_for: str | None) -> None:
    """Whatever is left out, nothing is lost, and it fits its column."""
    target = Target(channel_id, thread_ts, only_for)

    assert Target.parse(str(target)) == target
    assert len(str(target)) <= 128
