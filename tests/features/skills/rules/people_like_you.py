"""The six others of the worked vectors."""

from datetime import date
from fractions import Fraction

from bot.features.skills.rules.card_making import CardInput
from bot.features.skills.rules.gap import SellingRecord
from bot.features.skills.rules.shrinkage import Trials

Q = [Trials(17, 48), Trials(14, 40), Trials(21, 52), Trials(15, 45), Trials(13, 36), Trials(19, 50)]
OTHERS = [
    SellingRecord(decided, won, Fraction(value), days)
    for decided, won, value, days in (
        (22, 8, 176000, 118),
        (31, 9, 207000, 121),
        (18, 7, 150500, 96),
        (27, 8, 168000, 120),
        (25, 10, 230000, 119),
        (29, 9, 180000, 122),
    )
]
FIVE = [SellingRecord(12, 4, Fraction(80000), 120)] * 4 + [SellingRecord(11, 3, Fraction(63000), 120)]
MONDAY = date(2026, 11, 30)
NOTHING = SellingRecord(0, 0, Fraction(0), 0)


def given(
    own: SellingRecord,
    others: list[SellingRecord] = OTHERS,
    *,
    before: SellingRecord = NOTHING,
    role: str = "ae",
    stages: tuple[str, ...] = (),
    booked: Fraction | None = None,
) -> CardInput:
    """What a card is made of; without a word about it the bookings are what was won."""
    return CardInput(
        role, MONDAY, "USD", own, before, others, stages, own.value if booked is None else booked
    )


def sold(decided: int, won: int, value: int, days: int = 116, **more: int) -> SellingRecord:
    """A record of 26 weeks."""
    return SellingRecord(decided, won, Fraction(value), days, **more)  # type: ignore[arg-type]
