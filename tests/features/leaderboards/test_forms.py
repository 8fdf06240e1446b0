"""How people are compared, as its form draws and reads it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput, FieldErrors
from bot.common.numbers import Amount
from bot.features.leaderboards.forms.boards import BoardForm, BoardStart
from bot.features.leaderboards.forms.comparing import ComparingForm, ComparingPlan, ComparingStart
from bot.features.leaderboards.rules.facts import Comparing
from bot.features.leaderboards.rules.scores import Weight
from bot.features.leaderboards.rules.specs import Engine, Measure, Scope, Spec
from bot.features.leaderboards.rules.tiers import TierBy
from bot.features.metrics.rules.catalogue import CATALOGUE
from bot.slack.blocks import option
from bot.slack.form_values import FormValues


def sent(*parts: tuple[str, str]) -> FormValues:
    """The form with these parts (measure, what is typed beside it; "" for none)."""
    state: dict[str, Any] = {"tier_by": {"tier_by": {"selected_option": option("any", "tenure")}}}
    for number, (what, typed) in enumerate(parts):
        chosen = option("any", what) if what else None
        state[f"what:{number}"] = {"what": {"selected_option": chosen}}
        state[f"weight:{number}"] = {"weight": {"value": typed or None}}
    return FormValues(state)


def test_parts_are_read_and_those_without_a_weight_left_out() -> None:
    """A share or a number is a target; bookings and goals have their own."""
    plan = ComparingForm.parse(sent(("bookings", "50"), ("win_rate", "30% 40%"), ("goals", ""), ("", "")))

    parts = (("bookings", Decimal(50), None), ("win_rate", Decimal(30), Amount(Decimal(40), "%")))
    assert plan == ComparingPlan(TierBy.tenure, parts)


def test_each_wrong_part_is_told_beside_it() -> None:
    """All at once."""
    with pytest.raises(FieldErrors) as refusal:
        ComparingForm.parse(sent(("bookings", "half"), ("win_rate", "30"), ("goals", "20"), ("", "9")))

    assert {name: said[:15] for name, said in refusal.value.errors.items()} == {
        "weight:0": "“half” is no pe",
        "weight:1": "Write its targe",
        "what:3": "Choose what thi",
    }


def test_it_begins_as_it_is_now() -> None:
    """Five parts, of which the first are those decided."""
    weights = (Weight("win_rate", Fraction(3, 10), Fraction(1, 2)), Weight("goals", Fraction(7, 10)))

    view = ComparingForm.draw(ComparingStart(Comparing(TierBy.attainment, weights), CATALOGUE))

    fields = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    assert list(fields)[1:3] == ["what:0", "weight:0"]
    assert len(fields) == 11
    assert fields["tier_by"]["initial_option"]["value"] == "attainment"
    assert fields["what:0"]["initial_option"]["value"] == "win_rate"
    assert fields["weight:0"]["initial_value"] == "30 50%"
    assert fields["weight:1"]["initial_value"] == "70"
    assert "initial_option" not in fields["what:2"]
    assert fields["weight:2"]["action_id"] == "weight"


def test_a_board_of_some_deals_is_chosen_and_comes_back() -> None:
    """The form offers what sources tell; what is of no deals is told beside the field."""
    days, renewals = DateRange(date(2026, 10, 1), date(2027, 1, 1), "Q4 2026"), "category=renewal"

    def chosen(what: str) -> FormValues:
        picked = {"what": what, "cut": renewals, "engine": "raw", "scope": "company"}
        state = {name: {name: {"selected_option": option("any", each)}} for name, each in picked.items()}
        return FormValues(state | {"period": {"period": {"value": "Q4"}}})

    choice = BoardForm.parse(chosen("deals_won"))
    assert choice.measure == Measure("deals_won@category=renewal", Engine.raw)
    start = BoardStart(Spec(choice.measure, Scope.company, days), CATALOGUE, {renewals: "type: Renewal"})
    fields = {block["block_id"]: block.get("element") for block in BoardForm.draw(start)["blocks"]}
    assert fields["what"]["initial_option"]["value"] == "deals_won"
    assert fields["cut"]["initial_option"]["text"]["text"] == "type: Renewal"
    with pytest.raises(BadInput, match="Kudos cannot be cut by deals") as refusal:
        BoardForm.parse(chosen("kudos"))
    assert refusal.value.field == "cut"
