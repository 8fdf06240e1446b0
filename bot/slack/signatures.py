"""Verifies Slack's request signatures on the raw bytes, before anything is parsed."""

import hashlib
import hmac
import re
from collections.abc import Mapping

# Slack's advice against replayed requests.
LONGEST_AGE_S = 300
_UNIX_TIME = re.compile(r"\d{1,12}", re.ASCII)


def is_signed(secret: str, headers: Mapping[str, str], body: bytes, now: float) -> bool:
    """Whether `body` bears the v0 signature of this secret, made within five minutes of `now` (Unix time).

    The SDK's verifier decodes the body first, and breaks on bytes that are no UTF-8.
    """
    sent_at = headers.get("x-slack-request-timestamp", "")
    if not secret or not _UNIX_TIME.fullmatch(sent_at) or abs(now - int(sent_at)) > LONGEST_AGE_S:
        return False
    signed = b"v0:%b:%b" % (sent_at.encode(), body)
    expected = "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), headers.get("x-slack-signature", "").encode())
