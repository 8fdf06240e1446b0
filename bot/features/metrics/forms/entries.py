"""Forms of won deals and quotas entered by hand; pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.common.errors import BadInput
from bot.common.numbers import Amount, parse_percent
from bot.features.ledger.rules.quotas import Per
from bot.features.metrics.commands.intents import LogWon
from bot.features.metrics.rules.facts import LONGEST_KIND, LONGEST_WHY
from bot.features.people.rules import Person
from bot.framework.forms.choices import ChoiceField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import DayField, PersonField
from bot.framework.forms.texts import MoneyField, TextField
from bot.slack.blocks import context


@dataclass(frozen=True)
class WinStart:
    """What is known of a won deal already; `may_choose`: the actor may enter it for people they lead."""

    known: LogWon
    today: date
    may_choose: bool


class LogForm(Form[ParsedValues]):
    """A won deal, from a WinStart."""

    callback_id, title, submit = "metrics.log_save", "A won deal", "Write down"
    saved_title = "Metrics"
    drafts = False

    name = TextField("Which deal", 120, placeholder="Acme", initial=lambda start: start.known.name)
    amount = MoneyField(
        "Amount",
        placeholder="$48k",
        above_zero=True,
        initial=lambda start: Amount(start.known.amount, start.known.currency) if start.known.amount else "",
    )
    closed_on = DayField("Won on", initial=lambda start: start.known.closed_on or start.today)
    owner = PersonField(
        "Whose deal",
        optional=True,
        placeholder="Whose deal",
        hint="Empty: your own.",
        visible=lambda start: start.may_choose,
        initial=lambda start: start.known.person_id,
    )
    counts = Note(
        context("A deal of your own counts once your manager confirms it, or a source tells of it.")
    )


@dataclass(frozen=True)
class QuotaStart:
    """Whose quota is set, on which day, and the kinds of deals in the books."""

    person: Person
    today: date
    kinds: tuple[str, ...] = ()


def percent_of(typed: str) -> Decimal:
    """Percents as typed (`20%`, `25`); 0 for no words. BadInput: no number."""
    return parse_percent(typed) if typed.strip() else Decimal(0)


def percents_of(typed: str) -> tuple[Decimal, ...]:
    """Percents with commas between them. BadInput: one is no number."""
    return tuple(percent_of(each) for each in typed.split(",") if each.strip())


def kind_chosen(v: ParsedValues) -> str:
    """The kind of deals that a quota form names; "" for all. BadInput: it names two."""
    kind, another = v[QuotaForm.kind], v[QuotaForm.category]
    if kind and another:
        raise BadInput("Choose a kind of deals, or write another one, not both.", field="category")
    return kind or another


class QuotaForm(Form[ParsedValues]):
    """A person's quota, ramp, relief and employment, from a QuotaStart; about their id."""

    callback_id, title, submit = "metrics.quota_save", "Set a quota", "Set quota"
    saved_title = "Metrics"
    drafts = False

    whose = Note(
        lambda start: (
            f"*{start.person.name}*: what was in force on these days before ends there, "
            "nothing is overwritten."
        )
    )
    amount = MoneyField("Amount", placeholder="$240k")
    per = ChoiceField(
        "Per",
        {Per.month: "a month", Per.quarter: "a quarter", Per.year: "a year", Per.span: "for the whole time"},
        initial=Per.quarter,
    )
    starts_on = DayField("From", initial=lambda start: start.today.replace(day=1))
    last_day = DayField("Last day", optional=True, empty=None, hint="Empty: until further notice.")
    ramp = TextField(
        "Ramp by month",
        100,
        reads=percents_of,
        optional=True,
        placeholder="0, 25, 50, 75, 100",
        hint="Percents of the first months, from the month in which it begins.",
    )
    relief = TextField(
        "Relief for leave or illness",
        10,
        reads=percent_of,
        optional=True,
        placeholder="20%",
        hint="Taken off the quota in these days.",
    )
    kind = ChoiceField(
        "Kind of deals",
        lambda start: {kind: kind for kind in start.kinds},
        empty="",
        optional=True,
        hint="Empty: all bookings.",
        visible=lambda start: bool(start.kinds),
    )
    category = TextField(
        "Another kind of deals",
        LONGEST_KIND,
        optional=True,
        placeholder="renewal",
        hint="One of which no deal is in the books yet. Empty: the one above, or all bookings.",
    )
    reason = TextField("Why", LONGEST_WHY, optional=True)
    started_on = DayField("Sells since", optional=True, empty=None)
    left_on = DayField("Last selling day", optional=True, empty=None, hint="For those who leave.")
