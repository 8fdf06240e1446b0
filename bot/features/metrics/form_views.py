"""The forms: a won deal, a quota, what a team follows, an own metric, how it is counted."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from bot.common.dates import MONTHS, write_day
from bot.common.numbers import write_amount
from bot.common.spans import Pattern
from bot.features.ledger.hand import OwnEntry
from bot.features.ledger.models import Quota
from bot.features.ledger.quota_rules import Per
from bot.features.ledger.settings import BookRules
from bot.features.metrics.catalogue import Metric
from bot.features.metrics.definitions import LONGEST_NAME, LONGEST_WHY, MOST_FOLLOWED, OWN_UNITS
from bot.features.metrics.figures import Unit, shown
from bot.features.metrics.intents import LogWon
from bot.features.metrics.models import TeamMetric
from bot.features.metrics.own_formulas import LONGEST_FORMULA, NAMES
from bot.features.people.rules import Person
from bot.features.teams.rules import Team
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    button,
    checkbox,
    context,
    datepicker,
    field_of,
    header,
    modal,
    option,
    section,
    select,
    text_input,
    user_select,
)
from bot.slack.text import unescape

SAVE_LOG, SAVE_QUOTA, SAVE_FOLLOWED, SAVE_OWN, SAVE_RULES = (
    "metrics.log_save",
    "metrics.quota_save",
    "metrics.follow_save",
    "metrics.own_save",
    "metrics.rules_save",
)
CHOOSE, SET_QUOTA, NEW_OWN, RETIRE, CHANGE_RULES = (
    "metrics.choose",
    "metrics.quota_set",
    "metrics.own_new",
    "metrics.own_retire",
    "metrics.rules_change",
)
_MOST_QUOTAS = 15
_UNIT_HINTS = {Unit.percent: "100%", Unit.money: "$50k", Unit.money_a_day: "$2k"}


def log_form(known: LogWon, today: date, *, may_choose: bool) -> dict[str, Any]:
    """A won deal. `may_choose`: the actor may write it down for somebody they lead."""
    blocks = [
        field_of(
            "name", "Which deal", text_input("name", initial=known.name, longest=120, placeholder="Acme")
        ),
        field_of("amount", "Amount", text_input("amount", longest=40, placeholder="$48k")),
        field_of("closed_on", "Won on", datepicker("closed_on", initial=known.closed_on or today)),
    ]
    if may_choose:
        whose = user_select("owner", placeholder="Whose deal", initial=known.person_id or None)
        blocks.append(field_of("owner", "Whose deal", whose, optional=True, hint="Empty: your own."))
    blocks.append(context("It counts at once, and is marked as your own entry until it is confirmed."))
    return modal(SAVE_LOG, "A won deal", blocks, submit="Write down", close="Cancel")


def quotas_message(
    person: Person, quotas: Sequence[Quota], base: str, today: date, *, keeps: bool
) -> Message:
    """Somebody's quotas as they are in force."""
    blocks: list[Block] = [header(f"{unescape(person.name)}: quotas")]
    lines = [f"• {_quota_line(quota, base, today)}" for quota in quotas[-_MOST_QUOTAS:]]
    blocks.append(section("\n".join(lines) if lines else "No quota is set."))
    if keeps:
        blocks.append(actions(button("Set a quota", SET_QUOTA, value=person.id, style="primary")))
    else:
        blocks.append(context("The manager of a team sets the quotas of its members."))
    return Message(f"{person.name}: quotas", blocks)


def _quota_line(quota: Quota, base: str, today: date) -> str:
    until = (
        f"until {write_day(quota.ends_on, today)} (not included)" if quota.ends_on else "until further notice"
    )
    per = "in all" if quota.per == Per.span else f"a {quota.per}"
    terms = [f"*{write_amount(quota.amount, quota.currency)}* {per}"]
    terms.append(f"from {write_day(quota.starts_on, today)} {until}")
    if quota.currency != base:
        terms.append(f"= {write_amount(quota.amount_base, base)}")
    if quota.category:
        terms.append(f"for {quota.category}")
    if quota.ramp:
        terms.append(f"ramp {', '.join(quota.ramp)}%")
    if quota.relief:
        terms.append(f"relief {quota.relief.normalize():f}%")
    if quota.reason:
        terms.append(f"_{quota.reason}_")
    return " · ".join(terms)


def quota_form(person: Person, today: date) -> dict[str, Any]:
    """A quota for somebody."""
    periods = [option(f"a {per.value}", per.value) for per in (Per.month, Per.quarter, Per.year)]
    periods.append(option("for the whole time", Per.span.value))
    first = today.replace(day=1)
    blocks = [
        section(
            f"*{person.name}*: what was in force on these days before ends there, nothing is overwritten."
        ),
        field_of("amount", "Amount", text_input("amount", longest=40, placeholder="$240k")),
        field_of("per", "Per", select("per", periods, initial=periods[1])),
        field_of("starts_on", "From", datepicker("starts_on", initial=first)),
        field_of(
            "last_day", "Last day", datepicker("last_day"), optional=True, hint="Empty: until further notice."
        ),
        field_of(
            "ramp",
            "Ramp by month",
            text_input("ramp", longest=100, placeholder="0, 25, 50, 75, 100"),
            optional=True,
            hint="Percents of the first months, from the month in which it begins.",
        ),
        field_of(
            "relief",
            "Relief",
            text_input("relief", longest=10, placeholder="20%"),
            optional=True,
            hint="Taken off for leave or illness in these days.",
        ),
        field_of(
            "category",
            "Kind of deals",
            text_input("category", longest=60, placeholder="renewal"),
            optional=True,
            hint="Empty: all bookings.",
        ),
        field_of("reason", "Why", text_input("reason", longest=LONGEST_WHY), optional=True),
        field_of("started_on", "Sells since", datepicker("started_on"), optional=True),
        field_of(
            "left_on", "Last selling day", datepicker("left_on"), optional=True, hint="For those who leave."
        ),
    ]
    return modal(SAVE_QUOTA, "Set a quota", blocks, submit="Set", close="Cancel", metadata=person.id)


def choose_form(team: Team, metrics: Sequence[Metric], rows: Sequence[TeamMetric]) -> dict[str, Any]:
    """What a team follows: which metrics, and for those it follows, targets and reasons."""
    chosen = {row.metric: row for row in rows}
    options = [option(unescape(metric.name), metric.key) for metric in metrics]
    picked = [each for each in options if each["value"] in chosen]
    element: dict[str, Any] = {
        "type": "multi_static_select",
        "action_id": "metrics",
        "options": options[:100],
        "placeholder": {"type": "plain_text", "text": "Choose metrics", "emoji": True},
        "max_selected_items": MOST_FOLLOWED,
    }
    if picked:
        element["initial_options"] = picked
    blocks = [
        section(f"*{team.name}* follows these, in this order; its members see them with the reasons."),
        field_of("metrics", "Metrics", element),
    ]
    for metric in metrics:
        row = chosen.get(metric.key)
        if row is None:
            continue
        target = _target_text(row, metric)
        hint = f"In its own unit, such as {_UNIT_HINTS.get(metric.unit, '12')}. Empty: none."
        name = unescape(metric.name)
        blocks += [
            field_of(
                f"target:{metric.key}",
                f"{name}: target",
                text_input("target", initial=target, longest=40),
                optional=True,
                hint=hint,
            ),
            field_of(
                f"why:{metric.key}",
                f"{name}: why it matters to us",
                text_input("why", initial=unescape(row.why), longest=LONGEST_WHY),
                optional=True,
            ),
        ]
    if not chosen:
        blocks.append(context("Targets and reasons are asked for in the next step."))
    return modal(
        SAVE_FOLLOWED, "What we follow", blocks, submit="Save", close="Cancel", metadata=str(team.id)
    )


def _target_text(row: TeamMetric, metric: Metric) -> str:
    if row.target is None:
        return ""
    if metric.unit is Unit.percent:
        return f"{(row.target * 100).normalize():f}%"
    return f"{row.target:f}"


def define_message(
    team_rows: Sequence[tuple[Team, Sequence[TeamMetric]]],
    metrics: Sequence[Metric],
    currency: str,
    *,
    leads: bool,
    said: str = "",
) -> Message:
    """Which metrics there are, and what one's teams follow."""
    known = {metric.key: metric for metric in metrics}
    blocks: list[Block] = [section(said)] if said else []
    blocks.append(header("Metrics"))
    for team, rows in team_rows:
        lines = [_followed_line(row, known[row.metric], currency) for row in rows if row.metric in known]
        text = f"*{team.name}* follows\n" + ("\n".join(lines) or "the usual ones: nothing is chosen yet.")
        change = button("Choose", CHOOSE, value=str(team.id)) if leads else None
        blocks.append(section(text, accessory=change))
    lines = [f"• *{metric.name}* `{metric.formula}` {metric.why}" for metric in metrics]
    text = ""
    for line in lines:
        if len(text) + len(line) > 2900:
            blocks.append(section(text))
            text = ""
        text = f"{text}\n{line}" if text else line
    blocks.append(section(text))
    if leads:
        blocks.append(actions(button("Define a metric", NEW_OWN)))
        own = [metric for metric in metrics if metric.is_own]
        if own:
            options = [option(f"Retire {unescape(metric.name)}", metric.key) for metric in own[:100]]
            blocks.append(actions(select(RETIRE, options, placeholder="Retire an own metric")))
    return Message("Metrics", blocks)


def _followed_line(row: TeamMetric, metric: Metric, currency: str) -> str:
    aim = f", target {shown(Fraction(row.target), metric.unit, currency)}" if row.target is not None else ""
    return f"• {metric.name}{aim}: {row.why or metric.why}"


def own_form() -> dict[str, Any]:
    """A metric of one's own."""
    units = [option(unit.value, unit.value) for unit in OWN_UNITS]
    blocks = [
        field_of("name", "Name", text_input("name", longest=LONGEST_NAME, placeholder="Demos per win")),
        field_of(
            "formula",
            "Formula",
            text_input("formula", longest=LONGEST_FORMULA, placeholder="meetings / won"),
            hint=f"+ - * / ( ), numbers, and: {', '.join(NAMES)}"[:2000],
        ),
        field_of("unit", "Counted in", select("unit", units, initial=units[0])),
        field_of("why", "Why it matters", text_input("why", longest=LONGEST_WHY)),
        field_of(
            "lower",
            "Direction",
            checkbox("lower", option("Less is better", "lower"), checked=False),
            optional=True,
        ),
    ]
    return modal(SAVE_OWN, "Define a metric", blocks, submit="Define", close="Cancel")


def rules_message(rules: BookRules, today: date, *, may_change: bool) -> Message:
    """How the workspace counts."""
    locked = "Nothing is locked."
    if rules.locked_before:
        day = write_day(rules.locked_before, today)
        locked = f"What lies before {day} is locked: facts that come late count from today."
    counted = "working days" if rules.by_working_days else "calendar days"
    lines = (
        f"Base currency: *{rules.currency}*",
        f"Fiscal year: begins in *{MONTHS[rules.fiscal.first_month - 1]}*; months: {rules.fiscal.pattern}",
        f"Quotas are cut by *{counted}*",
        f"Stages: {' > '.join(rules.stages) if rules.stages else 'none named, so no conversion by stage'}",
        locked,
    )
    blocks: list[Block] = [header("How it is counted"), section("\n".join(f"• {line}" for line in lines))]
    if may_change:
        blocks.append(actions(button("Change", CHANGE_RULES)))
    return Message("How it is counted", blocks)


def rules_form(rules: BookRules) -> dict[str, Any]:
    """How the workspace counts, for an admin."""
    months = [option(name, str(number)) for number, name in enumerate(MONTHS, 1)]
    patterns = [
        option("Calendar months" if p is Pattern.calendar else f"Weeks {p.value}", p.value) for p in Pattern
    ]
    pattern = next(each for each in patterns if each["value"] == rules.fiscal.pattern.value)
    working = option("Cut quotas by working days", "working")
    blocks = [
        field_of("currency", "Base currency", text_input("currency", initial=rules.currency, longest=3)),
        field_of(
            "month",
            "The fiscal year begins in",
            select("month", months, initial=months[rules.fiscal.first_month - 1]),
        ),
        field_of("pattern", "Months", select("pattern", patterns, initial=pattern)),
        field_of(
            "working", "Quotas", checkbox("working", working, checked=rules.by_working_days), optional=True
        ),
        field_of(
            "stages",
            "Stages in their order",
            text_input("stages", initial=unescape("\n".join(rules.stages)), multiline=True, longest=1500),
            optional=True,
            hint="One a line, without the last ones (won, lost).",
        ),
    ]
    return modal(SAVE_RULES, "How it is counted", blocks, submit="Save", close="Cancel")


def said_view(text: str) -> dict[str, Any]:
    """After saving."""
    return modal("metrics.said", "Metrics", [section(text)])


def logged_text(entry: OwnEntry) -> str:
    """What was written down."""
    amount = write_amount(entry.amount, entry.currency)
    own = "" if entry.is_confirmed else " It is your own entry until your manager or a source confirms it."
    return f":white_check_mark: *{entry.name}* for {amount} is written down.{own}"
