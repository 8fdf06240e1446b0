"""Foreign files are read in a process of their own, within limits, so that a bad one harms nothing else."""

import asyncio
import hashlib
import json
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.common.errors import BadInput
from bot.features.imports.rules.fields import DEALS
from bot.features.imports.rules.files.xlsx_files import SheetQuestion
from bot.features.imports.service import reader
from bot.features.imports.service.readers.client import READERS
from bot.features.imports.service.spool import Spool

MOST_BYTES = 50 * 2**20
LARGER = f"larger than {MOST_BYTES // 2**20} MB: split it."
_LONGEST_SENTENCE = 2000
_CHUNK = 2**20
_TOO_LARGE = "That file needs more memory than I have for one: split it, or save it anew as .csv."
_TOO_LONG = "That file takes too long to read: split it, or save it anew as .csv."
_DAMAGED = "That file is damaged and cannot be read: save it anew as .xlsx or .csv."
_REASONS = {
    reader.TOO_LARGE: _TOO_LARGE,
    -signal.SIGABRT: _TOO_LARGE,
    -signal.SIGKILL: _TOO_LARGE,
    -signal.SIGXCPU: _TOO_LONG,
}


class ReaderStopped(BadInput):
    """The reader did not come to its end; the sentence is for the sender, `how` for the log."""

    def __init__(self, sentence: str, how: str) -> None:
        super().__init__(sentence)
        self.how = how


@asynccontextmanager
async def foreign_table(
    path: Path, *, sheet: str = "", kind: str = "", seconds: float = reader.MOST_SECONDS * 1.5
) -> AsyncIterator[Spool]:
    """The rows of a foreign file, while the context is open.

    `sheet` "": the only one that is of this `kind` ("": deals). BadInput: it is too large or refused;
    SheetQuestion: one of several sheets has to be chosen; ReaderStopped: its reader crashed, or took longer
    than `seconds` of wall time.
    """
    file = _bounded(path)
    with tempfile.TemporaryDirectory(prefix="pacer-reading-") as folder:
        spool = Path(folder) / "rows"
        await _read(file, spool, kind or DEALS, sheet, seconds)
        digest = await asyncio.to_thread(_digest_of, file)
        yield await asyncio.to_thread(Spool, spool, digest)


def _bounded(path: Path) -> Path:
    if not path.is_file():
        raise BadInput(f"{path.name} is no file.")
    if path.stat().st_size > MOST_BYTES:
        raise BadInput(f"The file is {LARGER}")
    return path.resolve()


async def _read(path: Path, spool: Path, kind: str, sheet: str, seconds: float) -> None:
    said, code = await READERS.read(path, spool, kind, sheet, seconds)
    if code == reader.WHICH_SHEET:
        raise SheetQuestion(json.loads(said))
    if code == reader.REFUSED:
        raise BadInput(said.decode(errors="replace")[:_LONGEST_SENTENCE])
    if code is None:
        raise ReaderStopped(_TOO_LONG, "killed after its time")
    if code:
        raise ReaderStopped(_REASONS.get(code, _DAMAGED), f"exit code {code}")


def _digest_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
