"""Who stands where."""

from hypothesis import given
from hypothesis import strategies as st

from bot.features.kudos.rules.ranking import BoardPlace, place_of, ranked


def test_ranks_are_1_2_2_4() -> None:
    """Equal points share a rank, and the next one is skipped."""
    totals = [("a", 9), ("b", 7), ("c", 7), ("d", 5)]

    assert ranked(totals) == [(1, "a", 9), (2, "b", 7), (2, "c", 7), (4, "d", 5)]
    assert place_of("c", totals) == BoardPlace(2, 7, 2)
    assert place_of("a", totals) == BoardPlace(1, 9, None)
    assert place_of("x", totals) is None


TOTALS = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 50), max_size=20)


@given(TOTALS, st.randoms())
def test_ranks_do_not_depend_on_the_order_they_come_in(totals: dict[str, int], dice: object) -> None:
    """Whoever has more points stands higher; equal points, equal rank; order changes nothing."""
    rows = list(totals.items())
    shuffled = rows[:]
    dice.shuffle(shuffled)  # type: ignore[attr-defined]

    ranks = {who: rank for rank, who, _ in ranked(rows)}
    assert ranks == {who: rank for rank, who, _ in ranked(shuffled)}
    for who, points in rows:
        assert ranks[who] == 1 + sum(other > points for other in totals.values())
        place = place_of(who, rows)
        assert place is not None
        assert place.rank == ranks[who]
        above = [other for other in totals.values() if other > points]
        assert place.gap_to_next == (min(above) - points if above else None)
