"""The process that reads one foreign file, forked by `readers.server`.

It may run out of memory or time, or crash in a library, without harm to Pacer. It gets no secret and no
database. Its answer is the exit code: 0 with all rows in the spool, `REFUSED` with a sentence for the sender,
`WHICH_SHEET` with the names of sheets as JSON, or `TOO_LARGE`; any other is a crash.
"""

import json
import resource
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bot.common.errors import BadInput
from bot.features.imports.rules.files.quota_matrix import as_list
from bot.features.imports.rules.files.tables import open_table
from bot.features.imports.rules.files.xlsx_files import SheetQuestion
from bot.features.imports.service.spool import MOST_BYTES, write_spool

MOST_MEMORY = 2 * 2**30
MOST_SECONDS = 180
REFUSED, TOO_LARGE, WHICH_SHEET = 3, 4, 5


def main(file: Path, spool: Path, kind: str, sheet: str | None, say: Callable[[bytes], None]) -> int:
    """Reads a file into a spool; gives the exit code. What the sender has to be told it says."""
    _limit()
    try:
        write_spool(as_list(open_table(file, sheet, kind)), spool)
    except SheetQuestion as question:
        say(json.dumps(question.names).encode())
        return WHICH_SHEET
    except BadInput as bad:
        say(str(bad).encode())
        return REFUSED
    except MemoryError:
        return TOO_LARGE
    return 0


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_BYTES + 2**20),
        (resource.RLIMIT_CORE, 0),
    ):
        # Not every system knows each limit; a lower one that is set already stays.
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
