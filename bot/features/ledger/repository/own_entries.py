"""The SQL of reps' own entries."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_

from bot.db.asking import whether
from bot.db.repository import ScopedRepository
from bot.features.ledger.models.credits import Credit
from bot.features.ledger.models.deals import Deal, DealVersion
from bot.features.ledger.models.own_entries import OwnEntryRow
from bot.features.ledger.rules.deals import HAND
from bot.features.ledger.rules.own_entries import OwnEntry, OwnEntryState, Twin


class OwnEntryRepository(ScopedRepository):
    """Own entries with the newest that is known of their deals."""

    async def enter(self, facts: dict[str, Any]) -> None:
        """Inserts an entry; `facts` are columns of `OwnEntryRow`."""
        await self.add(self.insert(OwnEntryRow), [facts])

    async def lock(self, deal_id: int) -> OwnEntryRow | None:
        """The entry, locked until the transaction ends; None when there is none."""
        return await self.lock_row(OwnEntryRow, OwnEntryRow.deal_id == deal_id)

    async def waiting(
        self, owner_ids: Collection[str] | None = None, as_of: datetime | None = None
    ) -> list[OwnEntry]:
        """Entries that wait, or waited `as_of`, of these people or (None) of all, oldest first."""
        where = [OwnEntryRow.state == OwnEntryState.waiting.value]
        if as_of is not None:
            undecided = or_(OwnEntryRow.decided_at.is_(None), OwnEntryRow.decided_at > as_of)
            where = [OwnEntryRow.logged_at <= as_of, undecided]
        if owner_ids is not None:
            where.append(OwnEntryRow.owner_id.in_(owner_ids))
        return await self._entries(*where)

    @whether("own entries wait")
    def waits(self) -> Sequence[Select[Any]]:
        """Whether any entry of the workspace waits."""
        query = self.select(OwnEntryRow, OwnEntryRow.deal_id)
        return (query.where(OwnEntryRow.state == OwnEntryState.waiting.value),)

    @whether("own entries waited")
    def waited(self, owner_id: str, as_of: datetime) -> Sequence[Select[Any]]:
        """Whether any entry of this person waited then."""
        undecided = or_(OwnEntryRow.decided_at.is_(None), OwnEntryRow.decided_at > as_of)
        query = self.select(OwnEntryRow, OwnEntryRow.deal_id)
        query = query.where(OwnEntryRow.owner_id == owner_id, OwnEntryRow.logged_at <= as_of, undecided)
        return (query,)

    async def of_deals(self, deal_ids: Collection[int]) -> list[OwnEntry]:
        """These entries, oldest first."""
        return await self._entries(OwnEntryRow.deal_id.in_(deal_ids))

    async def of_batch(self, batch: int) -> list[OwnEntry]:
        """All entries of one message, oldest first."""
        return await self._entries(OwnEntryRow.batch == batch)

    async def of_owner(self, owner_id: str, since: datetime) -> list[OwnEntry]:
        """Somebody's entries since then, whatever became of them, oldest first."""
        return await self._entries(OwnEntryRow.owner_id == owner_id, OwnEntryRow.logged_at > since)

    async def untold(self) -> Sequence[int]:
        """Batches whose message does not say what became of an entry."""
        query = self.select(OwnEntryRow, OwnEntryRow.batch).where(
            OwnEntryRow.state != OwnEntryRow.told, OwnEntryRow.told != ""
        )
        return (await self.session.scalars(query.distinct().order_by(OwnEntryRow.batch))).all()

    async def _entries(self, *where: ColumnElement[bool]) -> list[OwnEntry]:
        newest = (
            self.select(DealVersion, func.max(DealVersion.id))
            .where(DealVersion.deal_id == OwnEntryRow.deal_id)
            .correlate(OwnEntryRow)
            .scalar_subquery()
        )
        query = (
            self.select(
                OwnEntryRow,
                OwnEntryRow.deal_id,
                OwnEntryRow.owner_id,
                OwnEntryRow.batch,
                OwnEntryRow.state,
                OwnEntryRow.logged_at,
                OwnEntryRow.decided_by,
                OwnEntryRow.decided_at,
                OwnEntryRow.reason,
                OwnEntryRow.source,
                OwnEntryRow.told,
                OwnEntryRow.reminded_at,
                DealVersion.name,
                DealVersion.amount,
                DealVersion.currency,
                DealVersion.amount_base,
                DealVersion.closed_on,
                OwnEntryRow.twin_id,
            )
            .join(DealVersion, DealVersion.id == newest)
            .where(*where)
            .order_by(OwnEntryRow.logged_at, OwnEntryRow.deal_id)
        )
        rows = (await self.session.execute(query)).mappings().all()
        twins = await self._twins({row["twin_id"] for row in rows if row["twin_id"]})
        return [
            OwnEntry(**{**row, "state": OwnEntryState(row["state"])}, twin=twins.get(row["twin_id"]))
            for row in rows
        ]

    async def _twins(self, deal_ids: Collection[int]) -> dict[int, Twin]:
        if not deal_ids:
            return {}
        query = (
            self.select(DealVersion, DealVersion.deal_id, DealVersion.name, Deal.source)
            .join(Deal, Deal.id == DealVersion.deal_id)
            .where(DealVersion.deal_id.in_(deal_ids), DealVersion.replaced_at.is_(None))
            .where(DealVersion.status == "won")
        )
        return {row.deal_id: Twin(*row) for row in await self.session.execute(query)}

    async def won(
        self, owner_ids: Collection[str], first: date, last: date, *, by_hand: bool
    ) -> Sequence[Mapping[str, Any]]:
        """Current versions of these owners' deals won in these days: of entries by hand, or of sources."""
        of_hand = Deal.source == HAND if by_hand else Deal.source != HAND
        query = (
            self.select(DealVersion, *DealVersion.__table__.columns)
            .join(Deal, Deal.id == DealVersion.deal_id)
            .where(of_hand, DealVersion.owner_id.in_(owner_ids), DealVersion.status == "won")
            .where(DealVersion.closed_on >= first, DealVersion.closed_on <= last)
            .where(DealVersion.replaced_at.is_(None))
        )
        rows: Sequence[Any] = (
            (await self.session.execute(query.order_by(DealVersion.deal_id))).mappings().all()
        )
        return rows

    async def ended(self, instants: Collection[datetime], twin_ids: Collection[int]) -> Sequence[Any]:
        """Last versions of entries by hand that are in the books no longer, in pairs with their `twin_id`.

        Those that ended at these instants, and those for which somebody said that one of these deals stands.
        """
        versions = DealVersion.__table__.columns
        last = self.select(DealVersion, func.max(DealVersion.id)).group_by(DealVersion.deal_id)
        by_tap = OwnEntryRow.twin_id.in_(twin_ids) & (OwnEntryRow.state == OwnEntryState.taken_over.value)
        query = (
            self.select(DealVersion, *versions, OwnEntryRow.twin_id)
            .join(Deal, Deal.id == DealVersion.deal_id)
            .outerjoin(OwnEntryRow, OwnEntryRow.deal_id == DealVersion.deal_id)
            .where(Deal.source == HAND, DealVersion.id.in_(last), DealVersion.replaced_at.is_not(None))
            .where(DealVersion.replaced_at.in_(instants) | by_tap)
        )
        rows: Sequence[Any] = (await self.session.execute(query.order_by(DealVersion.id))).mappings().all()
        return rows

    async def change_entries(self, deal_ids: Collection[int], values: Mapping[str, Any]) -> None:
        """Sets columns of these entries; those that are none are left out."""
        if deal_ids:
            change = self.update(OwnEntryRow).where(OwnEntryRow.deal_id.in_(deal_ids))
            await self.session.execute(change.values(**values))

    async def decide(self, deal_ids: Collection[int], values: Mapping[str, Any]) -> None:
        """Sets columns of those of these entries that wait."""
        if deal_ids:
            change = self.update(OwnEntryRow).where(OwnEntryRow.deal_id.in_(deal_ids))
            waits = OwnEntryRow.state == OwnEntryState.waiting.value
            await self.session.execute(change.where(waits).values(**values))

    async def wait_again(self, deal_ids: Collection[int]) -> None:
        """Those of these entries that a source's deal stood for wait for a nod, as before."""
        change = self.update(OwnEntryRow).where(OwnEntryRow.deal_id.in_(deal_ids))
        as_before = {"decided_by": None, "decided_at": None, "reason": "", "source": "", "twin_id": None}
        taken = OwnEntryRow.state == OwnEntryState.taken_over.value
        await self.session.execute(change.where(taken).values(state=OwnEntryState.waiting.value, **as_before))

    async def newest_version(self, deal_id: int) -> Mapping[str, Any] | None:
        """The newest version of a deal, voided or not; None when there is no such deal."""
        query = self.select(DealVersion, *DealVersion.__table__.columns).where(DealVersion.deal_id == deal_id)
        found = (await self.session.execute(query.order_by(DealVersion.id.desc()).limit(1))).mappings()
        row: Mapping[str, Any] | None = found.one_or_none()
        return row

    async def waits_before(self, day: date) -> Sequence[str]:
        """Names of deals dated before that day that wait for a nod, sorted."""
        query = (
            self.select(OwnEntryRow, DealVersion.name)
            .select_from(OwnEntryRow)
            .join(DealVersion, DealVersion.deal_id == OwnEntryRow.deal_id)
            .where(OwnEntryRow.state == OwnEntryState.waiting.value, DealVersion.replaced_at.is_(None))
            .where(DealVersion.closed_on < day)
        )
        return (await self.session.scalars(query.order_by(DealVersion.name))).all()

    async def newest_line(self, deal_id: int, member_id: str) -> int | None:
        """Id of the newest credit that this person has of a deal; None without one."""
        query = self.select(Credit, func.max(Credit.id)).where(
            Credit.deal_id == deal_id, Credit.member_id == member_id
        )
        found: int | None = await self.session.scalar(query)
        return found
