"""What a person sees come of a deed."""

from dataclasses import dataclass, field

from bot.emulator.state.world import Exchange

TROUBLE = "We had some trouble connecting. Try again?"


@dataclass(frozen=True)
class Outcome:
    """How a deed ended. `error` holds Slack's own words to the person; `text` the answer in the ack."""

    exchanges: list[Exchange] = field(default_factory=list)
    error: str | None = None
    text: str = ""
    opened_url: str = ""

    @property
    def ok(self) -> bool:
        """Nothing went wrong that the person can see."""
        return self.error is None
