"""What a person sees of the result of an action."""

from dataclasses import dataclass, field

from bot.emulator.state.world import Exchange

TROUBLE = "We had some trouble connecting. Try again?"


@dataclass(frozen=True)
class Outcome:
    """The result of an action.

    `error` is what Slack tells the person; `text` the reply in the acknowledgement.
    """

    exchanges: list[Exchange] = field(default_factory=list)
    error: str | None = None
    text: str = ""
    opened_url: str = ""

    @property
    def ok(self) -> bool:
        """Whether nothing went wrong that the person can see."""
        return self.error is None
