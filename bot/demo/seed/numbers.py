"""Two quarters of numbers: quotas, deals by week, activities.

In two currencies, with somebody new, somebody who leaves, somebody on leave, a shared and a re-opened deal.
"""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from bot.common.date_ranges import Fiscal
from bot.db.transaction import Database, Transaction
from bot.demo.cast import NORTHWIND
from bot.demo.seed.acting import acting
from bot.emulator.state.world import World
from bot.features.ledger.rules.credits import Split
from bot.features.ledger.rules.deals import MatchedDeal
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.rules.records import ActivityRecord, DealRecord, DealStatus, PersonRef, StageEntry
from bot.features.ledger.service import exchange_rates, quotas
from bot.features.ledger.service.activities import MatchedActivity, book_activities
from bot.features.ledger.service.by_hand.manual_entries import ManualWin
from bot.features.ledger.service.posting import PostingSource, book
from bot.features.metrics.service import own_entries
from bot.features.metrics.service.definitions import FollowedMetric, follow
from bot.features.notifications.rules import NotificationPreferences
from bot.features.notifications.service import availability as notifications
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as teams
from bot.features.workspace.rules.books import BookRules

SOURCE = "crm"
_WEEKS = 26
_ACCOUNTS = [
    "Acme",
    "Bancorp",
    "Corex",
    "Dune Foods",
    "Elbe Media",
    "Fjord Air",
    "Globex",
    "Harbor",
    "Initech",
    "Juno",
    "Kite & Co",
    "Lumen",
    "Mercy Hospital",
    "Nordic Rail",
    "Orbit",
    "Pine Labs",
    "Quartz",
    "Rosewood",
    "St. Mary's",
    "Tundra",
    "Umbra",
    "Vela",
    "Wharf",
]
_STAGES = ("Prospecting", "Engaging", "Proposal", "Negotiation")


@dataclass(frozen=True)
class Rep:
    """A seller of the demo: quota in a quarter, size of deals, deals begun in a week, share that is won."""

    name: str
    quota: int
    size: int
    a_week: float
    luck: float
    currency: str = "USD"


_REPS = (
    Rep("ben", 400_000, 34_000, 1.4, 0.55),
    Rep("grace", 450_000, 46_000, 1.3, 0.62),
    Rep("jamal", 450_000, 41_000, 1.2, 0.5),
    Rep("kavya", 300_000, 26_000, 0.9, 0.45),
    Rep("dario", 250_000, 15_000, 1.7, 0.5, "EUR"),
    Rep("emeka", 250_000, 17_000, 1.5, 0.42),
    Rep("hugo", 250_000, 14_000, 1.6, 0.48, "EUR"),
)
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


async def seed_numbers(db: Database, world: World, now: datetime) -> None:
    """Stores all that the ledger knows before `now`; equal for equal `now`."""
    seeder = _Seeder(db, world, now)
    await seeder.agree()
    for week in range(_WEEKS, 0, -1):
        await seeder.lives(now - timedelta(weeks=week - 1))
    await seeder.this_morning()
    await seeder.own_word()


class _Seeder:
    def __init__(self, db: Database, world: World, now: datetime) -> None:
        self._db = db
        self._now = now
        self._people = {user.name: user for user in world.people(NORTHWIND)}
        self._luck = random.Random(26)  # noqa: S311 - a story, not a secret
        self._numbers = 0
        self._open: list[tuple[Rep, DealRecord]] = []

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
            for rep in _REPS:
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

    async def lives(self, at: datetime) -> None:
        """Stores one week: deals begun and decided, and activities."""
        day = at.date()
        deals = [self._begun(rep, day) for rep in _REPS if self._sells(rep, day) for _ in self._how_many(rep)]
        deals += self._decided(day)
        acts = [act for rep in _REPS if self._sells(rep, day) for act in self._acts(rep, day)]
        async with self._db.transaction(NORTHWIND) as transaction:
            entry = PostingSource(SOURCE, "seed", confirms=True, now=at, today=day)
            await book(transaction, deals, entry, await settings_of(transaction, BookRules))
            await book_activities(transaction, acts, entry)

    def _sells(self, rep: Rep, day: date) -> bool:
        back = (self._now.date() - day).days
        return not (rep.name == "kavya" and back > 75) and not (rep.name == "emeka" and back < 10)

    def _how_many(self, rep: Rep) -> range:
        return range(int(rep.a_week * 1.8 + self._luck.random()))

    def _begun(self, rep: Rep, day: date) -> MatchedDeal:
        self._numbers += 1
        account = self._luck.choice(_ACCOUNTS)
        amount = Decimal(round(rep.size * self._luck.uniform(0.4, 1.8), -2))
        record = DealRecord(
            external_id=f"OPP-{1000 + self._numbers}",
            name=f"{account} {self._luck.choice(('renewal', 'platform', 'pilot', 'expansion'))}",
            account=account,
            owner=PersonRef(name=self._people[rep.name].real_name),
            stage=self._luck.choice(_STAGES[:2]),
            amount=amount,
            currency=rep.currency,
            created_on=day - timedelta(days=self._luck.randrange(4)),
            expected_on=day + timedelta(days=self._luck.randrange(20, 70)),
            probability=Decimal(self._luck.choice((20, 40, 60))),
        )
        if record.created_on is not None:
            record = replace(record, stages=(StageEntry(record.stage, record.created_on),))
        self._open.append((rep, record))
        return self._matched(rep, record)

    def _decided(self, day: date) -> list[MatchedDeal]:
        due = [each for each in self._open if each[1].expected_on and each[1].expected_on <= day]
        decided = [each for each in due if self._luck.random() < 0.85]
        self._open = [each for each in self._open if each not in decided]
        found = []
        for rep, record in decided:
            is_won = self._luck.random() < rep.luck
            closed_on = day - timedelta(days=self._luck.randrange(5))
            facts = {
                **vars(record),
                "status": DealStatus.WON if is_won else DealStatus.LOST,
                "closed_on": closed_on,
            }
            facts |= {"stage": "Closed Won" if is_won else "Closed Lost"}
            found.append(self._matched(rep, DealRecord(**facts)))
        return found

    def _matched(self, rep: Rep, record: DealRecord) -> MatchedDeal:
        shared = rep.name == "ben" and self._numbers % 9 == 0
        splits = (
            (Split(self._id("ben"), Decimal(70)), Split(self._id("grace"), Decimal(30))) if shared else ()
        )
        return MatchedDeal(record, self._id(rep.name), splits)

    def _acts(self, rep: Rep, day: date) -> list[MatchedActivity]:
        found = []
        for kind, most in (("call", 22), ("connected_call", 9), ("meeting", 8)):
            for _ in range(self._luck.randrange(most // 2, most)):
                self._numbers += 1
                happened_on = day - timedelta(days=self._luck.randrange(5))
                record = ActivityRecord(
                    external_id=f"ACT-{self._numbers}",
                    kind=kind,
                    person=PersonRef(id=self._id(rep.name)),
                    happened_on=happened_on,
                )
                found.append(MatchedActivity(record, self._id(rep.name)))
        return found

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
