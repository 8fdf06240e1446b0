"""Loads the facts that metrics are computed from."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from bot.common.date_ranges import ONE_DAY, DateRange, joined
from bot.common.periods import local_day
from bot.db.asking import Question, answer, ask
from bot.db.transaction import Transaction
from bot.features.ledger.repository.facts import FactRepository
from bot.features.ledger.repository.holds import HoldRepository
from bot.features.ledger.repository.rows import RowRepository
from bot.features.ledger.rules.cuts import Traits
from bot.features.ledger.rules.deals import HAND
from bot.features.ledger.rules.facts import (
    ALWAYS,
    READING_IN,
    ActivityFact,
    CountingRules,
    CreditFact,
    Facts,
    HeldFact,
    Population,
    Seller,
    StageFact,
)
from bot.features.ledger.rules.listings import (
    born_fact,
    by_count,
    by_deal,
    closed_fact,
    credit_row_of,
    open_fact,
    why_held,
)
from bot.features.ledger.rules.locking.locks import known_at
from bot.features.ledger.service.locking.contracts import newest_employments
from bot.features.ledger.service.locking.credits import day_sums
from bot.features.ledger.service.locking.locks import locks_of, slices_of
from bot.features.ledger.service.selling.sellers import load_sellers
from bot.features.notifications.rules import Calendar
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import days_in, known_on
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.books import BookRules
from bot.features.workspace.rules.calendar import WorkspaceCalendar

# The trailing 90 days, and eight weeks before the one that is looked at.
LOOKS_BACK = timedelta(days=100)


def of_person(person_id: str) -> Population:
    """The population of one person, on all days."""
    return Population({person_id: (ALWAYS,)})


async def of_team(transaction: Transaction, team_id: int, as_of: datetime) -> Population:
    """A team's population as known at `as_of`: each person on the days on which they were in it.

    Of locked days as the teams were on the day of the lock.
    """
    stays = await teams.stays(transaction, team_id)
    known = await people.people(transaction, stays)
    employments = await newest_employments(transaction, tuple(stays), as_of)
    slices, zone = await slices_of(transaction, ALWAYS, as_of), await workspace.zone_of(transaction)
    found = {}
    for who, own in stays.items():
        has_left = who in employments and employments[who].end < date.max
        is_gone = has_left or who not in known or known[who].is_deactivated
        found[who] = joined(
            part.within(each.days)
            for number, each in enumerate(slices, 1)
            for part in days_in(
                team_id,
                own if number == len(slices) else known_on(own, local_day(each.known_at, zone)),
                has_left=is_gone,
            )
        )
    return Population(found, is_team=True)


async def facts(
    transaction: Transaction,
    whose: Population,
    days: DateRange,
    as_of: datetime,
    *,
    with_stages: bool = False,
    with_deals: bool = False,
    with_held: bool = False,
) -> Facts:
    """What was known at `as_of`, as far back as `days` and the trailing windows (100 days) need.

    `with_stages`: load stage entries as well; `with_deals`: by what deals can be cut; `with_held`: credits of
    `days` that do not count, too.
    """
    repository, ids = FactRepository(transaction), whose.ids
    as_of, on = await pipeline_at(transaction, days, as_of)
    rules, today = await counting(transaction, as_of)
    since = min(days.start, min(today, days.end) - LOOKS_BACK)
    slices = await slices_of(transaction, DateRange(since, today + ONE_DAY), as_of)
    born = await slices_of(transaction, DateRange(days.start, date.max), as_of)
    closed = [closed_fact(row) for row in sorted(await repository.closed(ids, slices), key=by_count)]
    created = sorted(await repository.created(ids, born), key=by_deal)
    still = sorted(await repository.open(whose.on(on), as_of), key=by_deal)
    if with_held:
        held = _any_held(transaction, whose, days, as_of, today)
        await ask(transaction, [held, syncs_question(transaction, as_of)])
    recorded_from, synced_at = await syncs(transaction, as_of)
    sellers = await load_sellers(transaction, whose, since, as_of)
    credits = await repository.credits(ids, slices, with_kinds=_has_kinds(sellers))
    deals = await repository.traits(ids, since, as_of) if with_deals else ()
    return Facts(
        as_of=as_of,
        today=today,
        known_from=since,
        rules=rules,
        sellers=sellers,
        is_team=whose.is_team,
        credits=tuple(CreditFact(*row) for row in credits),
        closed=tuple(closed),
        created=tuple(born_fact(row, today) for row in created),
        open=tuple(open_fact(row) for row in still if not row.is_archived),
        archived=tuple(open_fact(row) for row in still if row.is_archived),
        activities=tuple(ActivityFact(*row) for row in await repository.activities(ids, slices)),
        held=await _held(transaction, whose, days, as_of, today) if with_held else (),
        stages=await _stages(transaction, ids, days.start, as_of, today) if with_stages else (),
        recorded_from=recorded_from,
        synced_at=synced_at,
        waiting=await repository.waiting(ids, days.start, as_of, today),
        deals={row[0]: Traits(*row[1:]) for row in deals},
    )


async def pipeline_at(transaction: Transaction, days: DateRange, as_of: datetime) -> tuple[datetime, date]:
    """As of when figures of these days are, and the day on which who has open deals counts beside them.

    Where all of them are locked that is the instant of the lock, and the last of these days.
    """
    found = known_at(await locks_of(transaction), days.last, as_of)
    today = await today_of(transaction, found)
    return found, min(today, days.last) if found < as_of else today


async def booked_facts(
    transaction: Transaction, whose: Population, days: DateRange, as_of: datetime
) -> Facts:
    """Quotas, and credits as a sum a day, for figures of these days that need no deals, such as the pace."""
    as_of = known_at(await locks_of(transaction), days.last, as_of)
    rules, today = await counting(transaction, as_of)
    slices = await slices_of(transaction, DateRange(days.start, today + ONE_DAY), as_of)
    sellers = await load_sellers(transaction, whose, days.start, as_of)
    ids = [each.member_id for each in sellers]
    credits = await day_sums(transaction, ids, slices, with_kinds=_has_kinds(sellers))
    return Facts(
        as_of=as_of,
        today=today,
        known_from=days.start,
        rules=rules,
        sellers=sellers,
        is_team=whose.is_team,
        credits=credits,
    )


def _has_kinds(sellers: Sequence[Seller]) -> bool:
    return any(plan.category for each in sellers for plan in each.plans)


async def counting(transaction: Transaction, as_of: datetime) -> tuple[CountingRules, date]:
    """How the workspace counts, and the day of `as_of` in its zone."""
    book_rules, calendar = await settings_of(transaction, BookRules), await workspace.calendar_of(transaction)
    rules = CountingRules(
        book_rules.currency,
        book_rules.fiscal,
        cache(everybodys_calendar(calendar).is_off),
        book_rules.by_working_days,
        book_rules.stages,
        calendar.zone,
    )
    return rules, local_day(as_of, calendar.zone)


async def today_of(transaction: Transaction, as_of: datetime) -> date:
    """The local day of `as_of`: facts of later days count when these come."""
    return local_day(as_of, await workspace.zone_of(transaction))


async def up_to_today(transaction: Transaction, days: DateRange, as_of: datetime) -> DateRange:
    """These days without those after the local day of `as_of`, which count when they come."""
    today = await today_of(transaction, as_of)
    return DateRange(days.start, max(days.start, min(days.end, today + ONE_DAY)), days.label)


async def syncs(transaction: Transaction, as_of: datetime) -> tuple[date | None, dict[str, datetime]]:
    """The first day with results in the ledger (None: empty), and the last sync by source.

    The day is what an admin says, else the earliest that a source told.
    Entries by hand are no source here. While a file is read in, READING_IN has the instant of the figures.
    """
    found = await answer(transaction, syncs_question(transaction, as_of))
    rows = sorted(found, key=lambda row: str(row.source))
    held = rows[0].held if rows else await HoldRepository(transaction).held_at(as_of)
    told_from = min((each.first_day for each in rows if each.first_day), default=None)
    first = (await settings_of(transaction, BookRules)).books_begin or told_from
    told = {each.source: each.synced_at for each in rows if each.source != HAND}
    return first, told | ({READING_IN: held} if held is not None else {})


def syncs_question(transaction: Transaction, as_of: datetime) -> Question[Sequence[Any]]:
    """The question that `syncs` asks."""
    return FactRepository(transaction).syncs(as_of)


async def last_heard(transaction: Transaction, now: datetime) -> datetime | None:
    """When any source was last synced, entries by hand included; None if never.

    What comes in with a file is heard of at its end.
    """
    found: datetime | None = await answer(transaction, heard_question(transaction, now))
    return found


def heard_question(transaction: Transaction, now: datetime) -> Question[Any]:
    """The question that `last_heard` asks."""
    return FactRepository(transaction).last_heard(now)


async def told_at(transaction: Transaction, now: datetime) -> datetime | None:
    """When any source was last synced, without what people wrote by hand; None if never."""
    found: datetime | None = await answer(transaction, told_question(transaction, now))
    return found


def told_question(transaction: Transaction, now: datetime) -> Question[Any]:
    """The question that `told_at` asks."""
    return FactRepository(transaction).told_at(now, beside=HAND)


async def _stages(
    transaction: Transaction, ids: Sequence[str], since: date, as_of: datetime, today: date
) -> tuple[StageFact, ...]:
    slices = await slices_of(transaction, DateRange(date.min, today + ONE_DAY), as_of)
    rows = await FactRepository(transaction).stages(ids, slices, since, today)
    return tuple(
        StageFact(deal, owner, stage, day, status == "open" or closed_on is None or closed_on > today)
        for deal, owner, stage, day, status, closed_on in rows
    )


def _any_held(
    transaction: Transaction, whose: Population, days: DateRange, as_of: datetime, today: date
) -> Question[bool]:
    people = tuple((who, tuple(spans)) for who, spans in whose.days.items())
    return RowRepository(transaction).any_held(people, days, as_of, today)


async def _held(
    transaction: Transaction, whose: Population, days: DateRange, as_of: datetime, today: date
) -> tuple[HeldFact, ...]:
    repository = RowRepository(transaction)
    if not await answer(transaction, _any_held(transaction, whose, days, as_of, today)):
        return ()
    found = await transaction.session.execute(repository.held(whose.days, days, as_of, today))
    rows = [credit_row_of(row) for row in found]
    return tuple(HeldFact(row.id, row.deal_id, row.member_id, row.credit_date, why_held(row)) for row in rows)


def everybodys_calendar(calendar: WorkspaceCalendar) -> Calendar:
    """The workspace's calendar in the shape of a person's, without personal settings."""
    return Calendar(
        zone=calendar.zone,
        opens=calendar.opens,
        closes=calendar.closes,
        workdays=calendar.workdays,
        country=calendar.country,
        subdivision=calendar.subdivision,
        days_off=calendar.days_off,
    )
