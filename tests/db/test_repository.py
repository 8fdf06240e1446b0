"""The fence of the workspace: no statement of a repository reaches over it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.db.base import Base
from bot.db.idempotency import HandledRequest
from bot.db.repository import ScopedRepository
from bot.db.transaction import Database
from bot.registry import METADATA

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
# One row for all workspaces: it is read before anybody knows which one it will be.
SHARED = {"oauth_states"}


def row(key: str) -> dict[str, object]:
    """A row without its workspace."""
    return {"key": key, "handled_at": NOW}


@pytest.fixture(autouse=True)
async def both(db: Database) -> None:
    """The same two rows in each of two workspaces."""
    for workspace_id in ("T1", "T2"):
        async with db.transaction(workspace_id) as transaction:
            repository = ScopedRepository(transaction)
            await repository.add(repository.insert(HandledRequest), [row("a"), row("b")])


async def everything(db: Database) -> set[tuple[str, str]]:
    """All rows of all workspaces."""
    async with db.reading("") as transaction:
        found = await transaction.session.execute(select(HandledRequest.workspace_id, HandledRequest.key))
        return {(workspace_id, key) for workspace_id, key in found}


async def test_select(db: Database) -> None:
    """Whole rows or columns: the workspace's own only."""
    async with db.reading("T1") as transaction:
        repository = ScopedRepository(transaction)
        rows = (await repository.session.scalars(repository.select(HandledRequest))).all()
        keys = await repository.session.scalars(repository.select(HandledRequest, HandledRequest.key))

        assert {found.workspace_id for found in rows} == {repository.workspace_id} == {"T1"}
        assert sorted(keys) == ["a", "b"]


async def test_update(db: Database) -> None:
    """Without any condition of its own."""
    async with db.transaction("T1") as transaction:
        repository = ScopedRepository(transaction)
        statement = repository.update(HandledRequest).where(HandledRequest.key == "a")
        await repository.session.execute(statement.values(key="c"))

    assert await everything(db) == {("T1", "c"), ("T1", "b"), ("T2", "a"), ("T2", "b")}


async def test_delete(db: Database) -> None:
    """Everything of one workspace, nothing of the other."""
    async with db.transaction("T1") as transaction:
        repository = ScopedRepository(transaction)
        await repository.session.execute(repository.delete(HandledRequest))

    assert await everything(db) == {("T2", "a"), ("T2", "b")}


async def test_insert(db: Database) -> None:
    """A row is the workspace's own, even when it says something else; a conflict is settled within it."""
    async with db.transaction("T1") as transaction:
        repository = ScopedRepository(transaction)
        await repository.add(repository.insert(HandledRequest), [{**row("c"), "workspace_id": "T2"}])
        again = repository.insert(HandledRequest).on_conflict_do_nothing()
        await repository.add(again, [row("a")])

    assert await everything(db) == {("T1", "a"), ("T1", "b"), ("T1", "c"), ("T2", "a"), ("T2", "b")}


def test_every_statement_names_the_workspace() -> None:
    """Of every table: there is none that could be asked without it."""
    tables = [mapper.class_ for mapper in Base.registry.mappers]
    assert {table.__tablename__ for table in tables} == set(METADATA.tables)
    for table in tables:
        assert ("workspace_id" in table.__table__.c) is (table.__tablename__ not in SHARED)


@pytest.mark.parametrize(("limit", "offset"), [(1, 0), (2, 0), (3, 0), (1, 1), (2, 1), (2, 2), (2, 7)])
async def test_the_count_of_a_page(db: Database, limit: int, offset: int) -> None:
    """Told by the page itself or asked for: it is the same."""
    async with db.reading("T1") as transaction:
        repository = ScopedRepository(transaction)
        query = repository.select(HandledRequest)
        page = query.order_by(HandledRequest.key).limit(limit).offset(offset)
        rows = (await repository.session.scalars(page)).all()

        assert await repository.count_with(query, rows, limit, offset) == 2
