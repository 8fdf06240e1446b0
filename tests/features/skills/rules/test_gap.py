"""The split of a gap: the worked vectors, and what holds for any numbers."""

from fractions import Fraction
from itertools import permutations
from math import prod

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.skills.rules.gap import SellingRecord, largest_remainder, reference_of, split
from tests.features.skills.rules.people_like_you import FIVE, OTHERS

F = Fraction
POSITIVE = st.fractions(min_value=F(1, 1000), max_value=1000, max_denominator=1000)
FEW = settings(max_examples=settings().max_examples // 5)
PAIRS = st.lists(st.tuples(POSITIVE, POSITIVE), min_size=2, max_size=6)


def factors(decided: int, rate: Fraction, size: int) -> tuple[Fraction, ...]:
    """Number of deals, win rate and mean size."""
    return F(decided), rate, F(size)


def test_the_reference_is_pooled_and_brought_to_own_days() -> None:
    """Six others with 152 decided deals."""
    found = reference_of(116, OTHERS)
    assert found is not None
    assert found.people == 6
    assert [round(float(each), 6) for each in found.factors] == [25.333333, 0.335526, 21794.117647]
    assert found.value == 185250


def test_too_small_a_group_is_none() -> None:
    """59 entries of five people, four people, and people of fewer than twenty selling days."""
    assert reference_of(116, FIVE) is None
    assert reference_of(116, OTHERS[:4]) is None
    strangers = [SellingRecord(30, 4, F(80000), 19)] * 5
    assert reference_of(116, [*OTHERS[:4], *strangers]) is None
    assert reference_of(116, [*FIVE[:4], SellingRecord(12, 3, F(63000), 20)]) is not None


def test_the_worked_vectors() -> None:
    """Parts to six places, as shown, and the gap."""
    like_them = reference_of(116, OTHERS)
    assert like_them is not None
    stages = SellingRecord(60, 9, F(180000), 100, reached=(60, 36, 18)).factors
    their_stages = (F(66), F(44, 66), F(33, 44), F(33, 66), F(19000))
    rows = [
        (
            factors(40, F(1, 4), 11000),
            factors(48, F(5, 16), 10000),
            "-23513.610800 -28778.333788 12291.944587",
            (-23514, -28778, 12292),
            -40000,
        ),
        (
            factors(30, F(3, 10), 20000),
            factors(30, F(2, 5), 20000),
            "0.000000 -60000.000000 0.000000",
            (0, -60000, 0),
            -60000,
        ),
        (
            factors(24, F(1, 3), 9000),
            factors(24, F(1, 3), 9000),
            "0.000000 0.000000 0.000000",
            (0, 0, 0),
            0,
        ),
        (
            factors(24, F(5, 24), 22500),
            like_them.factors,
            "-7886.448827 -69512.989317 4649.438144",
            (-7886, -69513, 4649),
            -72750,
        ),
        (
            SellingRecord(36, 5, F(120000), 116).factors,
            like_them.factors,
            "52805.032965 -132543.253766 14488.220801",
            (52805, -132543, 14488),
            -65250,
        ),
        (
            stages,
            their_stages,
            "-22932.469653 -25350.669077 -97558.480175 0.000000 12341.618905",
            (-22932, -25351, -97559, 0, 12342),
            -133500,
        ),
    ]
    for own, reference, parts, shown, gap in rows:
        found = split(own, reference)
        assert found is not None
        told = " ".join(f"{float(part):.6f}" for part in found.parts)
        assert (told, found.shown, found.shown_gap) == (parts, shown, gap)
        assert sum(found.shown) == gap


def test_a_factor_of_nothing_is_not_taken_apart() -> None:
    """Won none of 24, on either side."""
    none = SellingRecord(24, 0, F(0), 116).factors
    assert [int(each) for each in none] == [24, 0, 0]
    assert split(none, factors(26, F(8, 26), 12000)) is None
    assert split(factors(26, F(8, 26), 12000), none) is None


def test_deals_without_an_amount() -> None:
    """A fifth of the won may lack one."""
    assert SellingRecord(24, 5, F(1000), 100, without_amount=1).has_amounts
    assert not SellingRecord(24, 9, F(1000), 100, without_amount=2).has_amounts


def test_largest_remainders_and_their_ties() -> None:
    """The first of equal remainders is rounded up."""
    half = F(1, 2)
    assert largest_remainder([half, half, half], 1) == (1, 0, 0)
    assert largest_remainder([half, half, half], 2) == (1, 1, 0)
    assert largest_remainder([F(1), F(2), F(3)], 5) == (1, 2, 2)
    assert largest_remainder([F(-1, 3), F(-2, 3)], -1) == (0, -1)


@FEW
@given(PAIRS)
def test_the_parts_are_the_gap(pairs: list[tuple[Fraction, Fraction]]) -> None:
    """Exactly, also as shown; a part leans to where its factor does."""
    own, reference = [mine for mine, _ in pairs], [theirs for _, theirs in pairs]
    found = split(own, reference)
    assert found is not None
    assert sum(found.parts) == found.gap == prod(own) - prod(reference)
    assert sum(found.shown) == found.shown_gap
    for (mine, theirs), part in zip(pairs, found.parts, strict=True):
        assert (part > 0, part < 0) == (mine > theirs, mine < theirs)


@FEW
@given(PAIRS)
def test_the_order_changes_nothing(pairs: list[tuple[Fraction, Fraction]]) -> None:
    """Each factor keeps its part, to the last digit."""
    whole = split([mine for mine, _ in pairs], [theirs for _, theirs in pairs])
    for order in list(permutations(range(len(pairs))))[:24]:
        turned = split([pairs[place][0] for place in order], [pairs[place][1] for place in order])
        assert whole is not None
        assert turned is not None
        assert turned.parts == tuple(whole.parts[place] for place in order)


@FEW
@given(PAIRS, POSITIVE)
def test_money_scales(pairs: list[tuple[Fraction, Fraction]], times: Fraction) -> None:
    """In another currency each part is as many times as large (to the 30th digit)."""
    own, reference = [mine for mine, _ in pairs], [theirs for _, theirs in pairs]
    found = split(own, reference)
    scaled = split([*own[:-1], own[-1] * times], [*reference[:-1], reference[-1] * times])
    assert found is not None
    assert scaled is not None
    for part, other in zip(found.parts, scaled.parts, strict=True):
        assert abs(part * times - other) <= abs(other) / 10**25


@FEW
@given(st.lists(POSITIVE, min_size=2, max_size=6))
def test_beside_oneself_there_is_nothing(own: list[Fraction]) -> None:
    """No gap, and no parts."""
    found = split(own, own)
    assert found is not None
    assert not found.gap
    assert not any(found.parts)
    assert not any(found.shown)
