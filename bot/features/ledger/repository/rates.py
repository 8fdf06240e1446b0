"""The SQL of exchange rates by the file that they came from."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import exists
from sqlalchemy.orm import aliased

from bot.db.repository import ScopedRepository
from bot.features.ledger.models.credits import Credit
from bot.features.ledger.models.deals import DealVersion
from bot.features.ledger.models.quotas import QuotaRow
from bot.features.ledger.models.rates import ExchangeRate, ToldRate


class RateRepository(ScopedRepository):
    """What was told of exchange rates, and what is booked at them."""

    async def told(self, currency: str, since: date, rate: Decimal, origin: str, now: datetime) -> None:
        """Keeps that this rate was told, and the one before it, if nobody has yet."""
        row = {"currency": currency, "since": since, "rate": rate, "origin": origin, "recorded_at": now}
        rows = [row]
        if await self._last(currency, since, with_struck=True) is None:
            known = self.select(ExchangeRate, ExchangeRate.rate).where(*_of(ExchangeRate, currency, since))
            before = await self.session.scalar(known)
            if before is not None:
                rows.insert(0, {**row, "rate": before, "origin": ""})
        await self.add(self.insert(ToldRate), rows)

    async def rates_from(self, origin: str) -> Sequence[ToldRate]:
        """What was told from there and is not taken back."""
        query = self.select(ToldRate).where(ToldRate.origin == origin, ToldRate.taken_back_at.is_(None))
        return (await self.session.scalars(query.order_by(ToldRate.id))).all()

    async def strike(self, origin: str, now: datetime) -> None:
        """What was told from there is in force no more."""
        came = self.update(ToldRate).where(ToldRate.origin == origin, ToldRate.taken_back_at.is_(None))
        await self.session.execute(came.values(taken_back_at=now))

    async def last_rate(self, currency: str, since: date) -> Decimal | None:
        """The last rate that was told for this day on, and is not taken back."""
        return await self._last(currency, since, with_struck=False)

    async def _last(self, currency: str, since: date, *, with_struck: bool) -> Decimal | None:
        query = self.select(ToldRate, ToldRate.rate).where(*_of(ToldRate, currency, since))
        if not with_struck:
            query = query.where(ToldRate.taken_back_at.is_(None))
        found: Decimal | None = await self.session.scalar(query.order_by(ToldRate.id.desc()).limit(1))
        return found

    async def set_rate(self, currency: str, since: date, rate: Decimal, now: datetime) -> None:
        """The rate in force from this day on."""
        changed = self.update(ExchangeRate).where(*_of(ExchangeRate, currency, since))
        await self.session.execute(changed.values(rate=rate, recorded_at=now))

    async def drop_rate(self, currency: str, since: date) -> None:
        """No rate begins on this day."""
        await self.session.execute(self.delete(ExchangeRate).where(*_of(ExchangeRate, currency, since)))

    async def counted_in(self, currency: str) -> Sequence[Any]:
        """Credits in this currency that count and are not reversed: those of deals."""
        undoing = aliased(Credit)
        query = self.select(Credit, *Credit.__table__.columns).where(
            Credit.currency == currency,
            Credit.kind == "won",
            Credit.counts_from.is_not(None),
            ~exists().where(
                undoing.workspace_id == Credit.workspace_id,
                undoing.deal_id == Credit.deal_id,
                undoing.reverses == Credit.id,
            ),
        )
        rows: Sequence[Any] = (await self.session.execute(query.order_by(Credit.id))).all()
        return rows

    async def versions_in(self, currency: str) -> Sequence[Mapping[str, Any]]:
        """Current versions of deals with an amount in this currency."""
        query = self.select(DealVersion, *DealVersion.__table__.columns).where(
            DealVersion.currency == currency,
            DealVersion.amount.is_not(None),
            DealVersion.replaced_at.is_(None),
        )
        rows: Sequence[Any] = (await self.session.execute(query.order_by(DealVersion.id))).mappings().all()
        return rows

    async def quotas_in(self, currency: str) -> Sequence[QuotaRow]:
        """Current quotas in this currency."""
        query = self.select(QuotaRow).where(QuotaRow.currency == currency, QuotaRow.replaced_at.is_(None))
        return (await self.session.scalars(query.order_by(QuotaRow.id))).all()


def _of(model: type[ExchangeRate] | type[ToldRate], currency: str, since: date) -> tuple[Any, ...]:
    return (model.currency == currency, model.since == since)
