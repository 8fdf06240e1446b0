"""What `/metrics ...` may ask for, one class an intent; pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True)
class ShowFigures:
    """Asks for the figures of a person or team; `words` may name the team and the period.

    "any": the actor's own or, without any, those of their team.
    """

    whose: Literal["any", "me", "team", "person"]
    person_id: str = ""
    words: str = ""


@dataclass(frozen=True)
class Why:
    """Asks how a figure is computed; `words` name the metric, the team and the period."""

    words: str
    person_id: str = ""


@dataclass(frozen=True)
class ShowLedgerRows:
    """Asks for booked credits, to look at and to dispute; `person_id` "" is the actor."""

    words: str
    person_id: str = ""


@dataclass(frozen=True)
class Quotas:
    """Asks for a person's quotas, to look at and to set; `person_id` "" is the actor."""

    person_id: str = ""


@dataclass(frozen=True)
class Define:
    """Asks for the metrics that a team follows, and the workspace's own ones."""

    words: str = ""


@dataclass(frozen=True)
class LogWon:
    """Books a won deal; opens the form when `amount` is None. `closed_on` None is today."""

    name: str = ""
    amount: Decimal | None = None
    currency: str = ""
    closed_on: date | None = None
    person_id: str = ""


@dataclass(frozen=True)
class UndoEntry:
    """Takes back the actor's newest entry by hand."""


@dataclass(frozen=True)
class SetRate:
    """Sets the exchange rate of `currency` to the base currency; `since` None is today."""

    currency: str
    rate: Decimal
    since: date | None = None


@dataclass(frozen=True)
class Lock:
    """Locks all periods before a day; None unlocks everything."""

    before: date | None


@dataclass(frozen=True)
class Feed:
    """Lets a metric keep the goal of this number up to date; `words` "" ends it."""

    goal: int
    words: str


@dataclass(frozen=True)
class Export:
    """Asks for a file; `what` is one of `EXPORTS`."""

    what: str
    words: str
    form: Literal["csv", "xlsx"]
    person_id: str = ""


@dataclass(frozen=True)
class HowCounted:
    """Asks for the accounting settings: base currency, fiscal year, stages, locks."""


Intent = (
    ShowFigures
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
