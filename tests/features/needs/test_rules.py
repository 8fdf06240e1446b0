"""The order of needs, who shares a row, and what may be put away."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.features.needs.rules import in_order, is_named_by, key_of_kind, left, rows
from bot.framework.needs import Need, NeedRank

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def need(
    key: str, rank: NeedRank = NeedRank.answer, *, about: str = "", days: int = 0, name: str = ""
) -> Need:
    """A need that came up so many days ago."""
    return Need(
        key, f"about {key}", "Open", "goals.open", rank, NOW - timedelta(days=days), about_id=about, name=name
    )


def test_the_gravest_and_the_oldest_come_first() -> None:
    """What is due stands by its day, before what is due by none."""
    late = Need("a.late:1", "late", "Open", "goals.open", NeedRank.write, NOW, due=date(2026, 12, 1))
    later = Need("a.late:2", "later", "Open", "goals.open", NeedRank.write, NOW, due=date(2026, 12, 9))
    blocked, old, new = need("b.x:1", NeedRank.blocked), need("c.x:1", days=3), need("c.x:2")
    whenever = need("d.x:1", NeedRank.write, days=9)

    assert in_order([whenever, new, later, old, late, blocked]) == [blocked, old, new, late, later, whenever]


def test_somebody_led_has_one_row() -> None:
    """The gravest, and how many others it stands for."""
    (row, other) = rows(
        [
            need("gap.goal:1", NeedRank.gap, about="U1"),
            need("goals.blocked:1", NeedRank.blocked, about="U1"),
            need("pace:1", NeedRank.decide, about="U1"),
            need("pace:2", NeedRank.decide, about="U2"),
        ]
    )
    assert (row.need.key, row.others, row.names) == ("goals.blocked:1", 2, ())
    assert (other.need.key, other.others) == ("pace:2", 0)


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (2, 2), (3, 1), (12, 1)])
def test_three_of_a_kind_share_a_row(count: int, expected: int) -> None:
    """Up to three are named."""
    made = rows(
        [need(f"thanks:{n}", NeedRank.gap, about=f"U{n}", name=f"P{n}", days=n) for n in range(count)]
    )

    assert len(made) == expected
    if expected == 1 and count > 1:
        assert made[0].names == tuple(f"P{n}" for n in range(count - 1, count - 4, -1))
        assert made[0].others == count - 1


def test_only_gaps_can_be_put_away() -> None:
    """And they come back when it is over."""
    gap, answer = need("gap:1", NeedRank.gap), need("answer:1")
    put_away = {gap.key: NOW + timedelta(days=7), answer.key: NOW + timedelta(days=7)}

    assert left([gap, answer], put_away, NOW) == [answer]
    assert left([gap, answer], put_away, NOW + timedelta(days=7)) == [gap, answer]


def test_gaps_of_one_row_are_put_away_together() -> None:
    """The row's key stands for all of its kind, and for no other."""
    gaps = [need(f"thanks:{number}", NeedRank.gap, about=f"U{number}") for number in range(3)]
    other = need("talk:1", NeedRank.gap)

    assert [each for each in (*gaps, other) if is_named_by(each, key_of_kind(gaps[0]))] == gaps
    assert [each for each in (*gaps, other) if is_named_by(each, "thanks:1")] == [gaps[1]]
