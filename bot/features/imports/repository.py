"""The SQL of intake."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_

from bot.db.repository import ScopedRepository
from bot.features.imports.models import FileImportRow, IngestSource, KnownLayout, KnownPerson

_AT_WORK = ("waiting", "confirmed")


class IntakeRepository(ScopedRepository):
    """Files, layouts and who is who, of the workspace."""

    async def receive(self, facts: dict[str, Any]) -> int:
        """A new file's id."""
        return int(
            (await self.add(self.insert(FileImportRow).returning(FileImportRow.id), [facts])).scalar_one()
        )

    async def find(self, import_id: int) -> FileImportRow | None:
        """One file."""
        query = self.select(FileImportRow).where(FileImportRow.id == import_id)
        return (await self.session.scalars(query.execution_options(populate_existing=True))).one_or_none()

    async def lock(self, import_id: int) -> FileImportRow | None:
        """One file, which nobody else can change until the transaction ends."""
        return await self.lock_row(FileImportRow, FileImportRow.id == import_id)

    async def at_work(self, now: datetime) -> Sequence[int]:
        """The files that wait for work nobody does right now, the oldest first."""
        is_free = or_(FileImportRow.claimed_until.is_(None), FileImportRow.claimed_until < now)
        query = self.select(FileImportRow, FileImportRow.id).where(FileImportRow.state.in_(_AT_WORK), is_free)
        return (await self.session.scalars(query.order_by(FileImportRow.id))).all()

    async def newest(self, limit: int) -> Sequence[FileImportRow]:
        """The newest files."""
        query = self.select(FileImportRow).order_by(FileImportRow.id.desc()).limit(limit)
        return (await self.session.scalars(query)).all()

    async def applied_before(self, digest: str) -> FileImportRow | None:
        """A file with exactly this content that was imported, if any."""
        query = self.select(FileImportRow).where(
            FileImportRow.digest == digest, FileImportRow.state == "applied"
        )
        return (await self.session.scalars(query.order_by(FileImportRow.id.desc()).limit(1))).one_or_none()

    async def layout(self, signature: str) -> Mapping[str, Any] | None:
        """How files with this header are read."""
        query = self.select(KnownLayout, KnownLayout.layout).where(KnownLayout.signature == signature)
        found: Mapping[str, Any] | None = await self.session.scalar(query)
        return found

    async def remember_layout(
        self, signature: str, layout: Mapping[str, Any], actor_id: str, now: datetime
    ) -> None:
        """How files with this header are read from now on."""
        facts = {"layout": dict(layout), "confirmed_by": actor_id, "confirmed_at": now}
        insert = self.insert(KnownLayout)
        keys = [KnownLayout.workspace_id, KnownLayout.signature]
        statement = insert.on_conflict_do_update(index_elements=keys, set_=facts)
        await self.add(statement, [{"signature": signature, **facts}])

    async def known_people(self) -> dict[str, str | None]:
        """Members by the words that sources call them; None for those who are no members here."""
        query = self.select(KnownPerson, KnownPerson.word, KnownPerson.member_id)
        return dict(map(tuple, await self.session.execute(query)))

    async def remember_people(self, members: Mapping[str, str | None], actor_id: str, now: datetime) -> None:
        """Who is meant by these words from now on."""
        if members:
            insert = self.insert(KnownPerson)
            keys = [KnownPerson.workspace_id, KnownPerson.word]
            same = {name: insert.excluded[name] for name in ("member_id", "confirmed_by", "confirmed_at")}
            rows = [
                {"word": word, "member_id": who, "confirmed_by": actor_id, "confirmed_at": now}
                for word, who in members.items()
            ]
            await self.add(insert.on_conflict_do_update(index_elements=keys, set_=same), rows)

    async def sources(self) -> Sequence[IngestSource]:
        """The sources that send by webhook, by name."""
        return (await self.session.scalars(self.select(IngestSource).order_by(IngestSource.name))).all()

    async def source_named(self, name: str) -> IngestSource | None:
        """The source of this name, which nobody else can change until the transaction ends."""
        return await self.lock_row(IngestSource, IngestSource.name == name)

    async def source_at(self, address: str) -> IngestSource | None:
        """The source at an address."""
        return await self.find_row(IngestSource, IngestSource.address == address)

    async def open_source(self, facts: dict[str, Any]) -> None:
        """A new source."""
        await self.add(self.insert(IngestSource), [facts])

    async def close_source(self, address: str) -> None:
        """A source is forgotten."""
        await self.session.execute(self.delete(IngestSource).where(IngestSource.address == address))

    async def source_heard(self, address: str, now: datetime) -> None:
        """A source was heard of."""
        await self.session.execute(
            self.update(IngestSource).where(IngestSource.address == address).values(heard_at=now)
        )
