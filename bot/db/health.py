"""Whether the database can be used, looked at again and again: its version, its file, its taking writes."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.common.errors import Unavailable
from bot.db.migrate import SchemaState, find_schema_state
from bot.db.transaction import Database

log = structlog.stdlib.get_logger(__name__)

LOOK_EVERY_S = 5.0
UPDATED = "Pacer is being updated, so nothing was recorded. Try again in a few minutes."
_OF_STATE = {
    SchemaState.AHEAD: "the database is of a newer Pacer: update this one",
    SchemaState.BEHIND: "the database needs: python -m bot migrate",
    SchemaState.TOO_OLD: "the database needs: python -m bot migrate",
}
_NO_ANSWER = "the database does not answer"
_READ_ONLY = "the database takes no writes: it is a read-only copy, or set to be one"
# Changes nothing, and yet has to be written.
_WRITE = text("UPDATE alembic_version SET version_num = version_num")
_MAY_WRITE = text("SELECT current_setting('transaction_read_only') = 'off'")


class DatabaseHealth:
    """The health of one database, as this process sees it.

    `trouble`: in one sentence what the last look found, "" for nothing. `outdated` is set once the schema is
    of a newer Pacer: then this process takes no more work, and leaves all of it to the new ones.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._looking = asyncio.Lock()
        self.trouble = ""
        self.outdated = asyncio.Event()

    async def look(self) -> str:
        """Looks now; gives `trouble`, and logs it when it has changed."""
        async with self._looking:
            trouble = await self._find()
        if trouble != self.trouble:
            if trouble:
                log.error("database.unusable", reason=trouble)
            else:
                log.warning("database.usable_again")
        self.trouble = trouble
        return trouble

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Looks every few seconds while the context is open."""
        looking = asyncio.create_task(self._look_on())
        try:
            yield
        finally:
            looking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await looking

    async def _look_on(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(LOOK_EVERY_S)

    async def _find(self) -> str:
        fault = self._db.file.fault()
        if fault:
            return fault
        try:
            state = await find_schema_state(self._db.engine)
            if state is SchemaState.AHEAD:
                self._db.close_for_work(Unavailable(UPDATED, _OF_STATE[state]))
                self.outdated.set()
            return _OF_STATE.get(state) or await self._written()
        except Unavailable as refused:
            return refused.reason
        except (SQLAlchemyError, OSError):
            return _NO_ANSWER

    async def _written(self) -> str:
        if self._db.is_postgres:
            async with self._db.reading("") as reading:
                may_write = await reading.session.scalar(_MAY_WRITE)
            return "" if may_write else _READ_ONLY
        if not self._db.is_writing:
            async with self._db.system() as session:
                await session.execute(_WRITE)
        return ""
