"""Won deals and quotas entered by hand, in words; pure."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.common.dates import write_day
from bot.common.errors import BadInput
from bot.common.numbers import show_amount
from bot.common.text import listed
from bot.features.ledger.rules.facts import Quota
from bot.features.ledger.rules.listings import LoggedWin
from bot.features.ledger.rules.quotas import Per
from bot.features.metrics.commands.intents import LogWon
from bot.features.metrics.views.doors import QUOTAS_OF
from bot.features.people.rules import Person
from bot.slack.blocks import Block, Element, Message, actions, button, context, header, modal, section
from bot.slack.text import unescape

SET_QUOTA, SELLS = "metrics.quota_set", "metrics.sells"
_MOST_QUOTAS = 15
_MOST_PEOPLE, _MOST_HOLDING = 20, 3


def sells_question(known: LogWon) -> Element:
    """The window that asks who has no numbers whether they sell; its button holds what they have written."""
    amount = f"{known.amount} {known.currency}" if known.amount is not None else ""
    value = f"{known.closed_on or ''}|{amount}|{known.name}"
    text = (
        "*Do you sell?*\nI know of no quota, deal or activity of yours. Who writes down a deal of their own "
        "has numbers from then on, and a place on boards. Whoever leads somebody writes down theirs."
    )
    yes = button("Yes, it is my deal", SELLS, value=value[:2000], style="primary")
    return modal("metrics.sells", "A won deal", [section(text), actions(yes)], close="No")


def won_from(value: str) -> LogWon:
    """What stands in the button of `sells_question`; BadInput where it is none of ours."""
    try:
        day, amount, name = value.split("|", 2)
        number, _, currency = amount.partition(" ")
        closed_on = date.fromisoformat(day) if day else None
        return LogWon(name, Decimal(number) if number else None, currency, closed_on)
    except (ValueError, ArithmeticError):
        raise BadInput("That is from an older message: please open it anew.") from None


def logged_text(entry: LoggedWin, today: date, who: str, sources: Sequence[str]) -> str:
    """Confirms an entry with its day; where it waits, `who` decides and `sources` may tell of it."""
    amount, day = show_amount(entry.amount, entry.currency), write_day(entry.closed_on, today)
    if not entry.waits_for:
        return f":white_check_mark: *{entry.name}* for {amount}, won on {day}, is written down."
    told = f", or {listed(sources)} tells of it" if sources else ""
    deal = f"*{entry.name}*, {amount}, won {day},"
    return f":hourglass: {deal} is written down. It counts once {who} confirms it{told}."


def quotas_message(
    person: Person, quotas: Sequence[Quota], base: str, today: date, *, keeps: bool, is_own: bool = False
) -> Message:
    """Somebody's newest quotas, at most 15; `keeps` adds the button that sets one; `is_own`: the reader's."""
    title = "Your quotas" if is_own else f"{person.name}: quotas"
    blocks: list[Block] = [header(unescape(title))]
    lines = [f"• {_quota_line(quota, base, today)}" for quota in quotas[-_MOST_QUOTAS:]]
    blocks.append(section("\n".join(lines) if lines else "No quota is set."))
    if keeps:
        blocks.append(actions(button("Set a quota", SET_QUOTA, value=person.id, style="primary")))
    else:
        blocks.append(context("The manager of a team sets the quotas of its members."))
    return Message(title, blocks)


def team_quotas_message(kept: Sequence[tuple[Person, Sequence[Quota]]], base: str, today: date) -> Message:
    """The quotas that hold of people whose quotas the reader keeps, who has none first; a row each."""
    title = "Quotas of your people"
    rows = sorted(kept, key=lambda each: bool(_holding(each[1], today)))
    blocks: list[Block] = [header(title)]
    for person, quotas in rows[:_MOST_PEOPLE]:
        lines = [_quota_line(quota, base, today) for quota in _holding(quotas, today)[:_MOST_HOLDING]]
        text = "\n".join([f"*{person.name}*", *(lines or ["no quota yet"])])
        blocks.append(section(text, accessory=button("Open", QUOTAS_OF, value=person.id)))
    if len(rows) > _MOST_PEOPLE:
        blocks.append(context(f"And {len(rows) - _MOST_PEOPLE} more: `/metrics quota @name` shows theirs."))
    return Message(title, blocks)


def _holding(quotas: Sequence[Quota], today: date) -> Sequence[Quota]:
    return [
        each for each in quotas if each.starts_on <= today and (each.ends_on is None or today < each.ends_on)
    ]


def _quota_line(quota: Quota, base: str, today: date) -> str:
    until = (
        f"until {write_day(quota.ends_on, today)} (not included)" if quota.ends_on else "until further notice"
    )
    per = "in all" if quota.per == Per.span else f"a {quota.per}"
    terms = [f"*{show_amount(quota.amount, quota.currency)}* {per}"]
    terms.append(f"from {write_day(quota.starts_on, today)} {until}")
    if quota.currency != base:
        terms.append(f"= {show_amount(quota.amount_base, base)}")
    if quota.category:
        terms.append(f"for {quota.category}")
    if quota.ramp:
        terms.append(f"ramp {', '.join(quota.ramp)}%")
    if quota.relief:
        terms.append(f"relief {quota.relief.normalize():f}%")
    if quota.reason:
        terms.append(f"_{quota.reason}_")
    return " · ".join(terms)
