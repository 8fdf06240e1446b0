"""The SQL that reads the rows of the books one by one."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, func
from sqlalchemy.orm import aliased

from bot.common.spans import Span
from bot.db.repository import ScopedRepository
from bot.features.ledger.fact_repository import known_at
from bot.features.ledger.models import Credit, Deal, DealVersion


class RowRepository(ScopedRepository):
    """Lines of booked money, and deals, as rows to look at."""

    async def page(self, query: Select[Any], number: int, size: int) -> tuple[Sequence[Any], int]:
        """One page of them, and how many there are."""
        rows = await self.session.execute(query.limit(size).offset((number - 1) * size))
        return rows.all(), await self.count(query)

    def credits(self, ids: Collection[str], days: Span, as_of: datetime) -> Select[Any]:
        """The lines of these people in these days, the newest first."""
        shown = aliased(DealVersion)
        newest = (
            self.select(DealVersion, func.max(DealVersion.id))
            .where(DealVersion.deal_id == Credit.deal_id, DealVersion.recorded_at <= as_of)
            .correlate(Credit)
            .scalar_subquery()
        )
        rated = Credit.counts_from <= as_of
        columns = (
            Credit.id,
            Credit.deal_id,
            shown.name,
            Deal.source,
            Deal.external_id,
            Credit.member_id,
            Credit.kind,
            Credit.credit_date,
            Credit.amount,
            Credit.currency,
            case((rated, Credit.fx_rate)),
            case((rated, Credit.amount_base)),
            Credit.percent,
            Credit.is_overlay,
            Credit.note,
            shown.is_confirmed,
            case((shown.replaced_at <= as_of, shown.replaced_at)),
        )
        return (
            self.select(Credit, *columns)
            .join(Deal, Deal.id == Credit.deal_id)
            .join(shown, shown.id == newest)
            .where(Credit.member_id.in_(ids), Credit.recorded_at <= as_of)
            .where(Credit.credit_date >= days.start, Credit.credit_date < days.end)
            .order_by(Credit.credit_date.desc(), Credit.id.desc())
        )

    def deals(self, ids: Collection[str], as_of: datetime, *where: Any) -> Select[Any]:
        """The deals of these people, the newest first."""
        day = func.coalesce(DealVersion.closed_on, DealVersion.expected_on)
        columns = (
            DealVersion.deal_id,
            DealVersion.name,
            Deal.source,
            Deal.external_id,
            DealVersion.owner_id,
            DealVersion.status,
            DealVersion.stage,
            DealVersion.amount,
            DealVersion.currency,
            DealVersion.amount_base,
            DealVersion.first_created_on,
            day,
            DealVersion.is_confirmed,
        )
        return (
            self.select(DealVersion, *columns)
            .join(Deal, Deal.id == DealVersion.deal_id)
            .where(DealVersion.owner_id.in_(ids), *known_at(DealVersion, as_of), *where)
            .order_by(day.desc(), DealVersion.deal_id.desc())
        )
