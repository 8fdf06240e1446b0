"""Every currency on offer as people type it: rates, won deals, a board, and what goes out as a file."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from python_calamine import CalamineWorkbook

from bot.common.currencies import LEGAL_TENDERS, coin_places
from bot.demo.stage import Stage

from .goals_office import told, with_team
from .metrics_office import types

CODES = sorted(LEGAL_TENDERS)
# With no, two and three decimals, and what the books are kept in.
SOME = ["BHD", "EUR", "IDR", "JPY", "USD", "ZAR"]
RATES = {code: Decimal("0.000023800001") + n * Decimal("1e-12") for n, code in enumerate(CODES)}
RATES["USD"] = Decimal(1)
# Whole coins: yen without decimals, dinars with three.
AMOUNTS = {
    code: Decimal(98_765_430) + n + Decimal(7).scaleb(-coin_places(code)) for n, code in enumerate(CODES)
}


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Enterprise."""
    await with_team(stage)


def of_csv(content: bytes) -> list[list[str]]:
    """Rows of a CSV file."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def of_xlsx(content: bytes) -> list[list[str]]:
    """Rows of a spreadsheet, its numbers as it shows them."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    return [
        [format(Decimal(repr(cell)), "f") if isinstance(cell, float) else str(cell) for cell in row]
        for row in rows
    ]


@pytest.mark.parametrize("codes", [SOME, pytest.param(CODES, marks=pytest.mark.slow)], ids=["some", "all"])
async def test_all_currencies(stage: Stage, codes: list[str]) -> None:
    """What Ana types for Ben is in both kinds of files as it was, and its sum in dollars on the board."""
    ana = stage.actor("ana")
    for code in codes:
        if code != "USD":
            answer = await types(ana, f"/metrics rate {code} {RATES[code]:f} from 1 Oct")
            assert f"1 {code} = {RATES[code].normalize():f} USD" in answer
        answer = await types(ana, f"/metrics log won {code} {AMOUNTS[code]:,f} Deal {code} for @ben")
        assert f"*Deal {code}*" in answer, (code, answer)
    in_dollars = {
        code: (AMOUNTS[code] * RATES[code]).quantize(Decimal("0.0001"), ROUND_HALF_UP) for code in codes
    }
    total = f"${sum(in_dollars.values(), Decimal(0)).quantize(Decimal(1), ROUND_HALF_UP):,}"
    assert total in await types(ana, "/metrics @ben")
    assert total in await types(ana, "/leaderboard bookings this quarter")

    readers: dict[str, Callable[[bytes], list[list[str]]]] = {"csv": of_csv, "xlsx": of_xlsx}
    for form in readers:
        await types(ana, f"/metrics export rows team {form}")
    await types(ana, "/metrics export team csv")
    await stage.emulator.move_clock(stage.emulator.clock.now() + timedelta(seconds=10))
    sent = [file for message in told(ana) for file in message.files]
    (figures,) = [file for file in sent if " rows " not in file.name]
    columns, *rows = of_csv(figures.content or b"")
    size = next(row for row in rows if row[columns.index("metric")] == "Deal size")
    mean = sum((AMOUNTS[code] * RATES[code] for code in codes), Decimal(0)) / len(codes)
    assert abs(Decimal(size[columns.index("value")]) - mean) <= Decimal("0.0001")
    files = {file.name.rpartition(".")[2]: file for file in sent if file is not figures}
    for form, reads in readers.items():
        columns, *rows = reads(files[form].content or b"")
        named = {row[columns.index("currency")]: dict(zip(columns, row, strict=True)) for row in rows}
        assert sorted(named) == codes
        for code, row in named.items():
            assert Decimal(row["amount"]) == AMOUNTS[code], (form, code)
            assert Decimal(row["rate"]) == RATES[code], (form, code)
            assert Decimal(row["amount in USD"]) == in_dollars[code], (form, code)
            assert "E" not in row["rate"]
