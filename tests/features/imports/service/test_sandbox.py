"""Hostile files: each is given up in one sentence, and what it breaks is its reader's own process."""

import os
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from bot.common.errors import BadInput
from bot.features.imports.rules.files.tables import FileRow
from bot.features.imports.service.sandbox import MOST_BYTES, foreign_table
from tests.features.imports.files_to_read import (
    HEAD,
    SHEET,
    STRAY,
    kept,
    moved,
    packed,
    sheet_of,
    with_part,
    workbook,
)

BOOK = workbook(Deals=[["id", "owner"], [1, "Ben"]])
FAR = "reaches to cell XFD1048576, which is more than I can take in"
# Pictures hardly pack.
PICTURE = b"\x89PNG\r\n\x1a\n" + Random(1).randbytes(2**20)
BROKEN = "no spreadsheet that can be read"
NO_XLSX = "no .xlsx, whatever it is called"


async def rows_of(path: Path) -> list[FileRow]:
    """What the reader made of a file."""
    async with foreign_table(path) as table:
        return list(table.rows())


async def refusal(folder: Path, content: bytes, name: str = "deals.xlsx") -> str:
    """The sentence with which a file is given up."""
    with pytest.raises(BadInput) as bad:
        await rows_of(kept(folder, content, name))
    return str(bad.value)


@pytest.mark.parametrize(
    "content",
    [
        sheet_of(BOOK, STRAY),
        sheet_of(BOOK, STRAY.lower()),
        sheet_of(BOOK, STRAY.replace(b'"', b"'")),
        sheet_of(BOOK, b'<row r="1048576">' + b"<c/>" * 16383 + b"<c><is><t>x</t></is></c></row>"),
        sheet_of(BOOK, b'<x:row xmlns:x="x"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'),
        sheet_of(BOOK, b'<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>'),
        moved(sheet_of(BOOK, STRAY), "xl/media/image1.png"),
    ],
    ids=[
        "one cell",
        "small letters",
        "other quotes",
        "no references",
        "with a prefix",
        "in two corners",
        "named like a picture",
    ],
)
async def test_a_stray_cell_far_away_is_named(tmp_path: Path, content: bytes) -> None:
    """However it is written: room for the rectangle is never made."""
    assert FAR in await refusal(tmp_path, content)


async def test_sheets_are_counted_together(tmp_path: Path) -> None:
    """Each of them would fit."""
    far = b'<row r="1000000"><c r="J1000000"><v>1</v></c></row>'
    content = sheet_of(workbook(A=[["id"]], B=[["id"]]), far)
    assert "Several sheets" in await refusal(tmp_path, content)
    second = SHEET.replace("1.xml", "2.xml")
    assert "reaches to cell J1000000" in await refusal(tmp_path, sheet_of(content, far, second))


async def test_formats_far_away_hold_nothing(tmp_path: Path) -> None:
    """Whoever formats whole columns may do so."""
    content = sheet_of(BOOK, b'<row r="1048576"><c r="XFD1048576" s="1"/></row>')
    assert [row.cells["owner"] for row in await rows_of(kept(tmp_path, content, "deals.xlsx"))] == ["Ben"]


async def test_pictures_may_stand_in_a_sheet(tmp_path: Path) -> None:
    """They are no table, and no trap; nor is a sheet that lies where pictures do."""
    content = packed({"xl/media/i.png": PICTURE}, moved(BOOK, "xl/media/s.xml"))
    assert [row.cells["owner"] for row in await rows_of(kept(tmp_path, content, "deals.xlsx"))] == ["Ben"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (sheet_of(BOOK, b'<row r="4294967296"><c r="A4294967296"><v>1</v></c></row>'), BROKEN),
        (sheet_of(BOOK, b'<row r="9999999"><c r="A9999999"><v>1</v></c></row>'), BROKEN),
        (with_part(BOOK, SHEET, b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "a">]><worksheet'), BROKEN),
        (
            packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""}),
            NO_XLSX,
        ),
        (packed({"xl/workbook.bin": b"\0"}), NO_XLSX),
        (packed({"content.xml": b""}, BOOK), NO_XLSX),
        (packed({f"xl/worksheets/s{n}.xml": b"" for n in range(2500)}, BOOK), "too large"),
        (packed({"xl/theme/t.xml": bytes(50 * 2**20)}, BOOK), "too large"),
        (packed({"xl/sharedStrings.xml": b"<si/>" * 2**22}, BOOK), "too large"),
        (packed({"xl/media/i.png": bytes(2**23)}, BOOK), "too large"),
        (packed({"xl/media/i.png": PICTURE, "xl/theme/t.xml": bytes(50 * 2**20)}, BOOK), "too large"),
        (b"\xd0\xcf\x11\xe0" + bytes(4096), "old or an encrypted Excel file"),
        (re.sub(rb"(?s)(PK\x01\x02....)\0", b"\\g<1>\x01", BOOK), "encrypted"),
    ],
    ids=[
        "row beyond 32 bits",
        "row beyond the last",
        "entities",
        "ods",
        "xlsb",
        "two kinds at once",
        "thousands of sheets",
        "bomb",
        "bomb of strings",
        "bomb of a picture",
        "bomb beside a picture",
        "xls",
        "password",
    ],
)
async def test_other_traps_of_spreadsheets(tmp_path: Path, content: bytes, sentence: str) -> None:
    """None of them is read."""
    assert sentence in await refusal(tmp_path, content)


async def test_whatever_gets_past_the_checks_ends_its_reader_only(tmp_path: Path) -> None:
    """The Rust reader aborts here: nobody has told it how large the sheet is."""
    content = with_part(sheet_of(BOOK, STRAY), SHEET, b"worksheet", b"worksheets")
    assert "needs more memory than I have" in await refusal(tmp_path, content)
    assert len(await rows_of(kept(tmp_path, BOOK, "deals.xlsx"))) == 1


async def test_a_reader_gets_only_so_much_time(tmp_path: Path) -> None:
    """None at all here; the reader is ended, and the sender told."""
    with pytest.raises(BadInput, match="takes too long to read"):
        async with foreign_table(kept(tmp_path, BOOK, "deals.xlsx"), seconds=0):
            pass


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (HEAD.encode() + b"1," + b"x" * 200_000, "A cell on line 2 has more than 131,072 characters"),
        (HEAD.encode() + b"1," + b"x" * 2**22, "Line 2 of the file has more than 1,048,576 characters"),
        (HEAD.encode() + b'1,"' + b"x" * 2**22, "Line 2 of the file has more than 1,048,576 characters"),
        (HEAD.encode() + b"1,Ben,Won,5,\n" * 9000 + bytes(2**22), "Line 9,002 of the file has more"),
        (b"a," * 2**21, "Line 1 of the file has more than 1,048,576 characters"),
        (b"a," * 2**18, "200 are the most"),
        (b"\xff\xfe\0\0" + b"\xff" * 2**20, "letters of the file are broken"),
    ],
    ids=["cell", "line", "quote", "zeros", "header", "columns", "letters"],
)
async def test_traps_of_csv_files(tmp_path: Path, content: bytes, sentence: str) -> None:
    """None of them fills the memory."""
    assert sentence in await refusal(tmp_path, content, "deals.csv")


async def test_a_cell_longer_than_any_is_the_fault_of_its_line(tmp_path: Path) -> None:
    """It is cut, so that the list of rejected lines can be opened."""
    long, short = await rows_of(kept(tmp_path, f"{HEAD}1,{'x' * 40_000},Won,5,\n2,Ben,Won,5,\n"))
    assert (long.fault, len(str(long.cells["owner"]))) == ("a cell has more than 32,767 characters", 32_767)
    assert short.fault == ""


async def test_a_file_is_bounded_before_it_is_opened(tmp_path: Path) -> None:
    """A larger one, or one without an end, is not even begun."""
    large, pipe = tmp_path / "large.csv", tmp_path / "pipe.csv"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    os.mkfifo(pipe)
    for path, sentence in ((large, "larger than 50 MB"), (pipe, "pipe.csv is no file")):
        with pytest.raises(BadInput, match=sentence):
            await rows_of(path)


async def test_numbers_and_days_stay_what_they_are(tmp_path: Path) -> None:
    """The rows are the same as the reader has seen them, as often as they are read."""
    rows: list[list[object]] = [
        ["id", "", "amount", "closed"],
        ["7", "x", 0.1 + 0.2, date(2026, 1, 2)],
        [8, "", "5 €"],
    ]
    async with foreign_table(kept(tmp_path, workbook(Deals=rows), "deals.xlsx")) as table:
        assert table.columns == ("id", "", "amount", "closed")
        first, second = table.rows()
        assert list(table.rows()) == [first, second]
    assert list(first.cells.values()) == ["7", Decimal("0.3"), date(2026, 1, 2)]
    assert list(second.cells.values()) == [Decimal(8), "5 €", ""]
