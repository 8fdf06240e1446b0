"""Won deals and quotas entered by hand, in words; pure."""

from collections.abc import Sequence
from datetime import date

from bot.common.dates import write_day
from bot.common.numbers import show_amount
from bot.common.text import listed
from bot.features.ledger.rules.facts import Quota
from bot.features.ledger.rules.listings import LoggedWin
from bot.features.ledger.rules.quotas import Per
from bot.features.metrics.views.doors import QUOTAS_OF
from bot.features.people.rules import Person
from bot.slack.blocks import Block, Message, actions, button, context, header, section
from bot.slack.text import unescape

SET_QUOTA = "metrics.quota_set"
_MOST_QUOTAS = 15
_MOST_PEOPLE, _MOST_HOLDING = 20, 3


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
