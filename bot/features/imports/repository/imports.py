"""The SQL of imports."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, or_

from bot.db.asking import rows_of
from bot.db.repository import ScopedRepository
from bot.features.imports.models.files import FileImportRow, KnownLayout
from bot.features.imports.models.sources import IngestSource, KnownPerson, StageMeaningRow
from bot.features.imports.rules.stages.mapping import StageMeaning, StageMeanings

PENDING = ("waiting", "confirmed", "undoing")


class ImportRepository(ScopedRepository):
    """Files, layouts, known people and webhook sources of one workspace."""

    async def receive(self, facts: dict[str, Any]) -> int:
        """Inserts a file (columns of `FileImportRow`) and gives its id."""
        return int(
            (await self.add(self.insert(FileImportRow).returning(FileImportRow.id), [facts])).scalar_one()
        )

    async def find(self, import_id: int) -> FileImportRow | None:
        """The file of this id, freshly read, without a lock; None without one."""
        query = self.select(FileImportRow).where(FileImportRow.id == import_id)
        return (await self.session.scalars(query.execution_options(populate_existing=True))).one_or_none()

    async def lock(self, import_id: int) -> FileImportRow | None:
        """The file of this id, freshly read and locked until the transaction ends; None without one."""
        return await self.lock_row(FileImportRow, FileImportRow.id == import_id)

    async def pending(self, now: datetime, longest_lease: timedelta) -> Sequence[int]:
        """Ids of waiting and confirmed files without a valid lease, the oldest first.

        A lease that ends later than one from now would was taken before the clock was set back.
        """
        until = FileImportRow.claimed_until
        is_free = or_(until.is_(None), until < now, until > now + longest_lease)
        query = self.select(FileImportRow, FileImportRow.id).where(FileImportRow.state.in_(PENDING), is_free)
        return (await self.session.scalars(query.order_by(FileImportRow.id))).all()

    async def leases(self) -> Sequence[datetime | None]:
        """Until when somebody works on each file to be read, applied or taken back; None: nobody does."""
        query = self.select(FileImportRow, FileImportRow.claimed_until)
        return (await self.session.scalars(query.where(FileImportRow.state.in_(PENDING)))).all()

    async def newest(self, limit: int) -> Sequence[FileImportRow]:
        """The files sent last, at most `limit`, the newest first."""
        query = self.select(FileImportRow).order_by(FileImportRow.id.desc()).limit(limit)
        return (await self.session.scalars(query)).all()

    @rows_of("files asking")
    def asking_of(self, sender_id: str) -> Select[Any]:
        """Files about which their sender has to decide: `id`, `name`, `sent_at`."""
        query = self.select(FileImportRow, FileImportRow.id, FileImportRow.name, FileImportRow.sent_at)
        return query.where(FileImportRow.state == "asking", FileImportRow.sender_id == sender_id)

    async def applied_before(self, digest: str) -> FileImportRow | None:
        """The newest applied file with exactly this content; None without one."""
        query = self.select(FileImportRow).where(
            FileImportRow.digest == digest, FileImportRow.state == "applied"
        )
        return (await self.session.scalars(query.order_by(FileImportRow.id.desc()).limit(1))).one_or_none()

    async def layout(self, signature: str) -> Mapping[str, Any] | None:
        """Stored layout of files with this header signature; None without one."""
        query = self.select(KnownLayout, KnownLayout.layout).where(KnownLayout.signature == signature)
        found: Mapping[str, Any] | None = await self.session.scalar(query)
        return found

    async def remember_layout(
        self, signature: str, layout: Mapping[str, Any], actor_id: str, now: datetime
    ) -> None:
        """Inserts or replaces the layout of files with this header signature."""
        facts = {"layout": dict(layout), "confirmed_by": actor_id, "confirmed_at": now}
        insert = self.insert(KnownLayout)
        keys = [KnownLayout.workspace_id, KnownLayout.signature]
        statement = insert.on_conflict_do_update(index_elements=keys, set_=facts)
        await self.add(statement, [{"signature": signature, **facts}])

    async def known_people(self) -> dict[str, str | None]:
        """Member ids by word, of all sources; None for those who are nobody of this workspace."""
        query = self.select(KnownPerson, KnownPerson.word, KnownPerson.member_id)
        return dict(map(tuple, await self.session.execute(query)))

    async def remember_people(self, members: Mapping[str, str | None], actor_id: str, now: datetime) -> None:
        """Inserts or replaces who is meant by these words; None: nobody of this workspace."""
        if members:
            insert = self.insert(KnownPerson)
            keys = [KnownPerson.workspace_id, KnownPerson.word]
            same = {name: insert.excluded[name] for name in ("member_id", "confirmed_by", "confirmed_at")}
            rows = [
                {"word": word, "member_id": who, "confirmed_by": actor_id, "confirmed_at": now}
                for word, who in members.items()
            ]
            await self.add(insert.on_conflict_do_update(index_elements=keys, set_=same), rows)

    async def stage_meanings(self, source: str) -> StageMeanings:
        """What people have said of this source's stages, and of all sources'; its own come first."""
        query = self.select(
            StageMeaningRow, StageMeaningRow.pipeline, StageMeaningRow.word, StageMeaningRow.meaning
        ).where(StageMeaningRow.source.in_(("", source)))
        rows = await self.session.execute(query.order_by(StageMeaningRow.source))
        return StageMeanings({(row.pipeline, row.word): StageMeaning(row.meaning) for row in rows})

    async def remember_stages(
        self, source: str, said: Mapping[tuple[str, str], StageMeaning], actor_id: str, now: datetime
    ) -> None:
        """Inserts or replaces what words of this source mean, by folded (pipeline, word)."""
        if said:
            insert = self.insert(StageMeaningRow)
            keys = [
                StageMeaningRow.workspace_id,
                StageMeaningRow.source,
                StageMeaningRow.pipeline,
                StageMeaningRow.word,
            ]
            same = {name: insert.excluded[name] for name in ("meaning", "said_by", "said_at")}
            rows = [
                {
                    "source": source,
                    "pipeline": pipeline,
                    "word": word,
                    "meaning": meaning.value,
                    "said_by": actor_id,
                    "said_at": now,
                }
                for (pipeline, word), meaning in said.items()
            ]
            await self.add(insert.on_conflict_do_update(index_elements=keys, set_=same), rows)

    async def sources(self) -> Sequence[IngestSource]:
        """The sources that send by webhook, by name."""
        return (await self.session.scalars(self.select(IngestSource).order_by(IngestSource.name))).all()

    async def source_named(self, name: str) -> IngestSource | None:
        """The source of this name, locked until the transaction ends; None without one."""
        return await self.lock_row(IngestSource, IngestSource.name == name)

    async def source_at(self, address: str) -> IngestSource | None:
        """The source at this address; None without one."""
        return await self.find_row(IngestSource, IngestSource.address == address)

    async def open_source(self, facts: dict[str, Any]) -> None:
        """Inserts a source (columns of `IngestSource`)."""
        await self.add(self.insert(IngestSource), [facts])

    async def close_source(self, address: str) -> None:
        """Deletes the source at this address."""
        await self.session.execute(self.delete(IngestSource).where(IngestSource.address == address))

    async def source_heard(self, address: str, now: datetime) -> None:
        """Records when a body was last taken from the source at this address."""
        await self.session.execute(
            self.update(IngestSource).where(IngestSource.address == address).values(heard_at=now)
        )
