"""Verifies Slack's request signatures on the raw bytes, before anything is parsed."""

import hashlib
import hmac
import re
from collections.abc import Mapping

import structlog

log = structlog.stdlib.get_logger(__name__)

# Slack's advice against replayed requests.
LONGEST_AGE_S = 300
_UNIX_TIME = re.compile(r"\d{1,12}", re.ASCII)


class Signatures:
    """Checks signatures with one secret, and says once when the clock is why all are refused."""

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self._is_off = False

    def accepts(self, headers: Mapping[str, str], body: bytes, now: float) -> bool:
        """Whether `body` bears a v0 signature of the secret, made within five minutes of `now` (Unix time).

        The SDK's verifier decodes the body first, and breaks on bytes that are no UTF-8.
        """
        sent_at = headers.get("x-slack-request-timestamp", "")
        if not self._secret or not _UNIX_TIME.fullmatch(sent_at):
            return False
        signed = b"v0:%b:%b" % (sent_at.encode(), body)
        expected = "v0=" + hmac.new(self._secret.encode(), signed, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(expected.encode(), headers.get("x-slack-signature", "").encode()):
            return False
        return self._is_of_now(int(sent_at) - now)

    def _is_of_now(self, ahead_s: float) -> bool:
        """Whether what Slack has signed is of now; `ahead_s`: how far its clock is ahead of ours."""
        is_off, was_off = abs(ahead_s) > LONGEST_AGE_S, self._is_off
        self._is_off = is_off
        if is_off and not was_off:
            log.error("requests.refused", reason=off_by(ahead_s))
        if was_off and not is_off:
            log.warning("requests.accepted", reason="The clock agrees with Slack's again.")
        return not is_off


def off_by(ahead_s: float) -> str:
    """What is wrong with a clock that Slack's is so many seconds ahead of, in one sentence; "" within bounds.

    A request that was kept for so long, and sent again, looks the same.
    """
    if abs(ahead_s) <= LONGEST_AGE_S:
        return ""
    minutes, side = round(abs(ahead_s) / 60), "behind" if ahead_s > 0 else "ahead of"
    return f"The clock here is {minutes:,} minutes {side} Slack's: requests are refused beyond five. Set it."
