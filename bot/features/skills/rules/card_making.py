"""Makes gap cards of what somebody and others like them decided; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from bot.features.skills.rules.cards import CONNECTED, DEALS, SDR, SIZE, WIN_RATE, YIELD, CardPart, GapCard
from bot.features.skills.rules.gap import (
    GapSplit,
    ReferenceGroup,
    SellingRecord,
    alike,
    group_of,
    pool,
    reference_of,
    split,
    whole,
)
from bot.features.skills.rules.shrinkage import (
    LEAST,
    Strength,
    Trials,
    prior_of,
    strength_beside_past,
    strength_of,
)

# A part that is no conversion is worth a look below a tenth of the reference.
_A_TENTH, _LEAST_WON = 10, 8
_MOVES = {
    DEALS: "opportunities",
    SIZE: "deal size",
    WIN_RATE: "win rate",
    CONNECTED: "connected",
    YIELD: "yield",
}


@dataclass(frozen=True)
class CardInput:
    """What a card is made of; `before` is the own record of the 26 weeks before `own`."""

    role: str
    week: date
    currency: str
    own: SellingRecord
    before: SellingRecord
    others: Sequence[SellingRecord]
    stages: tuple[str, ...] = ()
    booked: Fraction = Fraction(0)


def make_card(given: CardInput) -> GapCard:
    """The card of these 26 weeks, beside others like them, or beside their own weeks before."""
    reference = reference_of(given.own.days, given.others)
    group = group_of(given.others)
    if reference is not None:
        own, beside = alike(given.own, group)
        reference = reference_of(own.days, beside)
    else:
        own, beside = alike(given.own, [given.before])
        reference = _past(own, beside[0])
    is_sdr = given.role == SDR
    sides = [_factors(each, is_sdr=is_sdr) for each in (own.factors, reference.factors)] if reference else []
    found = split(*sides) if reference and (is_sdr or own.has_amounts) else None
    pooled = pool(beside)
    is_group = reference is not None and reference.people > 0
    return GapCard(
        role=given.role,
        week=given.week,
        people=reference.people if reference else 0,
        alike=len(group),
        decided=sum(each.decided for each in group),
        own=whole(own.value),
        reference=whole(reference.value) if reference else 0,
        currency="" if is_sdr else given.currency,
        days=own.days,
        steps=own.steps,
        like_steps=pooled.steps,
        has_amounts=is_sdr or own.has_amounts,
        shared=0 if is_sdr else whole(given.booked) - whole(own.value),
        parts=_parts(given, own, beside, found, is_group=is_group) if found else (),
        factors=tuple(map(_written, sides[0])) if sides else (),
        like=tuple(map(_written, sides[1])) if sides else (),
    )


def _past(own: SellingRecord, before: SellingRecord) -> ReferenceGroup | None:
    """One's own weeks before, brought to as many selling days; None where there were none."""
    if not before.days or not before.decided:
        return None
    deals = Fraction(before.decided, before.days) * own.days
    return ReferenceGroup(0, (deals, *before.factors[1:]))


def _factors(found: Sequence[Fraction], *, is_sdr: bool) -> Sequence[Fraction]:
    return found[:-1] if is_sdr else found


def _written(factor: Fraction) -> str:
    return f"{float(factor):.4f}"


def _parts(
    given: CardInput,
    own: SellingRecord,
    beside: Sequence[SellingRecord],
    found: GapSplit,
    *,
    is_group: bool,
) -> tuple[CardPart, ...]:
    is_sdr, rates = given.role == SDR, len(own.steps) - 1
    first, *others = found.shown
    keys = [YIELD] if is_sdr else [WIN_RATE] if rates == 1 else [f"c{number + 1}" for number in range(rates)]
    parts = [_other(CONNECTED if is_sdr else DEALS, first, found, own.decided >= LEAST)]
    for place, key in enumerate(keys):
        amount, stage = others[place], given.stages[place] if rates > 1 else ""
        parts.append(_conversion(key, stage, amount, own, beside, place, rates, is_group=is_group))
    if not is_sdr:
        parts.append(_other(SIZE, others[-1], found, own.won >= _LEAST_WON))
    return tuple(parts)


def _other(key: str, amount: int, found: GapSplit, is_enough: bool) -> CardPart:
    is_low = _A_TENTH * amount < -found.reference
    strength = Strength.too_few if not is_enough else Strength.worth_a_look if is_low else Strength.none
    return CardPart(key, _MOVES[key], amount, strength)


def _conversion(
    key: str,
    stage: str,
    amount: int,
    own: SellingRecord,
    beside: Sequence[SellingRecord],
    place: int,
    rates: int,
    *,
    is_group: bool,
) -> CardPart:
    mine, theirs = trials_of(own, place), [trials_of(each, place) for each in beside]
    together = Trials(sum(each.passed for each in theirs), sum(each.entered for each in theirs))
    shrunk = None
    if any(each.passed > each.entered for each in (mine, *theirs)):
        strength = Strength.none
    elif is_group:
        prior = prior_of(theirs)
        strength = strength_of(mine, prior)
        shrunk = float(prior.shrunk(mine)) if prior else None
    else:
        strength = strength_beside_past(mine, together)
    return CardPart(key, _move(key, place, rates), amount, strength, stage, mine, together, shrunk)


def _move(key: str, place: int, rates: int) -> str:
    if key in _MOVES:
        return _MOVES[key]
    return (
        "first conversion" if place == 0 else "last conversion" if place == rates - 1 else "middle conversion"
    )


def trials_of(record: SellingRecord, place: int) -> Trials:
    """What passed and entered the step at this place, from 0."""
    entered, passed = list(pairwise(record.steps))[place]
    return Trials(passed, entered)
