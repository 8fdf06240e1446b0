"""What nobody knows how to read waits: its keeper says what a stage means, and which deals are one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.emulator.state.world import SlackMessage
from bot.features.imports.service.loading import load
from bot.features.ledger.rules.records import DealRecord, DealStatus, PersonRef, Record
from bot.features.people.service import members as people
from tests.features.members import member

from .goals_office import said, told, with_team
from .imports_office import works
from .people import newest, opens_tab

MAIL = "ben@northwind.example"
FILE = f"""Deal ID,Deal name,Owner email,Stage,Amount,Close date
X1,Acme,{MAIL},Closed Won,48000,2026-11-18
X2,Bolt,{MAIL},Closed Won,7000,2026-11-19
"""


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Enterprise, and Ben sells in it."""
    await with_team(stage)
    who = stage.emulator.world.named("ben", NORTHWIND).id
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        await people.keep(transaction, [member(who, email=MAIL)])


def deal(external_id: str, name: str, amount: int, day: int = 20) -> DealRecord:
    """A won deal of Ben's."""
    return DealRecord(
        external_id=external_id,
        name=name,
        owner=PersonRef(email=MAIL),
        status=DealStatus.WON,
        amount=Decimal(amount),
        closed_on=date(2026, 11, day),
    )


def in_stage(external_id: str, stage: str, amount: int) -> DealRecord:
    """A deal of which a webhook tells the stage, and not whether it is won."""
    told = deal(external_id, external_id, amount)
    return replace(told, status=DealStatus.OPEN, stage=stage, untold=frozenset({"status"}))


async def hears(stage: Stage, source: str, *records: Record) -> None:
    """Something comes in by webhook from a source that Ana keeps."""
    ana, now = stage.emulator.world.named("ana", NORTHWIND).id, stage.emulator.clock.now()
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        await load(transaction, source, records, "webhook:1", now, ana)
    await works(stage)


async def booked(actor: Actor) -> str:
    """What `/metrics me` says of bookings."""
    await actor.goes_to("#sales").types("/metrics me")
    return newest(actor.sees())


def asked(actor: Actor, words: str) -> list[SlackMessage]:
    """The messages of the bot that say this."""
    return [each for each in told(actor) if each.bot_id and words in said(each)]


async def test_hubspot_renames_a_stage(stage: Stage) -> None:
    """What it means is asked once, waits in Home and in the list of imports, and holds from then on."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await hears(stage, "hubspot", in_stage("D1", "Signed <b>", 48_000), in_stage("D2", "Signed <b>", 2_000))
    await hears(stage, "hubspot", in_stage("D3", "Parked", 900), in_stage("D4", "Closed won", 100))
    (question,) = asked(ana, "Signed")
    assert "*Signed &lt;b&gt;* of hubspot: 2 deals, $50,000 wait. What does it mean?" in said(question)
    assert "$100" in await booked(ben)
    await ana.goes_to("#sales").types("/metrics import")
    assert "*Parked* of hubspot: 1 deal, $900 waits" in newest(ana.sees())
    assert "3 rows wait for an answer: hubspot" in await opens_tab(ana, "today")

    await ana.goes_to("@Pacer").clicks("Won", within=question)
    (parked,) = asked(ana, "Parked")
    await ana.clicks("Leave out", within=parked)
    await works(stage)
    assert "*Signed &lt;b&gt;* of hubspot means won: 2 deals, $50,000 come in." in said(question)
    assert "$50,100" in await booked(ben)
    await hears(stage, "hubspot", in_stage("D5", "signed <B>", 1_000), in_stage("D6", "Parked", 5))
    assert "$51,100" in await booked(ben)
    assert len(asked(ana, "What does it mean?")) == 0


async def test_one_deal_of_two_sources_is_asked_about(stage: Stage) -> None:
    """By webhook and in a file: the same counts once and is known by both ids, two deals count both."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await hears(stage, "hubspot", deal("H1", "Acme", 48_000), deal("H2", "Bolt", 7_000))
    await hears(stage, "zapier", deal("Z1", "ACME", 48_000, 12), deal("Z9", "Corex", 500))
    (question,) = asked(ana, "comes from zapier")
    assert "*ACME*, $48,000, won 12 Nov comes from zapier" in said(question)
    assert "In the books from hubspot: *Acme*, $48,000, won 20 Nov" in said(question)
    assert "$55,500" in await booked(ben)
    await ana.goes_to("@Pacer").clicks("The same", within=question)
    await works(stage)
    assert "are one deal: it counts once" in said(question)
    await hears(stage, "zapier", deal("Z1", "ACME", 50_000))
    assert "$57,500" in await booked(ben)

    await ana.goes_to("@Pacer").uploads("deals.csv", FILE.encode())
    await works(stage)
    (file,) = asked(ana, "deals.csv")
    assert "1 new, 0 changed, 0 the same, 0 rejected, 1 waits for an answer" in said(file)
    await ana.clicks("Import", within=file)
    await works(stage)
    (second,) = asked(ana, "comes from a file")
    await ana.clicks("Two deals", within=second)
    await works(stage)
    assert "are two deals: both count" in said(second)
    assert "$112,500" in await booked(ben)


async def test_one_answer_for_all(stage: Stage) -> None:
    """Where three deals or more wait beside those of one source; what is told otherwise waits no longer."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await hears(stage, "hubspot", *(deal(f"H{n}", f"Deal {n}", 1_000 + n) for n in range(4)))
    await hears(stage, "zapier", *(deal(f"Z{n}", f"Deal {n}", 1_000 + n) for n in range(4)))
    questions = asked(ana, "comes from zapier")
    assert len(questions) == 4
    await hears(stage, "zapier", deal("Z0", "Deal 0", 1))
    assert "nothing waits for an answer any more" in said(questions[0])
    await ana.goes_to("@Pacer").clicks("All, later ones too: the same", within=questions[3])
    await works(stage)
    assert all("it counts once" in said(each) for each in questions[1:])
    assert "$4,007" in await booked(ben)

    await hears(stage, "hubspot", deal("H5", "Later", 5_000), deal("H6", "Twice", 600, 12))
    await hears(stage, "zapier", deal("Z5", "Later", 5_000))
    await hears(stage, "zapier", deal("Z6", "Twice", 600, 13), deal("Z7", "Twice", 600, 14))
    assert not asked(ana, "Is that one deal?")
    assert "$10,207" in await booked(ben)
    await ana.goes_to("#sales").types("/metrics import")
    assert "*zapier* is joined with *hubspot*" in newest(ana.sees())
    await ana.clicks("Ask again")
    await hears(stage, "hubspot", deal("H8", "Asked", 80))
    await hears(stage, "zapier", deal("Z8", "Asked", 80), deal("Z5", "Later", 5_001))
    assert len(asked(ana, "Is that one deal?")) == 1
    assert "$10,288" in await booked(ben)
    await ana.goes_to("#sales").types("/metrics import")
    assert "is joined with" not in newest(ana.sees())


async def test_a_file_that_is_all_of_some_days(stage: Stage) -> None:
    """What closed on these days and is not in it is listed, and leaves the books by a press; others stay."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await ana.goes_to("@Pacer").uploads("deals.csv", FILE.encode())
    await works(stage)
    await ana.clicks("Import", within=asked(ana, "deals.csv")[0])
    await works(stage)
    only = "\n".join(FILE.splitlines()[:2]) + "\n"
    for last, said_of in (("2026-11-18", "Nothing won or lost from 1 Nov 2026"), ("2026-11-30", "*")):
        await ana.goes_to("@Pacer").uploads("november.csv", only.encode())
        await works(stage)
        file = asked(ana, "november.csv")[-1]
        await ana.clicks("… of some days", within=file)
        await ana.submits({"From": "2026-11-01", "To": "2026-10-01"})
        assert ana.modal is not None
        assert ana.modal.errors == {"last": "It ends before it begins."}
        await ana.submits({"To": last})
        await ana.closes(clear=True)
        await works(stage)
        assert said_of in said(file)
    assert "1 deal won or lost from 1 Nov 2026 to 30 Nov 2026 is in the books and not in it: Bolt" in said(
        file
    )
    await ana.clicks("Take them out ($7,000 booked)", within=file)
    await works(stage)
    assert "$48,000" in await booked(ben)
