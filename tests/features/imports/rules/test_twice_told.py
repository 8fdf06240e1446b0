"""Files in which two rows may be one, or amounts may be cents: nothing is doubled or guessed in silence."""

from decimal import Decimal
from pathlib import Path

import pytest

from bot.features.imports.rules.columns import guess
from bot.features.imports.rules.files.quota_matrix import as_list
from bot.features.imports.rules.profiling import survey
from bot.features.imports.rules.rows.outcomes import Read, Rejected
from bot.features.imports.rules.stages.mapping import StageMeaning
from tests.features.imports.files_to_read import deal, opened, rows_of

QUOTAS = "owner email,quota,type,start,end\n"
SAME_DAYS = "Line 2 tells a quota of the same days: which one is it?"
RATES = "currency,rate,date\n"
CLOSE = "id,lead_name,status_label,status_type,value,{}value_period,date_won,date_lost,user_name,confidence\n"
COPPER = (
    "Copper ID,Name,Company,Owned By,Pipeline,Stage,Status,Value,Currency,Close Date,Win Probability,Source\n"
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (QUOTAS + "b@x.example,10,,2026-10-01,2026-12-31\nB@x.example,5,,2026-11-01,2026-11-30\n", SAME_DAYS),
        (
            QUOTAS + "b@x.example,10,,2026-10-01,2026-12-31\nb@x.example,10,,2026-10-01,2026-12-31\n",
            SAME_DAYS,
        ),
        (QUOTAS + "b@x.example,10,New,2026-10-01,2026-12-31\nb@x.example,5,,2026-11-01,2026-11-30\n", ""),
        (QUOTAS + "b@x.example,10,,2026-10-01,2026-10-31\nb@x.example,5,,2026-11-01,2026-11-30\n", ""),
        (QUOTAS + "b@x.example,10,,2026-10-01,2026-10-31\nc@x.example,5,,2026-10-01,2026-11-30\n", ""),
        ("Rep,Jan 2026,Feb 2026,Q1 2026\nBen,1,2,6\n", SAME_DAYS),
        (RATES + "EUR,1.08,2026-10-01\neur,1.09,2026-10-01\n", "It is the same rate as on line 2."),
        (RATES + "EUR,1.08,2026-10-01\nEUR,1.09,2026-10-02\n", ""),
    ],
)
def test_what_is_told_twice(tmp_path: Path, text: str, wanted: str) -> None:
    """The first counts, the other one is rejected; which of two was meant is nobody's guess."""
    rows = rows_of(opened(tmp_path, text))
    assert [row.reason for row in rows if isinstance(row, Rejected)] == ([wanted] if wanted else [])
    assert len(rows) == len([row for row in rows if isinstance(row, Read)]) + bool(wanted)


def test_what_a_file_holds_is_what_most_columns_tell() -> None:
    """A list of meetings with their outcome is none of deals."""
    assert guess(["id", "type", "owner email", "date", "outcome"]).kind == "activities"
    assert guess(["id", "name", "owner email", "outcome", "amount", "close date"]).kind == "deals"


def test_close_tells_cents_beside_their_text(tmp_path: Path) -> None:
    """The text is the amount; cents alone are nobody's amount until somebody says so."""
    lines = "oppo_1,Acme,Signed,won,50000,{}one_time,2026-11-02,,Ben,100\n"
    lines += "oppo_2,Bolt,Gone,lost,7000,{}one_time,,2026-11-03,Ben,0\n"
    for column, first, second, wanted in (
        ("value_formatted,", "$500,", "$70,", [Decimal(500), Decimal(70)]),
        ("", "", "", [None, None]),
    ):
        found = [
            deal(row) for row in rows_of(opened(tmp_path, CLOSE.format(column) + lines.format(first, second)))
        ]
        assert [(each.status.value, each.amount) for each in found] == list(
            zip(("won", "lost"), wanted, strict=True)
        )
    assert "value" in survey(as_list(opened(tmp_path, CLOSE.format("") + lines.format("", "")))).unused


def test_a_file_of_copper_is_read_by_its_documented_names(tmp_path: Path) -> None:
    """*Abandoned* is what no flag tells: it is asked about."""
    text = COPPER + (
        "77,Acme deal,Acme,Ben Cole,Sales,Contract,Won,48000,USD,11/23/2026,100,Web\n"
        "78,Bolt,Bolt,Ben Cole,Sales,Demo,Lost,9000,USD,11/24/2026,0,Web\n"
        "79,Cato,Cato,Ben Cole,Sales,Demo,Open,7000,USD,12/24/2026,50,Web\n"
        "80,Dora,Dora,Ben Cole,Sales,Demo,Abandoned,600,USD,11/24/2026,0,Web\n"
    )
    *known, unknown = rows_of(opened(tmp_path, text))
    told = [(each.status.value, each.amount, each.account, each.pipeline) for each in map(deal, known)]
    assert told == [
        ("won", Decimal(48_000), "Acme", "Sales"),
        ("lost", Decimal(9_000), "Bolt", "Sales"),
        ("open", Decimal(7_000), "Cato", "Sales"),
    ]
    assert isinstance(unknown, Rejected)
    said = {("sales", "demo"): StageMeaning.LOST}
    assert [deal(row).status.value for row in rows_of(opened(tmp_path, text), said)][-1] == "lost"
