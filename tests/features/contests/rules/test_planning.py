"""What a contest is, and how its rules are kept."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.common.errors import BadInput
from bot.features.contests.rules.planning import (
    ContestRules,
    alternatives,
    check,
    check_people,
    fingerprint,
    rules_from,
)
from bot.features.leaderboards.rules.specs import Engine, Measure

TODAY = date(2026, 11, 23)
RULES = ContestRules(
    "Sprint",
    Measure("bookings", Engine.improved),
    date(2026, 11, 24),
    date(2026, 11, 30),
    team_ids=(2, 1),
    people_ids=("U2", "U1"),
    bar=Decimal("1.50"),
    prize="Dinner",
)


def test_rules_are_kept_and_hashed() -> None:
    """The same rules have the same fingerprint, in whatever order; any change another."""
    kept = RULES.written()
    assert rules_from(kept).written() == kept
    assert fingerprint(dict(reversed(kept.items()))) == fingerprint(kept)
    for name, value in (("prize", "A car"), ("last", "2026-12-01"), ("bar", "1.6"), ("people_ids", ["U1"])):
        assert fingerprint({**kept, name: value}) != fingerprint(kept)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"first": date(2026, 11, 22)}, "first"),
        ({"last": date(2026, 11, 23)}, "last"),
        ({"last": date(2026, 11, 24)}, "last"),
        ({"last": date(2027, 11, 24)}, "last"),
        ({"bar": Decimal(0)}, "bar"),
        ({"late_days": 11}, "late_days"),
        ({"prize": "x" * 301}, "prize"),
        ({"by_team": True, "team_ids": (1,)}, "who"),
    ],
)
def test_what_is_no_contest(change: dict[str, object], field: str) -> None:
    """Told beside its field."""
    check(RULES, TODAY)
    with pytest.raises(BadInput) as refusal:
        check(replace(RULES, **change), TODAY)  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_three_are_too_few() -> None:
    """With three, the last is known by leaving the others out."""
    check_people(4)
    with pytest.raises(BadInput, match="At least 4"):
        check_people(3)


def test_no_advice_to_choose_what_is_chosen() -> None:
    """Whatever is measured, however: the others that fit, and a bar where there is none."""
    improved, quota, bar = "most improved", "against quota", "a bar that everybody can reach"
    wanted = {
        ("bookings", Engine.raw): (improved, quota, bar),
        ("bookings", Engine.improved): (quota, bar),
        ("bookings", Engine.attainment): (improved, bar),
        ("kudos", Engine.raw): (improved, bar),
        ("kudos", Engine.improved): (bar,),
        ("goals", Engine.attainment): (bar,),
    }
    found = {key: alternatives(replace(RULES, measure=Measure(*key), bar=None)) for key in wanted}
    assert found == wanted
    assert alternatives(RULES) == (quota,)
