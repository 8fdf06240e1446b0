"""Celebrations and contests of the demo: a record, an anniversary, two contests, an opt-out from boards."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from bot.common.date_ranges import ONE_DAY
from bot.db.transaction import Database, Transaction
from bot.demo.cast import NORTHWIND
from bot.demo.market import SOURCE
from bot.demo.seed.acting import acting
from bot.emulator.state.world import World
from bot.features.contests.rules.planning import ContestRules, Ties
from bot.features.contests.service import lifecycle, notifications
from bot.features.contests.service.scoreboard import score
from bot.features.leaderboards.rules.specs import Engine, Measure
from bot.features.leaderboards.rules.tiers import TierBy
from bot.features.leaderboards.service import settings as boards
from bot.features.ledger.rules.deals import MatchedDeal
from bot.features.ledger.rules.records import DealRecord, DealStatus, PersonRef
from bot.features.ledger.service import quotas
from bot.features.ledger.service.posting import PostingSource, book
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as teams
from bot.features.workspace.rules.books import BookRules
from bot.framework.context import Context
from bot.registry import CATALOG

_FORTNIGHT = timedelta(days=14)
_PARTS = (
    ("bookings", Decimal(60), None),
    ("win_rate", Decimal(20), Decimal("0.5")),
    ("meetings", Decimal(20), Decimal("1.5")),
)


class CultureSeeder:
    """Stores what Ana did in the last weeks, and what is booked this morning."""

    def __init__(self, db: Database, world: World, now: datetime) -> None:
        self._db, self._now = db, now
        self._ids = {user.name: user.id for user in world.people(NORTHWIND)}
        self._channel = world.channel_named("sales", NORTHWIND).id

    async def before_today(self) -> None:
        """Stores settings of boards, an opt-out, an anniversary, a finished and a running contest."""
        ana, then = self._ids["ana"], self._now - timedelta(weeks=8)
        day = self._next_working_day()
        async with self._db.transaction(NORTHWIND) as transaction:
            await boards.decide(acting(transaction, ana, then, "seed:compare"), TierBy.tenure, _PARTS)
            await boards.hide(acting(transaction, self._ids["hugo"], then, "seed:hide"))
            first = date(day.year - 3, day.month, min(day.day, 28) if day.month == 2 else day.day)
            await quotas.set_employment(
                acting(transaction, ana, then, "seed:ben"), self._ids["ben"], first, None
            )
        await self._finished()
        await self._running()

    def _next_working_day(self) -> date:
        day = self._now.date() + ONE_DAY
        while day.weekday() > 4:
            day += ONE_DAY
        return day

    async def _team(self, transaction: Transaction) -> int:
        team = (await teams.load_org_chart(transaction)).team_of(self._ids["ben"])
        if team is None:
            raise LookupError("the teams come first")
        return team.id

    async def _finished(self) -> None:
        """A finished contest of two weeks, by deals won; one with a tie if there is one."""
        for back in range(1, 6):
            start = self._now.date() - timedelta(days=5) - back * _FORTNIGHT
            async with self._db.reading(NORTHWIND) as reading:
                measure = Measure("deals_won", Engine.raw)
                rules = self._rules("Deal dash", measure, start, await self._team(reading))
                as_known = datetime.combine(rules.last + 3 * ONE_DAY, time(), tzinfo=self._now.tzinfo)
                placed = (await score(reading, rules, frozenset(), as_known)).ranked.placed
            if back == 5 or sum(each.rank == 1 for each in placed) > 1:
                await self._play(rules, until=self._now - timedelta(hours=20))
                return

    async def _running(self) -> None:
        """A contest since Monday a week ago, by improvement."""
        start = self._now.date() - timedelta(days=7)
        async with self._db.reading(NORTHWIND) as reading:
            measure = Measure("bookings", Engine.improved)
            rules = self._rules("Better than usual", measure, start, await self._team(reading))
        await self._play(rules, until=datetime.combine(start, self._now.timetz()))

    def _rules(self, name: str, measure: Measure, first: date, team_id: int) -> ContestRules:
        last = first + _FORTNIGHT - ONE_DAY
        return ContestRules(name, measure, first, last, (team_id,), prize="Lunch on Ana", ties=Ties.share)

    async def _play(self, rules: ContestRules, until: datetime) -> None:
        """Plans and launches a contest the day before it begins; notices of those days are dropped."""
        ana, eve = self._ids["ana"], datetime.combine(rules.first - ONE_DAY, self._now.timetz())
        key = f"seed:{rules.name}"
        async with self._db.transaction(NORTHWIND) as transaction:
            planned = await lifecycle.plan(acting(transaction, ana, eve, key), rules, self._channel, None)
            await lifecycle.launch(acting(transaction, ana, eve, f"{key}:go"), planned.id)
        await self._each_day(rules.first, until, planned.id)

    async def _each_day(self, first: date, until: datetime, contest_id: int) -> None:
        at = datetime.combine(first, self._now.timetz())
        while at <= until:
            async with self._db.transaction(NORTHWIND) as transaction:
                await notifications.say(Context(transaction, CATALOG, "", at, ""), contest_id)
            at += ONE_DAY

    async def this_morning(self) -> None:
        """Books Grace's largest deal ever, while the visitor looks."""
        won = DealRecord(
            external_id="OPP-2000",
            name="Vela platform",
            account="Vela",
            owner=PersonRef(name="Grace Kim"),
            status=DealStatus.WON,
            stage="Closed Won",
            amount=Decimal(128_000),
            created_on=(self._now - timedelta(days=60)).date(),
            closed_on=self._now.date(),
        )
        async with self._db.transaction(NORTHWIND) as transaction:
            entry = PostingSource(SOURCE, "seed", confirms=True, now=self._now, today=self._now.date())
            matched = [MatchedDeal(won, self._ids["grace"])]
            await book(transaction, matched, entry, await settings_of(transaction, BookRules))
