"""Finds from SQL statements which tables a piece of work reads, and which have been written since."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from sqlalchemy import MetaData, event
from sqlalchemy.ext.asyncio import AsyncEngine

_WORD = re.compile(r"\w+")
_WRITES = re.compile(r"\b(?:INSERT|UPDATE|DELETE)\b(?! OF\b)")
_LOCKS = re.compile(r"\bFOR (?:NO KEY )?UPDATE\b")


@dataclass(frozen=True)
class _Observed:
    by: str
    tables: set[str]


_observed: ContextVar[_Observed | None] = ContextVar("whose tables are read", default=None)


class TableUsage:
    """Watches the statements of an engine.

    Any word that is the name of a table counts as that table, even where it names a column: a table too many
    costs a superfluous run, one too few would hide work.
    """

    def __init__(self, engine: AsyncEngine, metadata: MetaData) -> None:
        self._tables = frozenset(metadata.tables)
        self._known: dict[str, tuple[frozenset[str], bool]] = {}
        # By table: who wrote it, None for whoever is not observed, at which version last.
        self._written: dict[str, dict[str | None, int]] = {}
        self.version = 0  # one more with each statement that writes
        event.listen(engine.sync_engine, "before_cursor_execute", self._see)

    def is_touched(self, tables: frozenset[str], since: int, by: str) -> bool:
        """Whether anybody but `by` wrote one of `tables` after `version` was `since`."""
        writers = (each for table in tables for each in self._written.get(table, {}).items())
        return any(version > since and who != by for who, version in writers)

    @contextmanager
    def observed(self, by: str) -> Iterator[set[str]]:
        """Collects the tables that this task, and tasks it starts, name; complete when the context ends.

        What they write is written `by` this name.
        """
        observed = _Observed(by, set())
        token = _observed.set(observed)
        try:
            yield observed.tables
        finally:
            _observed.reset(token)

    def _see(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement not in self._known:
            tables = self._tables.intersection(_WORD.findall(statement))
            self._known[statement] = tables, bool(_WRITES.search(_LOCKS.sub("", statement)))
        tables, writes = self._known[statement]
        now = _observed.get()
        if now is not None:
            now.tables.update(tables)
        if writes:
            self.version += 1
            by = None if now is None else now.by
            for table in tables:
                self._written.setdefault(table, {})[by] = self.version
