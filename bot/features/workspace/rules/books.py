"""How a workspace counts; pure."""

from dataclasses import dataclass, field
from datetime import date

from bot.common.date_ranges import Fiscal
from bot.framework.settings import SettingsGroup


@dataclass(frozen=True)
class BookRules(SettingsGroup, name="ledger", deed="change how numbers are counted"):
    """The workspace's accounting settings. Days before `locked_before` are locked: the books know when.

    `books_begin`: the first day of which everything is told; None is the earliest that a source tells.
    `takes_own_entries`: reps may write down deals of their own, which count once somebody confirms them.
    """

    currency: str = "USD"
    fiscal: Fiscal = field(default_factory=Fiscal)
    by_working_days: bool = False
    locked_before: date | None = None
    stages: tuple[str, ...] = ()
    takes_own_entries: bool = True
    books_begin: date | None = None
