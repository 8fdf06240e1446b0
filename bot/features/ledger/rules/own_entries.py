"""A rep's own entry: what may be decided about it, by whom, and what it is now; pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from bot.common.errors import BadInput, NotAllowed
from bot.common.text import plural
from bot.features.ledger.rules.access import check_may_keep
from bot.features.people.rules import Person
from bot.features.teams.rules.org_chart import OrgChart

# One rep's entries of so long are asked about in one message.
TOGETHER = timedelta(minutes=10)
MOST_AMOUNT = Decimal(10**11)
SHORTEST_REASON, LONGEST_REASON = 3, 1000
# Opens the list of those that wait for the reader; shown by features that stand beside the one that draws it.
LOOK = "metrics.own_look"


def to_confirm(count: int) -> str:
    """`1 deal to confirm`."""
    return f"{plural(count, 'deal')} to confirm"


class OwnEntryState(StrEnum):
    """What became of an entry; values are stored."""

    waiting = "waiting"
    confirmed = "confirmed"
    declined = "declined"
    taken_over = "taken_over"
    withdrawn = "withdrawn"


@dataclass(frozen=True)
class Twin:
    """A source's won deal that an entry may be."""

    deal_id: int
    name: str
    source: str


@dataclass(frozen=True)
class OwnEntry:
    """A deal that a rep wrote down, as it is now; text is in Slack's escaped form.

    `amount_base` is None without a rate. `batch`: the first entry that is asked about in the same message.
    `reason`: why it was declined, or what the `source` says that took it over. `told`: the state that the
    message says. `twin`: what it may be; None where nothing is like it.
    """

    deal_id: int
    owner_id: str
    batch: int
    state: OwnEntryState
    logged_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    reason: str
    source: str
    told: str
    reminded_at: datetime | None
    name: str
    amount: Decimal
    currency: str
    amount_base: Decimal | None
    closed_on: date
    twin_id: int | None
    twin: Twin | None = None

    @property
    def waits(self) -> bool:
        """Whether nobody has decided it yet."""
        return self.state is OwnEntryState.waiting


@dataclass(frozen=True)
class ConfirmedTerms:
    """What a manager confirms instead of what was written down; `currency` "": the same."""

    amount: Decimal
    closed_on: date
    currency: str = ""


def check_terms(amount: Decimal, closed_on: date, today: date) -> None:
    """BadInput, with its field, for an amount or day that no won deal has."""
    if not 0 < amount < MOST_AMOUNT:
        raise BadInput("The amount is more than zero and less than a hundred billions.", field="amount")
    if closed_on > today:
        raise BadInput("A deal is won today or was won before: choose such a day.", field="closed_on")


def check_may_decide(
    actor: Person, owner_id: str, owner_name: str, org_chart: OrgChart, deciders: Collection[str]
) -> None:
    """NotAllowed for the rep, and for all but their manager and admins; `deciders` are names."""
    if actor.id == owner_id:
        who = next(iter(deciders), "")
        others = f"{who} can, or an admin." if who else "an admin can."
        raise NotAllowed(f"You cannot confirm your own entry: {others}")
    check_may_keep(actor, owner_id, owner_name, org_chart)
