"""What is delivered to the app, and how the app answered."""

import json
from dataclasses import dataclass, replace
from typing import Any, Literal

Door = Literal["slash_commands", "interactive", "events_api"]
Problem = Literal["", "http_timeout", "connection_failed", "http_error"]


@dataclass(frozen=True)
class Envelope:
    """One delivery to the app. `kind` and `name` are shown in the Inspector."""

    door: Door
    kind: str
    name: str
    payload: dict[str, Any]
    retry_num: int = 0
    retry_reason: str = ""

    @property
    def takes_answer(self) -> bool:
        """Whether the acknowledgement may carry a response for the person."""
        return self.door == "slash_commands" or self.kind == "view_submission"

    def again(self, retry_num: int, reason: str) -> "Envelope":
        """The envelope marked as a retry: its number and Slack's reason."""
        return replace(self, retry_num=retry_num, retry_reason=reason)


@dataclass(frozen=True)
class AppResponse:
    """The app's answer to one envelope. `status` is HTTP's (200 for a socket ack, 0 for none)."""

    status: int = 0
    text: str = ""
    body: dict[str, Any] | None = None
    problem: Problem = ""
    no_retry: bool = False

    @property
    def ok(self) -> bool:
        """Whether it was acknowledged: a 2xx within the limit."""
        return not self.problem

    @property
    def outcome(self) -> str:
        """One line for the traffic inspector."""
        if self.ok:
            return "acked"
        if self.problem == "http_timeout":
            return "no ack in 3 s"
        return f"HTTP {self.status}" if self.status else "not connected"


NO_ACK = AppResponse(problem="http_timeout")
NOT_CONNECTED = AppResponse(problem="connection_failed")


def answer_of(status: int, text: str, *, no_retry: bool = False) -> AppResponse:
    """Parses an HTTP answer: a JSON object becomes the body, all else stays text."""
    problem: Problem = "" if 200 <= status < 300 else "http_error"
    return AppResponse(status, text, json_object(text), problem, no_retry)


def json_object(text: str) -> dict[str, Any] | None:
    """The JSON object in a text; None when it is not one."""
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
