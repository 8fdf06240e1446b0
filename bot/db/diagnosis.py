"""Why a database cannot be used, in one sentence for whoever runs Pacer."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.common.errors import PacerError

_EXTENDED = 0xFF
_OF_SQLITE = {
    sqlite3.SQLITE_NOTADB: "{file} is no SQLite database: name another file, or put a backup in its place.",
    sqlite3.SQLITE_CORRUPT: "{file} is damaged: put a backup in its place.",
    sqlite3.SQLITE_READONLY: "{file} cannot be written: Pacer needs the right to write to it and its folder.",
    sqlite3.SQLITE_CANTOPEN: (
        "{file} cannot be opened: its folder has to be there, and Pacer needs the right to write to both."
    ),
    sqlite3.SQLITE_BUSY: "{file} is in use by another program: end that one, or try again.",
    sqlite3.SQLITE_FULL: "The disk is full on which {file} is.",
    sqlite3.SQLITE_IOERR: "The disk does not read or write {file}: look at the system's log.",
}
# Not SQLITE_BUSY: that passes.
_NOT_WRITABLE = frozenset(
    {
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_NOTADB,
    }
)
_READ_ONLY = "25006"
_NOT_LET_IN = "Postgres does not let this user in: look at the user and the password."
_OF_POSTGRES = {
    "28P01": _NOT_LET_IN,
    "28000": _NOT_LET_IN,
    "3D000": "Postgres has no database of this name: create it, or name another.",
    "42501": "This user has not the rights in the database that are needed: let its owner grant them.",
    _READ_ONLY: "The database takes no writes: it is a read-only copy, or set to be one.",
    "53300": "Postgres has no connection left: raise max_connections, or run fewer processes.",
    "57P03": "Postgres takes no connections yet: try again soon.",
}


_NO_ROOT = (
    "Postgres's certificate cannot be checked without its root: name that file in PGSSLROOTCERT, "
    "or take sslmode=require."
)


class DatabaseUnusable(PacerError):
    """The database cannot be used; the text is one sentence, without its address."""


@contextmanager
def explained(engine: AsyncEngine) -> Iterator[None]:
    """Turns errors of this database inside the block into DatabaseUnusable, which says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise DatabaseUnusable(reason_of(engine, error.orig or error)) from None
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise DatabaseUnusable(reason_of(engine, error)) from None
    except OSError as error:
        # SQLite raises its own errors, so this one is about some other file.
        if engine.dialect.name != "postgresql":
            raise
        raise DatabaseUnusable(reason_of(engine, error)) from None


def require_file(engine: AsyncEngine) -> None:
    """DatabaseUnusable where a SQLite file is not there: opening it would make an empty one."""
    file = Path(engine.url.database or "")
    if engine.dialect.name == "sqlite" and not file.exists():
        raise DatabaseUnusable(f"There is no SQLite file {file}: name another, or run python -m bot migrate.")


def takes_no_writes(error: BaseException | None) -> bool:
    """Whether SQLite or Postgres says that nothing can be written, whatever is tried."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & _EXTENDED in _NOT_WRITABLE
    return getattr(error, "sqlstate", None) == _READ_ONLY


def reason_of(engine: AsyncEngine, error: BaseException | None) -> str:
    """Why the database raised this, in one sentence for whoever runs Pacer."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0) & _EXTENDED
        sentence = _OF_SQLITE.get(code, f"{{file}} cannot be used ({error}).")
        return sentence.format(file=engine.url.database)
    if error and isinstance(error.__cause__ or error, asyncpg.exceptions.ClientConfigurationError):
        return _NO_ROOT
    state = getattr(error, "sqlstate", None) or ""
    unknown = f"The database does not answer ({state or type(error).__name__}): look at its address."
    return _OF_POSTGRES.get(state, unknown)
