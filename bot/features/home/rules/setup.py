"""What an admin sets up before Pacer is of use, as steps that are ticked off; pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.common.moments import WallClock
from bot.framework.settings import SettingsGroup

# The button that leads to the steps.
OPEN = "home.setup"


class SetupStep(StrEnum):
    """A step, in their order; the value is stored where it is left out."""

    teams = "teams"
    channels = "channels"
    numbers = "numbers"
    quotas = "quotas"
    calendar = "calendar"
    values = "values"
    shoutouts = "shoutouts"
    guests = "guests"


@dataclass(frozen=True)
class SetupProgress(SettingsGroup, name="setup", deed="set Pacer up"):
    """`left_out`: steps that are "Not for us". `is_over`: all was done once, so that no step comes back."""

    left_out: tuple[str, ...] = ()
    is_over: bool = False


@dataclass(frozen=True)
class SetupFacts:
    """What is there: how many teams, and those without a channel; people in teams, and those with a quota.

    `has_values` and `has_guests`: the values, or what guests may do, are other than Pacer begins with.
    """

    teams: int = 0
    without_channel: int = 0
    has_numbers: bool = False
    people: int = 0
    with_quota: int = 0
    has_calendar: bool = False
    has_values: bool = False
    has_guests: bool = False
    has_channel: bool = False

    def is_done(self, step: SetupStep) -> bool:
        """Whether this step needs nobody any more."""
        return {
            SetupStep.teams: self.teams > 0,
            SetupStep.channels: self.teams > 0 and not self.without_channel,
            SetupStep.numbers: self.has_numbers,
            SetupStep.quotas: self.people > 0 and self.with_quota == self.people,
            SetupStep.calendar: self.has_calendar,
            SetupStep.values: self.has_values,
            SetupStep.shoutouts: self.has_channel,
            SetupStep.guests: self.has_guests,
        }[step]


@dataclass(frozen=True)
class Setup:
    """The steps as they stand."""

    facts: SetupFacts
    progress: SetupProgress

    def is_left_out(self, step: SetupStep) -> bool:
        """Whether an admin said that it is not for them."""
        return step.value in self.progress.left_out

    @property
    def open_steps(self) -> tuple[SetupStep, ...]:
        """The steps that are neither done nor left out."""
        return tuple(step for step in SetupStep if not (self.facts.is_done(step) or self.is_left_out(step)))

    @property
    def is_over(self) -> bool:
        """Whether nothing is to be set up any more, now or as it was once."""
        return self.progress.is_over or not self.open_steps


@dataclass(frozen=True)
class Health:
    """How Pacer runs: deliveries of 24 hours, the last word of the numbers, what comes next.

    `clock`: the reader's.
    """

    sent: int
    waits: int
    fails: int
    heard_at: datetime | None
    next_at: datetime | None
    next_title: str
    clock: WallClock
    down_since: datetime | None = None

    @property
    def has_trouble(self) -> bool:
        """Whether messages failed, or Slack takes none."""
        return self.fails > 0 or self.down_since is not None


def without(progress: SetupProgress, step: SetupStep) -> SetupProgress:
    """The progress where this step is left out, too."""
    return SetupProgress((*progress.left_out, step.value), progress.is_over)
