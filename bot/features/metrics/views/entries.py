"""Won deals and quotas entered by hand, in words; pure."""

from collections.abc import Sequence
from datetime import date

from bot.common.dates import write_day
from bot.common.numbers import write_amount
from bot.common.text import listed
from bot.features.ledger.rules.facts import Quota
from bot.features.ledger.rules.listings import LoggedWin
from bot.features.ledger.rules.quotas import Per
from bot.features.people.rules import Person
from bot.slack.blocks import Block, Message, actions, button, context, header, section
from bot.slack.text import unescape

SET_QUOTA = "metrics.quota_set"
_MOST_QUOTAS = 15


def logged_text(entry: LoggedWin, today: date, who: str, sources: Sequence[str]) -> str:
    """Confirms an entry with its day; where it waits, `who` decides and `sources` may tell of it."""
    amount, day = write_amount(entry.amount, entry.currency), write_day(entry.closed_on, today)
    if not entry.waits_for:
        return f":white_check_mark: *{entry.name}* for {amount}, won on {day}, is written down."
    told = f", or {listed(sources)} tells of it" if sources else ""
    deal = f"*{entry.name}*, {amount}, won {day},"
    return f":hourglass: {deal} is written down. It counts once {who} confirms it{told}."


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
