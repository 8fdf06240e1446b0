"""Reads the facts that metrics are computed from, as they were known at an instant."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, tuple_

from bot.db.asking import rows_of, value_of
from bot.db.repository import ScopedRepository
from bot.features.ledger.models.activities import Activity
from bot.features.ledger.models.credits import Credit
from bot.features.ledger.models.deals import DealVersion, StageEntryRow
from bot.features.ledger.models.rates import SourceSync
from bot.features.ledger.repository.counting import counts_at, is_confirmed, stands_at
from bot.features.ledger.repository.holds import held, known_at, until
from bot.features.ledger.repository.locks import in_slices
from bot.features.ledger.rules.credits import CreditWait
from bot.features.ledger.rules.cuts import Dimension
from bot.features.ledger.rules.locking.locks import Slice

# The states of a deal that is closed; one that is gone is in no count.
DECIDED = ("won", "lost")
# Money given back: it lowers what is booked, and is no deal that was won.
IS_CREDIT_NOTE = and_(DealVersion.status == "won", func.coalesce(DealVersion.amount, 0) < 0)
# Of which kind a deal is by its version, which may have been set right since it was booked.
_KIND = func.coalesce(DealVersion.category, Credit.category)
IS_COUNTED = (DealVersion.status.in_(DECIDED), ~IS_CREDIT_NOTE)


class FactRepository(ScopedRepository):
    """Facts about these people, of the days of some slices, as they were known at the instant of each.

    Slices end with the local day of the figures: what is dated later counts on its day. While a file is read
    in, they are those of its start. A won deal with a negative amount is a credit note, and in no count.
    """

    async def credits(
        self, ids: Collection[str], slices: Sequence[Slice], *, with_kinds: bool = False
    ) -> Sequence[Any]:
        """Credits that count: (id, deal, member, kind, date, amount in base currency, overlay, category)."""
        kind = _KIND if with_kinds else Credit.category
        known = (Credit.id, Credit.deal_id, Credit.member_id, Credit.kind, Credit.credit_date)
        columns = (*known, Credit.amount_base, Credit.is_overlay, kind)
        query = self._credited(columns, ids, slices, with_kinds=with_kinds)
        return await self._rows(query.order_by(Credit.credit_date, Credit.id))

    async def day_sums(
        self, ids: Collection[str], slices: Sequence[Slice], *, with_kinds: bool = False
    ) -> Sequence[Any]:
        """The sums of `credits` by these: (amount in base currency, member, date, overlay, category).

        Without kinds there is no category: the index alone tells the rest.
        """
        keys = (Credit.member_id, Credit.credit_date, Credit.is_overlay, *((_KIND,) if with_kinds else ()))
        query = self._credited((func.sum(Credit.amount_base), *keys), ids, slices, with_kinds=with_kinds)
        return await self._rows(query.group_by(*keys))

    def _credited(
        self, columns: Sequence[Any], ids: Collection[str], slices: Sequence[Slice], *, with_kinds: bool
    ) -> Select[Any]:
        query = self.select(Credit, *columns).where(Credit.member_id.in_(ids), self._counting(slices))
        return query.outerjoin(DealVersion, self._is_deal(slices)) if with_kinds else query

    async def traits(self, ids: Collection[str], since: date, as_of: datetime) -> Sequence[Any]:
        """By what the deals of these people can be cut: (deal, values in the order of `Dimension`).

        Their own, and those of which they have a credit.
        """
        credited = self.select(Credit, Credit.deal_id).where(
            Credit.member_id.in_(ids), Credit.credit_date >= since
        )
        columns = (getattr(DealVersion, each.value) for each in Dimension)
        query = self.select(DealVersion, DealVersion.deal_id, *columns).where(
            or_(DealVersion.deal_id.in_(credited), DealVersion.owner_id.in_(ids)),
            *stands_at(until(self, as_of)),
        )
        return await self._rows(query)

    async def values(self, dimension: Dimension, owners: Collection[str] | None) -> Sequence[str]:
        """The values that deals of these owners (None: of all) have now, each once; "" is not told."""
        column = getattr(DealVersion, dimension.value)
        query = self.select(DealVersion, column).where(DealVersion.replaced_at.is_(None), is_confirmed())
        if owners is not None:
            query = query.where(DealVersion.owner_id.in_(owners))
        return (await self.session.scalars(query.distinct())).all()

    @rows_of("values told")
    def told(self, dimension: Dimension) -> Select[Any]:
        """The values that deals have now, as `value`, each once; "" is not told."""
        column = getattr(DealVersion, dimension.value).label("value")
        query = self.select(DealVersion, column).where(DealVersion.replaced_at.is_(None), is_confirmed())
        return query.distinct()

    async def booked(self, ids: Collection[str], slices: Sequence[Slice]) -> Sequence[Any]:
        """What each of these people booked in these days: (member, sum in base currency, without overlay)."""
        own = case((Credit.is_overlay.is_(False), Credit.amount_base))
        columns = (Credit.member_id, func.sum(Credit.amount_base), func.sum(own))
        query = self._booked(columns, ids, slices, with_overlay=True)
        return await self._rows(query.group_by(Credit.member_id))

    async def booked_by_kind(
        self, ids: Collection[str], slices: Sequence[Slice], *, with_overlay: bool
    ) -> Sequence[Any]:
        """What they booked by the category that each deal has now: (member, category, sum)."""
        columns = (Credit.member_id, _KIND, func.sum(Credit.amount_base))
        query = self._booked(columns, ids, slices, with_overlay=with_overlay)
        joined = query.outerjoin(DealVersion, self._is_deal(slices))
        return await self._rows(joined.group_by(Credit.member_id, _KIND))

    def _is_deal(self, slices: Sequence[Slice]) -> ColumnElement[bool]:
        """SQL condition: the version of a credit's deal that stands at the instant of its slice."""
        return and_(
            DealVersion.workspace_id == Credit.workspace_id,
            DealVersion.deal_id == Credit.deal_id,
            in_slices(self, slices, Credit.credit_date, stands_at),
        )

    def _booked(
        self, columns: Sequence[Any], ids: Collection[str], slices: Sequence[Slice], *, with_overlay: bool
    ) -> Select[Any]:
        query = self.select(Credit, *columns).where(Credit.member_id.in_(ids), self._counting(slices))
        return query if with_overlay else query.where(Credit.is_overlay.is_(False))

    async def decided(self, ids: Collection[str], slices: Sequence[Slice]) -> Sequence[Any]:
        """Deals of these owners that were won or lost in these days: (owner, status, count)."""
        keys = (DealVersion.owner_id, DealVersion.status)
        query = self.select(DealVersion, *keys, func.count()).where(
            DealVersion.owner_id.in_(ids),
            *IS_COUNTED,
            in_slices(self, slices, DealVersion.counted_on, stands_at),
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

    async def closed(self, ids: Collection[str], slices: Sequence[Slice]) -> Sequence[Any]:
        """Deals won or lost: (deal, owner, status, amount, first created, closed, counted)."""
        query = self._versions(ids, DealVersion.closed_on, DealVersion.counted_on)
        return await self._rows(
            query.where(*IS_COUNTED, in_slices(self, slices, DealVersion.counted_on, stands_at))
        )

    async def open(self, ids: Collection[str], as_of: datetime) -> Sequence[Any]:
        """Open deals, archived ones too.

        Fields: (deal, owner, status, amount, first created, expected, probability in percent, whether the
        amount waits for a rate, type, whether it is archived).
        """
        waits = and_(DealVersion.amount.is_not(None), DealVersion.amount_base.is_(None))
        columns = (
            DealVersion.expected_on,
            DealVersion.probability,
            waits,
            DealVersion.category,
            DealVersion.is_archived,
        )
        query = self._versions(ids, *columns).where(DealVersion.status == "open")
        return await self._rows(query.where(*stands_at(until(self, as_of))))

    async def created(self, ids: Collection[str], slices: Sequence[Slice]) -> Sequence[Any]:
        """Deals created on these days: (deal, owner, status, amount, first created, closed)."""
        query = self._versions(ids, DealVersion.closed_on)
        is_there = (DealVersion.status != "gone", ~IS_CREDIT_NOTE)
        born = in_slices(self, slices, DealVersion.first_created_on, stands_at)
        return await self._rows(query.where(*is_there, born))

    def _versions(self, ids: Collection[str], *more: Any) -> Select[Any]:
        columns = (
            DealVersion.deal_id,
            DealVersion.owner_id,
            DealVersion.status,
            DealVersion.amount_base,
            DealVersion.first_created_on,
            *more,
        )
        # Unsorted, callers sort: with ORDER BY deal SQLite would scan all deals of the workspace.
        return self.select(DealVersion, *columns).where(DealVersion.owner_id.in_(ids))

    def _counting(self, slices: Sequence[Slice]) -> ColumnElement[bool]:
        return in_slices(self, slices, Credit.credit_date, lambda instant: (counts_at(instant),))

    async def activities(self, ids: Collection[str], slices: Sequence[Slice]) -> Sequence[Any]:
        """Completed activities: (member, kind, day, count)."""
        keys = (Activity.member_id, Activity.kind, Activity.happened_on)
        query = self.select(Activity, *keys, func.count()).where(
            Activity.member_id.in_(ids),
            Activity.gone_as == "",
            in_slices(self, slices, Activity.happened_on, partial(known_at, Activity)),
        )
        return await self._rows(query.group_by(*keys).order_by(*keys))

    async def stages(
        self, ids: Collection[str], slices: Sequence[Slice], since: date, today: date
    ) -> Sequence[Any]:
        """Histories of deals that entered a stage, or were closed, since then; `slices` reach back to all.

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
        is_recent = or_(StageEntryRow.deal_id.in_(moved), DealVersion.counted_on >= since)
        query = (
            self.select(StageEntryRow, *columns)
            .join(DealVersion, DealVersion.deal_id == StageEntryRow.deal_id)
            .where(is_recent, ~IS_CREDIT_NOTE, DealVersion.status != "gone", DealVersion.owner_id.in_(ids))
            .where(in_slices(self, slices, StageEntryRow.entered_on, _entered_by))
        )
        return await self._rows(query.order_by(StageEntryRow.deal_id, StageEntryRow.entered_on))

    @rows_of("syncs")
    def syncs(self, as_of: datetime) -> Select[Any]:
        """The last sync of each source by then: source, synced_at, first_day, instant of held figures."""
        newest = (
            self.select(SourceSync, SourceSync.source, func.max(SourceSync.synced_at))
            .where(SourceSync.synced_at <= until(self, as_of))
            .group_by(SourceSync.source)
        )
        columns = (SourceSync.source, SourceSync.synced_at, SourceSync.first_day)
        query = self.select(SourceSync, *columns, held(self, as_of).label("held"))
        return query.where(tuple_(SourceSync.source, SourceSync.synced_at).in_(newest))

    @value_of("numbers told at")
    def told_at(self, as_of: datetime, *, beside: str) -> Select[Any]:
        """When any source but this one was last synced; None if never."""
        return self.select(SourceSync, func.max(SourceSync.synced_at)).where(
            SourceSync.source != beside, SourceSync.synced_at <= until(self, as_of)
        )

    @value_of("numbers heard of at")
    def last_heard(self, as_of: datetime) -> Select[Any]:
        """When any source was last synced; None if never."""
        query = self.select(SourceSync, func.max(SourceSync.synced_at))
        return query.where(SourceSync.synced_at <= until(self, as_of))

    async def _rows(self, query: Select[Any]) -> Sequence[Any]:
        rows: Sequence[Any] = (await self.session.execute(query)).all()
        return rows


def _entered_by(instant: ColumnElement[datetime]) -> tuple[ColumnElement[bool], ...]:
    return (*known_at(StageEntryRow, instant), *stands_at(instant))
