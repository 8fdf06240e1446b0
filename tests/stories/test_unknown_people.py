"""Records of somebody whom nobody knows yet wait; their keeper says in Slack who it is."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.emulator.state.world import SlackMessage
from bot.features.imports.service.loading import load
from bot.features.imports.service.waiting import parking
from bot.features.imports.service.waiting.questions import MOST_ASKED
from bot.features.ledger.models.credits import Credit
from bot.features.ledger.rules.records import (
    ActivityRecord,
    DealRecord,
    DealStatus,
    PersonRef,
    QuotaRecord,
    Record,
)
from bot.features.people.service import members as people
from tests.features.members import member

from .goals_office import said, told, with_team
from .imports_office import works
from .people import newest

ZOE = PersonRef("12", "zoe@northwind.example", "Zoe Park <b>")
FILE = """Deal ID,Deal name,Owner name,Owner email,Stage,Amount,Close date
1,Acme,Ben,ben@northwind.example,Closed Won,48000,2026-11-20
2,Bolt,Zoe Park,,Closed Won,40000,2026-11-20
3,Corex,Zoe Park,,Closed Won,1000,2026-11-19
"""


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Enterprise."""
    await with_team(stage)


def deal(external_id: str, owner: PersonRef = ZOE, amount: int = 20_500) -> DealRecord:
    """A won deal."""
    return DealRecord(
        external_id=external_id,
        name=external_id,
        owner=owner,
        status=DealStatus.WON,
        amount=Decimal(amount),
        closed_on=date(2026, 11, 20),
    )


async def hears(stage: Stage, *records: Record, keeper: str | None = "ana") -> None:
    """Something comes in from hubspot, which somebody keeps."""
    who = stage.emulator.world.named(keeper, NORTHWIND).id if keeper else None
    now = stage.emulator.clock.now()
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        await load(transaction, "hubspot", records, "webhook:1", now, who)
    await works(stage)


async def keep(stage: Stage, name: str, **facts: object) -> None:
    """Slack tells this of somebody."""
    who = stage.emulator.world.named(name, NORTHWIND).id
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        await people.keep(transaction, [member(who, **facts)])


def asked_of(actor: Actor, name: str = "Zoe Park") -> list[SlackMessage]:
    """The questions about somebody."""
    return [message for message in told(actor) if message.bot_id and f"*{name}" in said(message)]


async def bookings(actor: Actor) -> str:
    """What `/metrics me` says."""
    await actor.goes_to("#sales").types("/metrics me")
    return newest(actor.sees())


async def test_the_keeper_is_asked_once_and_the_answer_takes_all_in(stage: Stage) -> None:
    """More that waits amends the question; nobody else is asked, and the same name is never asked again."""
    ana, grace = stage.actor("ana"), stage.actor("grace")
    await hears(stage, deal("Acme"), deal("Bolt"))
    await hears(
        stage,
        deal("Corex", amount=0),
        ActivityRecord(external_id="A-1", kind="call", person=ZOE, happened_on=date(2026, 11, 20)),
    )
    (asked,) = asked_of(ana)
    assert (
        "hubspot names *Zoe Park &lt;b&gt;* (zoe@northwind.example): 3 deals and 1 activity, $41,000 wait."
        in said(asked)
    )
    for other in ("ben", "cleo"):
        assert asked_of(stage.actor(other)) == []
    assert "$0" in await bookings(grace)
    assert "wait for a name" in await sheet(ana)

    await ana.goes_to("@Pacer").clicks("Choose a member", within=asked)
    await ana.submits({"Member": "grace"})
    await ana.closes()
    await works(stage)
    assert f"is <@{stage.emulator.world.named('grace', NORTHWIND).id}>: 3 deals and 1 activity" in said(asked)
    assert "$41,000" in await bookings(grace)
    assert "wait for a name" not in await sheet(ana)
    await hears(stage, deal("Dune", PersonRef(email=ZOE.email), 9_000))
    assert "$50,000" in await bookings(grace)
    assert len(asked_of(ana)) == 1


async def sheet(actor: Actor) -> str:
    """What `/metrics team` says."""
    await actor.goes_to("#sales").types("/metrics team")
    return newest(actor.sees())


async def test_later_and_no_member_here(stage: Stage) -> None:
    """What waits is listed until it is answered; then it counts for nobody, and what cannot be is told."""
    ana = stage.actor("ana")
    quota = QuotaRecord(person=ZOE, amount=Decimal(5), starts_on=date(2026, 10, 1), ends_on=date(2027, 1, 1))
    await hears(stage, deal("Acme"), quota)
    (asked,) = asked_of(ana)
    await ana.goes_to("@Pacer").clicks("Keep for later", within=asked)
    await stage.emulator.settled()
    assert "'Later'" not in said(asked)
    await ana.goes_to("#sales").types("/metrics import")
    listed = ana.sees()[-1]
    assert "1 deal and 1 quota, $20,500 wait." in said(listed)
    await ana.clicks("No member here", within=listed)
    await works(stage)
    assert "is no member here: 1 deal and 1 quota, $20,500 come in, for nobody." in said(asked)
    assert "1 row cannot be taken in" in said(told(ana)[-1])
    assert "cannot have a quota" in said(told(ana)[-1])
    await ana.goes_to("#sales").types("/metrics import")
    assert "names *Zoe" not in newest(ana.sees())


async def test_a_file_parks_its_rows_and_the_others_come_in(stage: Stage) -> None:
    """Ana imports without an answer; she is asked for the name, not for the rows."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await ana.uploads("deals.csv", FILE.encode(), to="@Pacer")
    await works(stage)
    file = told(ana)[-1]
    assert "1 new, 0 changed, 0 the same, 0 rejected, 2 wait for an answer" in said(file)
    await ana.goes_to("@Pacer").clicks("Import", within=file)
    await works(stage)
    assert "*Imported:* 1 new" in said(file)
    assert "$48,000" in await bookings(ben)
    (asked,) = asked_of(ana)
    assert "A file names *Zoe Park*: 2 deals, $41,000 wait." in said(asked)
    await ana.goes_to("@Pacer").clicks("Choose a member", within=asked)
    await ana.submits({"Member": "ben"})
    await ana.closes()
    await works(stage)
    assert "$89,000" in await bookings(ben)


async def test_a_file_of_which_too_much_waits_is_told(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside what became of the file, as for any other source."""
    monkeypatch.setattr(parking, "MOST_PARKED", 1)
    ana = stage.actor("ana")
    await ana.uploads("deals.csv", FILE.encode(), to="@Pacer")
    await works(stage)
    await ana.goes_to("@Pacer").clicks("Import", within=told(ana)[-1])
    await works(stage)
    assert any("file is stopped" in said(message) for message in told(ana))


async def test_what_is_settled_elsewhere_needs_no_answer(stage: Stage) -> None:
    """The source names another owner; or the unknown one joins, with the same address."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await hears(stage, deal("Acme"))
    await hears(stage, deal("Acme", PersonRef(email="ben@northwind.example")))
    (asked,) = asked_of(ana)
    assert "nothing waits for that name any more" in said(asked)
    assert "$20,500" in await bookings(ben)


async def test_without_a_keeper_admins_are_asked(stage: Stage) -> None:
    """Nobody added the source from Slack, or who did may not answer any more."""
    await keep(stage, "lucia", is_admin=True)
    await hears(stage, deal("Acme"), keeper=None)
    await keep(stage, "lucia", is_admin=True)
    await hears(stage, deal("Bolt", PersonRef(name="Somebody")), keeper="ben")
    await keep(stage, "lucia", is_admin=True)
    assert asked_of(stage.actor("ben"), "Somebody") == []
    for admin in ("ana", "lucia"):
        assert len(asked_of(stage.actor(admin))) == len(asked_of(stage.actor(admin), "Somebody")) == 1
    lucia = stage.actor("lucia")
    (asked,) = asked_of(lucia, "Somebody")
    await lucia.goes_to("@Pacer").clicks("No member here", within=asked)
    await works(stage)
    (other,) = asked_of(stage.actor("ana"), "Somebody")
    assert "is no member here" in said(other)


async def test_so_many_questions_at_once_and_no_more(stage: Stage) -> None:
    """The others are asked as the first are answered."""
    strangers = [PersonRef(name=f"Person {number:02}") for number in range(MOST_ASKED + 2)]
    await hears(stage, *(deal(who.name, who) for who in strangers))
    ana = stage.actor("ana")
    assert len(asked_of(ana, "Person")) == MOST_ASKED
    await ana.goes_to("@Pacer").clicks("No member here", within=asked_of(ana, "Person")[0])
    await works(stage)
    assert len(asked_of(ana, "Person")) == MOST_ASKED + 1


async def test_who_joins_with_that_address_is_known(stage: Stage) -> None:
    """Nobody has to say who they are."""
    address = "grace@northwind.example"
    await keep(stage, "grace", email=None)
    await hears(stage, deal("Acme", PersonRef(email=address)))
    (asked,) = asked_of(stage.actor("ana"), address)
    await keep(stage, "grace", email=address)
    await stage.emulator.move_clock(stage.emulator.clock.now() + timedelta(minutes=10))
    await works(stage)
    await works(stage)
    assert "1 deal, $20,500 comes in." in said(asked)
    assert "$20,500" in await bookings(stage.actor("grace"))


@pytest.mark.parametrize(
    ("tap", "said_then", "rows"), [("They are right", "come in", 1), ("Leave them out", "left out", 0)]
)
async def test_wins_far_ahead_wait_for_a_word(stage: Stage, tap: str, said_then: str, rows: int) -> None:
    """Of their keeper, once: told again, they come in or stay out without a question."""
    ana = stage.actor("ana")
    far = replace(deal("Acme"), owner=PersonRef(email="ben@northwind.example"), closed_on=date(2027, 6, 1))

    def asked() -> list[SlackMessage]:
        return [message for message in told(ana) if "days ahead" in said(message)]

    await hears(stage, far)
    (question,) = asked()
    assert "hubspot: 1 win is dated later: $20,500 on 1 Jun 2027." in said(question)
    await ana.goes_to("@Pacer").clicks(tap, within=question)
    await works(stage)
    assert said_then in said(question)
    assert asked() == []
    await hears(stage, replace(far, name="Acme again"))
    assert asked() == []
    async with stage.pacer.db.reading(NORTHWIND) as reading:
        booked = await reading.session.scalars(select(Credit.closed_on))
        assert list(booked) == [date(2027, 6, 1)] * rows
