"""The SQL that writes the ledger."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, exists, func
from sqlalchemy.orm import aliased

from bot.db.repository import ScopedRepository
from bot.features.ledger.models.activities import Activity
from bot.features.ledger.models.credits import Credit
from bot.features.ledger.models.deals import Deal, DealVersion, StageEntryRow
from bot.features.ledger.models.quotas import Employment, QuotaRow
from bot.features.ledger.models.rates import ExchangeRate, SourceSync
from bot.features.ledger.rules.credits import CreditWait

# Databases take some thousands of values in one statement.
CHUNK = 500


class LedgerRepository(ScopedRepository):
    """Writes deals, credits, quotas, activities, rates and settings, and reads what writing needs."""

    async def known_deals(self, source: str, external_ids: Sequence[str]) -> dict[str, int]:
        """Ids of the deals that exist, by their ids in the source."""
        known: dict[str, int] = {}
        query = self.select(Deal, Deal.external_id, Deal.id).where(Deal.source == source)
        for start in range(0, len(external_ids), CHUNK):
            part = external_ids[start : start + CHUNK]
            known.update(map(tuple, await self.session.execute(query.where(Deal.external_id.in_(part)))))
        return known

    async def add_deals(self, source: str, external_ids: Sequence[str]) -> dict[str, int]:
        """Inserts deals and gives their new ids, by their ids in the source."""
        if not external_ids:
            return {}
        returning = self.insert(Deal).returning(Deal.external_id, Deal.id)
        rows = [{"source": source, "external_id": each} for each in external_ids]
        return dict(map(tuple, await self.add(returning, rows)))

    async def current(self, deal_ids: Sequence[int]) -> dict[int, Mapping[str, Any]]:
        """The current version of these deals, by deal id; columns of `DealVersion`."""
        found: dict[int, Mapping[str, Any]] = {}
        query = self.select(DealVersion, *DealVersion.__table__.columns).where(
            DealVersion.replaced_at.is_(None)
        )
        for start in range(0, len(deal_ids), CHUNK):
            rows = await self.session.execute(
                query.where(DealVersion.deal_id.in_(deal_ids[start : start + CHUNK]))
            )
            found.update({row["deal_id"]: row for row in rows.mappings()})
        return found

    async def replace_versions(self, version_ids: Sequence[int], now: datetime) -> None:
        """Marks these versions as replaced at `now`."""
        await self.change(DealVersion, [{"id": each, "replaced_at": now} for each in version_ids])

    async def told_again(self, told: Mapping[int, datetime]) -> None:
        """Sets when their source last modified these versions, by id: it told them as they are."""
        await self.change(DealVersion, [{"id": each, "source_at": at} for each, at in told.items()])

    async def write_versions(self, rows: Sequence[dict[str, Any]]) -> None:
        """Inserts current versions of deals; the older ones must be replaced first."""
        if rows:
            await self.add(self.insert(DealVersion), rows)

    async def enter_stages(self, rows: Sequence[dict[str, Any]], now: datetime) -> None:
        """Replaces the stage entries of the deals of `rows` by these; those that exist stay as they are."""
        deal_ids = sorted({row["deal_id"] for row in rows})
        for start in range(0, len(deal_ids), CHUNK):
            query = self.update(StageEntryRow).where(
                StageEntryRow.deal_id.in_(deal_ids[start : start + CHUNK]),
                StageEntryRow.replaced_at.is_(None),
            )
            await self.session.execute(query.values(replaced_at=now))
        if rows:
            keys = [
                StageEntryRow.workspace_id,
                StageEntryRow.deal_id,
                StageEntryRow.stage,
                StageEntryRow.entered_on,
            ]
            again = self.insert(StageEntryRow).on_conflict_do_update(
                index_elements=keys, set_={"replaced_at": None}
            )
            await self.add(again, rows)

    async def booked(self, deal_ids: Sequence[int]) -> Sequence[Any]:
        """Credits of these deals, won or adjusted, that have not been reversed."""
        undoing = aliased(Credit)
        found: list[Any] = []
        for start in range(0, len(deal_ids), CHUNK):
            part = deal_ids[start : start + CHUNK]
            query = self.select(Credit, *Credit.__table__.columns).where(
                Credit.deal_id.in_(part),
                Credit.kind != "reversal",
                ~exists().where(
                    undoing.workspace_id == Credit.workspace_id,
                    undoing.deal_id == Credit.deal_id,
                    undoing.reverses == Credit.id,
                ),
            )
            found += (await self.session.execute(query)).all()
        return found

    async def write_credits(self, rows: Sequence[dict[str, Any]]) -> None:
        """Inserts credits; rows are columns of `Credit`."""
        if rows:
            await self.add(self.insert(Credit), rows)

    async def waiting(self, currency: str) -> Sequence[Any]:
        """Credits in this currency that wait for an exchange rate: (id, closed_on, amount)."""
        query = self.select(Credit, Credit.id, Credit.closed_on, Credit.amount).where(
            Credit.currency == currency, Credit.counts_from.is_(None), _waits_for_a_rate()
        )
        rows: Sequence[Any] = (await self.session.execute(query)).all()
        return rows

    async def waiting_before(self, day: date) -> Sequence[str]:
        """Currencies, sorted, in which credits dated before that day wait for a rate."""
        query = self.select(Credit, Credit.currency).where(
            Credit.counts_from.is_(None), _waits_for_a_rate(), Credit.credit_date < day
        )
        return (await self.session.scalars(query.distinct().order_by(Credit.currency))).all()

    async def rate_credits(self, rows: Sequence[dict[str, Any]]) -> None:
        """Sets what credits waited for: `id`, `fx_rate`, `amount_base`, `counts_from`, `waits_for`."""
        await self.change(Credit, rows)

    async def unrated(self, currency: str) -> Sequence[Mapping[str, Any]]:
        """Current versions of deals with an amount in this currency but none in the base currency."""
        query = self.select(DealVersion, *DealVersion.__table__.columns).where(
            DealVersion.currency == currency,
            DealVersion.amount.is_not(None),
            DealVersion.amount_base.is_(None),
            DealVersion.replaced_at.is_(None),
        )
        rows: Sequence[Any] = (await self.session.execute(query)).mappings().all()
        return rows

    async def known_activities(self, source: str, external_ids: Sequence[str]) -> dict[str, Any]:
        """Current activities, by their ids in the source."""
        found: dict[str, Any] = {}
        query = self.select(Activity, *Activity.__table__.columns).where(
            Activity.source == source, Activity.replaced_at.is_(None)
        )
        for start in range(0, len(external_ids), CHUNK):
            part = external_ids[start : start + CHUNK]
            rows = await self.session.execute(query.where(Activity.external_id.in_(part)))
            found.update({row.external_id: row for row in rows})
        return found

    async def write_activities(self, rows: Sequence[dict[str, Any]]) -> None:
        """Inserts activities; the older versions must be replaced first."""
        if rows:
            await self.add(self.insert(Activity), rows)

    async def replace_activities(self, activity_ids: Sequence[int], now: datetime) -> None:
        """Marks these activities as replaced at `now`."""
        await self.change(Activity, [{"id": each, "replaced_at": now} for each in activity_ids])

    async def activities_told_again(self, told: Mapping[int, datetime]) -> None:
        """Sets when their source last modified these activities, by id: it told them as they are."""
        await self.change(Activity, [{"id": each, "source_at": at} for each, at in told.items()])

    async def quotas_now(self, member_ids: Collection[str]) -> Sequence[QuotaRow]:
        """Current quotas of these people, earliest first."""
        query = self.select(QuotaRow).where(
            QuotaRow.member_id.in_(member_ids), QuotaRow.replaced_at.is_(None)
        )
        return (await self.session.scalars(query.order_by(QuotaRow.starts_on, QuotaRow.id))).all()

    async def quota_kinds(self) -> Sequence[str]:
        """The categories of current quotas, without that for all bookings, sorted."""
        query = self.select(QuotaRow, QuotaRow.category).where(
            QuotaRow.replaced_at.is_(None), QuotaRow.category != ""
        )
        return (await self.session.scalars(query.distinct().order_by(QuotaRow.category))).all()

    async def write_quotas(self, rows: Sequence[dict[str, Any]]) -> None:
        """Inserts quotas; rows are columns of `QuotaRow`."""
        if rows:
            await self.add(self.insert(QuotaRow), rows)

    async def keep_employment(self, facts: dict[str, Any]) -> None:
        """Inserts what is known of an employment from `recorded_at` on."""
        insert = self.insert(Employment)
        same = {name: facts[name] for name in ("started_on", "left_on")}
        keys = [Employment.workspace_id, Employment.member_id, Employment.recorded_at]
        await self.add(insert.on_conflict_do_update(index_elements=keys, set_=same), [facts])

    async def rates(self) -> dict[str, list[tuple[date, Decimal]]]:
        """All exchange rates as (since, rate), by currency; in no order."""
        found: dict[str, list[tuple[date, Decimal]]] = {}
        for row in await self.session.execute(
            self.select(ExchangeRate, ExchangeRate.currency, ExchangeRate.since, ExchangeRate.rate)
        ):
            found.setdefault(row.currency, []).append((row.since, row.rate))
        return found

    async def keep_rate(self, facts: dict[str, Any]) -> None:
        """Inserts an exchange rate, or replaces the one of the same currency and day."""
        insert = self.insert(ExchangeRate)
        keys = [ExchangeRate.workspace_id, ExchangeRate.currency, ExchangeRate.since]
        same = {name: facts[name] for name in ("rate", "recorded_at")}
        await self.add(insert.on_conflict_do_update(index_elements=keys, set_=same), [facts])

    async def has_credits(self) -> bool:
        """Whether the workspace has any credit."""
        return await self.session.scalar(self.select(Credit, Credit.id).limit(1)) is not None

    async def synced(self, source: str, first_day: date | None, now: datetime) -> None:
        """Records a sync of this source.

        `first_day`: the first day with results (None: unknown); the earliest known stays.
        """
        query = self.select(SourceSync, SourceSync.first_day).where(SourceSync.source == source)
        before = await self.session.scalar(query.order_by(SourceSync.synced_at.desc()).limit(1))
        facts = {"first_day": min(filter(None, (before, first_day)), default=None)}
        insert = self.insert(SourceSync)
        keys = [SourceSync.workspace_id, SourceSync.source, SourceSync.synced_at]
        row = {"source": source, "synced_at": now, **facts}
        await self.add(insert.on_conflict_do_update(index_elements=keys, set_=facts), [row])

    async def newest_own(self, source: str, author_id: str) -> Any:
        """The newest deal that this person entered by hand and that still exists; None without one."""
        query = (
            self.select(DealVersion, *DealVersion.__table__.columns, Deal.external_id)
            .join(Deal, Deal.id == DealVersion.deal_id)
            .where(Deal.source == source, DealVersion.origin == f"hand:{author_id}")
            .where(DealVersion.replaced_at.is_(None))
            .order_by(DealVersion.deal_id.desc())
            .limit(1)
        )
        return (await self.session.execute(query)).mappings().one_or_none()

    async def first_known(self, deal_id: int) -> datetime:
        """When the first version of this deal was recorded."""
        query = self.select(DealVersion, func.min(DealVersion.recorded_at)).where(
            DealVersion.deal_id == deal_id
        )
        found: datetime = (await self.session.execute(query)).scalar_one()
        return found

    async def version(self, deal_id: int) -> Mapping[str, Any] | None:
        """The current version of this deal; None when it was voided."""
        return (await self.current([deal_id])).get(deal_id)

    async def booked_for(self, deal_id: int, member_id: str) -> Sequence[Any]:
        """All credits that this person has of the deal, reversals included, oldest first."""
        query = self.select(Credit, *Credit.__table__.columns).where(
            Credit.deal_id == deal_id, Credit.member_id == member_id
        )
        rows: Sequence[Any] = (await self.session.execute(query.order_by(Credit.id))).all()
        return rows

    async def next_hand_number(self) -> int:
        """The number for the next deal that is entered by hand, from 1."""
        query = self.select(Deal, func.count()).where(Deal.source == "hand")
        return int(await self.session.scalar(query) or 0) + 1


def _waits_for_a_rate() -> ColumnElement[bool]:
    condition: ColumnElement[bool] = Credit.waits_for == CreditWait.rate.value
    return condition
