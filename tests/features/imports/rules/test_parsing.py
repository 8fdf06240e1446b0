"""Files as people export them: whatever is in them, every row becomes a record or a reason."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.common.amounts import COMMA, POINT
from bot.common.errors import BadInput
from bot.common.spreadsheets import Value, calm_cell, csv_bytes, xlsx_bytes
from bot.features.imports.rules.columns import guess, layout_from, missing
from bot.features.imports.rules.days import DAY_FIRST, FORMATS, ISO, MONTH_FIRST, date_formats, read_day
from bot.features.imports.rules.detection.known_headers import header_signature
from bot.features.imports.rules.fields import KINDS
from bot.features.imports.rules.files.tables import Table, open_table
from bot.features.imports.rules.parsing import read
from bot.features.imports.rules.profiling import answered, survey
from bot.features.imports.rules.rows.outcomes import Omitted, Read, ReadingTerms, Rejected
from bot.features.imports.rules.values import decimal_signs, read_amount, read_percent
from bot.features.ledger.rules.records import (
    ActivityRecord,
    DealRecord,
    DealStatus,
    PersonRef,
    QuotaRecord,
    RateRecord,
)
from tests.features.imports.files_to_read import TODAY, workbook

BERLIN = ZoneInfo("Europe/Berlin")
HEAD = "Deal ID,Deal name,Owner email,Stage,Amount,Close date\n"


def table(tmp_path: Path, content: str | bytes, name: str = "deals.csv") -> Table:
    """A file with this in it."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_table(path)


def everything(found: Table) -> list[Read | Rejected | Omitted]:
    """Every row of it, as it is read without questions."""
    return list(read(found, survey(found).layout, BERLIN, ReadingTerms(TODAY)))


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("cp1252", ";"), ("utf-8", "|")],
)
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [
        "id,name,owner email,stage,amount,close date",
        "1,Müller & Söhne GmbH,b@x.example,Won,10,2026-11-20",
    ]
    lines += [f"{n},Größe {n} Straße,b@x.example,Won,10,2026-11-20" for n in range(2, 9)]
    found = table(tmp_path, "\n".join(lines).replace(",", delimiter).encode(encoding))
    first, *rest = everything(found)
    assert isinstance(first, Read)
    assert isinstance(first.record, DealRecord)
    assert first.record.name == "Müller & Söhne GmbH"
    assert len(rest) == 7
    assert found.delimiter == delimiter


def test_quoted_cells_keep_their_lines_and_commas(tmp_path: Path) -> None:
    text = HEAD + '7,"Acme, Inc.\nBerlin",B@X.example,Closed Won,"1,234.50",2026-11-20\n\n'
    (row,) = everything(table(tmp_path, text))
    assert isinstance(row, Read)
    assert isinstance(row.record, DealRecord)
    assert row.record.owner == PersonRef(email="b@x.example")
    assert (row.record.name, row.record.amount) == ("Acme, Inc.\nBerlin", Decimal("1234.50"))


def test_a_spreadsheet_keeps_its_dates_and_numbers(tmp_path: Path) -> None:
    columns = ["Record ID", "Deal Name", "Deal owner", "Deal Stage", "Amount", "Create Date", "Close Date"]
    created = datetime.fromisoformat("2026-09-01T13:00")
    content = workbook(Deals=[columns, [7, "Acme", "Ben", "Won", 1234.5, created, date(2026, 11, 20)]])
    (row,) = everything(table(tmp_path, content, "deals.xlsx"))
    assert isinstance(row, Read)
    assert isinstance(row.record, DealRecord)
    assert (row.record.external_id, row.record.amount) == ("7", Decimal("1234.5"))
    assert (row.record.created_on, row.record.closed_on) == (date(2026, 9, 1), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"\xd0\xcf\x11\xe0rest", "old or an encrypted Excel"),
        (b"PK\x03\x04nothing", "no spreadsheet"),
        (b"a\0b\0c", "no table"),
        (b",,,\n1,2,3,4", "has to name the columns"),
        (b"id,amount,ID\n1,2,3", "stand there twice: ID and id"),
        (",".join(f"c{n}" for n in range(300)).encode(), "200 are the most"),
    ],
)
def test_files_that_are_none_say_why(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        table(tmp_path, content)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("7,Acme,b@x.example,Won,10,2026-11-20,more", "7 cells where the header has 6"),
        (",Acme,b@x.example,Won,10,2026-11-20", "The id is missing"),
        ("7,Acme,,Won,10,2026-11-20", "Nobody is named"),
        ("7,Acme,b@x.example,Won,ten,2026-11-20", "“ten” is no amount"),
        ("7,Acme,b@x.example,Won,10,", "won without a close date"),
        ("7,Acme,b@x.example,Won,10,2026-11-31", "is no day written as"),
        ("1,Acme,b@x.example,Won,10,2026-11-20", "the same deal as on line 2"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_where(tmp_path: Path, line: str, reason: str) -> None:
    first, second = everything(table(tmp_path, f"{HEAD}1,A,b@x.example,Won,1,2026-11-20\n{line}\n"))
    assert isinstance(first, Read)
    assert isinstance(second, Rejected)
    assert second.line == 3
    assert reason in second.reason


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2026-11-05", "2026-11-25"], ISO),
        (["05/11/2026", "25/11/2026"], DAY_FIRST),
        (["11/05/2026", "11/25/26"], MONTH_FIRST),
        (["05.11.2026 10:30", "25.11.2026 11:00"], DAY_FIRST),
        (["5-Nov-26", "25 November 2026"], ISO),
        (["05/05/2026"], DAY_FIRST),
    ],
)
def test_a_column_of_dates_has_one_format(tmp_path: Path, days: list[str], expected: str) -> None:
    rows = "".join(f"{n},A,b@x.example,Won,1,{day}\n" for n, day in enumerate(days))
    seen = survey(table(tmp_path, HEAD + rows))
    assert seen.questions == ()
    assert seen.layout.dates["Close date"] == expected


def test_a_column_that_can_be_read_in_two_ways_is_asked_about(tmp_path: Path) -> None:
    found = table(
        tmp_path, HEAD + '1,A,b@x.example,Won,"1,234",05/11/2026\n2,B,b@x.example,Won,"2,500",06/10/2026\n'
    )
    seen = survey(found)
    assert {question.field: question.choices for question in seen.questions} == {
        "closed_on": (DAY_FIRST, MONTH_FIRST),
        "amount": (".", ","),
    }
    layout = seen.layout
    for question in seen.questions:
        layout = answered(layout, question, question.choices[0])
    first, _ = read(found, layout, BERLIN, ReadingTerms(TODAY))
    assert isinstance(first, Read)
    assert isinstance(first.record, DealRecord)
    assert (first.record.amount, first.record.closed_on) == (Decimal(1234), date(2026, 11, 5))
    assert survey(found, layout).questions == ()


def test_an_instant_is_the_day_in_the_workspaces_zone() -> None:
    assert read_day("2026-11-20T23:30:00Z", ISO, BERLIN) == date(2026, 11, 21)
    assert read_day("2026-11-20T23:30:00.000+0000", ISO, BERLIN) == date(2026, 11, 21)
    assert read_day("2026-11-20 23:30", ISO, BERLIN) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "sign", "value"),
    [
        ("1,234.50", POINT, "1234.50"),
        ("1.234,50 €", COMMA, "1234.50"),
        ("$1,234", POINT, "1234"),
        ("1234 EUR", POINT, "1234"),
        ("(1,234.00)", POINT, "-1234.00"),
        ("-12", POINT, "-12"),
        ("1 234,5", COMMA, "1234.5"),
        ("0", POINT, "0"),
    ],
)
def test_amounts(text: str, sign: str, value: str) -> None:
    assert read_amount(text, sign) == Decimal(value)


@pytest.mark.parametrize("text", ["", "ten", "1,23.4", "1.2.3", "NaN", "1e5", "--1", "12%3"])
def test_what_is_no_amount(text: str) -> None:
    assert not decimal_signs(text) or text == ""
    with pytest.raises(BadInput):
        read_amount(text, POINT)


@pytest.mark.parametrize(
    ("text", "of_one", "value"),
    [
        ("60%", False, "60"),
        ("60%", True, "60"),
        ("0.6", True, "60"),
        ("0.6", False, "0.6"),
        ("60", False, "60"),
        ("0%", True, "0"),
        ("1", False, "1"),
        ("1", True, "100"),
        ("12,5 %", False, "12.5"),
    ],
)
def test_percents(text: str, of_one: bool, value: str) -> None:
    assert read_percent(text, of_one=of_one) == Decimal(value)


@pytest.mark.parametrize("text", ["-1", "101%", "most"])
def test_what_is_no_percentage(text: str) -> None:
    with pytest.raises(BadInput):
        read_percent(text, of_one=False)


@pytest.mark.parametrize(
    ("columns", "kind", "fields"),
    [
        (["opportunity_id", "sales_agent", "deal_stage", "engage_date", "close_date", "close_value"], "deals",
         {"external_id", "owner", "stage", "created_on", "closed_on", "amount"}),
        (["Opportunity ID", "Opportunity Owner", "StageName", "Amount", "CloseDate", "CreatedDate"], "deals",
         {"external_id", "owner", "stage", "amount", "closed_on", "created_on"}),
        (["Rep", "Quota", "Start date", "End date"], "quotas", {"owner", "amount", "starts_on", "ends_on"}),
        (["Currency", "Date", "Exchange rate"], "rates", {"currency", "since", "rate"}),
        (["Activity ID", "Activity type", "Owner email", "Date"], "activities",
         {"external_id", "kind", "owner_email", "happened_on"}),
    ],
)  # fmt: skip
def test_columns_are_known_by_the_names_that_systems_give_them(
    columns: list[str], kind: str, fields: set[str]
) -> None:
    layout = guess(columns)
    assert layout.kind == kind
    assert set(layout.columns) == fields
    assert missing(layout) == []
    assert layout_from(layout.to_json()) == layout
    assert header_signature(columns) == header_signature([each.upper() for each in reversed(columns)])


def test_what_has_no_column_is_named() -> None:
    titles = ["Id of the deal", "Owner's name", "Stage"]
    assert [field.title for field in missing(guess(["Amount"]))] == titles
    # Without ids, a deal is known by its name.
    assert [field.title for field in missing(guess(["Deal name", "Amount"]))] == titles[1:]


def test_other_kinds_of_records(tmp_path: Path) -> None:
    acts = "Activity ID,Activity type,Owner email,Date,Outcome\n1,Call,b@x.example,2026-11-20,Connected\n" \
        "2,Meeting,b@x.example,2026-11-20,No show\n3,Fax,b@x.example,2026-11-20,\n"  # fmt: skip
    good, *bad = everything(table(tmp_path, acts))
    assert isinstance(good, Read)
    assert isinstance(good.record, ActivityRecord)
    assert good.record.kind == "connected_call"
    assert ["not held" in str(bad[0]), "no kind of activity" in str(bad[1])] == [True, True]
    rows = "Rep,Quota,Start date,End date\nBen,$1.2 million,2026-10-01,2026-12-31\n" \
        "Ben,$1.2 milion,2026-10-01,2026-12-31\n"  # fmt: skip
    scaled, slip = everything(table(tmp_path, rows))
    assert isinstance(scaled, Read)
    assert isinstance(scaled.record, QuotaRecord)
    assert scaled.record.amount == 1_200_000
    assert "write “million”, or digits" in str(slip)
    (quota,) = everything(
        table(tmp_path, "Rep,Quota,Start date,End date\nBen,240000,2026-10-01,2026-12-31\n")
    )
    assert isinstance(quota, Read)
    assert isinstance(quota.record, QuotaRecord)
    assert quota.record.ends_on == date(2027, 1, 1)
    (rate,) = everything(table(tmp_path, "Currency,Date,Exchange rate\neur,2026-05-20,1.0842\n"))
    assert isinstance(rate, Read)
    assert rate.record == RateRecord(currency="EUR", since=date(2026, 5, 20), rate=Decimal("1.0842"))


def test_shares(tmp_path: Path) -> None:
    head = "id,name,owner,stage,amount,close date,splits\n"
    good, bad = everything(
        table(
            tmp_path,
            head
            + '1,A,Ben,Won,10,2026-11-20,"Ben 70%, d@x.example 30%"\n2,A,Ben,Won,10,2026-11-20,Ben 70%\n',
        )
    )
    assert isinstance(good, Read)
    assert isinstance(good.record, DealRecord)
    assert [split.person for split in good.record.splits] == [
        PersonRef(name="Ben"),
        PersonRef(email="d@x.example"),
    ]
    assert "do not add up" in str(bad)


def test_an_open_deal_closes_when_it_is_expected_to(tmp_path: Path) -> None:
    (row,) = everything(table(tmp_path, HEAD + "1,A,b@x.example,Negotiation,1,2026-12-20\n"))
    assert isinstance(row, Read)
    assert isinstance(row.record, DealRecord)
    assert (row.record.status, row.record.closed_on, row.record.expected_on) == (
        DealStatus.OPEN,
        None,
        date(2026, 12, 20),
    )


def test_every_kind_can_be_guessed() -> None:
    for kind, fields in KINDS.items():
        assert set(guess([field.words[0] for field in fields if field.words], kind).columns) <= {
            field.name for field in fields
        }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_nothing_but_a_sentence_comes_of_any_bytes(tmp_path: Path, content: bytes) -> None:
    """Junk is refused, or read; it never breaks."""
    try:
        found = table(tmp_path, content)
        everything(found)
    except BadInput:
        return


_CONTROLS = "".join(map(chr, range(127, 160)))
_LETTERS = st.characters(codec="utf-8", min_codepoint=32, exclude_characters=_CONTROLS)
_CELLS = st.text(_LETTERS, max_size=30).map(str.strip)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_CELLS, _CELLS), min_size=1, max_size=8))
def test_what_is_exported_can_be_read_again(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    """With an apostrophe before what a spreadsheet would take for a formula."""
    wanted = [calm for row in rows if any(calm := [calm_cell(cell) for cell in row])]
    found = table(tmp_path, csv_bytes(["one", "two"], rows))
    assert [[row.cells["one"], row.cells["two"]] for row in found.rows()] == wanted


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMATS))
def test_days_are_read_as_they_were_written(day: date, format_: str) -> None:
    shape = {ISO: "%Y-%m-%d", DAY_FIRST: "%d/%m/%Y", MONTH_FIRST: "%m/%d/%Y"}[format_]
    written = day.strftime(shape)
    assert format_ in date_formats(written)
    assert read_day(written, format_, BERLIN) == day


def test_no_cell_of_an_export_is_a_formula() -> None:
    """Text is neutralised, numbers stay numbers."""
    rows: list[list[Value]] = [
        ["=1+1", Decimal("-5.5")],
        ["@sum", date(2026, 11, 20)],
        ["+1", 3],
        ["-x", None],
    ]
    assert csv_bytes(["=a", "b"], rows).decode("utf-8-sig").splitlines() == [
        "'=a,b",
        "'=1+1,-5.5",
        "'@sum,2026-11-20",
        "'+1,3",
        "'-x,",
    ]
    assert xlsx_bytes(["a", "b"], rows).startswith(b"PK")
