"""What Slack's words for a failure mean to an admin."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.deliveries.failures import MAY_BE_POSTED
from bot.deliveries.notices import DIGEST, EDIT, RETRACTION
from bot.features.notifications.rules import Cause
from bot.features.operations.rules import KIND_WORDS, NOT_KNOWN, held_words, kind_words, meaning
from bot.registry import CATALOG
from bot.slack.error_codes import PERMANENT


@pytest.mark.parametrize("error", sorted(PERMANENT))
def test_whatever_ends_a_delivery_is_explained(error: str) -> None:
    """In a sentence, without Slack's word for it."""
    assert NOT_KNOWN not in meaning(error)
    assert meaning(error).endswith(".")
    assert error not in meaning(error)


def test_every_kind_of_message_has_words() -> None:
    """No admin reads the name that a kind has inside."""
    assert KIND_WORDS.keys() == {*CATALOG.notices, DIGEST, EDIT, RETRACTION}
    assert kind_words("of another version") == "a message"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (None, "still worth reading"),
        (f"{MAY_BE_POSTED} (http_500)", "Look before you send it again"),
        ("broken: see the log", "the log says why"),
        ("something_new", NOT_KNOWN),
        ("restricted_action_of_tomorrow", "Only some people may post there"),
    ],
)
def test_other_ends(error: str | None, words: str) -> None:
    """Too late, in doubt, broken, or not known."""
    assert words in meaning(error)


def test_until_when_somebody_is_not_written_to() -> None:
    """In their own time, with the place only where it is another; a day further off by its date."""
    london, seoul = ZoneInfo("Europe/London"), ZoneInfo("Asia/Seoul")
    now = datetime(2026, 11, 23, 10, tzinfo=UTC)
    day, week = now + timedelta(hours=23), now + timedelta(days=7)
    said = [
        held_words(now + timedelta(hours=14), seoul, london, Cause.hours, now),
        held_words(day, london, london, Cause.snoozed, now),
        held_words(week, london, london, Cause.away, now),
    ]
    assert said == [
        "until Tue 9:00 in Seoul: they are not at work",
        "until Tue 9:00: they want quiet",
        "until Mon 30 Nov 10:00: they are away",
    ]
