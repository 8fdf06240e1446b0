"""Two quarters of numbers: quotas, deals by week, activities.

In two currencies, with somebody new, somebody who leaves, somebody on leave, a shared and a re-opened deal.
"""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal

from bot.common.date_ranges import Fiscal
from bot.db.transaction import Database, Transaction
from bot.demo.cast import NORTHWIND
from bot.demo.market import A_WEEK, REPS, SOURCE, Market, Rep
from bot.demo.seed.acting import acting
from bot.emulator.state.world import World
from bot.features.ledger.rules.deals import MatchedDeal
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.rules.records import DealRecord, DealStatus, PersonRef
from bot.features.ledger.service import exchange_rates, quotas
from bot.features.ledger.service.by_hand.manual_entries import ManualWin
from bot.features.ledger.service.posting import PostingSource, book
from bot.features.metrics.service import own_entries
from bot.features.metrics.service.definitions import FollowedMetric, follow
from bot.features.notifications.rules import NotificationPreferences
from bot.features.notifications.service import availability as notifications
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as teams
from bot.features.workspace.rules.books import BookRules

_WEEKS = 26
_ANA_FOLLOWS = (
    FollowedMetric("attainment", "100%", "It is what we have agreed on."),
    FollowedMetric("pace", "100%", "So that nobody is surprised in the last week."),
    FollowedMetric("required", "", "What a day has to bring."),
    FollowedMetric("win_rate", "50%", "We would rather win five of ten than six of thirty."),
    FollowedMetric("deal_size", "$35k"),
    FollowedMetric("cycle", "45"),
    FollowedMetric("coverage", "3", "Half of what is in the pipeline goes elsewhere."),
    FollowedMetric("meetings", "1.5"),
)


async def seed_numbers(db: Database, world: World, now: datetime) -> Market:
    """Stores all that the ledger knows before `now`; equal for equal `now`. The market as it goes on."""
    seeder = _Seeder(db, world, now)
    await seeder.agree()
    market = Market(db, {user.name: user for user in world.people(NORTHWIND)}, now)
    luck = random.Random(26)  # noqa: S311 - a story, not a secret
    for week in range(_WEEKS, 0, -1):
        await market.trade(now - timedelta(weeks=week - 1), luck, A_WEEK)
    await seeder.this_morning()
    await seeder.own_word()
    return market


class _Seeder:
    def __init__(self, db: Database, world: World, now: datetime) -> None:
        self._db = db
        self._now = now
        self._people = {user.name: user for user in world.people(NORTHWIND)}

    def _id(self, name: str) -> str:
        return self._people[name].id

    async def agree(self) -> None:
        """Stores quotas, exchange rates, employments, time off, and what Ana's team follows."""
        start, ana = Fiscal().quarter_of((self._now - timedelta(weeks=_WEEKS)).date()).start, self._id("ana")
        then, today = self._now - timedelta(weeks=_WEEKS), self._now.date()
        async with self._db.transaction(NORTHWIND) as transaction:
            for number, (since, rate) in enumerate(((start, "1.084"), (today - timedelta(days=60), "1.102"))):
                await exchange_rates.set_rate(
                    acting(transaction, ana, then, f"seed:rate:{number}"), "EUR", Decimal(rate), since
                )
            for rep in REPS:
                await self._quota(transaction, rep, start, then)
            hired, left = today - timedelta(days=75), today - timedelta(days=10)
            for name, first, last in (("kavya", hired, None), ("emeka", None, left)):
                key = f"seed:employed:{name}"
                await quotas.set_employment(acting(transaction, ana, then, key), self._id(name), first, last)
            org_chart = await teams.load_org_chart(transaction)
            enterprise = org_chart.team_of(self._id("ben"))
            if enterprise is not None:
                await follow(acting(transaction, ana, then, "seed:follow"), enterprise.id, list(_ANA_FOLLOWS))
            away = {today - timedelta(days=back): "Leave" for back in range(9, 5, -1)}
            await notifications.change(
                acting(transaction, self._id("jamal"), self._now - timedelta(days=20), "seed:leave"),
                NotificationPreferences(),
                time_off=away,
                wanted=(),
                offered=(),
            )

    async def _quota(self, transaction: Transaction, rep: Rep, start: date, then: datetime) -> None:
        hired = (self._now - timedelta(days=75)).date()
        is_new = rep.name == "kavya"
        new = quotas.NewQuota(
            self._id(rep.name),
            Decimal(rep.quota),
            Per.quarter,
            hired if is_new else start,
            ramp=tuple(map(Decimal, (0, 25, 50, 75))) if is_new else (),
            reason="Ramp of a new colleague" if is_new else "",
        )
        await quotas.set_quota(acting(transaction, self._id("ana"), then, f"seed:quota:{rep.name}"), new)

    async def this_morning(self) -> None:
        """Re-opens a deal of last week, so that the summary of that week is restated on Monday."""
        won = DealRecord(
            external_id="OPP-999",
            name="Harbor platform",
            account="Harbor",
            owner=PersonRef(name="Ben Walker"),
            status=DealStatus.WON,
            stage="Closed Won",
            amount=Decimal(21_000),
            created_on=(self._now - timedelta(days=50)).date(),
            closed_on=(self._now - timedelta(days=6)).date(),
        )
        again = DealRecord(
            **{**vars(won), "status": DealStatus.OPEN, "stage": "Negotiation", "closed_on": None}
        )
        ben = self._id("ben")
        for record, at in ((won, self._now - timedelta(days=5)), (again, self._now - timedelta(hours=1))):
            async with self._db.transaction(NORTHWIND) as transaction:
                entry = PostingSource(SOURCE, "seed", confirms=True, now=at, today=at.date())
                rules = await settings_of(transaction, BookRules)
                await book(transaction, [MatchedDeal(record, ben)], entry, rules)

    async def own_word(self) -> None:
        """Ben has just written down a deal; it waits for Ana."""
        won = ManualWin("Kite pilot", Decimal(12_000))
        at = self._now - timedelta(minutes=40)
        async with self._db.transaction(NORTHWIND) as transaction:
            await own_entries.log_won(acting(transaction, self._id("ben"), at, "seed:own"), won)
