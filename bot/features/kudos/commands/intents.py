"""What people mean by what they write after /kudos."""

from dataclasses import dataclass

from bot.features.kudos.rules.giving import GiveKudos

DEFAULT_PERIOD = "this month"


@dataclass(frozen=True)
class OpenKudosForm:
    """The command alone: opens the form in which kudos are given."""


@dataclass(frozen=True)
class UndoKudos:
    """Takes the newest kudos of the person who asks back, within the time for it."""


@dataclass(frozen=True)
class Top:
    """A board: of `period_words`, with the place of `person` (None: one's own), of givers or receivers."""

    period_words: str = DEFAULT_PERIOD
    person: str | None = None
    givers: bool = False


@dataclass(frozen=True)
class Me:
    """Shows the person who asks their own kudos and what is left to give today."""


@dataclass(frozen=True)
class Values:
    """Shows what this month's kudos carried for each company value."""


@dataclass(frozen=True)
class ShowKudosHelp:
    """How to write it; `reason` tells why, when nobody asked for it."""

    reason: str | None = None


# What is answered by a message.
MessageIntent = GiveKudos | UndoKudos | Top | Me | Values | ShowKudosHelp
Intent = MessageIntent | OpenKudosForm
