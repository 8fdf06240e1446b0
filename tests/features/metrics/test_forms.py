"""What the forms of metrics say, and what they refuse."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.common.date_ranges import Fiscal, Pattern, YearName, YearStart
from bot.common.errors import BadInput
from bot.features.ledger.rules.quotas import Per
from bot.features.metrics.forms.definitions import FollowForm, OwnMetricForm
from bot.features.metrics.forms.entries import QuotaForm, percent_of, percents_of
from bot.features.metrics.forms.settings import BookRulesForm, fiscal_of
from bot.features.metrics.rules.figures import Unit
from bot.framework.forms.form import Form
from bot.slack.form_values import FormValues

GONE = "That is not offered any more: choose again."


def entered(**entries: Any) -> FormValues:
    """The form with these entries: texts, and options in a list of one or several."""
    state: dict[str, Any] = {}
    for name, value in entries.items():
        entry: dict[str, Any] = {"value": value} if isinstance(value, str) else {}
        if isinstance(value, tuple):
            entry = {"selected_option": {"value": value[0]}}
        elif isinstance(value, list):
            entry = {"selected_options": [{"value": each} for each in value]}
        elif isinstance(value, date):
            entry = {"selected_date": str(value)}
        state[name] = {name: entry}
    return FormValues(state)


@pytest.mark.parametrize(
    ("typed", "percents"),
    [("", ()), ("0, 25, 50 %,", (0, 25, 50)), ("12.5%", (Decimal("12.5"),)), (" , ", ())],
)
def test_percents(typed: str, percents: tuple[Any, ...]) -> None:
    """With commas between them, with or without their sign."""
    assert percents_of(typed) == percents
    assert percent_of("") == 0


@pytest.mark.parametrize("typed", ["much", "1e", "NaN", "inf", "1;2", "%%"])
def test_what_is_no_percent(typed: str) -> None:
    """One sentence says how to write it."""
    with pytest.raises(BadInput, match=f"“{typed}” is "):
        percents_of(typed)


def test_a_quota_is_read() -> None:
    """What is left out is nothing, until further notice."""
    day = date(2026, 10, 1)
    v = QuotaForm.read(entered(amount="$240k", per=("span",), starts_on=day, last_day=None, ramp="0, 50"))

    assert (v[QuotaForm.amount].value, v[QuotaForm.amount].unit) == (Decimal(240_000), "USD")
    assert (v[QuotaForm.per], v[QuotaForm.starts_on], v[QuotaForm.last_day]) == (Per.span, day, None)
    assert (v[QuotaForm.ramp], v[QuotaForm.relief], v[QuotaForm.reason]) == (
        (Decimal(0), Decimal(50)),
        Decimal(0),
        "",
    )


def test_what_a_team_follows_is_read_by_metric() -> None:
    """Keys may hold colons, as those of own metrics do."""
    v = FollowForm.read(
        entered(metrics=["own:half", "win_rate"], **{"target:own:half": "0.4", "why:own:half": " Ours "})
    )

    assert v[FollowForm.metrics] == ("own:half", "win_rate")
    assert v[FollowForm.target] == {"own:half": "0.4"}
    assert v[FollowForm.why] == {"own:half": "Ours"}


def test_how_it_is_counted_is_read() -> None:
    """A currency in small letters, stages one a line."""
    v = BookRulesForm.read(
        entered(
            currency="eur",
            month=("4",),
            pattern=("4-4-5",),
            first_day=("30",),
            year_start=("last",),
            week_start=("6",),
            long_month=("1",),
            year_name=("begins",),
            own_entries=("off",),
            stages="One\nTwo, R&D",
        )
    )

    assert (v[BookRulesForm.currency], v[BookRulesForm.month]) == ("EUR", 4)
    assert fiscal_of(v) == Fiscal(4, Pattern.weeks_445, 30, YearStart.last, 6, 1, YearName.begins)
    assert v[BookRulesForm.own_entries] == "off"
    assert v[BookRulesForm.stages] == ("One", "Two", "R&amp;D")


@pytest.mark.parametrize(
    ("form", "field", "entry", "sentence"),
    [
        (QuotaForm, "per", ("week",), GONE),
        (QuotaForm, "starts_on", None, "Fill this in."),
        (QuotaForm, "reason", "x" * 301, "At most 300 characters; this has 301."),
        (OwnMetricForm, "unit", ("furlongs",), GONE),
        (OwnMetricForm, "unit", (Unit.money_a_day.value,), GONE),
        (OwnMetricForm, "lower", ["higher"], GONE),
        (BookRulesForm, "month", ("13",), GONE),
        (BookRulesForm, "month", ("x",), GONE),
        (BookRulesForm, "pattern", ("3-3-3",), GONE),
        (BookRulesForm, "first_day", ("32",), GONE),
        (BookRulesForm, "year_start", ("middle",), GONE),
        (BookRulesForm, "week_start", ("7",), GONE),
        (BookRulesForm, "long_month", ("0",), GONE),
        (BookRulesForm, "year_name", ("both",), GONE),
        (BookRulesForm, "currency", "EURO", "At most 3 characters; this has 4."),
        (BookRulesForm, "stages", "One, one", "A stage stands there twice."),
        (FollowForm, "metrics", [], "Fill this in."),
    ],
)
def test_what_cannot_be(form: type[Form[Any]], field: str, entry: Any, sentence: str) -> None:
    """Beside its field; what no form of ours offers is never an error that nobody expected."""
    with pytest.raises(BadInput) as refusal:
        form.read(entered(**{field: entry}))

    assert getattr(refusal.value, "errors", {})[field] == sentence
