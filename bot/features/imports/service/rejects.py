"""The list of rejected lines, as a CSV file of bounded size."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import IO

from bot.common.spreadsheets import Value, calm_cell
from bot.common.text import excerpt
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.imports.notices import RejectedRows
from bot.features.imports.rules.rows.outcomes import Rejected
from bot.slack.text import unescape

# It is kept and sent whole, so it has to fit into memory some times over.
MOST_BYTES = 10 * 2**20
LONGEST_CELL = 1_000


class RejectsFile:
    """Writes rejected lines until MOST_BYTES, then only counts them; `close` writes how many more there are.

    `file` is binary, empty, and stays open.
    """

    def __init__(self, file: IO[bytes], columns: Sequence[str], most_bytes: int = MOST_BYTES) -> None:
        self._file, self._columns = file, columns
        self._room = most_bytes
        self._left_out = 0
        # With a byte order mark, without which Excel misreads letters.
        self._file.write("\ufeff".encode())
        self._file.write(_line(["line", "reason", *columns]))

    def add(self, rejected: Rejected) -> None:
        """Writes the line with its reason; its cells are cut to LONGEST_CELL characters."""
        if not self._left_out:
            cells = [_cut(rejected.cells.get(column, "")) for column in self._columns]
            written = _line([rejected.line, rejected.reason, *cells])
            if len(written) <= self._room:
                self._room -= len(written)
                self._file.write(written)
                return
        self._left_out += 1

    def close(self) -> None:
        """Says in a last line how many are left out, if any are."""
        if self._left_out:
            more = "1 more line is" if self._left_out == 1 else f"{self._left_out:,} more lines are"
            sentence = f"{more} rejected, and left out here: correct these, then send the whole file again."
            self._file.write(_line(["", sentence]))


async def send_rejects(
    transaction: Transaction, import_id: int, sender_id: str, name: str, content: bytes, now: datetime
) -> None:
    """Enqueues the list of rejected lines as an attachment; `name` is in Slack's escaped form."""
    outbox, plain = Outbox(transaction), unescape(name)
    stem = plain.rpartition(".")[0] or plain
    attachment = await outbox.attach(f"{stem} - rejected.csv", content, now)
    to, key = Recipient(sender_id), f"{RejectedRows.kind}:{import_id}"
    await outbox.enqueue(RejectedRows(name), now, to=to, dedupe_key=key, attachment=attachment)


def _cut(value: Value) -> Value:
    return excerpt(value, LONGEST_CELL - 1) if isinstance(value, str) else value


def _line(cells: Sequence[Value]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line).writerow([calm_cell(each) for each in cells])
    return line.getvalue().encode()
