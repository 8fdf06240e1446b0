"""Forms and messages of won deals and quotas entered by hand; pure."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.common.dates import write_day
from bot.common.numbers import write_amount
from bot.features.ledger.rules.facts import Quota
from bot.features.ledger.rules.listings import OwnEntry
from bot.features.ledger.rules.quotas import Per
from bot.features.metrics.commands.intents import LogWon
from bot.features.metrics.rules.facts import LONGEST_WHY
from bot.features.people.rules import Person
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    button,
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

SAVE_LOG, SAVE_QUOTA, SET_QUOTA = "metrics.log_save", "metrics.quota_save", "metrics.quota_set"
_MOST_QUOTAS = 15


def log_form(known: LogWon, today: date, *, may_choose: bool) -> dict[str, Any]:
    """Form for a won deal, filled in from `known`.

    `may_choose`: the actor may enter it for people they lead.
    """
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


def logged_text(entry: OwnEntry) -> str:
    """Confirms an entry, and says when it is not confirmed yet."""
    amount = write_amount(entry.amount, entry.currency)
    own = "" if entry.is_confirmed else " It is your own entry until your manager or a source confirms it."
    return f":white_check_mark: *{entry.name}* for {amount} is written down.{own}"


def quotas_message(
    person: Person, quotas: Sequence[Quota], base: str, today: date, *, keeps: bool
) -> Message:
    """The person's newest quotas, at most 15; `keeps` adds the button for setting one."""
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
    """Form in which a manager sets a person's quota, ramp, relief and employment."""
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
