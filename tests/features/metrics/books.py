"""Facts for metrics, without a database."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache

from bot.common.date_ranges import DateRange, Fiscal
from bot.features.ledger.rules.facts import (
    ActivityFact,
    ClosedFact,
    CountingRules,
    CreditFact,
    Facts,
    OpenFact,
    Seller,
    StageFact,
)
from bot.features.ledger.rules.quotas import Per, QuotaPlan
from bot.features.workspace.rules.calendar import holiday_name

ALWAYS = DateRange(date.min, date.max)
Q2 = DateRange(date(2026, 4, 1), date(2026, 7, 1), "Q2 2026")
Q3 = DateRange(date(2026, 7, 1), date(2026, 10, 1), "Q3 2026")
AUGUST = DateRange(date(2026, 8, 1), date(2026, 9, 1), "Aug 2026")
BEN, DANA = "U2", "U4"


@cache
def us_off(day: date) -> bool:
    """Weekends, and the public holidays of the United States."""
    return day.weekday() > 4 or holiday_name(day, "US") is not None


def seller(
    who: str = BEN,
    plans: Sequence[QuotaPlan] = (),
    *,
    days: Sequence[DateRange] = (ALWAYS,),
    employed: DateRange = ALWAYS,
    leave: frozenset[date] = frozenset(),
) -> Seller:
    """Somebody who sells."""
    return Seller(who, tuple(days), employed, lambda day: us_off(day) or day in leave, tuple(plans))


def plan(
    amount: str | int, per: Per = Per.quarter, starts: date = date(2026, 1, 1), **more: object
) -> QuotaPlan:
    """A quota."""
    return QuotaPlan(1, Decimal(amount), per, starts, **more)  # type: ignore[arg-type]


def credit(amount: str | int, day: date, who: str = BEN, **more: object) -> CreditFact:
    """A line of booked money."""
    facts: dict[str, object] = {
        "id": 1,
        "deal_id": hash((amount, day, who)),
        "kind": "won",
        "is_overlay": False,
    }
    facts |= {"category": "", "member_id": who, "credit_date": day, "amount": Decimal(amount)} | more
    return CreditFact(**facts)  # type: ignore[arg-type]


def closed(
    is_won: bool,
    day: date,
    amount: str | int | None = 1000,
    *,
    who: str = BEN,
    created: date | None = None,
    deal_id: int = 1,
) -> ClosedFact:
    """A deal that was decided."""
    value = None if amount is None else Decimal(amount)
    return ClosedFact(deal_id, who, is_won, value, created, day)


def facts(
    today: date,
    *,
    sellers: Sequence[Seller] | None = None,
    credits: Sequence[CreditFact] = (),
    closed: Sequence[ClosedFact] = (),
    created: Sequence[ClosedFact | OpenFact] = (),
    open: Sequence[OpenFact] = (),
    activities: Sequence[ActivityFact] = (),
    stages: Sequence[StageFact] = (),
    is_team: bool = False,
    by_working_days: bool = False,
    stage_order: tuple[str, ...] = (),
) -> Facts:
    """What is known in the morning of that day."""
    return Facts(
        as_of=datetime(today.year, today.month, today.day, 9, tzinfo=UTC),
        today=today,
        known_from=today - timedelta(days=400),
        rules=CountingRules("USD", Fiscal(), us_off, by_working_days, stage_order),
        sellers=tuple(sellers if sellers is not None else [seller()]),
        is_team=is_team,
        credits=tuple(credits),
        closed=tuple(closed),
        created=tuple(created),
        open=tuple(open),
        activities=tuple(activities),
        stages=tuple(stages),
    )
