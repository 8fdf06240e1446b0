"""Which wins are unusual for their owner, and the bands in which amounts are told. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bot.common.numbers import write_amount

LEAST_BEFORE = 5
LOST_WITHIN = timedelta(days=365)
BANDS = (10_000, 25_000, 50_000, 100_000, 250_000)


@dataclass(frozen=True)
class DecidedStory:
    """A decided deal of one owner, as much as matters here; `cycle` in days, None where it is not known."""

    deal_id: int
    is_won: bool
    day: date
    amount: Decimal | None
    cycle: int | None
    category: str
    account: str


def why_unusual(deal: DecidedStory, others: Sequence[DecidedStory]) -> str:
    """What a won deal is to its owner, as in "your largest deal so far"; "" for nothing unusual.

    `others`: all else that they decided; what was decided later counts for nothing.
    """
    before = [each for each in others if each.day <= deal.day and each.deal_id != deal.deal_id]
    won = [each for each in before if each.is_won]
    amounts = [each.amount for each in won if each.amount is not None]
    cycles = [each.cycle for each in won if each.cycle is not None]
    if deal.amount is not None and len(amounts) >= LEAST_BEFORE and deal.amount > max(amounts):
        return "your largest deal so far"
    if deal.cycle is not None and len(cycles) >= LEAST_BEFORE - 1 and deal.cycle < min(cycles):
        return "your fastest deal so far"
    account = deal.account.strip().casefold()
    lost = [each for each in before if not each.is_won and each.day >= deal.day - LOST_WITHIN]
    if account and any(each.account.strip().casefold() == account for each in lost):
        return "won with an account that was lost before"
    category = deal.category.strip().casefold()
    if category and won and all(each.category.strip().casefold() != category for each in won):
        return "your first deal of its kind"
    return ""


def amount_band(amount: Decimal | None, currency: str) -> str:
    """An amount as a band, so that nobody reads a customer's price; "" without one."""
    if amount is None:
        return ""
    for band in BANDS:
        if amount < band:
            return f"under {write_amount(Decimal(band), currency)}"
    return f"over {write_amount(Decimal(BANDS[-1]), currency)}"


def cycle_words(cycle: int | None, others: Sequence[int]) -> str:
    """How long a deal took against what is usual for its owner; "" where that is not known."""
    if cycle is None or len(others) < LEAST_BEFORE:
        return ""
    usual = sorted(others)[len(others) // 2]
    return f"{cycle} days, usually {usual}"
