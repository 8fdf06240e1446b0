"""The parts of a spreadsheet, measured before a library reads it: how much, and how far. Pure."""

import re
import zipfile
import zlib
from pathlib import Path
from typing import IO
from xml.parsers import expat

from bot.common.errors import BadInput

MOST_UNPACKED = 400 * 2**20
# Text packs about tenfold; a hundredfold and more is a zip bomb.
MOST_RATIO, _SMALL = 200, 2**20
MOST_PARTS = 2_000
# All sheets together: the reader allocates 32 bytes for each cell of the whole rectangle.
MOST_CELLS = 16_000_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
BROKEN = "That is no spreadsheet that can be read: save it as .xlsx or .csv anew."
_TOO_LARGE = "That spreadsheet is too large: save it as .csv."
_WORKBOOK = "xl/workbook.xml"
# The workbooks of .xlsb and of .ods, which are not measured here.
_OTHERS = ("xl/workbook.bin", "content.xml")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_IS_ENCRYPTED = 1
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)
_CHUNK = 2**16


def check_parts(path: Path) -> None:
    """BadInput where this is no .xlsx, or one that would unfold to more than fits."""
    try:
        with zipfile.ZipFile(path) as packed:
            _check_sizes(packed.infolist())
            _check_cells(packed)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, LookupError, ValueError, OSError, EOFError):
        raise BadInput(BROKEN) from None


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename.replace("\\", "/").lower() for part in parts}
    if _WORKBOOK not in names or names.intersection(_OTHERS):
        raise BadInput("That is no .xlsx, whatever it is called: save it as .xlsx or .csv.")
    if any(part.flag_bits & _IS_ENCRYPTED for part in parts):
        raise BadInput("That spreadsheet is encrypted: save it as .xlsx or .csv without a password.")
    if any(part.compress_type not in _METHODS for part in parts):
        raise BadInput(BROKEN)
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or any(map(_is_bomb, parts)):
        raise BadInput(_TOO_LARGE)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    # Each part alone: beside a picture, which hardly packs, a bomb would pass for text.
    return part.file_size > _SMALL and part.file_size > MOST_RATIO * part.compress_size


def _check_cells(packed: zipfile.ZipFile) -> None:
    cells = 0
    # Whatever a part is called: a sheet may lie anywhere, and a picture is given up at its first bytes.
    for part in packed.infolist():
        with packed.open(part) as file:
            cells += _Sheet(cells).measure(file)


class _NoSheet(Exception):
    """Raised for a part that is no worksheet."""


class _Sheet:
    """Measures how far the cells with content reach. `before`: how many cells other sheets have."""

    def __init__(self, before: int) -> None:
        self._most = MOST_CELLS - before
        self._is_sheet = False
        self._row = self._column = 0
        self._last_row = self._last_column = 0
        self._row_text = ""
        self._columns: dict[str, int] = {}

    def measure(self, file: IO[bytes]) -> int:
        """Cells of the rectangle from A1 to the last with content; 0 for what is no sheet."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            while chunk := file.read(_CHUNK):
                parser.Parse(chunk)
            parser.Parse(b"", True)
        except _NoSheet:
            return 0
        except expat.ExpatError:
            if self._is_sheet:
                raise BadInput(BROKEN) from None
            return 0
        return self._last_row * self._last_column

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag in ("v", "is"):
            self._reach()
        elif tag == "c":
            self._go_to(attributes.get("r"))
        elif tag == "row":
            self._row, self._column, self._row_text = _number(attributes.get("r"), self._row + 1), 0, ""
        elif not self._is_sheet:
            if tag != "worksheet":
                raise _NoSheet
            self._is_sheet = True

    def _go_to(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
            return
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            raise BadInput(BROKEN)
        letters, digits = match.groups()
        if letters not in self._columns:
            self._columns[letters] = _number_of(letters)
        self._column = self._columns[letters]
        if digits != self._row_text:
            self._row, self._row_text = int(digits), digits

    def _reach(self) -> None:
        if self._row <= self._last_row and self._column <= self._last_column:
            return
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)
        if self._last_row > LAST_ROW or self._last_column > LAST_COLUMN:
            raise BadInput(BROKEN)
        if self._last_row * self._last_column > self._most:
            last = f"{_letters_of(self._last_column)}{self._last_row}"
            raise BadInput(
                f"The spreadsheet reaches to cell {last}, which is more than I can take in: "
                "delete what stands far away from the table, or copy the table alone."
            )


def _refuse_doctype(*_: object) -> None:
    raise BadInput(BROKEN)


def _number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdecimal() and len(text) <= 7):
        raise BadInput(BROKEN)
    return int(text)


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters_of(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
