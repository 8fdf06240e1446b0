"""The wire form of Slack's requests: form fields, JSON in its style, and v0 signatures."""

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"


def slack_json(payload: dict[str, Any]) -> str:
    r"""JSON the way Slack's servers write it: ASCII only, with every slash escaped (`https:\/\/`)."""
    return json.dumps(payload, separators=(",", ":")).replace("/", "\\/")


def command_body(fields: dict[str, Any]) -> bytes:
    """A slash command as form fields; what is absent in Slack (None) is left out."""
    return urlencode({key: value for key, value in fields.items() if value is not None}).encode()


def interaction_body(payload: dict[str, Any]) -> bytes:
    """An interaction: one form field named payload, holding JSON."""
    return urlencode({"payload": slack_json(payload)}).encode()


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's v0 signature over the raw body."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def signed_headers(secret: str, body: bytes, content_type: str) -> dict[str, str]:
    """The headers of a delivery; signed with the real time, as receivers compare it with their own clock."""
    timestamp = str(int(time.time()))
    return {
        "Content-Type": content_type,
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "Accept": "application/json,*/*",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature(secret, timestamp, body),
    }
