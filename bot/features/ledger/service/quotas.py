"""Sets quotas and employment, within what is in force already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.errors import BadInput
from bot.common.facts import fact_of
from bot.db.transaction import Transaction
from bot.features.ledger.models.quotas import QuotaRow
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.rules.access import check_has_numbers, check_may_keep
from bot.features.ledger.rules.facts import ALWAYS, Quota
from bot.features.ledger.rules.quotas import Per, kind_key
from bot.features.ledger.service.locking.contracts import newest_employments
from bot.features.ledger.service.locking.locks import check_open
from bot.features.ledger.service.posting import in_base, rate_of
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.books import BookRules
from bot.framework.context import Context
from bot.slack.text import escape

MOST_AMOUNT = Decimal(10**11)
MOST_MONTHS = 24
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class NewQuota:
    """A quota to set, from `starts_on` up to but not including `ends_on` (None: open end).

    `ramp`: percents of the first months from `starts_on`; `relief`: percent taken off. `currency` "" is the
    base. `category` "" is all bookings. `reason` is raw text.
    """

    member_id: str
    amount: Decimal
    per: Per
    starts_on: date
    ends_on: date | None = None
    currency: str = ""
    ramp: tuple[Decimal, ...] = ()
    relief: Decimal = Decimal(0)
    category: str = ""
    reason: str = ""


async def set_quota(ctx: Context, new: NewQuota) -> None:
    """Puts a quota in force; older ones are cut to the other days.

    NotAllowed unless the actor leads the person or is an admin. BadInput: a bot, or nobody we know.
    """
    await ctx.claim()
    await _check_may_set(ctx.transaction, new.member_id, ctx.actor_id)
    await workspace.one_at_a_time(ctx.transaction)
    await record_quota(ctx.transaction, new, ctx.actor_id, ctx.now)


async def _check_may_set(transaction: Transaction, member_id: str, actor_id: str) -> None:
    actor, member = await people.actor(transaction, actor_id), await people.person(transaction, member_id)
    check_may_keep(actor, member.id, member.name, await teams.load_org_chart(transaction))
    check_has_numbers(member)


def _check(new: NewQuota) -> None:
    if not 0 <= new.amount < MOST_AMOUNT:
        raise BadInput("A quota is zero or more, and less than a hundred billions.", field="amount")
    if new.ends_on is not None and new.ends_on <= new.starts_on:
        raise BadInput("The last day is before the first one.", field="ends_on")
    if new.per is Per.span and new.ends_on is None:
        raise BadInput("An amount for the whole time needs a last day.", field="ends_on")
    if len(new.ramp) > MOST_MONTHS or not all(0 <= percent <= HUNDRED for percent in new.ramp):
        raise BadInput(
            f"A ramp is at most {MOST_MONTHS} percents from 0 to 100, such as 25, 50, 75.", field="ramp"
        )
    if not 0 <= new.relief <= HUNDRED:
        raise BadInput("Relief is a percent from 0 to 100.", field="relief")


async def record_quota(
    transaction: Transaction,
    new: NewQuota,
    actor_id: str | None,
    now: datetime,
    *,
    origin: str = "",
    dry: bool = False,
) -> bool:
    """Sets a quota without a check of permission; False when it is stored already. `dry` writes nothing.

    `origin`: the file or message that told it, "" for a person.

    BadInput: it would begin in a locked period, or is no quota.
    """
    _check(new)
    repository, rules = LedgerRepository(transaction), await settings_of(transaction, BookRules)
    row = {**await _row(repository, new, rules, actor_id, now), "origin": origin}
    known = [
        old
        for old in await repository.quotas_now([new.member_id])
        if kind_key(old.category) == kind_key(row["category"])
    ]
    if any(_is_same(old, row) for old in known):
        return False
    await check_open(transaction, new.starts_on, "let the quota begin on", now, field="starts_on")
    if not dry:
        await _put_in_force(repository, row, known, DateRange(new.starts_on, new.ends_on or date.max), now)
    return True


async def _put_in_force(
    repository: LedgerRepository,
    row: dict[str, Any],
    known: Sequence[QuotaRow],
    wanted: DateRange,
    now: datetime,
) -> None:
    pieces: list[dict[str, Any]] = []
    for old in known:
        in_force = DateRange(old.starts_on, old.ends_on or date.max)
        if in_force.within(wanted).length:
            pieces += _left_over(old, in_force, wanted, now)
            old.replaced_at = now
    await repository.session.flush()
    await repository.write_quotas([*pieces, row])


async def _row(
    repository: LedgerRepository, new: NewQuota, rules: BookRules, actor_id: str | None, now: datetime
) -> dict[str, Any]:
    currency = new.currency or rules.currency
    # Converted at the rate of the first day, then frozen.
    rate = rate_of(currency, new.starts_on, await repository.rates(), rules)
    if rate is None:
        raise BadInput(
            f"There is no {currency} rate for {new.starts_on}: write `/metrics rate {currency} 1.08` first.",
            field="amount",
        )
    return {
        "member_id": new.member_id,
        "category": escape(new.category.strip()),
        "amount": new.amount,
        "currency": currency,
        "amount_base": in_base(new.amount, rate),
        "per": new.per.value,
        "starts_on": new.starts_on,
        "ends_on": new.ends_on,
        "ramp": [format(percent, "f") for percent in new.ramp],
        "ramp_from": new.starts_on if new.ramp else None,
        "relief": new.relief,
        "reason": escape(new.reason.strip()),
        "author_id": actor_id,
        "recorded_at": now,
        "replaced_at": None,
    }


def _is_same(old: QuotaRow, row: dict[str, Any]) -> bool:
    names = ("amount", "currency", "per", "starts_on", "ends_on", "ramp", "relief")
    return all(getattr(old, name) == row[name] for name in names)


def _left_over(old: QuotaRow, in_force: DateRange, wanted: DateRange, now: datetime) -> list[dict[str, Any]]:
    """What remains of an older quota before and after the new one."""
    parts = (
        DateRange(in_force.start, min(in_force.end, wanted.start)),
        DateRange(max(in_force.start, wanted.end), in_force.end),
    )
    return [piece_of(old, in_force, part, now) for part in parts if part.length]


def piece_of(old: QuotaRow, in_force: DateRange, part: DateRange, now: datetime) -> dict[str, Any]:
    """Columns of what an older quota, in force on these days, is worth on a part of them."""
    columns = (each.name for each in QuotaRow.__table__.columns)
    facts = {name: getattr(old, name) for name in columns if name not in ("id", "workspace_id")}
    if old.per == Per.span:
        share = Decimal(part.length) / Decimal(in_force.length)
        facts |= {"amount": old.amount * share, "amount_base": old.amount_base * share}
    ends = None if part.end == date.max else part.end
    return facts | {"starts_on": part.start, "ends_on": ends, "recorded_at": now, "replaced_at": None}


async def quotas_of(transaction: Transaction, member_id: str) -> Sequence[Quota]:
    """The person's current quotas, earliest first."""
    return [fact_of(row, Quota) for row in await LedgerRepository(transaction).quotas_now([member_id])]


async def quotas_kept(
    transaction: Transaction, keeper: Person, org_chart: OrgChart, today: date
) -> list[tuple[Person, Sequence[Quota]]]:
    """The people of teams whose quotas `keeper` sets, by name, each with their current quotas."""
    everybody = {who for team in org_chart.teams for who in team.member_ids}
    ids = everybody if keeper.is_admin else org_chart.people_of(keeper.id)
    known = await people.people(transaction, ids)
    rows = await LedgerRepository(transaction).quotas_now(sorted(known)) if known else ()
    found: dict[str, list[Quota]] = {who: [] for who in known}
    for row in rows:
        found[row.member_id].append(fact_of(row, Quota))
    there = sorted(known.values(), key=lambda person: (person.name, person.id))
    return [(person, found[person.id]) for person in there if person.is_active_person]


async def kinds(transaction: Transaction) -> tuple[str, ...]:
    """The kinds of deals for which somebody has a quota of their own, each once, sorted."""
    found = {kind_key(each): each for each in await LedgerRepository(transaction).quota_kinds()}
    return tuple(sorted(found.values(), key=kind_key))


async def set_employment(
    ctx: Context, member_id: str, started_on: date | None, last_day: date | None
) -> None:
    """Sets the first and the last day on which somebody sells; None where it is not known.

    NotAllowed unless the actor leads the person or is an admin; BadInput for a bot, for nobody we know,
    when the last day is before the first, or when a locked day would be one more or one less of it.
    """
    await ctx.claim()
    await _check_may_set(ctx.transaction, member_id, ctx.actor_id)
    if started_on and last_day and last_day < started_on:
        raise BadInput("The last day is before the first one.", field="last_day")
    left_on = last_day + ONE_DAY if last_day else None
    await _check_unlocked(ctx, member_id, started_on, left_on)
    facts = {"member_id": member_id, "started_on": started_on, "left_on": left_on, "recorded_at": ctx.now}
    await LedgerRepository(ctx.transaction).keep_employment(facts)


async def _check_unlocked(
    ctx: Context, member_id: str, started_on: date | None, left_on: date | None
) -> None:
    known = (await newest_employments(ctx.transaction, [member_id], ctx.now)).get(member_id, ALWAYS)
    if started_on not in (None, known.start):
        wish = "let the employment begin on"
        await check_open(ctx.transaction, started_on, wish, ctx.now, field="started_on")
    if left_on not in (None, known.end):
        wish = "let the first day after the employment be"
        await check_open(ctx.transaction, left_on, wish, ctx.now, field="last_day")
