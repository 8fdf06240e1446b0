"""Days as systems write them: midnights, numbers, eight languages; asked where they may be moments."""

from datetime import date
from pathlib import Path

import pytest

from bot.common.errors import BadInput
from bot.features.imports.rules.days import (
    FORMATS,
    ISO,
    MOMENTS,
    NEAREST,
    SERIAL,
    WRITTEN,
    date_formats,
    read_day,
    read_instant,
)
from bot.features.imports.rules.files.tables import open_table
from bot.features.imports.rules.profiling import FileProfile, answered, survey
from tests.features.imports.files_to_read import NEW_YORK, deal, opened, rows_of, workbook

EXPORTS = Path(__file__).parents[1] / "exports"
DAY = date(2026, 10, 5)


def surveyed(folder: Path, *days: str) -> FileProfile:
    """The profile of won deals closed then."""
    rows = [f"{n},Ben,Won,1,{day}" for n, day in enumerate(days)]
    return survey(opened(folder, "\n".join(["id,owner,stage,amount,close date", *rows])), zone=NEW_YORK)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20261005", DAY),
        ("1791201600000", date(2026, 10, 5)),
        ("5. Oktober 2026", DAY),
        ("5. März 2026", date(2026, 3, 5)),
        ("5 octobre 2026", DAY),
        ("1er févr. 2026", date(2026, 2, 1)),
        ("3 août 2026", date(2026, 8, 3)),
        ("5 de octubre de 2026", DAY),
        ("5 ene 2026", date(2026, 1, 5)),
        ("5 de outubro de 2026", DAY),
        ("12 de março de 2026", date(2026, 3, 12)),
        ("5 ottobre 2026", DAY),
        ("5 gen 2026", date(2026, 1, 5)),
        ("5 oktober 2026", DAY),
        ("5 mrt. 2026", date(2026, 3, 5)),
        ("2026年10月5日", DAY),
        ("Oct 5th, 2026", DAY),
        ("5-oct-26", DAY),
    ],
)
def test_days_of_eight_languages_and_numbers(text: str, day: date) -> None:
    """Whatever the format of the column's other values."""
    assert date_formats(text) == frozenset(FORMATS)
    assert {read_day(text, each, NEW_YORK) for each in FORMATS} == {day}


@pytest.mark.parametrize(
    "text", ["2026-13-01", "20261305", "5 foo 2026", "46300", "123456789012345", "0000-01-01"]
)
def test_what_is_no_day(text: str) -> None:
    """It is rejected, and a number of five digits alone is no day of a spreadsheet."""
    with pytest.raises(BadInput, match="is no day written as"):
        read_day(text, ISO, NEW_YORK)


@pytest.mark.parametrize(
    "text",
    ["0026-10-05", "9999-12-31", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "5 Oct 2926", "19000101"],
)
def test_a_year_that_cannot_be_meant_is_told(text: str) -> None:
    """A typing error, or a word for never: the row is rejected, and says why."""
    with pytest.raises(BadInput, match="cannot be meant"):
        read_day(text, ISO, NEW_YORK)
    assert read_instant(text, ISO, NEW_YORK) is None


@pytest.mark.parametrize(
    "file",
    [
        "05-midnight-utc-dates.csv",
        "15-midnight-offsets.csv",
        "16-milliseconds-of-days.csv",
        "17-one-midnight.csv",
    ],
)
def test_a_column_of_midnights_holds_days(file: str) -> None:
    """As written, wherever the workspace is; one row is enough."""
    table = open_table(EXPORTS / file)
    assert survey(table, zone=NEW_YORK).questions == ()
    days = [date(2026, 10, 1), date(2026, 10, 15), date(2026, 11, 1), date(2027, 1, 1)]
    closed = [deal(row).closed_on for row in rows_of(table)]
    assert closed == days[: len(closed)]


@pytest.mark.parametrize(
    ("days", "choices", "read"),
    [
        (["2026-10-04T22:00:00Z", "2026-12-04T23:00:00Z"], (NEAREST, MOMENTS), [(10, 5), (12, 5)]),
        (["2026-10-04T22:00:00Z"], (NEAREST, MOMENTS), [(10, 5)]),
        (["2026-10-04T18:30:00Z"] * 3, (NEAREST, MOMENTS), [(10, 5)] * 3),
        (
            ["2026-10-05T00:00:00Z"] * 19 + ["2026-10-06T14:00:00Z"],
            (WRITTEN, MOMENTS),
            [(10, 5)] * 19 + [(10, 6)],
        ),
    ],
)
def test_what_looks_like_days_is_asked(
    tmp_path: Path, days: list[str], choices: tuple[str, str], read: list[tuple[int, int]]
) -> None:
    """Each answer is remembered, and read so."""
    profile = surveyed(tmp_path, *days)
    (question,) = profile.questions
    assert question.choices == choices
    as_days = answered(profile.layout, question, choices[0])
    found = [read_day(day, ISO, NEW_YORK, as_days.times["close date"]) for day in days]
    assert [(day.month, day.day) for day in found] == read
    moments = answered(profile.layout, question, MOMENTS)
    local = [read_day(day, ISO, NEW_YORK, moments.times["close date"]) for day in days]
    assert local != found
    assert moments.without_values().times == {"close date": MOMENTS}


@pytest.mark.parametrize(
    "days",
    [
        ["2026-10-05T04:00:00Z", "2026-12-05T05:00:00Z"],
        ["2026-10-05T14:03:11Z"],
        ["2026-10-05T14:00:00Z", "2026-10-05T18:00:00Z", "2026-10-05T20:00:00Z"],
        ["2026-10-05 22:00:00", "2026-10-06"],
        ["2026-10-05T00:00:00Z"] * 18 + ["2026-10-06T14:00:00Z"] * 2,
    ],
)
def test_moments_are_not_asked_about(tmp_path: Path, days: list[str]) -> None:
    """Midnights here, times of all sorts, and times without a zone are read as they are."""
    assert surveyed(tmp_path, *days).questions == ()


@pytest.mark.parametrize(
    ("days", "expected"),
    [(["46300", "46301.5"], SERIAL), (["46300", "2026-10-05"], ISO), (["19999"], ISO), (["80001"], ISO)],
)
def test_a_spreadsheets_own_numbers_are_days_where_all_are(
    tmp_path: Path, days: list[str], expected: str
) -> None:
    """One among days of another kind is rejected with its row."""
    assert surveyed(tmp_path, *days).layout.dates["close date"] == expected


def test_serials_of_a_workbook(tmp_path: Path) -> None:
    """Cells that lost their format of a day."""
    rows: list[list[object]] = [
        ["id", "owner", "stage", "amount", "close date"],
        ["1", "Ben", "Won", 5, 46300],
    ]
    (row,) = rows_of(opened(tmp_path, workbook(Deals=rows), "deals.xlsx"))
    assert deal(row).closed_on == DAY
