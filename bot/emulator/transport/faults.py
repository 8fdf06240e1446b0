"""Faults that can be switched on: a slow or failing Slack, lost deliveries and acknowledgements."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

ApiFault = Literal["none", "rate_limited", "server_error", "internal_error", "no_answer"]
_API_FAULTS: dict[str, ApiFault] = {
    "rate_limit": "rate_limited",
    "server_error": "server_error",
    "internal_error": "internal_error",
    "api_timeout": "no_answer",
}


@dataclass
class Faults:
    """The faults; all are off by default. `..._every` counts Web API calls, 0 is never.

    `..._next`: how many of the next calls fail in this way. `server_error` is a 503 of a proxy before Slack,
    `internal_error` Slack's own 500; neither carries the call out. `drop_acks`: True ignores every
    acknowledgement of the app, a number that many. `deliver_twice` sends each delivery again, unchanged,
    after its acknowledgement. `lose_first` loses the first attempt of each event, so that only the retry
    reaches the app. `refuse_new_blocks` is a workspace without charts, tables, cards,
    alerts and layouts. `older_client`: the page draws what a layout has for clients that do not know it.
    """

    api_latency_ms: int = 0
    rate_limit_every: int = 0
    retry_after_s: int = 1
    server_error_every: int = 0
    internal_error_every: int = 0
    api_timeout_every: int = 0
    rate_limit_next: int = 0
    server_error_next: int = 0
    internal_error_next: int = 0
    api_timeout_next: int = 0
    drop_acks: bool | int = False
    deliver_twice: bool = False
    lose_first: bool = False
    refuse_new_blocks: bool = False
    older_client: bool = False
    _calls: int = field(default=0, repr=False)

    def next_api_fault(self) -> ApiFault:
        """How the present Web API call fails, if at all; counts the call."""
        self._calls += 1
        for name, fault in _API_FAULTS.items():
            if self._counts_down(f"{name}_next") or self._falls_due(getattr(self, f"{name}_every")):
                return fault
        return "none"

    def _counts_down(self, name: str) -> bool:
        left: int = getattr(self, name)
        setattr(self, name, max(0, left - 1))
        return left > 0

    def takes_ack(self) -> bool:
        """Whether the present acknowledgement is lost; counts down when a number is set."""
        if self.drop_acks is True or not self.drop_acks:
            return bool(self.drop_acks)
        self.drop_acks -= 1
        return True

    def change(self, values: Mapping[str, Any]) -> None:
        """Switch faults by name; ValueError with a sentence when a name or a value makes no sense."""
        for name, value in values.items():
            self._check(name, value)
        for name, value in values.items():
            setattr(self, name, value)
        self._calls = 0

    def as_dict(self) -> dict[str, Any]:
        """The switches by name, as `change` takes them."""
        return {name: getattr(self, name) for name in _SWITCHES}

    def _falls_due(self, every: int) -> bool:
        return every > 0 and self._calls % every == 0

    def _check(self, name: str, value: object) -> None:
        kind = _SWITCHES.get(name)
        if kind is None:
            raise ValueError(f"there is no fault {name}; there are: {', '.join(_SWITCHES)}")
        if kind is bool and not isinstance(value, bool):
            raise ValueError(f"{name} is true or false, not {value!r}")
        if not isinstance(value, int) or value < 0 or (kind is int and isinstance(value, bool)):
            raise ValueError(f"{name} is a whole number from 0 up, not {value!r}")


_SWITCHES: dict[str, Any] = {f.name: f.type for f in fields(Faults) if not f.name.startswith("_")}
