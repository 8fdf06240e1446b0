"""How requests look on the wire."""

from slack_sdk.signature import SignatureVerifier

from bot.emulator.protocol.signing import (
    command_body,
    interaction_body,
    signature,
    signed_headers,
    slack_json,
)


def test_a_command_is_a_form() -> None:
    """Spaces are plus signs, everything else is percent-encoded, absent fields are left out."""
    body = command_body({"command": "/kudos", "text": "a & b <é>", "enterprise_id": None})

    assert body == b"command=%2Fkudos&text=a+%26+b+%3C%C3%A9%3E"


def test_an_interaction_is_one_form_field() -> None:
    """The payload field holds JSON, written as Slack's servers write it."""
    assert slack_json({"u": "https://é"}) == '{"u":"https:\\/\\/\\u00e9"}'
    assert interaction_body({"a": 1}) == b"payload=%7B%22a%22%3A1%7D"


def test_the_signature_is_slack_s() -> None:
    """The example of Slack's documentation comes out, and the SDK accepts our headers."""
    secret = "8f742231b10e8888abcd99yyyzzz85a5"
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )

    expected = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    assert signature(secret, "1531420618", body) == expected
    assert SignatureVerifier(secret).is_valid_request(body, signed_headers(secret, body, "text/plain"))
