"""Boards and contests of a company that counts by the retail federation's calendar, 4-5-4 in weeks."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from bot.common.date_ranges import ONE_DAY, Fiscal, Pattern, YearName
from bot.common.numbers import show_amount
from bot.db.transaction import Database
from bot.features.contests.rules.planning import ContestRules
from bot.features.contests.service.scoreboard import score
from bot.features.leaderboards.commands import GRAMMAR, ShowLeaderboard
from bot.features.leaderboards.rules.scores import weeks_before
from bot.features.leaderboards.rules.specs import Engine, Measure
from bot.features.leaderboards.service.boards import board
from bot.features.leaderboards.service.scopes import spec_of, vocabulary
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.service import quotas
from bot.features.metrics.service.scopes import load_viewer
from bot.features.people.service.settings import save_settings
from bot.features.workspace.rules.books import BookRules
from tests.contexts import acting
from tests.features.ledger.office import ADA, BEN, CLEO, HEAD, MATE, NORTH, at, deal, key, open_office, take

RETAIL = Fiscal(2, Pattern.weeks_454, week_start=6, year_name=YearName.begins)
BEGAN = date(2023, 1, 2)
# Won on the last day before, and on the first day of, the years 2023 (of 53 weeks) to 2026, their last
# quarters and their Januaries.
DAYS = [
    first + days
    for first in (
        date(2023, 1, 29),
        date(2023, 10, 29),
        date(2023, 12, 31),
        date(2024, 2, 4),
        date(2024, 11, 3),
        date(2025, 1, 5),
        date(2025, 2, 2),
        date(2026, 2, 1),
    )
    for days in (-ONE_DAY, timedelta(0))
]
WON = {day: 1_000 * 2**number for number, day in enumerate(DAYS)}
PERIODS = [
    (date(2023, 1, 29), "this week", date(2023, 1, 29), date(2023, 2, 5), "week of 29 Jan"),
    (date(2023, 1, 29), "this month", date(2023, 1, 29), date(2023, 2, 26), "Feb 2023"),
    (date(2023, 1, 29), "february", date(2023, 1, 29), date(2023, 2, 26), "Feb 2023"),
    (date(2023, 1, 29), "last quarter", date(2022, 10, 30), date(2023, 1, 29), "Q4 FY2022"),
    (date(2024, 2, 3), "this week", date(2024, 1, 28), date(2024, 2, 4), "week of 28 Jan"),
    (date(2024, 2, 3), "this month", date(2023, 12, 31), date(2024, 2, 4), "Jan 2024"),
    (date(2024, 2, 3), "february", date(2023, 1, 29), date(2023, 2, 26), "Feb 2023"),
    (date(2024, 2, 3), "this quarter", date(2023, 10, 29), date(2024, 2, 4), "Q4 FY2023"),
    (date(2024, 2, 3), "this year", date(2023, 1, 29), date(2024, 2, 4), "FY2023"),
    (date(2024, 2, 4), "this month", date(2024, 2, 4), date(2024, 3, 3), "Feb 2024"),
    (date(2024, 2, 4), "last month", date(2023, 12, 31), date(2024, 2, 4), "Jan 2024"),
    (date(2024, 2, 4), "q4", date(2023, 10, 29), date(2024, 2, 4), "Q4 FY2023"),
    (date(2025, 2, 2), "last week", date(2025, 1, 26), date(2025, 2, 2), "week of 26 Jan"),
    (date(2025, 2, 2), "last year", date(2024, 2, 4), date(2025, 2, 2), "FY2024"),
    (date(2026, 2, 1), "last quarter", date(2025, 11, 2), date(2026, 2, 1), "Q4 FY2025"),
    (date(2026, 2, 1), "this quarter", date(2026, 2, 1), date(2026, 5, 3), "Q1 FY2026"),
]
# Ben's quota is due for each fiscal quarter, by days; the last one of 2023 has 14 weeks.
QUOTA = Decimal(98_000)
CONTESTS = [
    (date(2023, 12, 31), date(2024, 2, 3), Fraction(QUOTA) * 35 / 98),
    (date(2023, 11, 26), date(2023, 12, 30), Fraction(QUOTA) * 35 / 98),
    (date(2024, 1, 28), date(2024, 2, 10), Fraction(QUOTA) * 7 / 98 + Fraction(QUOTA) * 7 / 91),
    (date(2025, 1, 5), date(2025, 2, 1), Fraction(QUOTA) * 28 / 91),
]


async def set_up(db: Database) -> None:
    """People, the calendar, a quota for each fiscal quarter, and a deal of Ben's on each of the days."""
    await open_office(db, at(BEGAN))
    async with db.transaction(NORTH) as transaction:
        await save_settings(acting(transaction, ADA, at(BEGAN), key()), BookRules(fiscal=RETAIL))
        new = quotas.NewQuota(BEN, QUOTA, Per.quarter, date(2023, 1, 29))
        await quotas.set_quota(acting(transaction, ADA, at(BEGAN), key()), new)
    for day, amount in WON.items():
        await take(db, day, deal(amount, day, external_id=f"D{day}"))


async def typed(db: Database, words: str, now: datetime) -> tuple[date, date, str, str]:
    """The days of the company's board by these words, and what Ben booked in them as it says."""
    async with db.reading(NORTH) as reading:
        viewer = await load_viewer(reading, ADA, now)
        known = await vocabulary(reading, viewer)
        ask = GRAMMAR.parse(f"bookings raw company {words}", known)
        assert isinstance(ask, ShowLeaderboard)
        spec = spec_of(ask, known, viewer)
        found = await board(reading, spec, viewer, 1)
        says = next(row.said for row in found.page.rows if row.name == "Ben")
        return spec.days.start, spec.days.end, spec.days.label, says


async def test_boards_and_contests_go_by_the_retail_calendar(db: Database) -> None:
    """A board's week, month, quarter and year, and the quota of a contest's days, are fiscal ones."""
    await set_up(db)
    wrong: list[tuple[object, ...]] = []
    for today, words, start, end, label in PERIODS:
        now = at(today, 12)
        booked = sum(amount for day, amount in WON.items() if start <= day < end and day <= today)
        wanted = (start, end, label, show_amount(Decimal(booked), "USD"))
        told = await typed(db, words, now)
        if told != wanted:
            wrong.append((today, words, told, wanted))
    for first, last, quota in CONTESTS:
        rules = ContestRules(
            "Sprint", Measure("bookings", Engine.attainment), first, last, people_ids=(BEN, CLEO, HEAD, MATE)
        )
        async with db.reading(NORTH) as reading:
            found = await score(reading, rules, frozenset(), at(last + ONE_DAY, 12))
        booked = sum(amount for day, amount in WON.items() if day in rules.days)
        own = found.ranked.place_of(BEN)
        if (own.score if own else Fraction(0)) != booked / quota:
            wrong.append((first, last, str(own), str(booked / quota)))
    assert wrong == []
    assert {week.start.weekday() for week in weeks_before(rules.days, RETAIL)} == {RETAIL.week_start}
