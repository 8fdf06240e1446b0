"""What an admin decides about plays. Pure."""

from dataclasses import dataclass
from datetime import timedelta

from bot.framework.settings import SettingsGroup


@dataclass(frozen=True)
class LossReason:
    """Why deals are lost: its `key` is stored; a retired one is not offered any more."""

    key: str
    name: str
    help: str = ""
    is_retired: bool = False


OTHER = LossReason("other", "Something else")
USUAL_REASONS = (
    LossReason("nothing", "They did nothing", "no decision, the budget went, the project was stopped"),
    LossReason("rival", "Somebody else won", "another supplier, or they build it themselves"),
    LossReason("price", "Price or terms", "too dear, too long, too rigid"),
    LossReason("fit", "It did not fit", "a missing function, the wrong time, a security rule"),
    LossReason("people", "We lost the people", "a sponsor left, we never met who decides"),
)


@dataclass(frozen=True)
class PlaySettings(SettingsGroup, name="plays", deed="change how plays work here"):
    """`stale_days`: so long a play counts as true without use or a nod, 60 to 365.

    `weekly`: one a week goes into the channels of teams. `reasons`: why deals are lost, *other* beside them.
    """

    stale_days: int = 90
    weekly: bool = True
    reasons: tuple[LossReason, ...] = USUAL_REASONS

    @property
    def stale_after(self) -> timedelta:
        """`stale_days` as a length of time."""
        return timedelta(days=self.stale_days)

    @property
    def offered(self) -> dict[str, str]:
        """Names of the reasons that are offered, by key; *other* last."""
        return {each.key: each.name for each in (*self.reasons, OTHER) if not each.is_retired}

    @property
    def names(self) -> dict[str, str]:
        """Names of all reasons by key, retired ones too."""
        return {each.key: each.name for each in (*self.reasons, OTHER)}
