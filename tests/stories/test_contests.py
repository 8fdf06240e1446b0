"""Contests over the wire: planned by form, played on the past, launched, told on the right days, and won."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.emulator.state.world import SlackMessage
from bot.features.contests.models import ContestRow
from bot.features.contests.rules.planning import rules_from
from bot.features.contests.service.backtest import window
from bot.features.contests.service.scoreboard import score, winners
from bot.features.ledger.rules.records import DealStatus
from bot.features.metrics.service import spotlights
from tests.started import MONDAY

from .goals_office import said, told, with_team
from .metrics_office import booked, deal, person, quota

FORM = {
    "Name": "November & <sprint>",
    "By what?": "Bookings",
    "Counted how?": "Against quota or target",
    "First day": "2026-11-24",
    "Last day": "2026-11-30",
    "Prize": "Dinner for two",
}
WINDOW_DAY = date(2026, 11, 17)


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Enterprise: four with quotas; Ben has won most for eleven weeks."""
    await with_team(stage)
    for name, amount in (("ben", 200_000), ("grace", 200_000), ("jamal", 100_000), ("kavya", 100_000)):
        await quota(stage, name, amount)
    days = [date(2026, 9, 8) + timedelta(weeks=week) for week in range(11)]
    for name, amount in (("ben", 20_000), ("grace", 9_000), ("jamal", 4_000), ("kavya", 2_000)):
        await booked(stage, name, *(deal(f"{name}{week}", amount, day) for week, day in enumerate(days)))


def posts(stage: Stage) -> list[SlackMessage]:
    """What contests said in the channel."""
    found = stage.actor("ana").sees("#sales")
    return [m for m in found if m.bot_id and "November" in m.text]


def answered(actor: Actor) -> str:
    """What only this person has read last."""
    return said([each for each in actor.sees() if each.ephemeral_to][-1])


async def at(stage: Stage, day: int, hour: int, minute: int = 0) -> None:
    """Go to that day of November, in London; after the 30th it is December."""
    start = datetime(2026, 11, 1, hour, minute, tzinfo=MONDAY.tzinfo)
    await stage.emulator.move_clock(start + timedelta(days=day - 1))


async def planned(stage: Stage, **more: object) -> Actor:
    """Ana has sent the form."""
    ana = stage.actor("ana").goes_to("#general")
    await ana.types("/contest new")
    await ana.submits({**FORM, **more})
    return ana


async def test_a_contest_from_plan_to_prize(stage: Stage) -> None:
    """The warning, the launch, the posts on their days, one's own place, late data, the winner, the lift."""
    ana = await planned(stage)
    assert ana.modal is not None
    tested = str(ana.modal.blocks)
    assert "Ben Walker would have won 8 of 8" in tested
    assert "Writing more down does not help: it is counted from your deals." in tested
    assert not posts(stage)
    await ana.clicks("Launch")
    assert "Rules frozen at the start" in str(ana.modal.blocks)
    await ana.closes(clear=True)
    await at(stage, 23, 16)
    assert not posts(stage)
    await at(stage, 24, 9, 5)
    (kickoff,) = posts(stage)
    assert "A contest begins: *November &amp; &lt;sprint&gt;*" in said(kickoff)
    assert "Prize: Dinner for two" in said(kickoff)
    await booked(stage, "kavya", deal("K99", 30_000, date(2026, 11, 25)))
    await booked(stage, "ben", deal("B99", 20_000, date(2026, 11, 25)))
    await at(stage, 27, 12)
    kickoff, halfway = posts(stage)
    assert "Half-way" in said(halfway)
    assert "First now: *Kavya Rao*, 394.3%." in said(halfway)
    for name in ("Ben", "Grace", "Jamal"):
        assert name not in said(halfway)
    ben = stage.actor("ben").goes_to("#sales")
    await ben.clicks("My place", within=halfway)
    assert "You are number 2 with" in said(ben.sees()[-1])
    # What comes in after the post does not change what it, or one's place by it, says.
    await booked(stage, "ben", deal("B98", 90_000, date(2026, 11, 26)))
    await ben.clicks("My place", within=halfway)
    assert "You are number 2 with" in answered(ben)
    await ben.types("/contest 1")
    assert "You are number 1 with" in answered(ben)
    await booked(stage, "ben", deal("B98", None, None, DealStatus.OPEN))
    await booked(stage, "ben", deal("B99", None, None, DealStatus.OPEN))
    await ben.types("/contest 1")
    assert "You are number 2, level with 2 others with 0.0%" in answered(ben)
    await at(stage, 31, 12)
    assert len(posts(stage)) == 2
    await booked(stage, "jamal", deal("LATE", 90_000, date(2026, 11, 30)))
    await at(stage, 32, 18)
    assert len(posts(stage)) == 2
    await at(stage, 33, 9, 10)
    *_, final = posts(stage)
    assert "*Jamal Carter* wins. The prize: Dinner for two." in said(final)
    for more in ("Kavya", "Ben", "a place", "frozen", "Data as of"):
        assert more not in said(final)
    jamal = stage.actor("jamal").goes_to("#sales")
    for actor, place in ((ben, "You are number 3"), (jamal, "You won, with ")):
        await actor.clicks("My place", within=final)
        assert place in answered(actor)
    await booked(stage, "grace", deal("TOOLATE", 900_000, date(2026, 11, 30)))
    await at(stage, 34, 12)
    assert len(posts(stage)) == 3
    await ben.types("/contest 1")
    assert "*Jamal Carter* wins" in said(ben.sees()[-1])
    (lift,) = [m for m in told(ana) if "has moved" in said(m)]
    assert "Better than usual: *2 of 4*" in said(lift)
    assert not [m for m in told(ben) if "has moved" in said(m)]
    for post in posts(stage):
        assert "<@" not in said(post)
        assert "<!" not in said(post)


async def test_a_contest_of_renewals(stage: Stage) -> None:
    """By the quota for one kind of deals: what is booked of others moves nobody."""
    for name in ("ben", "grace", "jamal", "kavya"):
        await quota(stage, name, 60_000, category="Renewal")
    ana = await planned(
        stage, **{"By what?": "Quota attainment: Renewal", "Counted how?": "The plain number"}
    )
    await ana.clicks("Launch")
    await ana.closes(clear=True)
    await at(stage, 24, 9, 5)
    day = date(2026, 11, 25)
    await booked(stage, "ben", deal("N", 900_000, day, category="New"))
    await booked(stage, "grace", deal("R", 5_000, day, category="renewal"))
    await at(stage, 27, 12)
    assert "First now: *Grace Kim*" in said(posts(stage)[-1])
    await booked(stage, "ben", deal("N", 900_000, day, category="Renewal"))
    await ana.goes_to("#sales").types("/contest 1")
    assert "Ben Walker" in answered(ana)


async def test_the_back_test_is_the_contest(stage: Stage) -> None:
    """The same days at the same instant: the same rows, the same words, the same winner."""
    ana = await planned(stage)
    await ana.clicks("Launch")
    now = stage.emulator.clock.now()
    async with stage.pacer.db.reading(NORTHWIND) as reading:
        contest = await reading.session.get_one(ContestRow, 1)
        rules = rules_from(contest.rules)
        days = window(rules, rules.first, 1)
        assert WINDOW_DAY in days
        replayed = await score(reading, rules, frozenset(), now, days)
        then = type(rules)(**{**vars(rules), "first": days.start, "last": days.last})
        live = await score(reading, then, frozenset(), now)
        assert live.ranked == replayed.ranked
        assert await winners(reading, live) == await winners(reading, replayed)


async def test_who_may(stage: Stage) -> None:
    """A rep and an outsider plan nothing, and see nothing that is not theirs, by whatever words."""
    ana = await planned(stage)
    ben, cleo = stage.actor("ben").goes_to("#general"), stage.actor("cleo").goes_to("#general")
    for actor in (ben, cleo):
        await actor.types("/contest new")
        assert "Only the managers of teams" in said(actor.sees()[-1])
        for words in ("1", "test 1", "launch 1", "cancel 1"):
            await actor.types(f"/contest {words}")
            assert "There is no such contest for you to see" in said(actor.sees()[-1])
    await ana.clicks("Launch")
    await ana.closes(clear=True)
    await ben.types("/contest 1")
    assert "November" in said(ben.sees()[-1])
    for words in ("test 1", "launch 1", "cancel 1"):
        await ben.types(f"/contest {words}")
        assert "Only whoever made a contest" in said(ben.sees()[-1])
    await cleo.types("/contest 1")
    assert "There is no such contest" in said(cleo.sees()[-1])
    await cleo.types("/contest")
    assert "November" not in said(cleo.sees()[-1])
    dario = stage.actor("dario").goes_to("#general")
    await dario.types("/contest cancel 1")
    assert "There is no such contest" in said(dario.sees()[-1])


async def test_bad_input(stage: Stage) -> None:
    """Beside its field, and nothing is kept."""
    ana = stage.actor("ana").goes_to("#general")
    await ana.types("/contest new")
    for wrong, field, sentence in (
        ({"First day": "2026-11-20"}, "first", "is past"),
        ({"First day": "2026-11-24", "Last day": "2026-11-23"}, "last", "ends before it begins"),
        ({"Last day": "2027-06-01"}, "last", "2 to 93 days"),
        ({"Last day": "2026-11-30", "Everybody wins from here on": "abc"}, "bar", "abc"),
        ({"Everybody wins from here on": "12"}, "bar", "percentages here"),
        ({"Everybody wins from here on": "", "By what?": "Kudos"}, "engine", "Kudos have no quota"),
        (
            {"By what?": "Bookings", "Who competes?": "The people below", "People": ["ben", "grace"]},
            "who",
            "At least 4 people",
        ),
    ):
        await ana.submits({**FORM, **wrong} if "First day" in wrong else wrong)
        assert ana.modal is not None
        assert sentence in ana.modal.errors[field]
    await ana.submits({"Last day": "9999-12-31", "Everybody wins from here on": "abc"})
    assert ana.modal is not None
    assert list(ana.modal.errors) == ["last", "bar"]
    await ana.closes(clear=True)
    await ana.types("/contest")
    assert "There is no contest for you now" in said(ana.sees()[-1])
    await ana.types("/contest florp")
    assert "I do not understand “florp”" in said(ana.sees()[-1])


async def test_declining_and_cancelling(stage: Stage) -> None:
    """Whoever does not want to is not in it; a cancelled one says nothing more."""
    ana = await planned(stage)
    await ana.clicks("Launch")
    await ana.closes(clear=True)
    await at(stage, 24, 9, 5)
    ben = stage.actor("ben").goes_to("#sales")
    await ben.clicks("Not for me")
    assert "You do not take part. Nobody is told." in said(ben.sees()[-1])
    await booked(stage, "ben", deal("B99", 90_000, date(2026, 11, 24)))
    await booked(stage, "grace", deal("G99", 50_000, date(2026, 11, 24)))
    await at(stage, 25, 12)
    await ana.goes_to("#general").types("/contest 1")
    assert "Ben" not in said(ana.sees()[-1])
    await ben.types("/contest 1")
    assert "You are number" not in said(ben.sees()[-1])
    await ana.types("/contest cancel 1")
    assert "cancelled" in said(ana.sees()[-1])
    # The day after that on which it would have ended.
    await at(stage, 34, 12)
    assert len(posts(stage)) == 1


async def test_rules_that_were_changed_are_found_out(stage: Stage) -> None:
    """A later hand in the database is seen by everybody."""
    ana = await planned(stage)
    await ana.clicks("Launch")
    await ana.closes(clear=True)
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        contest = await transaction.session.get_one(ContestRow, 1)
        changed = {**contest.rules, "prize": "A car"}
        await transaction.session.execute(update(ContestRow).values(rules=changed))
    ben = stage.actor("ben").goes_to("#general")
    await ben.types("/contest 1")
    assert "The rules are not those that were frozen" in said(ben.sees()[-1])


async def test_launched_in_the_evening(stage: Stage) -> None:
    """It begins that day, and is told in the morning."""
    await at(stage, 24, 20)
    ana = await planned(stage)
    await ana.clicks("Launch")
    await ana.closes(clear=True)
    await at(stage, 24, 23)
    assert not posts(stage)
    await at(stage, 25, 9, 5)
    assert len(posts(stage)) == 1


async def test_whoever_was_named_of_late_is_not_first_half_way(stage: Stage) -> None:
    """The channel heard of Kavya within the week: half-way she is not named; her place stays."""
    ana = await planned(stage)
    await ana.clicks("Launch")
    await ana.closes(clear=True)
    await booked(stage, "kavya", deal("K99", 30_000, date(2026, 11, 25)))
    channel_id = stage.emulator.world.channel_named("sales", NORTHWIND).id
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        better, who = spotlights.SpotlightKind.better, stage.actor("kavya").user.id
        await spotlights.note(transaction, channel_id, better, [who], date(2026, 11, 23))
    await at(stage, 27, 12)
    *_, halfway = posts(stage)
    assert "4 of 4 have a place by now." in said(halfway)
    assert "Kavya" not in said(halfway)
    kavya = stage.actor("kavya").goes_to("#sales")
    await kavya.clicks("My place", within=halfway)
    assert "You are number 1" in answered(kavya)


@pytest.mark.on_sqlite
async def test_nobody_scores_and_one_deal_would_decide(stage: Stage) -> None:
    """Half-way nobody is named; Ana is told what the prize hangs on; without a score nobody wins."""
    ana = await planned(stage)
    await ana.clicks("Launch")
    await ana.closes(clear=True)
    await at(stage, 27, 12)
    *_, halfway = posts(stage)
    assert "Too early to name anybody." in said(halfway)
    ben = stage.actor("ben").goes_to("#sales")
    await ben.types("/metrics log won $90k Acme")
    await at(stage, 31, 12)
    ana.goes_to("#sales")
    await ana.types("/pacer")
    await ana.clicks("Show them")
    assert "Who wins *November &amp; &lt;sprint&gt;* hangs on 1 deal to confirm" in said(ana.sees()[-1])
    await at(stage, 33, 9, 10)
    *_, final = posts(stage)
    assert "Nobody scored, so nobody wins." in said(final)
    await ben.clicks("My place", within=final)
    assert "You have no place: 0.0%, and places begin above zero." in answered(ben)
    await ana.types("/pacer")
    await ana.clicks("Show them")
    assert "hangs on" not in said(ana.sees()[-1])


@pytest.mark.on_sqlite
async def test_a_bar_that_everybody_can_reach(stage: Stage) -> None:
    """All who are over it win, and the others are not named by leaving them out."""
    ana = await planned(stage, **{"Everybody wins from here on": "10%"})
    await ana.clicks("Launch")
    await ana.closes(clear=True)
    await at(stage, 24, 9, 5)
    for name in ("ben", "grace"):
        await booked(stage, name, deal(f"{name}9", 50_000, date(2026, 11, 25)))
    await at(stage, 33, 9, 10)
    *_, final = posts(stage)
    assert "*Ben Walker* and *Grace Kim* win" in said(final)
    assert person(stage, "kavya") not in said(final)
