"""Files to read, as tests write them."""

import io
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook

from bot.features.imports.rules.columns import Layout
from bot.features.imports.rules.files.quota_matrix import as_list
from bot.features.imports.rules.files.tables import Table, open_table
from bot.features.imports.rules.parsing import read
from bot.features.imports.rules.profiling import survey
from bot.features.imports.rules.rows.outcomes import Omitted, Read, ReadingTerms, Rejected
from bot.features.imports.rules.stages.mapping import StageMeaning, StageMeanings
from bot.features.ledger.rules.records import DealRecord

NEW_YORK = ZoneInfo("America/New_York")
TODAY = date(2026, 11, 23)
HEAD = "id,owner,stage,amount,close date\n"
STRAY = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
SHEET = "xl/worksheets/sheet1.xml"


def kept(folder: Path, content: str | bytes, name: str = "deals.csv") -> Path:
    """A file with this in it."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def opened(folder: Path, content: str | bytes, name: str = "deals.csv") -> Table:
    """The table in it."""
    return open_table(kept(folder, content, name))


def rows_of(
    opened_table: Table,
    said: Mapping[tuple[str, str], StageMeaning] | None = None,
    layout: Layout | None = None,
) -> list[Read | Rejected | Omitted]:
    """Every row, read as the file itself says, and people have said of its stages."""
    table, terms = as_list(opened_table), ReadingTerms(TODAY, StageMeanings(said or {}))
    return list(read(table, layout or survey(table, zone=NEW_YORK).layout, NEW_YORK, terms))


def deal(row: Read | Rejected | Omitted) -> DealRecord:
    """The deal that was read."""
    assert isinstance(row, Read), row
    assert isinstance(row.record, DealRecord)
    return row.record


def reason(row: Read | Rejected | Omitted) -> str:
    """Why it was rejected."""
    assert isinstance(row, Rejected), row
    return row.reason


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    """A spreadsheet of these sheets."""
    file = io.BytesIO()
    with Workbook(file, {"default_date_format": "yyyy-mm-dd", "remove_timezone": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return file.getvalue()


def with_part(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The same spreadsheet, with something replaced in one of its parts."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as now,
    ):
        for name in before.namelist():
            data = before.read(name)
            now.writestr(name, data.replace(old, new) if name == part else data)
    return file.getvalue()


def sheet_of(content: bytes, rows: bytes, part: str = SHEET) -> bytes:
    """The same spreadsheet, with more rows in one of its sheets, as they are written inside."""
    return with_part(content, part, b"</sheetData>", rows + b"</sheetData>")


def moved(content: bytes, place: str, part: str = SHEET) -> bytes:
    """The same spreadsheet, with one of its sheets in another place."""
    file = io.BytesIO()
    old, new = part.removeprefix("xl/").encode(), place.removeprefix("xl/").encode()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as now,
    ):
        for name in before.namelist():
            data = before.read(name)
            now.writestr(place if name == part else name, data.replace(old, new) if name != part else data)
    return file.getvalue()


def packed(parts: Mapping[str, bytes], content: bytes = b"") -> bytes:
    """The same spreadsheet with more parts in it; these alone where there is none."""
    file = io.BytesIO(content)
    with warnings.catch_warnings(), zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as now:
        # A part that is there twice is a trap as well.
        warnings.simplefilter("ignore", UserWarning)
        for name, data in parts.items():
            now.writestr(name, data)
    return file.getvalue()
