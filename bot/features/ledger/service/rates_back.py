"""Takes back the exchange rates that one file brought: what was in force before is in force again.

What is booked at such a rate is reversed, and booked at the one before; without one it waits again. Quotas
that were converted at it are converted anew, where there is another.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from bot.common.date_ranges import DateRange
from bot.db.transaction import Transaction
from bot.features.ledger.models.quotas import QuotaRow
from bot.features.ledger.repository.rates import RateRepository
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.rules.credits import CreditLine, Due, Posting, postings
from bot.features.ledger.rules.deals import Rates
from bot.features.ledger.service.posting import PostingSource, credit_row, in_base, rate_of
from bot.features.ledger.service.quotas import piece_of
from bot.features.workspace.rules.books import BookRules

# A currency, and the day from which on a rate of it holds.
RateKey = tuple[str, date]


async def take_back(transaction: Transaction, origin: str, entry: PostingSource, rules: BookRules) -> int:
    """Takes back what came of this origin, in force or not; how many rates there were.

    Locked periods stay as they were reported: what differs is dated in the open one.
    """
    own, repository = RateRepository(transaction), LedgerRepository(transaction)
    came = await own.rates_from(origin)
    if not came:
        return 0
    await own.strike(origin, entry.now)
    await _restore(own, {(row.currency, row.since) for row in came}, entry)
    after = await repository.rates()
    for currency in sorted({row.currency for row in came}):
        wrong = [(row.since, row.rate) for row in came if row.currency == currency]
        await _book_anew(repository, own, currency, wrong, after, entry, rules)
    return len(came)


async def _restore(own: RateRepository, keys: Collection[RateKey], entry: PostingSource) -> None:
    """The last rate of each key that is not taken back is in force; none where there is none."""
    for currency, since in sorted(keys):
        last = await own.last_rate(currency, since)
        if last is None:
            await own.drop_rate(currency, since)
        else:
            await own.set_rate(currency, since, last, entry.now)


async def _book_anew(
    repository: LedgerRepository,
    own: RateRepository,
    currency: str,
    wrong: Sequence[tuple[date, Decimal]],
    after: Rates,
    entry: PostingSource,
    rules: BookRules,
) -> None:
    """What was booked at one of the `wrong` rates is booked at those of `after`."""

    def is_wrong(day: date, rate: Decimal | None) -> bool:
        told = any(since <= day and rate == each for since, each in wrong)
        return told and rate != rate_of(currency, day, after, rules)

    def is_converted_wrong(amount: Decimal, base: Decimal | None, day: date) -> bool:
        return any(base == in_base(amount, rate) and is_wrong(day, rate) for _, rate in wrong)

    rows: list[dict[str, Any]] = []
    for row in await own.counted_in(currency):
        if is_wrong(row.closed_on, row.fx_rate):
            due = Due(row.member_id, row.amount, row.currency, row.closed_on, row.percent, row.is_overlay)
            for posting in _both(CreditLine(row.id, due, row.credit_date), entry.today, rules):
                reversed_ = row if posting.reverses else None
                rows.append(credit_row(row.deal_id, posting, row.category, after, rules, entry, reversed_))
    await repository.write_credits(rows)
    versions = [
        row
        for row in await own.versions_in(currency)
        if is_converted_wrong(row["amount"], row["amount_base"], row["closed_on"] or entry.today)
    ]
    anew = [_rated(row, after, entry, rules) for row in versions]
    await repository.replace_versions([row["id"] for row in versions], entry.now)
    await repository.write_versions(anew)
    quotas = [
        row
        for row in await own.quotas_in(currency)
        if is_converted_wrong(row.amount, row.amount_base, row.starts_on)
    ]
    await _convert(repository, quotas, after, entry, rules)


async def _convert(
    repository: LedgerRepository,
    quotas: Sequence[QuotaRow],
    rates: Rates,
    entry: PostingSource,
    rules: BookRules,
) -> None:
    anew = []
    for row in quotas:
        base = in_base(row.amount, rate_of(row.currency, row.starts_on, rates, rules))
        if base is not None:
            days = DateRange(row.starts_on, row.ends_on or date.max)
            anew.append({**piece_of(row, days, days, entry.now), "amount_base": base})
            row.replaced_at = entry.now
    await repository.session.flush()
    await repository.write_quotas(anew)


def _both(line: CreditLine, today: date, rules: BookRules) -> Sequence[Posting]:
    """The reversal of a line, and the line again."""
    gone = postings((), [line], today, rules.locked_before)
    return [*gone, *postings([line.due], (), today, rules.locked_before)]


def _rated(row: Mapping[str, Any], rates: Rates, entry: PostingSource, rules: BookRules) -> dict[str, Any]:
    rate: Decimal | None = rate_of(row["currency"], row["closed_on"] or entry.today, rates, rules)
    kept = {name: value for name, value in row.items() if name not in ("id", "workspace_id")}
    return kept | {"amount_base": in_base(row["amount"], rate), "recorded_at": entry.now, "replaced_at": None}
