"""CSV files: encoding and delimiter are detected, then they are read line by line. Pure."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from charset_normalizer import from_bytes

from bot.common.errors import BadInput
from bot.features.imports.rules.files.raw_rows import RawRow

_DELIMITERS = ",;\t|"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF8, _WESTERN = "utf-8", "cp1252"
_OTHERS = ["cp1250", "cp1251", "cp1253", "cp1254"]
# No western name has three letters with accents in a row, or a sign for money within: it is Cyrillic, Greek
# or Polish that is read as western there. Bytes alone do not tell "Søren" from "Sřren".
_NOT_WESTERN = re.compile(r"[À-ÖØ-öø-ÿ]{3}|[A-Za-zÀ-ÿ][¢-©«-¶¸¹»-¿×÷][A-Za-zÀ-ÿ]|[£¥¯][A-Za-z]|\ufffd")
_CHUNK = 2**20
_SAMPLE_OF_LETTERS = 32 * 2**10
_JUDGED_LINES = 20
# Excel's own hint in the first line.
_HINT = re.compile(r"\"?sep=([,;|\t])\"?\s*", re.IGNORECASE)
_NOT_TEXT = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f]")
_NO_LETTERS = re.compile(r"[\0\udc80-\udcff]")
LONGEST_LINE = 2**20
_NO_TABLE = "That is no table: save it as .csv or .xlsx."


@dataclass(frozen=True)
class CsvShape:
    """How a CSV file is written. `has_hint`: its first line only names the delimiter (Excel's `sep=;`)."""

    encoding: str
    delimiter: str
    has_hint: bool = False


def csv_shape(path: Path, head: bytes) -> CsvShape:
    """How this file is written; `head` are its first bytes. BadInput: it holds no text.

    A byte order mark decides, else UTF-8 unless too much is broken, else the likeliest code page.
    """
    encoding = _encoding(path, head)
    text = head.decode(encoding, errors="ignore")
    hint = _HINT.fullmatch(text.partition("\n")[0])
    if hint:
        return CsvShape(encoding, hint[1], has_hint=True)
    return CsvShape(encoding, _delimiter(text))


def csv_rows(path: Path, shape: CsvShape) -> Iterator[RawRow]:
    """All rows with something in them, the header too; a line that cannot be read has its `fault`.

    BadInput: all that follows is lost, such as after a quotation mark that is never closed.
    """
    # Broken letters are the fault of their line, but in encodings of several bytes nothing fits after one.
    errors = "strict" if shape.encoding in ("utf-16", "utf-32") else "surrogateescape"
    with path.open(encoding=shape.encoding, newline="", errors=errors) as file:
        reader = csv.reader(_lines(file), delimiter=shape.delimiter, strict=True, skipinitialspace=True)
        next_line = 1
        while True:
            values, fault, line = [], "", next_line
            try:
                values = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                fault = _quote_fault(str(error), line, reader.line_num)
            except UnicodeError:
                raise BadInput(f"From line {line} on the letters of the file are broken.") from None
            next_line = reader.line_num + 1
            if line > 1 or not shape.has_hint:
                yield from _row(line, values, fault)


def _lines(file: TextIO) -> Iterator[str]:
    """Lines of a file. BadInput: one is longer than any line of a table."""
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
            raise BadInput(
                f"Line {number:,} of the file has more than {LONGEST_LINE:,} characters: split it."
            )
        yield line


def _row(line: int, values: list[str], fault: str) -> Iterator[RawRow]:
    """The row, as one item; nothing for an empty one."""
    fault = fault or _fault("".join(values))
    cells = [_NO_LETTERS.sub("\ufffd", value).strip() if fault else value.strip() for value in values]
    if fault or any(cells):
        yield RawRow(line, cells, fault)


def _quote_fault(error: str, first: int, last: int) -> str:
    """What is wrong with a quoted cell. BadInput: without its end everything below would be swallowed."""
    if "field limit" in error and first == last:
        raise BadInput(
            f"A cell on line {first} has more than {csv.field_size_limit():,} characters: shorten it."
        )
    if "end of data" in error or "field limit" in error:
        raise BadInput(
            f"A quotation mark opens a cell on line {first} and is never closed: close it, or leave it out."
        )
    where = (
        f"lines {first} to {last} are one cell to me" if last > first else "a cell goes on after its quote"
    )
    return f"{where}: write quotation marks inside a cell twice"


def _fault(line: str) -> str:
    if "\0" in line:
        return "it holds bytes that are no text"
    return "its letters are broken" if _NO_LETTERS.search(line) else ""


def _encoding(path: Path, head: bytes) -> str:
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    if b"\0" in head:
        return _without_mark(head)
    if _NOT_TEXT.search(head):
        raise BadInput(_NO_TABLE)
    letters = _letters(path)
    text = letters.decode(_UTF8, errors="replace")
    broken = text.count("\ufffd")
    # Text of one byte a letter is hardly ever good UTF-8 as well: the broken ones are few, or it is not.
    if broken <= sum(not each.isascii() for each in text) - broken:
        return _UTF8
    return _code_page(letters)


def _code_page(letters: bytes) -> str:
    if not _NOT_WESTERN.search(letters.decode(_WESTERN, errors="replace")):
        return _WESTERN
    best = from_bytes(letters, cp_isolation=_OTHERS).best()
    return best.encoding if best else _WESTERN


def _without_mark(head: bytes) -> str:
    """UTF-16 without a byte order mark: every other byte of plain text is zero. BadInput: it is not."""
    half = len(head) // 2
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if head and len(head) % 2 == 0 and zeros.count(0) * 2 > half and head.count(0) == zeros.count(0):
            return encoding
    raise BadInput(_NO_TABLE)


def _letters(path: Path) -> bytes:
    """Bytes of the lines that are not ASCII, up to a sample; from the whole file, as one may be the last."""
    found = bytearray()
    with path.open("rb") as file:
        while len(found) < _SAMPLE_OF_LETTERS and (line := file.readline(_CHUNK)):
            if not line.isascii():
                found += line
    return bytes(found[:_CHUNK])


def _delimiter(text: str) -> str:
    """The delimiter that cuts the most of the first lines alike, into the most cells.

    Title lines may stand above the others.
    """
    lines = "\n".join(text.splitlines()[:_JUDGED_LINES])
    scores = {}
    for candidate in _DELIMITERS:
        rows = csv.reader(io.StringIO(lines), delimiter=candidate, skipinitialspace=True)
        cut = Counter(count for count in _counts(rows) if count > 1)
        # Of two that are as frequent the wider one.
        scores[candidate] = max(((same, count) for count, same in cut.items()), default=(0, 0))
    return max(scores, key=lambda candidate: scores[candidate])


def _counts(rows: Iterator[list[str]]) -> list[int]:
    try:
        return [len(row) for row in rows if row]
    except csv.Error:
        return []
