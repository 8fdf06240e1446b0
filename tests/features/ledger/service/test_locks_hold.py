"""After a lock, nothing that anybody tells, sets or corrects changes a figure of the locked days."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest

from bot.common.date_ranges import DateRange
from bot.common.errors import Refusal
from bot.db.transaction import Database, Transaction
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.rules.deals import MatchedDeal
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.rules.records import ActivityRecord, DealStatus, Gone, PersonRef, StageEntry
from bot.features.ledger.service import activities, aggregates, exchange_rates, quotas
from bot.features.ledger.service.by_hand import manual_entries
from bot.features.ledger.service.posting import PostingSource, book
from bot.features.ledger.service.queries import facts, of_person, of_team
from bot.features.ledger.service.rows import closed_rows, credit_rows
from bot.features.ledger.service.settings import keep_rules, lock_before
from bot.features.metrics.rules.apart.kind_metrics import stage_metric
from bot.features.metrics.rules.catalogue import CATALOGUE
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from bot.features.workspace.rules.books import BookRules
from tests.contexts import acting
from tests.features.ledger.office import (
    ADA,
    ANA,
    BEN,
    MATE,
    NORTH,
    Q3,
    at,
    deal,
    key,
    open_office,
)

LOCKED = date(2026, 10, 5)
OPEN = DateRange(Q3.end, date(2026, 12, 1), "since October")
METRICS = (*CATALOGUE, stage_metric("Demo"))
WALKS, LONGEST = 20, 5
SEEDS = (1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (2, 3, 4)))
_SEEN_AT = at(date(2026, 12, 1))


class Walker:
    """Random rows of all kinds, one after the other, each a minute later than the last."""

    def __init__(self, db: Database, seed: int, now: datetime) -> None:
        self._db, self.random, self.now = db, Random(seed), now
        self._others: tuple[Callable[[Transaction], Awaitable[None]], ...] = (
            self._activity,
            self._quota,
            self._quota_row,
            self._employment,
            self._team,
            self._correction,
            self._rate,
        )

    async def step(self) -> None:
        """One more row; what is refused leaves nothing."""
        self.now += timedelta(minutes=1)
        step = self._deal if self.random.random() < 0.5 else self.random.choice(self._others)
        with suppress(Refusal):
            async with self._db.transaction(NORTH) as transaction:
                await step(transaction)

    def _day(self) -> date:
        return date(2026, 6, 1) + timedelta(days=self.random.randrange(150))

    def _number(self) -> str:
        return str(self.random.randrange(12))

    async def _deal(self, transaction: Transaction) -> None:
        status = self.random.choice(list(DealStatus))
        day = None if status is DealStatus.OPEN else self._day()
        stages = (StageEntry(stage=self.random.choice(["Demo", "Offer"]), entered_on=self._day()),)
        told = deal(
            self.random.choice([None, 1_000, 20_000, -500]),
            day,
            status,
            external_id=self._number(),
            created_on=self._day(),
            stages=stages,
            currency=self.random.choice(["USD", "USD", "EUR"]),
            gone_as=Gone.DELETED if status is DealStatus.GONE else None,
        )
        entry = PostingSource("crm", "crm", True, self.now, self.now.date())
        matched = MatchedDeal(told, self.random.choice([BEN, MATE]))
        await book(transaction, [matched], entry, await settings_of(transaction, BookRules))

    async def _activity(self, transaction: Transaction) -> None:
        gone = self.random.choice([None, None, Gone.DELETED])
        kind, who = self.random.choice(["call", "meeting"]), self.random.choice([BEN, MATE])
        told = ActivityRecord(
            external_id=self._number(), kind=kind, person=PersonRef(), happened_on=self._day(), gone_as=gone
        )
        entry = PostingSource("crm", "crm", True, self.now, self.now.date())
        await activities.book_activities(transaction, [activities.MatchedActivity(told, who)], entry)

    async def _quota(self, transaction: Transaction) -> None:
        new = quotas.NewQuota(BEN, Decimal(self.random.randrange(10**6)), Per.quarter, self._day())
        await quotas.set_quota(acting(transaction, ANA, self.now, key()), new)

    async def _quota_row(self, transaction: Transaction) -> None:
        """As if another version of Pacer, which knows no locks, had written it."""
        repository = LedgerRepository(transaction)
        rows = list(await repository.quotas_now([BEN]))
        if rows:
            rows[0].replaced_at = self.now
            columns = (each.name for each in type(rows[0]).__table__.columns)
            kept = {name: getattr(rows[0], name) for name in columns if name != "id"}
            await repository.session.flush()
            changed = {"amount_base": Decimal(1), "recorded_at": self.now, "replaced_at": None}
            await repository.write_quotas([kept | changed])

    async def _employment(self, transaction: Transaction) -> None:
        first, last = sorted((self._day(), self._day()))
        await quotas.set_employment(acting(transaction, ANA, self.now, key()), BEN, first, last)

    async def _team(self, transaction: Transaction) -> None:
        found = (await teams.load_org_chart(transaction)).named("Enterprise")
        assert found is not None
        members = tuple(who for who in (BEN, MATE) if self.random.random() < 0.7)
        form = TeamForm("Enterprise", ANA, members, "C0SALES")
        await teams.save(acting(transaction, ADA, self.now, key()), form, found.id)

    async def _correction(self, transaction: Transaction) -> None:
        page = await credit_rows(transaction, of_person(BEN), Q3, self.now)
        if page.rows:
            line = self.random.choice(page.rows)
            wanted = manual_entries.Correction(line.deal_id, BEN, Decimal(7), "It was seven.")
            await manual_entries.adjust(acting(transaction, ANA, self.now, key()), wanted)

    async def _rate(self, transaction: Transaction) -> None:
        rate = Decimal(self.random.randrange(1, 30)) / 10
        await exchange_rates.set_rate(acting(transaction, ANA, self.now, key()), "EUR", rate, self._day())


async def everything(db: Database, days: DateRange) -> dict[str, object]:
    """Every figure of these days, of Ben and of his team, with the sums and the rows behind them."""
    found: dict[str, object] = {}
    async with db.reading(NORTH) as reading:
        team = (await teams.load_org_chart(reading)).named("Enterprise")
        assert team is not None
        for name, whose in (
            ("Ben", of_person(BEN)),
            ("team", await of_team(reading, team.id, _SEEN_AT)),
        ):
            known = await facts(reading, whose, days, _SEEN_AT, with_stages=True)
            found |= {f"{name} {each.key}": each.figure(known, days) for each in METRICS}
            found[f"{name} closed"] = (await closed_rows(reading, whose, days, _SEEN_AT)).rows
            parts = aggregates.parts_of(whose, days, {})
            found[f"{name} booked"] = await aggregates.booked(reading, parts, _SEEN_AT)
            found[f"{name} decided"] = await aggregates.decided(reading, parts, _SEEN_AT)
        lines = (await credit_rows(reading, of_person(BEN), days, _SEEN_AT)).rows
        found["credits"] = [(line.id, line.amount_base) for line in lines]
    return found


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", SEEDS)
async def test_no_later_row_changes_a_figure_of_locked_days(db: Database, seed: int) -> None:
    """20 walks a seed, of one to five rows; the open days do change."""
    await open_office(db, at(Q3.start))
    async with db.transaction(NORTH) as transaction:
        admin = acting(transaction, ADA, at(Q3.start), key())
        await keep_rules(admin, lambda rules: type(rules)(stages=("Demo", "Offer")))
    walker = Walker(db, seed, at(Q3.start, 10))
    async with db.transaction(NORTH) as transaction:
        await exchange_rates.set_rate(
            acting(transaction, ANA, walker.now, key()), "EUR", Decimal("1.1"), date(2026, 1, 1)
        )
        new = quotas.NewQuota(BEN, Decimal(100_000), Per.quarter, Q3.start)
        await quotas.set_quota(acting(transaction, ANA, walker.now, key()), new)
    for _ in range(40):
        await walker.step()
    walker.now = at(LOCKED)
    await lock(db, walker.now)
    known, opened = await everything(db, Q3), await everything(db, OPEN)
    walker.now += timedelta(days=1)
    for _ in range(WALKS):
        for _ in range(walker.random.randint(1, LONGEST)):
            await walker.step()
        assert await everything(db, Q3) == known
    assert await everything(db, OPEN) != opened


async def lock(db: Database, now: datetime) -> None:
    async with db.transaction(NORTH) as transaction:
        await lock_before(acting(transaction, ADA, now, key()), Q3.end)
