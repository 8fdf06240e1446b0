"""Schemas of tables: the plain table and the data table."""

from typing import Any

from bot.emulator.block_kit.findings import Spot
from bot.emulator.block_kit.layout import NAMED
from bot.emulator.block_kit.limits import figure, limit
from bot.emulator.block_kit.rich_text import RICH_TEXT
from bot.emulator.block_kit.values import Kinds, Shape, array, flag, number, one_of, text, whole

_CELL = Kinds(
    {
        "raw_text": Shape({"text": text((1, 40_000))}),
        "raw_number": Shape({"value": number}, {"text": text()}),
        "rich_text": RICH_TEXT,
    }
)
_COLUMN = Shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})


def _column(value: Any, spot: Spot) -> None:
    if value is not None:
        _COLUMN(value, spot)


def letters(value: Any) -> int:
    """Number of characters of text in a cell, a row or a whole table."""
    if isinstance(value, list):
        return sum(letters(each) for each in value)
    if not isinstance(value, dict):
        return 0
    here = len(value["text"]) if isinstance(value.get("text"), str) else 0
    return here + letters(value.get("elements"))


def _even_rows(value: dict[str, Any], spot: Spot) -> None:
    wide = len(value["rows"][0])
    for index, row in enumerate(value["rows"]):
        if len(row) != wide:
            spot.at("rows", index).complain(f"must have the same number of cells as the first row: {wide}")


def _plain_header(value: dict[str, Any], spot: Spot) -> None:
    for index, cell in enumerate(value["rows"][0]):
        if cell["type"] == "rich_text":
            spot.at("rows", 0, index, "type").complain("unsupported type: rich_text")


def _not_too_long(value: dict[str, Any], spot: Spot) -> None:
    most = figure("blocks.data_table.text_total")
    if letters(value["rows"]) > most:
        spot.at("rows").complain(f"must be less than {most + 1} characters")


TABLES: dict[str, Shape] = {
    "table": Shape(
        {"rows": array(array(_CELL, limit("blocks.table.columns")), limit("blocks.table.rows"))},
        {**NAMED, "column_settings": array(_column, limit("blocks.table.column_settings"))},
    ),
    "data_table": Shape(
        {
            "caption": text((1, 40_000)),
            "rows": array(array(_CELL, limit("blocks.data_table.columns")), limit("blocks.data_table.rows")),
        },
        {
            **NAMED,
            "page_size": whole(limit("blocks.data_table.page_size")),
            "row_header_column_index": whole((0, 19)),
        },
        (_even_rows, _plain_header, _not_too_long),
    ),
}
