"""Files as systems and people write them, through the upload in Slack; every question is one tap."""

from datetime import date

import pytest

from bot.demo.stage import Stage
from tests.features.imports.files_to_read import workbook

from .goals_office import said, told, with_team
from .imports_office import works
from .metrics_office import types

GROUPED = """Won this quarter
As of 2026-11-20

Opportunity ID,Opportunity Name,Stage,Amount,Close Date
Opportunity Owner: Ben Walker <ben@northwind.example> (2 records),,,,
006000000000001,Acme,Closed Won,"30,000.00",2026-11-02
006000000000002,Bolt,Closed Won,"20,000.00",2026-11-13
Subtotal,,,"50,000.00",
"Kim, Grace (Deactivated User)",,,,
006000000000003,Corex,Closed Lost,"9,000.00",2026-11-04
006000000000004,Dune,Closed Won,"1,000.00",
Grand Total (4 records),,,"60,000.00",

Confidential Information - Do Not Distribute
"""


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Enterprise."""
    await with_team(stage)


async def test_a_report_of_salesforce_is_read_with_its_totals(stage: Stage) -> None:
    """Groups name the owner, totals are compared and no deal, and the header tells where it is from."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await ana.uploads("report.csv", GROUPED.encode(), to="@Pacer")
    await works(stage)
    asked = told(ana)[-1]
    assert "4 rows of *deals* from *salesforce*" in said(asked)
    assert "Who is Grace Kim?" in said(asked)
    for words in (
        "Won 2, $50,000 (2 Nov to 13 Nov 2026)",
        "2 total lines, 1 footer line and 2 group lines left out. Compare with your CRM.",
        "The file's own total is $60,000, I read $59,000.",
        "It is won without a close date. (1 row)",
    ):
        assert words in said(asked), words
    await ana.goes_to("@Pacer").clicks("Import", within=asked)
    await works(stage)
    assert "*Imported:* 2 new" in said(asked)
    assert "Won 2, $50,000 (2 Nov to 13 Nov 2026)" in said(asked)
    assert "The file's own total is $60,000, I read $59,000." in said(asked)
    assert "$50,000" in await types(ben, "/metrics me")

    await ana.uploads("again.csv", GROUPED.replace("30,000.00", "31,000.00").encode(), to="@Pacer")
    await works(stage)
    again = [message for message in told(ana) if message.bot_id and not message.files][-1]
    assert "Won 2, $51,000" in said(again)
    assert "won before: $50,000" in said(again)


async def test_a_decimal_sign_is_one_tap(stage: Stage) -> None:
    """The file's own value in both readings; one deal is one row."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    text = "id;name;owner email;stage;amount;close date\nA;Acme;ben@northwind.example;Won;1.234;2026-11-20\n"
    await ana.uploads("deals.csv", text.encode(), to="@Pacer")
    await works(stage)
    asked = told(ana)[-1]
    assert "1 row of *deals*" in said(asked)
    assert "*amount* has 1.234: is that" in said(asked)
    assert said(asked).index("'1,234'") < said(asked).index("'1.234'")
    await ana.goes_to("@Pacer").clicks("1,234", within=asked)
    await works(stage)
    assert "Won 1, $1,234 (20 Nov 2026)" in said(asked)
    await ana.clicks("Import", within=asked)
    await works(stage)
    assert "$1,234" in await types(ben, "/metrics me")


async def test_questions_come_one_after_the_other(stage: Stage) -> None:
    """An answer is kept while the next one is asked."""
    ana = stage.actor("ana")
    text = (
        'id,name,owner email,stage,amount,close date\nA,Acme,ben@northwind.example,Won,"1,234",05/10/2026\n'
    )
    await ana.uploads("deals.csv", text.encode(), to="@Pacer")
    await works(stage)
    asked = told(ana)[-1]
    assert "*close date* has 05/10/2026: is that" in said(asked)
    assert "1,234" not in said(asked)
    await ana.goes_to("@Pacer").clicks("5 Oct 2026", within=asked)
    await works(stage)
    assert "*amount* has 1,234: is that" in said(asked)
    await ana.clicks("1.234", within=asked)
    await works(stage)
    assert "Won 1, $1.2340 (5 Oct 2026)" in said(asked)


async def test_columns_are_told_by_what_is_in_them(stage: Stage) -> None:
    """What is missing is asked first, with a value of each column; then one for ids; each can be changed."""
    ana = stage.actor("ana")
    text = "name;Wer;stage;amount;Nr;close date\nAcme;Ben Walker;Won;1.234;7;05/10/2026\n"
    await ana.uploads("deals.csv", text.encode(), to="@Pacer")
    await works(stage)
    asked = told(ana)[-1]
    ana.goes_to("@Pacer")
    assert "Which column has the *owner's name*?" in said(asked), said(asked)
    assert said(asked).count(":question:") == 1
    await ana.chooses("imports.column", "Wer: Ben Walker", within=asked)
    await works(stage)
    for answer in ("5 Oct 2026", "1,234"):
        assert said(asked).count(":question:") == 1
        await ana.clicks(answer, within=asked)
        await works(stage)
    assert "'Import'" in said(asked), said(asked)
    assert "*Which column tells two deals apart?*" in said(asked)
    await ana.chooses("imports.id_column", "Nr: 7", within=asked)
    await works(stage)
    assert "tells two deals apart" not in said(asked)
    assert "Id of the deal = `Nr`" in said(asked), said(asked)

    await ana.clicks("Change how it is read", within=asked)
    refused = await ana.submits({"Nr: 7": "Amount"})
    assert "Amount is " in str(refused.error)
    await ana.submits({"Nr: 7": "Account", "amount: 1.234": "(not used)"})
    await ana.closes()
    await works(stage)
    await ana.clicks("5 Oct 2026", within=asked)
    await works(stage)
    assert "Account = `Nr`" in said(asked)
    assert "Not used: amount" in said(asked)


async def test_a_sheet_is_one_tap(stage: Stage) -> None:
    """Of two sheets of deals only a person knows which counts; quotas beside them are no question."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    columns = ["Deal ID", "Owner email", "Stage", "Amount", "Close date"]
    rows = [["1", "ben@northwind.example", "Closed Won", amount, date(2026, 11, 20)] for amount in (5, 7_000)]
    book = workbook(Old=[columns, rows[0]], New=[columns, rows[1]], Quotas=[["Rep", "Quota", "Month"]])
    await ana.uploads("book.xlsx", book, to="@Pacer")
    await works(stage)
    asked = told(ana)[-1]
    assert "which one counts?" in said(asked)
    assert "'Quotas'" not in said(asked)
    assert "'Import'" not in said(asked)
    await ana.goes_to("@Pacer").clicks("New", within=asked)
    await works(stage)
    assert "Won 1, $7,000" in said(asked)
    await ana.clicks("Import", within=asked)
    await works(stage)
    assert "$7,000" in await types(ben, "/metrics me")


async def test_a_matrix_of_quotas_is_imported(stage: Stage) -> None:
    """A quota for each month of a person."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    text = (
        "Email,Oct 2026,Nov 2026,Dec 2026\nben@northwind.example,10000,20000,30000\nTotal,10000,20000,30000\n"
    )
    await ana.uploads("quotas.csv", text.encode(), to="@Pacer")
    await works(stage)
    asked = told(ana)[-1]
    assert "3 rows of *quotas*" in said(asked)
    await ana.goes_to("@Pacer").clicks("Import", within=asked)
    await works(stage)
    assert "*Imported:* 3 new" in said(asked)
    assert "$60,000" in await types(ben, "/metrics me this quarter")
