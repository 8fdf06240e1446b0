"""Reads the facts that metrics are computed from, as they were known at an instant."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, tuple_

from bot.common.date_ranges import DateRange
from bot.db.repository import ScopedRepository
from bot.features.ledger.models.activities import Activity
from bot.features.ledger.models.credits import Credit
from bot.features.ledger.models.deals import DealVersion, StageEntryRow
from bot.features.ledger.models.quotas import Employment, QuotaRow
from bot.features.ledger.models.rates import SourceSync
from bot.features.ledger.repository.counting import counts_at, stands_at
from bot.features.ledger.repository.holds import held, known_at, until
from bot.features.ledger.rules.credits import CreditWait

# The states of a deal that is closed; one that is gone is in no count.
DECIDED = ("won", "lost")
# Money given back: it lowers what is booked, and is no deal that was won.
IS_CREDIT_NOTE = and_(DealVersion.status == "won", func.coalesce(DealVersion.amount, 0) < 0)
IS_COUNTED = (DealVersion.status.in_(DECIDED), ~IS_CREDIT_NOTE)


class FactRepository(ScopedRepository):
    """Facts about these people, of the days from `since` up to `today`, as they were known at `as_of`.

    `today` is the local day of `as_of`: what is dated later counts on its day. While a file is read in, they
    are those of its start. A won deal with a negative amount is a credit note, and in no count.
    """

    async def credits(self, ids: Collection[str], since: date, as_of: datetime, today: date) -> Sequence[Any]:
        """Credits that count: (id, deal, member, kind, date, amount in base currency, overlay, category)."""
        columns = (
            Credit.id,
            Credit.deal_id,
            Credit.member_id,
            Credit.kind,
            Credit.credit_date,
            Credit.amount_base,
            Credit.is_overlay,
            Credit.category,
        )
        query = self.select(Credit, *columns).where(
            Credit.member_id.in_(ids),
            Credit.credit_date >= since,
            Credit.credit_date <= today,
            counts_at(until(self, as_of)),
        )
        return await self._rows(query.order_by(Credit.credit_date, Credit.id))

    async def booked(
        self, ids: Collection[str], span: DateRange, as_of: datetime, today: date, *, with_overlay: bool
    ) -> Sequence[Any]:
        """What each of these people booked in these days: (member, sum in base currency)."""
        query = self.select(Credit, Credit.member_id, func.sum(Credit.amount_base)).where(
            Credit.member_id.in_(ids),
            Credit.credit_date >= span.start,
            Credit.credit_date < span.end,
            Credit.credit_date <= today,
            counts_at(until(self, as_of)),
        )
        if not with_overlay:
            query = query.where(Credit.is_overlay.is_(False))
        return await self._rows(query.group_by(Credit.member_id))

    async def decided(
        self, ids: Collection[str], span: DateRange, as_of: datetime, today: date
    ) -> Sequence[Any]:
        """Deals of these owners that were won or lost in these days: (owner, status, count)."""
        keys = (DealVersion.owner_id, DealVersion.status)
        query = self.select(DealVersion, *keys, func.count()).where(
            DealVersion.owner_id.in_(ids),
            DealVersion.closed_on >= span.start,
            DealVersion.closed_on < span.end,
            DealVersion.closed_on <= today,
            *IS_COUNTED,
            *stands_at(until(self, as_of)),
        )
        return await self._rows(query.group_by(*keys))

    async def waiting(
        self, ids: Collection[str], since: date, as_of: datetime, today: date
    ) -> dict[str, int]:
        """Number of credits that waited for an exchange rate at `as_of`, by currency."""
        instant = until(self, as_of)
        no_nod = exists().where(
            DealVersion.workspace_id == Credit.workspace_id,
            DealVersion.deal_id == Credit.deal_id,
            DealVersion.is_confirmed.is_(False),
            *known_at(DealVersion, instant),
        )
        query = (
            self.select(Credit, Credit.currency, func.count())
            .where(
                Credit.member_id.in_(ids),
                Credit.credit_date >= since,
                Credit.credit_date <= today,
                Credit.recorded_at <= instant,
            )
            .where(or_(Credit.counts_from.is_(None), Credit.counts_from > instant))
            # What waits for a nod, or waited for it then, is no matter of rates.
            .where(or_(Credit.waits_for.is_(None), Credit.waits_for == CreditWait.rate.value), ~no_nod)
            .group_by(Credit.currency)
        )
        return dict(map(tuple, await self._rows(query)))

    async def closed(self, ids: Collection[str], since: date, as_of: datetime, today: date) -> Sequence[Any]:
        """Deals won or lost: (deal, owner, status, amount, first created, closed)."""
        query = self._versions(ids, as_of, DealVersion.closed_on)
        days = (DealVersion.closed_on >= since, DealVersion.closed_on <= today)
        return await self._rows(query.where(*days, *IS_COUNTED))

    async def open(self, ids: Collection[str], as_of: datetime) -> Sequence[Any]:
        """Open deals, archived ones too.

        Fields: (deal, owner, status, amount, first created, expected, probability in percent, whether the
        amount waits for a rate, whether it is archived).
        """
        waits = and_(DealVersion.amount.is_not(None), DealVersion.amount_base.is_(None))
        columns = (DealVersion.expected_on, DealVersion.probability, waits, DealVersion.is_archived)
        return await self._rows(self._versions(ids, as_of, *columns).where(DealVersion.status == "open"))

    async def created(self, ids: Collection[str], since: date, as_of: datetime) -> Sequence[Any]:
        """Deals created since then: (deal, owner, status, amount, first created, closed)."""
        query = self._versions(ids, as_of, DealVersion.closed_on)
        is_there = (DealVersion.first_created_on >= since, DealVersion.status != "gone", ~IS_CREDIT_NOTE)
        return await self._rows(query.where(*is_there))

    def _versions(self, ids: Collection[str], as_of: datetime, *more: Any) -> Select[Any]:
        columns = (
            DealVersion.deal_id,
            DealVersion.owner_id,
            DealVersion.status,
            DealVersion.amount_base,
            DealVersion.first_created_on,
            *more,
        )
        query = self.select(DealVersion, *columns).where(DealVersion.owner_id.in_(ids))
        # Unsorted, callers sort: with ORDER BY deal SQLite would scan all deals of the workspace.
        return query.where(*stands_at(until(self, as_of)))

    async def activities(
        self, ids: Collection[str], since: date, as_of: datetime, today: date
    ) -> Sequence[Any]:
        """Completed activities: (member, kind, day, count)."""
        keys = (Activity.member_id, Activity.kind, Activity.happened_on)
        query = self.select(Activity, *keys, func.count()).where(
            Activity.member_id.in_(ids),
            Activity.happened_on >= since,
            Activity.happened_on <= today,
            Activity.gone_as == "",
            *known_at(Activity, until(self, as_of)),
        )
        return await self._rows(query.group_by(*keys).order_by(*keys))

    async def stages(self, ids: Collection[str], since: date, as_of: datetime, today: date) -> Sequence[Any]:
        """Histories of deals that entered a stage, or were closed, since then.

        Fields: (deal, owner, stage, entered on, status, closed on), from each deal's first entry on.
        """
        columns = (
            StageEntryRow.deal_id,
            DealVersion.owner_id,
            StageEntryRow.stage,
            StageEntryRow.entered_on,
            DealVersion.status,
            DealVersion.closed_on,
        )
        moved = self.select(StageEntryRow, StageEntryRow.deal_id).where(
            StageEntryRow.entered_on >= since, StageEntryRow.entered_on <= today
        )
        is_recent = or_(StageEntryRow.deal_id.in_(moved), DealVersion.closed_on >= since)
        query = (
            self.select(StageEntryRow, *columns)
            .join(DealVersion, DealVersion.deal_id == StageEntryRow.deal_id)
            .where(is_recent, StageEntryRow.entered_on <= today)
            .where(~IS_CREDIT_NOTE, StageEntryRow.recorded_at <= until(self, as_of))
            .where(DealVersion.status != "gone")
            .where(DealVersion.owner_id.in_(ids), *stands_at(until(self, as_of)))
        )
        return await self._rows(query.order_by(StageEntryRow.deal_id, StageEntryRow.entered_on))

    async def quotas(self, ids: Collection[str], as_of: datetime) -> Sequence[Any]:
        """Quotas of these people, earliest first; the fields are the columns of `QuotaRow`."""
        query = self.select(QuotaRow, *QuotaRow.__table__.columns)
        query = query.where(QuotaRow.member_id.in_(ids), *known_at(QuotaRow, until(self, as_of)))
        return await self._rows(query.order_by(QuotaRow.starts_on, QuotaRow.id))

    async def employments(self, ids: Collection[str], as_of: datetime) -> dict[str, Employment]:
        """The newest employment known at `as_of`, by member; people without one are missing."""
        query = self.select(Employment).where(
            Employment.member_id.in_(ids), Employment.recorded_at <= until(self, as_of)
        )
        rows = await self.session.scalars(query.order_by(Employment.recorded_at))
        return {row.member_id: row for row in rows}

    async def syncs(self, as_of: datetime) -> Sequence[Any]:
        """The last sync of each source by then, sorted by source: (row, instant of held figures)."""
        newest = (
            self.select(SourceSync, SourceSync.source, func.max(SourceSync.synced_at))
            .where(SourceSync.synced_at <= until(self, as_of))
            .group_by(SourceSync.source)
        )
        query = self.select(SourceSync, SourceSync, held(self, as_of))
        query = query.where(tuple_(SourceSync.source, SourceSync.synced_at).in_(newest))
        return await self._rows(query.order_by(SourceSync.source))

    async def last_heard(self, as_of: datetime) -> datetime | None:
        """When any source was last synced; None if never."""
        query = self.select(SourceSync, SourceSync.synced_at).where(
            SourceSync.synced_at <= until(self, as_of)
        )
        query = query.order_by(SourceSync.synced_at.desc()).limit(1)
        found: datetime | None = await self.session.scalar(query)
        return found

    async def _rows(self, query: Select[Any]) -> Sequence[Any]:
        rows: Sequence[Any] = (await self.session.execute(query)).all()
        return rows
