"""Where a gap lies: what somebody won beside people like them, taken apart to the last cent.

The split is the logarithmic mean Divisia index (Ang, Energy Policy 2005): without a remainder, and the same
in whatever order the factors are named.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction
from math import floor, prod

# Of a reference group. Nothing is widened to reach them.
LEAST_PEOPLE, LEAST_DECIDED, LEAST_DAYS = 5, 60, 20
# `ln` is rounded correctly to this many digits, so that every machine has the same bytes.
_EXACT = Context(prec=34)
_NEARLY_EQUAL = Fraction(1, 10**15)


@dataclass(frozen=True)
class SellingRecord:
    """What somebody decided in 26 weeks: deals `decided` (won or lost) and `won`, by their close date.

    `value`: the sum of what was won in base currency, deals without an amount as 0; `without_amount` counts
    these. `days`: their own selling days. `reached`: how many of the decided deals came to each stage of
    the workspace's order, or further; `staged`: of how many any stage is told. () where stages are not asked.
    """

    decided: int
    won: int
    value: Fraction
    days: int
    without_amount: int = 0
    reached: tuple[int, ...] = ()
    staged: int = 0

    @property
    def has_stages(self) -> bool:
        """Whether there are two stages at least, and entries into them for four deals of five."""
        return len(self.reached) > 1 and 5 * self.staged >= 4 * self.decided

    @property
    def steps(self) -> tuple[int, ...]:
        """How many deals came to each step of the way: decided, each further stage, won."""
        return (*self.reached, self.won) if self.reached else (self.decided, self.won)

    @property
    def has_amounts(self) -> bool:
        """Whether at most a fifth of the won deals lack an amount; otherwise a mean size says little."""
        return 5 * self.without_amount <= self.won

    @property
    def factors(self) -> tuple[Fraction, ...]:
        """Factors whose product is `value`: deals, win rate or the conversions of the stages, mean size.

        What cannot be divided is 0.
        """
        steps = (*self.reached, self.won) if self.reached else (self.decided, self.won)
        rates = [_ratio(after, before) for before, after in itertools.pairwise(steps)]
        return (Fraction(self.decided), *rates, _ratio(self.value, self.won))


@dataclass(frozen=True)
class ReferenceGroup:
    """People like somebody, pooled and brought to that person's selling days.

    `factors`: as of `SellingRecord`; `value` is their product.
    """

    people: int
    factors: tuple[Fraction, ...]

    @property
    def value(self) -> Fraction:
        """What they won on average, on as many selling days."""
        return prod(self.factors, start=Fraction(1))


def group_of(others: Iterable[SellingRecord]) -> list[SellingRecord]:
    """Those who sold long enough to be compared with: on 20 days at least."""
    return [each for each in others if each.days >= LEAST_DAYS]


def alike(
    own: SellingRecord, others: Sequence[SellingRecord]
) -> tuple[SellingRecord, Sequence[SellingRecord]]:
    """Both sides by stage where both are known by stage, and neither otherwise."""
    if own.has_stages and pool(others).has_stages:
        return own, others
    return replace(own, reached=()), [replace(each, reached=()) for each in others]


def reference_of(days: int, others: Iterable[SellingRecord]) -> ReferenceGroup | None:
    """The reference for somebody with so many selling days; None where the group is too small.

    Others with fewer than 20 selling days are left out.
    """
    group = group_of(others)
    decided = sum(each.decided for each in group)
    if len(group) < LEAST_PEOPLE or decided < LEAST_DECIDED:
        return None
    pooled = pool(group)
    deals = Fraction(decided, pooled.days) * days
    return ReferenceGroup(len(group), (deals, *pooled.factors[1:]))


def pool(records: Sequence[SellingRecord]) -> SellingRecord:
    """Several people's records as one; stages only where all of them know the same."""
    lengths = {len(each.reached) for each in records}
    stages = zip(*(each.reached for each in records), strict=True) if len(lengths) == 1 else ()
    return SellingRecord(
        sum(each.decided for each in records),
        sum(each.won for each in records),
        sum((each.value for each in records), Fraction(0)),
        sum(each.days for each in records),
        sum(each.without_amount for each in records),
        tuple(sum(counts) for counts in stages),
        sum(each.staged for each in records),
    )


def _ratio(above: Fraction | int, below: int) -> Fraction:
    return Fraction(above) / below if below else Fraction(0)


@dataclass(frozen=True)
class GapSplit:
    """A gap taken apart. `parts` add up to `gap` exactly, `shown` (whole units) to `shown_gap`.

    `own` and `reference` are the products of the factors; `shown_gap` is the difference of the two as they
    are shown.
    """

    own: Fraction
    reference: Fraction
    parts: tuple[Fraction, ...]
    shown: tuple[int, ...]

    @property
    def gap(self) -> Fraction:
        """What was won, less what people like them won."""
        return self.own - self.reference

    @property
    def shown_gap(self) -> int:
        """The gap between the two sums as they are shown."""
        return whole(self.own) - whole(self.reference)


def whole(amount: Fraction) -> int:
    """An amount in whole units, half up."""
    return floor(amount + Fraction(1, 2))


def split(own: Sequence[Fraction], reference: Sequence[Fraction]) -> GapSplit | None:
    """Takes the gap between two products apart, factor by factor; None where a factor is 0 on either side.

    part_i = L(B, R) ln(x_i / y_i), with the logarithmic mean L(B, R) = (B - R) / (ln B - ln R), L(B, B) = B.
    """
    if min(*own, *reference) <= 0:
        return None
    product, product_of_others = (prod(side, start=Fraction(1)) for side in (own, reference))
    ratios = [mine / theirs for mine, theirs in zip(own, reference, strict=True)]
    logs = [_log(ratio) for ratio in ratios]
    mean = _logarithmic_mean(product, product_of_others, sum(logs, Fraction(0)))
    parts = [mean * log for log in logs]
    # The rounding of the logarithms, of the 34th digit; spread so that the order of factors is irrelevant.
    left = product - product_of_others - sum(parts, Fraction(0))
    moved = [ratio != 1 for ratio in ratios]
    if left:
        share = left / sum(moved)
        parts = [part + share * is_moved for part, is_moved in zip(parts, moved, strict=True)]
    shown_gap = whole(product) - whole(product_of_others)
    return GapSplit(product, product_of_others, tuple(parts), largest_remainder(parts, shown_gap))


def _log(ratio: Fraction) -> Fraction:
    """The natural logarithm: exactly 0 for 1, and opposite for the inverse."""
    if ratio < 1:
        return -_log(1 / ratio)
    divided = _EXACT.divide(Decimal(ratio.numerator), Decimal(ratio.denominator))
    return Fraction(divided.ln(_EXACT))


def _logarithmic_mean(one: Fraction, other: Fraction, log: Fraction) -> Fraction:
    if abs(one / other - 1) < _NEARLY_EQUAL:
        return (one + other) / 2
    return (one - other) / log


def largest_remainder(parts: Sequence[Fraction], total: int) -> tuple[int, ...]:
    """The parts in whole units that add up to `total`; of equal remainders the first is rounded up first."""
    floors = [floor(part) for part in parts]
    every, some = divmod(total - sum(floors), len(parts))
    by_remainder = sorted(range(len(parts)), key=lambda place: (floors[place] - parts[place], place))
    up = set(by_remainder[:some])
    return tuple(low + every + (place in up) for place, low in enumerate(floors))
