"""Finds from SQL statements which tables a piece of work reads, and which have been written since."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import MetaData, event
from sqlalchemy.ext.asyncio import AsyncEngine

_WORD = re.compile(r"\w+")
_WRITES = re.compile(r"\b(?:INSERT|UPDATE|DELETE)\b(?! OF\b)")
_reading: ContextVar[set[str] | None] = ContextVar("tables read", default=None)
_LOCKS = re.compile(r"\bFOR (?:NO KEY )?UPDATE\b")


class TableUsage:
    """Watches the statements of an engine.

    Any word that is the name of a table counts as that table, even where it names a column: a table too many
    costs a superfluous run, one too few would hide work.
    """

    def __init__(self, engine: AsyncEngine, metadata: MetaData) -> None:
        self._tables = frozenset(metadata.tables)
        self._known: dict[str, tuple[frozenset[str], bool]] = {}
        self._written: dict[str, int] = {}
        self.version = 0  # one more with each statement that writes
        event.listen(engine.sync_engine, "before_cursor_execute", self._see)

    def is_touched(self, tables: frozenset[str], since: int) -> bool:
        """Whether one of `tables` was written after `version` was `since`."""
        return any(self._written.get(table, 0) > since for table in tables)

    @contextmanager
    def observed(self) -> Iterator[set[str]]:
        """Collects the tables that this task, and tasks it starts, name; complete when the context ends."""
        tables: set[str] = set()
        token = _reading.set(tables)
        try:
            yield tables
        finally:
            _reading.reset(token)

    def _see(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement not in self._known:
            tables = self._tables.intersection(_WORD.findall(statement))
            self._known[statement] = tables, bool(_WRITES.search(_LOCKS.sub("", statement)))
        tables, writes = self._known[statement]
        reading = _reading.get()
        if reading is not None:
            reading |= tables
        if writes:
            self.version += 1
            self._written.update(dict.fromkeys(tables, self.version))
