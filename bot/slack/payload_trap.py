"""A way round a trap in Bolt: a form whose text has the word `payload` in it is read as empty, and lost.

`/kudos @bob thanks for the payload fix` would be answered 404. The word is written `%70ayload`, which decodes
to the same, and the body is signed again, so that Bolt's own check of the signature stays on.
"""

from collections.abc import Mapping

from slack_sdk.signature import SignatureVerifier

_WORD = "payload"
_SPELLED = "%70ayload"


def around_payload_trap(
    body: str, headers: Mapping[str, str], verifier: SignatureVerifier
) -> tuple[str, dict[str, str]]:
    """The body and headers to hand to Bolt. A body that is not rightly signed is handed on as it is."""
    is_form = headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    if not is_form or body.startswith(f"{_WORD}=") or _WORD not in body:
        return body, dict(headers)
    if not verifier.is_valid_request(body, dict(headers)):
        return body, dict(headers)
    spelled = body.replace(_WORD, _SPELLED)
    timestamp = headers["x-slack-request-timestamp"]
    signature = verifier.generate_signature(timestamp=timestamp, body=spelled)
    return spelled, {**headers, "x-slack-signature": signature or ""}
