"""What people mean by what they write after /kudos."""

from dataclasses import dataclass

from bot.features.kudos.rules.giving import GiveKudos

DEFAULT_PERIOD = "this month"


@dataclass(frozen=True)
class OpenKudosForm:
    """The bare command."""


@dataclass(frozen=True)
class UndoKudos:
    """Take the newest kudos back."""


@dataclass(frozen=True)
class Top:
    """A board: of `period_words`, with the place of `person` (None: one's own), of givers or receivers."""

    period_words: str = DEFAULT_PERIOD
    person: str | None = None
    givers: bool = False


@dataclass(frozen=True)
class Me:
    """One's own picture."""


@dataclass(frozen=True)
class Values:
    """The company values."""


@dataclass(frozen=True)
class ShowKudosHelp:
    """How to write it; `reason` tells why, when nobody asked for it."""

    reason: str | None = None


Intent = GiveKudos | OpenKudosForm | UndoKudos | Top | Me | Values | ShowKudosHelp
