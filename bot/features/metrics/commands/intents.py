"""What `/metrics ...` may mean."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True)
class ShowMetricsHelp:
    """How to write it."""


@dataclass(frozen=True)
class ShowFigures:
    """The figures of somebody or of a team; `words` may name the team and the period."""

    whose: Literal["me", "team", "person"]
    person_id: str = ""
    words: str = ""


@dataclass(frozen=True)
class Why:
    """Where a figure comes from; `words` name the metric, the team and the period."""

    words: str
    person_id: str = ""


@dataclass(frozen=True)
class ShowLedgerRows:
    """The lines of the books, to look at and to dispute."""

    words: str
    person_id: str = ""


@dataclass(frozen=True)
class Quotas:
    """Somebody's quotas, to look at and to set."""

    person_id: str = ""


@dataclass(frozen=True)
class Define:
    """Which metrics a team follows, and the workspace's own ones."""

    words: str = ""


@dataclass(frozen=True)
class LogWon:
    """A deal was won; without an amount the form opens."""

    name: str = ""
    amount: Decimal | None = None
    currency: str = ""
    closed_on: date | None = None
    person_id: str = ""


@dataclass(frozen=True)
class UndoEntry:
    """Take the newest own entry back."""


@dataclass(frozen=True)
class SetRate:
    """A rate of exchange, from a day on."""

    currency: str
    rate: Decimal
    since: date | None = None


@dataclass(frozen=True)
class Lock:
    """What lies before a day stays as it was reported; None opens everything."""

    before: date | None


@dataclass(frozen=True)
class Feed:
    """A goal follows a metric from now on; without a metric no more."""

    goal: int
    words: str


@dataclass(frozen=True)
class Export:
    """Figures or lines as a file."""

    what: str
    words: str
    form: Literal["csv", "xlsx"]
    person_id: str = ""


@dataclass(frozen=True)
class HowCounted:
    """Base currency, fiscal year, stages, locks."""


Intent = (
    ShowMetricsHelp
    | ShowFigures
    | Why
    | ShowLedgerRows
    | Quotas
    | Define
    | LogWon
    | UndoEntry
    | SetRate
    | Lock
    | Feed
    | Export
    | HowCounted
)
