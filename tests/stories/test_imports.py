"""Files of deals, from a direct message into the books."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import build_app
from bot.db.transaction import BeforeCommit, Transaction
from bot.deliveries.outbox import TOPIC
from bot.demo.cast import NORTHWIND
from bot.demo.settler import Settler
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.emulator.state.world import SlackMessage
from bot.features.imports.jobs.files import work_on_files
from bot.features.imports.service.applying import SLICE
from bot.features.imports.service.files import LEASE, MOST_ATTEMPTS
from bot.features.ledger.rules.facts import READING_IN
from bot.slack.client import SlackClient
from tests.features.imports.files_to_read import SHEET, STRAY, sheet_of, with_part, workbook
from tests.stages import leaps

from .goals_office import said, told, with_team
from .imports_office import works
from .people import newest

DEALS = """Deal ID,Deal name,Deal owner,Owner email,Stage,Amount,Currency,Create date,Close date
1,Acme,Ben Walker,ben@northwind.example,Closed Won,"48,000.00",USD,2026-09-01,2026-11-20
2,Bolt,Grace Kim,grace@northwind.example,Closed Lost,"1,000.00",USD,2026-09-02,2026-11-19
3,Corex,Somebody Else,,Closed Won,"7,000.50",USD,2026-09-03,2026-11-18
4,Dune,Ben Walker,ben@northwind.example,Closed Won,"5,000.00",USD,2026-09-04,
5,=cmd,Ben Walker,ben@northwind.example,Negotiation,"9,000.00",EUR,2026-09-05,2026-12-18
"""


FAR = sheet_of(workbook(Deals=[["Deal ID", "Owner email"]]), STRAY)
EVIL = with_part(FAR, SHEET, b"worksheet", b"worksheets")


class Dying(SlackClient):
    """The process ends while this fetches a file."""

    def __init__(self) -> None:
        """Nothing is needed for that."""

    async def download(self, workspace_id: str, url: str, into: Path, most_bytes: int) -> None:
        """The end."""
        raise asyncio.CancelledError


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Enterprise."""
    await with_team(stage)


async def types(actor: Actor, words: str) -> str:
    """What a command answers."""
    await actor.goes_to("#sales").types(words)
    return newest(actor.sees())


async def test_a_file_is_read_back_asked_about_and_imported(stage: Stage) -> None:
    """Nothing is in the books before Ana says so; the same file again brings nothing."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await ana.uploads("deals.csv", DEALS.encode(), to="@Pacer")
    await works(stage)
    asked = told(ana)[-1]
    for words in (
        "5 rows of *deals*",
        "Amount = `Amount`",
        "3 new, 0 changed, 0 the same, 1 rejected, 1 waits",
    ):
        assert words in said(asked)
    assert "Who is Somebody Else?" in said(asked)
    assert "$0" in await types(ben, "/metrics me")

    await ana.goes_to("@Pacer").clicks("Say who is who", within=asked)
    await ana.submits({"Somebody Else": "jamal"})
    await ana.closes()
    await works(stage)
    assert "4 new, 0 changed, 0 the same, 1 rejected" in said(asked)
    assert "without a close date" in said(asked)

    await ana.clicks("Import", within=asked)
    await works(stage)
    assert "*Imported:* 4 new" in said(asked)
    assert "$48,000" in await types(ben, "/metrics me")
    (rejected,) = [message for message in told(ana) if message.files and message.bot_id]
    content = (rejected.files[0].content or b"").decode("utf-8-sig")
    assert content.splitlines()[0].startswith("line,reason,Deal ID")
    assert content.splitlines()[1].startswith("5,It is won without a close date.,4,Dune")

    await ana.uploads("deals.csv", DEALS.encode(), to="@Pacer")
    await works(stage)
    again = [message for message in told(ana) if message.bot_id and not message.files][-1]
    assert "0 new, 0 changed, 4 the same, 1 rejected" in said(again)
    assert "This very file was taken in on" in said(again)
    assert "'Import'" not in said(again)


async def test_long_cells_are_cut_in_the_list_of_rejected_lines(stage: Stage) -> None:
    """The list is kept and sent whole, however much a small workbook unfolds to."""
    ana = stage.actor("ana")
    columns = ["Deal ID", "Owner email", "Stage", "Amount", "Close date", "Notes"]
    rows = [
        [n, "ben@northwind.example", "Closed Won", 5, "2026-11-20" if n == 1 else "", "x" * 32_000]
        for n in range(1, 40)
    ]
    await ana.uploads("deals.xlsx", workbook(Deals=[columns, *rows]), to="@Pacer")
    await works(stage)
    asked = told(ana)[-1]
    assert "38 rejected" in said(asked)
    await ana.goes_to("@Pacer").clicks("Import", within=asked)
    await works(stage)
    (rejected,) = [message for message in told(ana) if message.files and message.bot_id]
    content = rejected.files[0].content or b""
    assert content.count(b"\r\n") == 39
    assert len(content) < 38 * 1_200


async def test_what_cannot_be_read_changes_nothing(stage: Stage) -> None:
    """A rep's file, a picture and a broken table are refused with the reason."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await ben.uploads("deals.csv", DEALS.encode(), to="@Pacer")
    await works(stage)
    assert "Only the managers of teams, and admins, can import files" in said(told(ben)[-1])
    await ana.uploads("photo.png", b"\x89PNG", to="@Pacer")
    await works(stage)
    assert "photo.png is no table" in said(told(ana)[-1])
    await ana.uploads("broken.xlsx", b"PK\x03\x04 nothing", to="@Pacer")
    await works(stage)
    assert "That is no spreadsheet that can be read" in said(told(ana)[-1])
    assert "Nothing of it is in the books" in said(told(ana)[-1])


async def test_a_small_file_with_a_stray_cell_stops_nobody(stage: Stage) -> None:
    """What would be a rectangle of 550 GB is refused by its name; whatever gets past that ends its reader."""
    ana = stage.actor("ana")
    for content, sentence in ((FAR, "reaches to cell XFD1048576"), (EVIL, "needs more memory than I have")):
        assert len(content) < 8000
        await ana.uploads("deals.xlsx", content, to="@Pacer")
        await works(stage)
        assert sentence in said(told(ana)[-1])
        assert "Nothing of it is in the books" in said(told(ana)[-1])
    assert "$0" in await types(stage.actor("ben"), "/metrics me")


async def test_a_file_at_which_the_process_dies_is_given_up(stage: Stage) -> None:
    """The first two lives end in the middle of it; the third tells Ana, and goes on with what came later."""
    ana, clock, settings = stage.actor("ana"), stage.emulator.clock, stage.pacer.settings
    stage.emulator.settle = stage.pacer.tasks.drain
    await ana.uploads("deals.csv", DEALS.encode(), to="@Pacer")
    for _ in range(MOST_ATTEMPTS):
        async with build_app(settings, clock) as life:
            with pytest.raises(asyncio.CancelledError):
                await work_on_files(life.db, Dying(), NORTHWIND, clock.now())
            # It is in somebody's hands for a while: nobody else begins it.
            await work_on_files(life.db, Dying(), NORTHWIND, clock.now())
        await stage.emulator.move_clock(clock.now() + LEASE + timedelta(seconds=1))
    await ana.uploads("later.csv", DEALS.encode(), to="@Pacer")
    async with build_app(settings, clock) as life:
        stage.emulator.settle = Settler(life).settle
        await stage.emulator.move_clock(clock.now() + timedelta(seconds=5))
        await stage.emulator.move_clock(clock.now() + timedelta(seconds=5))
    first, later = (message for message in told(ana) if message.bot_id)
    assert "I have begun to read that file 2 times and never came to its end" in said(first)
    assert "Nothing of it is in the books" in said(first)
    assert "5 rows of *deals*" in said(later)


async def test_dates_that_can_be_read_in_two_ways_are_asked_about(stage: Stage) -> None:
    """The file waits until Ana has said which one it is; the answer holds for its whole column."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    text = "id,name,owner email,stage,amount,close date\nA,Acme,ben@northwind.example,Won,10,05/10/2026\n"
    await ana.uploads("two ways.csv", text.encode(), "as hubspot", to="@Pacer")
    await works(stage)
    asked = told(ana)[-1]
    assert "*close date* has 05/10/2026: is that" in said(asked)
    assert "'Import'" not in said(asked)
    await ana.goes_to("@Pacer").clicks("5 Oct 2026", within=asked)
    await works(stage)
    await ana.clicks("Import", within=asked)
    await works(stage)
    await ben.goes_to("#sales").types("/metrics why bookings since 1 Oct")
    assert ben.modal is not None
    assert "Mon 5 Oct" in str(ben.modal.blocks)
    assert "hubspot A" in str(ben.modal.blocks)


HUBSPOT = """Record ID,Deal Name,Pipeline,Deal Stage,Close Date,Owner email,Amount
9001,Acme,Sales,{},2026-11-20,ben@northwind.example,10
9002,Bolt,Sales,Discovery,2026-12-20,ben@northwind.example,5
"""


async def brings(stage: Stage, name: str, content: str) -> SlackMessage:
    """Ana sends a file from hubspot; the message about it."""
    ana = stage.actor("ana")
    await ana.uploads(name, content.encode(), "as hubspot", to="@Pacer")
    await works(stage)
    return next(message for message in reversed(told(ana)) if message.bot_id)


async def test_hubspot_renames_a_stage(stage: Stage) -> None:
    """A renamed stage with closed deals is asked about once, never read as open, and remembered."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    asked = await brings(stage, "november.csv", HUBSPOT.format("Contract signed"))
    question = "1 deal in *Contract signed* (Sales) has a closing day in the past: what does it mean?"
    assert question in said(asked)
    assert "*Discovery* (Sales) = open" in said(asked)
    assert "'Import'" not in said(asked)
    await ana.goes_to("@Pacer").clicks("Stages", within=asked)
    await ana.submits({"Contract signed (Sales)": "Won"})
    await ana.closes()
    await works(stage)
    assert "*Contract signed* (Sales) = won" in said(asked)
    await ana.clicks("Import", within=asked)
    await works(stage)
    assert "*Imported:* 2 new" in said(asked)
    assert "$10" in await types(ben, "/metrics me")

    # The same word with another header, and other deals: nobody asks again.
    again = HUBSPOT.format("Contract signed").replace("9001", "9003").replace("Deal Name", "Name")
    known = await brings(stage, "again.csv", again)
    assert "'Import'" in said(known)
    assert "what does it mean" not in said(known)

    renamed = await brings(stage, "renamed.csv", HUBSPOT.format("Signed & sealed").replace("9001", "9004"))
    assert "1 deal in *Signed &amp; sealed* (Sales) has a closing day" in said(renamed)
    assert "'Import'" not in said(renamed)
    await ana.clicks("Stages", within=renamed)
    await ana.submits({"Signed & sealed (Sales)": "Leave out"})
    await ana.closes()
    await works(stage)
    assert "1 row left out: its stage “Signed &amp; sealed” is left out" in said(renamed)


async def test_days_and_later_wins_are_asked_about(stage: Stage) -> None:
    """Days that begin elsewhere are read as such; a win far ahead is taken only if somebody says so."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    head = "Deal ID,Deal name,Owner email,Stage,Amount,Close date"
    days = ["2026-11-19T22:00:00Z", "2026-11-18T22:00:00Z", "2026-12-19T22:00:00Z", "2027-05-09T22:00:00Z"]
    rows = [f"{n},Deal {n},ben@northwind.example,Won,{10**n},{day}" for n, day in enumerate(days, 1)]
    asked = await brings(stage, "days.csv", "\n".join([head, *rows]))
    assert "are these days?" in said(asked)
    await ana.goes_to("@Pacer").clicks("Days: this is 20 Nov 2026", within=asked)
    await works(stage)
    assert "2 wins are dated later: $11,000 from 20 Dec to 10 May 2027." in said(asked)
    assert "They are right" in said(asked)
    assert "'Import'" not in said(asked)
    await ana.clicks("Leave them out", within=asked)
    await works(stage)
    assert "1 win is dated later: $1,000 on 20 Dec." in said(asked)
    assert "1 row left out: won on a day that is more than 31 days ahead" in said(asked)
    await ana.clicks("Import", within=asked)
    await works(stage)
    assert "*Imported:* 3 new" in said(asked)
    assert "$110" in await types(ben, "/metrics me")
    await ben.goes_to("#sales").types("/metrics why bookings since 1 Oct")
    assert ben.modal is not None
    assert "Fri 20 Nov" in str(ben.modal.blocks)
    assert "Deal 3" not in str(ben.modal.blocks)


async def test_activities_that_may_not_be_done_are_asked_about(stage: Stage) -> None:
    """Once for files with this header; what is told to be open is left out."""
    ana = stage.actor("ana")
    rows = "activity id,activity type,owner email,activity date\n1,Call,ben@northwind.example,2026-11-20\n"
    asked = await brings(stage, "calls.csv", rows)
    assert "Are all of these done?" in said(asked)
    assert "'Import'" not in said(asked)
    await ana.goes_to("@Pacer").clicks("Yes, all of them", within=asked)
    await works(stage)
    await ana.clicks("Import", within=asked)
    await works(stage)
    assert "*Imported:* 1 new" in said(asked)
    again = await brings(stage, "calls 2.csv", rows.replace("1,Call", "2,Call"))
    assert "'Import'" in said(again)
    told_so = rows.replace("activity date", "due date,done").replace("2026-11-20", "2026-11-20,To do")
    assert "1 row left out: not done yet" in said(await brings(stage, "to do.csv", told_so))


async def test_of_many_stages_the_unknown_come_first(stage: Stage) -> None:
    """Forty at once; the next ones follow, and the file is read anew after the last."""
    ana = stage.actor("ana")
    rows = [f"{n},D,Phase {n:03},{'2026-11-20' if n > 20 else '2027-01-10'},Ben,1" for n in range(1, 101)]
    content = "\n".join(["id,name,stage,close date,owner email,amount", *rows])
    asked = await brings(stage, "phases.csv", content)
    assert "*Phase 021* has a closing day" in said(asked)
    assert "And 68 more stages." in said(asked)
    await ana.goes_to("@Pacer").clicks("Stages", within=asked)
    await ana.submits({f"Phase {n:03}": "Lost" for n in range(21, 61)})
    assert "Phase 061" in str(ana.modal.blocks if ana.modal else "")
    await ana.submits({f"Phase {n:03}": "Won" for n in range(61, 101)})
    await ana.closes()
    await works(stage)
    assert "has a closing day" not in said(asked)
    assert "and 88 more" in said(asked)


async def test_kudos_are_given_while_a_file_is_read_in(stage: Stage) -> None:
    """Its process dies in the middle, so that it takes long; figures say so, and move at the end."""
    ana, ben, clock = stage.actor("ana"), stage.actor("ben"), stage.emulator.clock
    rows = [f"{n},Deal {n},ben@northwind.example,Closed Won,1,2026-11-20" for n in range(4 * SLICE)]
    content = "\n".join(["Deal ID,Deal name,Owner email,Stage,Amount,Close date", *rows])
    await ana.uploads("deals.csv", content.encode(), to="@Pacer")
    await works(stage)
    stage.emulator.settle = stage.pacer.tasks.drain
    await ana.goes_to("@Pacer").clicks("Import", within=told(ana)[-1])

    async with build_app(stage.pacer.settings, clock) as life:
        life.db.before_commit(TOPIC, dies_at(3))
        with pytest.raises(asyncio.CancelledError):
            await work_on_files(life.db, life.client, NORTHWIND, clock.now())

    during = await types(ben, "/metrics me")
    assert "$0" in during
    assert f"*{READING_IN}*" in during
    await types(ben, "/metrics export figures")
    assert "Ben Walker" in (await ana.goes_to("#sales").types("/kudos @ben the import")).text

    stage.emulator.settle = Settler(stage.pacer).settle
    await stage.emulator.move_clock(clock.now() + LEASE + timedelta(seconds=5))
    await works(stage)
    after = await types(ben, "/metrics me")
    assert "$2,000" in after
    assert READING_IN not in after
    held = f"{READING_IN.capitalize()}: these are the figures before it."
    assert any(held in message.text for message in told(ben))
    assert "*Imported:* 2,000 new" in said(next(m for m in told(ana) if m.bot_id))


def dies_at(number: int) -> BeforeCommit:
    """The process ends in the middle of the transaction of this number."""
    left = number

    async def die(_: Transaction, __: object) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise asyncio.CancelledError

    return die


async def test_the_wrong_file_is_taken_back(stage: Stage) -> None:
    """By whoever sent it, for seven days: the books are as before, with the totals around it."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await ana.uploads("deals.csv", DEALS.encode(), to="@Pacer")
    await works(stage)
    asked = told(ana)[-1]
    await ana.goes_to("@Pacer").clicks("Import", within=asked)
    await works(stage)
    assert "$48,000" in await types(ben, "/metrics me")
    await ana.goes_to("@Pacer").clicks("Take it back", within=asked)
    await works(stage)
    assert "*Taken back:* what it booked is reversed" in said(asked)
    assert "Before: Won 1, $48,000 · lost 1 · open 1, $0" in said(asked)
    assert "After: Won 0, $0 · lost 0 · open 0, $0" in said(asked)
    assert "'Take it back'" not in said(asked)
    assert "$48,000" not in await types(ben, "/metrics me")

    await ana.uploads("deals.csv", DEALS.encode(), to="@Pacer")
    await works(stage)
    again = [message for message in told(ana) if message.bot_id and not message.files][-1]
    assert "3 new" in said(again)
    await ana.goes_to("@Pacer").clicks("Import", within=again)
    await works(stage)
    await leaps(stage.emulator, stage.emulator.clock.now() + timedelta(days=8))
    await ana.goes_to("@Pacer").clicks("Take it back", within=again)
    assert "A file is taken back within 7 days" in newest(ana.sees())


async def test_wrong_rates_are_taken_back(stage: Stage) -> None:
    """What was booked at them waits for a rate again."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    euros = "\n".join(DEALS.splitlines()[:2]).replace("48,000.00", "100").replace("USD", "EUR")
    deals = await brings(stage, "deals.csv", euros)
    await ana.goes_to("@Pacer").clicks("Import", within=deals)
    await works(stage)
    asked = await brings(stage, "rates.csv", "currency,since,rate\nEUR,2026-10-01,110\n")
    await ana.goes_to("@Pacer").clicks("Import", within=asked)
    await works(stage)
    assert "$11,000" in await types(ben, "/metrics me")
    await ana.goes_to("@Pacer").clicks("Take it back", within=asked)
    await works(stage)
    assert "*Taken back:* the rates of before are in force again" in said(asked)
    assert "$11,000" not in await types(ben, "/metrics me")


async def test_a_deal_is_deleted_in_the_crm(stage: Stage) -> None:
    """The next file says so: the deal is in no figure any more."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    head = "Deal ID,Deal name,Owner email,Deal status,Amount,Close date\n"
    for name, status in (("deals.csv", "Won"), ("later.csv", "Deleted")):
        row = f"9,Harbor,ben@northwind.example,{status},21000,2026-11-20\n"
        await ana.uploads(name, (head + row).encode(), to="@Pacer")
        await works(stage)
        asked = [message for message in told(ana) if message.bot_id and not message.files][-1]
        await ana.goes_to("@Pacer").clicks("Import", within=asked)
        await works(stage)
        assert ("$21,000" in await types(ben, "/metrics me")) == (status == "Won")
    assert "1 gone" in said(asked)


async def test_a_file_that_is_everything_takes_out_what_is_missing(stage: Stage) -> None:
    """The switch below the dry run lists it; the sender leaves it, or takes it out and imports."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    head = "Deal ID,Deal name,Owner email,Stage,Amount,Close date\n"
    rows = [f"{n},Deal {n},ben@northwind.example,Won,{n}000,2026-11-20\n" for n in (5, 6, 7)]
    for number in (3, 2):
        await ana.uploads("deals.csv", (head + "".join(rows[:number])).encode(), to="@Pacer")
        await works(stage)
        asked = [message for message in told(ana) if message.bot_id and not message.files][-1]
        if number == 3:
            await ana.goes_to("@Pacer").clicks("Import", within=asked)
            await works(stage)
    await ana.goes_to("@Pacer").clicks("This file is everything", within=asked)
    await works(stage)
    assert "1 deal is in the books and not in it: Deal 7, $7,000, won 20 Nov." in said(asked)
    await ana.clicks("Leave them", within=asked)
    await works(stage)
    assert "not in it" not in said(asked)
    await ana.clicks("This file is everything", within=asked)
    await works(stage)
    await ana.clicks("Take them out ($7,000 booked)", within=asked)
    await works(stage)
    assert "0 changed, 2 the same, 1 gone" in said(asked)
    assert "$11,000" in await types(ben, "/metrics me")


async def test_deals_that_another_source_tells_are_asked_about(stage: Stage) -> None:
    """Three pairs, and the file waits: the same system is counted once, and is known by its header then."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    head = "Deal name,Owner email,Stage,Amount,Created Date,Close date\n"
    rows = "".join(f"Deal {n},ben@northwind.example,Won,{n}000,2026-10-0{n},2026-11-20\n" for n in (5, 6, 7))
    ids = "Deal ID," + head + "".join(f"H{n},{row}\n" for n, row in enumerate(rows.splitlines()))
    await ana.goes_to("@Pacer").uploads("crm.csv", ids.encode(), to="@Pacer", text="as hubspot")
    await works(stage)
    asked = told(ana)[-1]
    await ana.goes_to("@Pacer").clicks("Import", within=asked)
    await works(stage)
    await ana.uploads("report.csv", (head + rows).encode(), to="@Pacer")
    await works(stage)
    asked = [message for message in told(ana) if message.bot_id and not message.files][-1]
    assert "3 of its 3 deals are in the books from hubspot." in said(asked)
    assert "'Import'" not in said(asked)
    await ana.goes_to("@Pacer").clicks("The same system", within=asked)
    await works(stage)
    assert "0 new, 0 changed, 3 the same" in said(asked)
    assert "$18,000" in await types(ben, "/metrics me")
