"""Targets are kept as text, and read back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deliveries.recipients import Recipient

SLACK_IDS = st.from_regex(r"[CDGUW][A-Z0-9]{2,14}", fullmatch=True)
TIMESTAMPS = st.from_regex(r"[0-9]{10}\.[0-9]{6}", fullmatch=True)


@given(SLACK_IDS, st.none() | TIMESTAMPS, st.none() | SLACK_IDS)
def test_there_and_back(channel_id: str, thread_ts: str | None, only_for: str | None) -> None:
    """Whatever is left out, nothing is lost, and it fits its column."""
    target = Recipient(channel_id, thread_ts, only_for)

    assert Recipient.parse(str(target)) == target
    assert len(str(target)) <= 128


@given(st.lists(st.from_regex(r"[UW][A-Z0-9]{8,10}", fullmatch=True), min_size=2, max_size=8, unique=True))
def test_several_people(user_ids: list[str]) -> None:
    """The same conversation in whatever order; nobody's own direct message; its names fit their columns."""
    target = Recipient.people(*user_ids)

    assert target == Recipient.people(*reversed(user_ids)) == Recipient.parse(str(target))
    assert set(target.people_ids) == set(user_ids)
    assert target.person_id is None
    assert len(str(target)) <= 128
    assert len(target.rate_limit_key) <= 32
    assert target.rate_limit_key != Recipient.people(*user_ids[1:], "U0SOMEBODY").rate_limit_key


def test_one_person_and_a_channel() -> None:
    """A direct message is one person's, a channel nobody's."""
    assert (Recipient("U0BEN").person_id, Recipient("U0BEN").people_ids) == ("U0BEN", ("U0BEN",))
    assert (Recipient("C0SALES").person_id, Recipient("C0SALES").people_ids) == (None, ())


@pytest.mark.parametrize(("channel_id", "only_for"), [("C0SALES", ""), ("", None), ("", "U0BEN")])
def test_what_is_for_nobody_goes_nowhere(channel_id: str, only_for: str | None) -> None:
    """An ephemeral message without an addressee would be read back as a post for all to see."""
    with pytest.raises(ValueError, match="addressee"):
        Recipient(channel_id, only_for=only_for)
