"""Celebrations that follow from the calendar: anniversaries, birthdays, new colleagues, streaks."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.day_words import WEEKDAYS
from bot.common.periods import local_instant
from bot.common.text import plural
from bot.db.transaction import Transaction
from bot.features.celebrations.repository import CelebrationRepository
from bot.features.celebrations.rules.selection import (
    STREAKS,
    CelebrationKind,
    CelebrationSettings,
    Hours,
    Week,
    dates_said_on,
    streak,
)
from bot.features.celebrations.service.context import CelebrationContext
from bot.features.ledger.rules.facts import ALWAYS, CountingRules, Population
from bot.features.ledger.rules.quotas import measured_quota
from bot.features.ledger.service import aggregates, won_deals
from bot.features.ledger.service import queries as ledger
from bot.features.ledger.service.locking.contracts import Contract, contracts
from bot.features.metrics.rules.quota import Counter
from bot.features.notifications.rules import ContactWindow
from bot.features.notifications.service import availability as notifications
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace

_MOST_WEEKS = 53
# Posted so long after working time begins: people are there to read it.
LATER = timedelta(minutes=30)


async def hours_of(transaction: Transaction, rules: CelebrationSettings) -> Hours:
    """When this workspace may celebrate: its working time, without days off and the quiet days of `rules`."""
    calendar = await workspace.calendar_of(transaction)
    everybodys = ledger.everybodys_calendar(calendar)

    def is_off(day: date) -> bool:
        quiet = day.weekday() in rules.quiet_weekdays or day in rules.quiet_days
        return quiet or everybodys.is_off(day)

    return Hours(calendar.zone, calendar.opens, calendar.closes, is_off)


async def on_the_calendar(
    transaction: Transaction, context: CelebrationContext, hours: Hours, since: date
) -> None:
    """Stores the celebrations of the day's dates, once a day: of today and the days off right after it.

    New colleagues are those who joined a team on or after `since`; streaks are looked at on Mondays.
    """
    rows: list[dict[str, Any]] = []
    due = local_instant(context.today, hours.opens, hours.zone) + LATER
    members = [who for team in context.org_chart.teams for who in team.member_ids]
    started = await won_deals.started(transaction, context.names.keys(), context.now)
    joined = await teams.there_since(transaction, members)
    for day in dates_said_on(context.today, hours.is_off):
        when = "Today" if day == context.today else f"On {WEEKDAYS[day.weekday()]}"
        for who, first in started.items():
            rows += _anniversary(who, first, day, when, due, context)
        for who, wish in context.wishes.items():
            if wish.birthday and _is_birthday(wish.birthday, day):
                key = f"birthday:{who}:{day.year}"
                rows += context.row(
                    CelebrationKind.birthday, key, [who], {"what": "", "when": when}, on=day, due=due
                )
    for who, first in joined.items():
        # Members of the first day are those with whom the teams were set up, not new ones.
        if since <= first <= context.today and min(joined.values()) < first:
            rows += _welcome(who, due, context)
    if context.today.weekday() == 0:
        rows += await _streaks(transaction, members, due, context)
    await CelebrationRepository(transaction).detect(rows)


def _is_birthday(birthday: tuple[int, int], day: date) -> bool:
    # Born on 29 February: celebrated on the 28th in years without that day.
    is_leap_day = birthday == (2, 29) and (day.month, day.day) == (2, 28) and (day + ONE_DAY).month == 3
    return (day.month, day.day) == birthday or is_leap_day


def _anniversary(
    who: str, first: date, day: date, when: str, due: datetime, context: CelebrationContext
) -> list[dict[str, Any]]:
    years = day.year - first.year
    if years < 1 or not _is_birthday((first.month, first.day), day):
        return []
    facts = {"what": plural(years, "year"), "when": when}
    return context.row(
        CelebrationKind.anniversary, f"anniversary:{who}:{years}", [who], facts, on=day, due=due
    )


def _welcome(who: str, due: datetime, context: CelebrationContext) -> list[dict[str, Any]]:
    team = context.org_chart.team_of(who)
    if team is None:
        return []
    return context.row(CelebrationKind.welcome, f"welcome:{who}", [who], {"what": team.name}, due=due)


async def _streaks(
    transaction: Transaction, members: list[str], due: datetime, context: CelebrationContext
) -> list[dict[str, Any]]:
    """Rows of streaks up to last week; only the lengths in `STREAKS` (weeks) are celebrated."""
    ids = [who for who in members if who in context.names]
    rows: list[dict[str, Any]] = []
    rules, _ = await ledger.counting(transaction, context.now)
    last = rules.fiscal.week_of(context.today - timedelta(weeks=1))
    for who, weeks in (await _weeks(transaction, ids, last, rules, context.now)).items():
        length = streak(weeks)
        if length in STREAKS:
            key = f"streak:{who}:{length}:{last.start - timedelta(weeks=length)}"
            rows += context.row(
                CelebrationKind.streak, key, [who], {"what": str(length)}, on=last.last, due=due
            )
    return rows


async def _weeks(
    transaction: Transaction, ids: list[str], last: DateRange, rules: CountingRules, now: datetime
) -> dict[str, list[Week]]:
    """Weeks that the ledger covers, by member with a quota, the oldest first; at most 54 up to `last`."""
    begins, _ = await ledger.syncs(transaction, now)
    weeks = [rules.fiscal.week_of(last.start - timedelta(weeks=back)) for back in range(_MOST_WEEKS, -1, -1)]
    known = [week for week in weeks if begins is not None and week.start >= begins]
    hired = await contracts(transaction, ids, now)
    selling = {who: contract for who, contract in hired.items() if contract.plans}
    reaches = await notifications.reaches(
        transaction, list((await people.people(transaction, list(selling))).values()), weeks[0].start
    )
    whose, counter = Population(dict.fromkeys(selling, (ALWAYS,))), Counter(rules)
    found: dict[str, list[Week]] = {who: [] for who in reaches}
    for week in known:
        parts = aggregates.parts_of(whose, week, selling)
        quotas = {
            who: measured_quota(selling[who].plans, parts.get(who, ()), rules.fiscal) for who in selling
        }
        booked = await aggregates.booked_against(transaction, quotas, parts, now)
        for who, own in found.items():
            target = sum((each.value(week, counter) for each in quotas[who].segments), Fraction(0))
            amount = booked.get(who, Fraction(0))
            # Presence matters only for a missed week, so it is not looked up for the others.
            worked = amount >= target > 0 or _worked(who, week, selling, reaches)
            own.append(Week(amount, target, worked, rules.fiscal.quarter_of(week.last).start))
    return found


def _worked(
    who: str, week: DateRange, hired: Mapping[str, Contract], reaches: Mapping[str, ContactWindow]
) -> bool:
    calendar = reaches[who].calendar
    return any(not calendar.is_off(day) for part in hired[who].employed_in(week) for day in part)
