"""Signatures of requests, and what is said of a clock that makes all of them look too old."""

from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.cli.doctor import off_from
from bot.emulator.protocol.signing import signature
from bot.slack.signatures import Signatures

SECRET, BODY, NOW = "a secret", b"payload=1", 1_795_000_000


def signed(sent_at: int, secret: str = SECRET) -> dict[str, str]:
    """The headers of Slack's that prove when it sent the body."""
    then = str(sent_at)
    made = signature(secret, then, BODY)
    return {"x-slack-request-timestamp": then, "x-slack-signature": made}


def test_a_wrong_clock_is_told_once() -> None:
    """Not at each request, not of what others have signed, and anew after it was right."""
    checked = Signatures(SECRET)
    with capture_logs() as lines:
        sent = (NOW, NOW + 720, NOW + 730, NOW - 300, NOW - 3600)
        answers = [checked.accepts(signed(at), BODY, NOW) for at in sent]
        answers.append(checked.accepts(signed(NOW + 999, "another"), BODY, NOW))

    assert answers == [True, False, False, True, False, False]
    assert [(line["event"], line["reason"]) for line in lines] == [
        (
            "requests.refused",
            "The clock here is 12 minutes behind Slack's: requests are refused beyond five. Set it.",
        ),
        ("requests.accepted", "The clock agrees with Slack's again."),
        (
            "requests.refused",
            "The clock here is 60 minutes ahead of Slack's: requests are refused beyond five. Set it.",
        ),
    ]
    assert SECRET not in str(lines)


@pytest.mark.parametrize(
    ("told", "minutes", "words"),
    [
        ("Mon, 23 Nov 2026 09:30:00 GMT", 0, ""),
        ("Mon, 23 Nov 2026 09:30:00 GMT", 5, ""),
        ("Mon, 23 Nov 2026 09:30:00 GMT", 7, "7 minutes ahead of Slack's"),
        ("Mon, 23 Nov 2026 09:30:00 GMT", -90, "90 minutes behind Slack's"),
        ("yesterday", 90, ""),
        ("", 90, ""),
    ],
)
def test_doctor_compares_the_clocks(told: str, minutes: int, words: str) -> None:
    """By the date that Slack's answers bear; without one nothing is said."""
    now = datetime(2026, 11, 23, 9, 30, tzinfo=UTC) + timedelta(minutes=minutes)
    found = off_from(told, now)
    assert words in found
    assert bool(found) is bool(words)
