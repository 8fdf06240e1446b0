"""Statements are compiled once a process, not once a test: each test makes an engine of its own."""

from typing import Any

from sqlalchemy import Connection, Engine, event


class SharedStatements(dict[tuple[Any, ...], Any]):
    """Compiled statements by what they say and for which kind of database, whichever engine asks."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        """The compiled statement; `default` where there is none yet."""
        return super().get(_for_any_engine(key), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        super().__setitem__(_for_any_engine(key), compiled)


def _for_any_engine(key: tuple[Any, ...]) -> tuple[Any, ...]:
    dialect, *statement = key
    return (type(dialect), dialect.paramstyle, dialect.server_version_info, *statement)


_STATEMENTS = SharedStatements()


@event.listens_for(Engine, "engine_connect")
def _share(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_STATEMENTS)
