"""The market of the demo: deals that reps begin, win and lose, and what they do for them."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from bot.db.transaction import Database
from bot.demo.cast import NORTHWIND
from bot.emulator.state.world import User
from bot.features.ledger.rules.credits import Split
from bot.features.ledger.rules.deals import MatchedDeal
from bot.features.ledger.rules.records import ActivityRecord, DealRecord, DealStatus, PersonRef, StageEntry
from bot.features.ledger.service.activities import MatchedActivity, book_activities
from bot.features.ledger.service.posting import PostingSource, book
from bot.features.people.service.settings import settings_of
from bot.features.workspace.rules.books import BookRules

SOURCE = "crm"
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


REPS = (
    Rep("ben", 400_000, 34_000, 1.4, 0.55),
    Rep("grace", 450_000, 46_000, 1.3, 0.62),
    Rep("jamal", 450_000, 41_000, 1.2, 0.5),
    Rep("kavya", 300_000, 26_000, 0.9, 0.45),
    Rep("dario", 250_000, 15_000, 1.7, 0.5, "EUR"),
    Rep("emeka", 250_000, 17_000, 1.5, 0.42),
    Rep("hugo", 250_000, 14_000, 1.6, 0.48, "EUR"),
)


@dataclass(frozen=True)
class TradePace:
    """How much happens at once: working days, and the chance that a deal is decided that is due by then."""

    days: int
    decided: float

    def of_a_week(self, number: float, luck: random.Random) -> int:
        """How many it is of what there are so many of in a week."""
        return int(number * self.days / _WORKING_DAYS + luck.random())


_WORKING_DAYS = 5
A_WEEK, A_DAY = TradePace(_WORKING_DAYS, 0.85), TradePace(1, 0.3)


def _working_day_before(day: date) -> date:
    return day - timedelta(days=3 if day.weekday() == 0 else 1)


class Market:
    """What the CRM knows. `now`: when the demo begins."""

    def __init__(self, db: Database, people: Mapping[str, User], now: datetime) -> None:
        self._db, self._people, self._now = db, people, now
        self._numbers = 0
        self._open: list[tuple[Rep, DealRecord]] = []

    async def trade(self, at: datetime, luck: random.Random, pace: TradePace = A_DAY) -> None:
        """Stores what happened in the working days before this one: deals begun and decided, activities.

        At the pace of a week, with this one.
        """
        day = at.date() if pace is A_WEEK else _working_day_before(at.date())
        reps = [rep for rep in REPS if self._sells(rep, day)]
        deals = [
            self._begun(rep, day, luck, pace)
            for rep in reps
            for _ in range(pace.of_a_week(rep.a_week * 1.8, luck))
        ]
        deals += self._decided(day, luck, pace)
        acts = [act for rep in reps for act in self._acts(rep, day, luck, pace)]
        async with self._db.transaction(NORTHWIND) as transaction:
            entry = PostingSource(SOURCE, "seed", confirms=True, now=at, today=at.date())
            await book(transaction, deals, entry, await settings_of(transaction, BookRules))
            await book_activities(transaction, acts, entry)

    def _sells(self, rep: Rep, day: date) -> bool:
        back = (self._now.date() - day).days
        return not (rep.name == "kavya" and back > 75) and not (rep.name == "emeka" and back < 10)

    def _begun(self, rep: Rep, day: date, luck: random.Random, pace: TradePace) -> MatchedDeal:
        self._numbers += 1
        account = luck.choice(_ACCOUNTS)
        amount = Decimal(round(rep.size * luck.uniform(0.4, 1.8), -2))
        record = DealRecord(
            external_id=f"OPP-{1000 + self._numbers}",
            name=f"{account} {luck.choice(('renewal', 'platform', 'pilot', 'expansion'))}",
            account=account,
            owner=PersonRef(name=self._people[rep.name].real_name),
            stage=luck.choice(_STAGES[:2]),
            amount=amount,
            currency=rep.currency,
            created_on=day - timedelta(days=luck.randrange(max(1, pace.days - 1))),
            expected_on=day + timedelta(days=luck.randrange(20, 70)),
            probability=Decimal(luck.choice((20, 40, 60))),
        )
        if record.created_on is not None:
            record = replace(record, stages=(StageEntry(record.stage, record.created_on),))
        self._open.append((rep, record))
        return self._matched(rep, record)

    def _decided(self, day: date, luck: random.Random, pace: TradePace) -> list[MatchedDeal]:
        due = [each for each in self._open if each[1].expected_on and each[1].expected_on <= day]
        decided = [each for each in due if luck.random() < pace.decided]
        self._open = [each for each in self._open if each not in decided]
        found = []
        for rep, record in decided:
            is_won = luck.random() < rep.luck
            closed_on = day - timedelta(days=luck.randrange(pace.days))
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
            (Split(self._people["ben"].id, Decimal(70)), Split(self._people["grace"].id, Decimal(30)))
            if shared
            else ()
        )
        return MatchedDeal(record, self._people[rep.name].id, splits)

    def _acts(self, rep: Rep, day: date, luck: random.Random, pace: TradePace) -> list[MatchedActivity]:
        found = []
        for kind, most in (("call", 22), ("connected_call", 9), ("meeting", 8)):
            in_a_week = luck.randrange(most // 2, most)
            for _ in range(in_a_week if pace is A_WEEK else pace.of_a_week(in_a_week, luck)):
                self._numbers += 1
                happened_on = day - timedelta(days=luck.randrange(pace.days))
                record = ActivityRecord(
                    external_id=f"ACT-{self._numbers}",
                    kind=kind,
                    person=PersonRef(id=self._people[rep.name].id),
                    happened_on=happened_on,
                )
                found.append(MatchedActivity(record, self._people[rep.name].id))
        return found
