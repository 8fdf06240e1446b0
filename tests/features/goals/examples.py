"""A goal to start from, and strategies for any goal."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from bot.features.goals.rules.progress import Goal, GoalKind
from bot.features.goals.rules.state_machine import GoalState

GOAL = Goal(
    id=1,
    title="Bookings",
    owner_id="BEN",
    kind=GoalKind.number,
    start=Decimal(0),
    target=Decimal(100),
    current=Decimal(0),
    begins=date(2026, 7, 1),
    due=date(2026, 9, 30),
    state=GoalState.active,
)

numbers = st.decimals(-1_000_000, 1_000_000, places=2)
spans = st.tuples(numbers, numbers).filter(lambda ends: ends[0] != ends[1])
