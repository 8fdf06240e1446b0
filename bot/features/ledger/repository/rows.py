"""Reads single credits and deals, page by page."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, not_, or_, true
from sqlalchemy.orm import aliased
from sqlalchemy.sql import ColumnElement

from bot.common.date_ranges import DateRange
from bot.db.asking import whether
from bot.db.repository import ScopedRepository
from bot.features.ledger.models.credits import Credit
from bot.features.ledger.models.deals import Deal, DealVersion
from bot.features.ledger.repository.counting import counts_at, is_no_draft, stands_at, waits_at
from bot.features.ledger.repository.facts import IS_COUNTED
from bot.features.ledger.repository.holds import until
from bot.features.ledger.repository.locks import in_slices
from bot.features.ledger.rules.cuts import Traits
from bot.features.ledger.rules.locking.locks import Slice

# The days on which each of these people counts.
People = Mapping[str, Sequence[DateRange]]


class RowRepository(ScopedRepository):
    """Credits and deals as rows for people to look at."""

    async def page(self, query: Select[Any], number: int, size: int) -> tuple[Sequence[Any], int]:
        """The rows of page `number` (from 1), and how many rows there are in all."""
        offset = (number - 1) * size
        rows = (await self.session.execute(query.limit(size).offset(offset))).all()
        return rows, await self.count_with(query, rows, size, offset)

    def credits(
        self, people: People, days: DateRange, as_of: datetime, *, with_waiting: bool = True
    ) -> Select[Any]:
        """Query for the credits of these people, on their own days within `days`, newest first."""
        own = _counts(Credit.member_id, Credit.credit_date, people, days)
        return self._credits(as_of, own, with_waiting=with_waiting)

    def credits_at(self, ids: Collection[int], as_of: datetime) -> Select[Any]:
        """Query for the credits with these ids."""
        return self._credits(as_of, Credit.id.in_(ids))

    def held(self, people: People, days: DateRange, as_of: datetime, today: date) -> Select[Any]:
        """Query for the credits of these people that did not count at `as_of`, or are dated after `today`."""
        return self._credits(as_of, *self._is_held(people, days, as_of, today))

    @whether("held credits")
    def any_held(
        self, people: Sequence[tuple[str, Sequence[DateRange]]], days: DateRange, as_of: datetime, today: date
    ) -> Sequence[Select[Any]]:
        """The question whether `held` may find any; far cheaper than that, and mostly there is none."""
        return [self.select(Credit, Credit.id).where(*self._is_held(dict(people), days, as_of, today))]

    def _is_held(
        self, people: People, days: DateRange, as_of: datetime, today: date
    ) -> tuple[ColumnElement[bool], ...]:
        counts = counts_at(until(self, as_of))
        is_held = or_(Credit.counts_from.is_(None), not_(counts), Credit.credit_date > today)
        return _counts(Credit.member_id, Credit.credit_date, people, days), is_held

    def _credits(
        self, as_of: datetime, *where: ColumnElement[bool], with_waiting: bool = True
    ) -> Select[Any]:
        instant = until(self, as_of)
        shown = aliased(DealVersion)
        newest = (
            self.select(DealVersion, func.max(DealVersion.id))
            .where(DealVersion.deal_id == Credit.deal_id, DealVersion.recorded_at <= instant)
            .correlate(Credit)
            .scalar_subquery()
        )
        counts, waits = counts_at(instant), waits_at(instant, shown)
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
            case((or_(counts, waits), Credit.fx_rate)),
            case((or_(counts, waits), Credit.amount_base)),
            Credit.percent,
            Credit.is_overlay,
            Credit.note,
            shown.is_own_word,
            waits,
            case((shown.replaced_at <= instant, shown.replaced_at)),
            *(getattr(shown, name) for name in Traits._fields),
        )
        return (
            self.select(Credit, *columns)
            .join(Deal, Deal.id == Credit.deal_id)
            .join(shown, shown.id == newest)
            .where(*where, Credit.recorded_at <= instant)
            .where(is_no_draft(shown), true() if with_waiting else not_(waits))
            .order_by(Credit.credit_date.desc(), Credit.id.desc())
        )

    def closed(self, people: People, days: DateRange, slices: Sequence[Slice]) -> Select[Any]:
        """Query for the deals that these people won or lost on their own days within `days`, newest first."""
        own = _counts(DealVersion.owner_id, DealVersion.counted_on, people, days)
        return self._deals(own, *IS_COUNTED, in_slices(self, slices, DealVersion.counted_on, stands_at))

    def open(self, ids: Collection[str], as_of: datetime) -> Select[Any]:
        """Query for the open deals of these people, latest expected date first."""
        is_open = (DealVersion.status == "open", DealVersion.is_archived.is_(False))
        return self._deals(DealVersion.owner_id.in_(ids), *is_open, *stands_at(until(self, as_of)))

    def deals_at(self, ids: Collection[int], as_of: datetime) -> Select[Any]:
        """Query for the deals with these ids."""
        return self._deals(DealVersion.deal_id.in_(ids), *stands_at(until(self, as_of)))

    def _deals(self, *where: ColumnElement[bool]) -> Select[Any]:
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
            DealVersion.is_own_word,
            *(getattr(DealVersion, name) for name in Traits._fields),
        )
        return (
            self.select(DealVersion, *columns)
            .join(Deal, Deal.id == DealVersion.deal_id)
            .where(*where)
            .order_by(day.desc(), DealVersion.deal_id.desc())
        )


def _counts(person: Any, day: Any, people: People, days: DateRange) -> ColumnElement[bool]:
    """SQL condition: the person is one of `people`, and the day one of their own days within `days`."""
    own = {who: [days.within(each) for each in spans] for who, spans in people.items()}
    throughout = [who for who, spans in own.items() if days in spans]
    others = [(who, each) for who, spans in own.items() if who not in throughout for each in spans]
    return or_(
        and_(person.in_(throughout), day >= days.start, day < days.end),
        *(and_(person == who, day >= each.start, day < each.end) for who, each in others if each.length),
    )
