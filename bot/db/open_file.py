"""The file of a SQLite database that is open: whether it is still the one that its path names."""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

_IN_MEMORY = ":memory:"
_GONE = "{file} is gone, and what is written now would go with it: stop Pacer, and put a backup in its place."
_ANOTHER = "{file} is not the file any more that Pacer has open: restart Pacer."


class OpenFile:
    """Remembers which file a path named at the first look.

    A file that is deleted can be written to for as long as it is open, and nobody finds it afterwards.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._identity: tuple[int, int] | None = None

    def fault(self) -> str:
        """In one sentence what is wrong with the file now; "" where nothing is. One look at the folder."""
        if self._path is None:
            return ""
        try:
            found = self._path.stat()
        except OSError:
            return _GONE.format(file=self._path)
        identity = (found.st_dev, found.st_ino)
        self._identity = self._identity or identity
        return "" if identity == self._identity else _ANOTHER.format(file=self._path)


def open_file(engine: AsyncEngine) -> OpenFile:
    """The file of this engine's database; none for Postgres, and for SQLite in memory."""
    name = engine.url.database
    is_file = engine.dialect.name == "sqlite" and name and name != _IN_MEMORY
    return OpenFile(Path(name) if is_file and name else None)
