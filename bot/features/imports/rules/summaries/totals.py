"""The control totals of a file as a line that people compare with their CRM. Pure."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.common.numbers import write_amount
from bot.common.text import listed, plural
from bot.features.imports.rules.files.outlines import Role
from bot.features.ledger.rules.control_totals import ControlTotals, StatusTotal

_TOTALS = (Role.TOTAL, Role.SUBTOTAL, Role.FIGURE)
_OTHERS = ((Role.FOOTER, "footer line"), (Role.GROUP, "group line"), (Role.EMPTY, "line"))


def totals_in_words(totals: ControlTotals, left_out: Mapping[Role, int]) -> str:
    """`Won 8, $212,800 (2 Jul to 14 Nov 2026) · lost 5 · open 16, $415,000 · …`; "" without any."""
    parts = []
    if totals.deals:
        parts.append(_won(totals))
        parts += [f"lost {totals.lost.deals:,}"] if totals.lost.deals else []
        parts += [f"open {totals.open.deals:,}{_worth(totals.open)}"] if totals.open.deals else []
    skipped = left_out_in_words(left_out)
    parts += [skipped] if skipped else []
    if totals.won_before.amounts:
        parts.append(f"won before: {_sums(totals.won_before)}")
    if not totals.deals:
        return " · ".join(parts)
    return f"{' · '.join(parts)}. Compare with your CRM."


def left_out_in_words(left_out: Mapping[Role, int]) -> str:
    """`4 total lines and 2 footer lines left out`; "" where every row is a record."""
    counts = [(sum(left_out.get(role, 0) for role in _TOTALS), "total line")]
    counts += [(left_out.get(role, 0), words) for role, words in _OTHERS]
    told = [plural(count, words) for count, words in counts if count]
    empty = left_out.get(Role.EMPTY, 0)
    if empty:
        told[-1] = f"{plural(empty, 'line')} without a quota"
    return f"{listed(told)} left out" if told else ""


def own_total_in_words(own: Decimal | None, read: Mapping[str, Decimal]) -> str:
    """What a file's own total says, where the rows that were read amount to something else; "" else.

    `read`: sums by currency. Totals over several currencies are nobody's.
    """
    if own is None or len(read) > 1:
        return ""
    currency, amount = next(iter(read.items()), ("", Decimal(0)))
    if own == amount:
        return ""
    return f"The file's own total is {write_amount(own, currency)}, I read {write_amount(amount, currency)}."


def _won(totals: ControlTotals) -> str:
    if not totals.won.deals:
        return "Won 0"
    days = f" ({_days(totals.first, totals.last)})" if totals.first and totals.last else ""
    missing = f", {totals.won.without_amount:,} without amount" if totals.won.without_amount else ""
    return f"Won {totals.won.deals:,}{_worth(totals.won)}{days}{missing}"


def _worth(total: StatusTotal) -> str:
    return f", {_sums(total)}" if total.amounts else ""


def _sums(total: StatusTotal) -> str:
    largest = sorted(total.amounts.items(), key=lambda each: -abs(each[1]))
    return listed([write_amount(amount, currency) for currency, amount in largest])


def _days(first: date, last: date) -> str:
    end = f"{last.day} {last:%b %Y}"
    if first == last:
        return end
    year = f" {first.year}" if first.year != last.year else ""
    return f"{first.day} {first:%b}{year} to {end}"
