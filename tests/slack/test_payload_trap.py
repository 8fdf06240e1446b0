"""Bolt reads a form with the word `payload` in its text as empty; our door must not lose it."""

import time
from urllib.parse import parse_qs, urlencode

import pytest
from slack_sdk.signature import SignatureVerifier

from bot.slack.payload_trap import around_payload_trap

SECRET = "a signing secret"
TEXT = "<@U2> thanks for the payload fix, payload=1 & more"


def signed(body: str, secret: str = SECRET) -> dict[str, str]:
    """Headers as Slack sends them."""
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    return {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": str(signature),
    }


def test_the_word_is_spelled_another_way_and_signed_again() -> None:
    """What Bolt gets has no `payload` in it, decodes to the same, and is rightly signed."""
    body = urlencode({"command": "/kudos", "text": TEXT})
    verifier = SignatureVerifier(SECRET)

    spelled, headers = around_payload_trap(body, signed(body), verifier)

    assert "payload" not in spelled
    assert parse_qs(spelled) == parse_qs(body)
    assert verifier.is_valid_request(spelled, headers)


def test_a_wrong_signature_is_never_made_right() -> None:
    """A body that Slack did not sign goes on as it came, for Bolt to refuse."""
    body = urlencode({"command": "/kudos", "text": TEXT})
    forged = signed(body, "another secret")

    assert around_payload_trap(body, forged, SignatureVerifier(SECRET)) == (body, forged)


@pytest.mark.parametrize("body", ["payload=%7B%7D", "command=%2Fkudos&text=hello"])
def test_other_bodies_are_left_alone(body: str) -> None:
    """Interactions, and texts without the word, are not touched."""
    headers = signed(body)

    assert around_payload_trap(body, headers, SignatureVerifier(SECRET)) == (body, headers)
