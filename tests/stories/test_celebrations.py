"""Celebrations over the wire: said once, bundled, in hours; congratulations become kudos."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.features.celebrations.models import Celebration
from bot.features.ledger.rules.records import DealStatus, Gone
from bot.features.ledger.service import quotas
from tests.contexts import acting
from tests.started import MONDAY

from .goals_office import said, told, with_team
from .metrics_office import booked, deal, person, posts, quota

TODAY = MONDAY.date()
NASTY = "<!channel> & <@U0ANA4SLV7> *Ltd*"


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Enterprise, which talks in #sales."""
    await with_team(stage)
    await stage.emulator.settled()


async def at(stage: Stage, hour: int, minute: int = 0, days: int = 0) -> None:
    """Go to that time after Monday, in London."""
    await stage.emulator.move_clock(MONDAY.replace(hour=hour, minute=minute) + timedelta(days=days))


async def test_a_deal_is_celebrated_and_congratulated(stage: Stage) -> None:
    """Said once where the team talks; the button opens the kudos form, and kudos it is."""
    grace = stage.actor("grace").goes_to("#sales")
    await booked(stage, "ben", deal("A1", 48_000, TODAY, name=NASTY))
    await stage.emulator.settled()
    (post,) = posts(stage)
    assert "*Ben Walker*" in said(post)
    assert "$48,000" in said(post)
    assert "<@" not in said(post)
    assert "<!" not in said(post)
    await grace.clicks("Congratulate Ben")
    assert grace.modal is not None
    assert "Congratulations on <!channel> & <@U0ANA4SLV7> *Ltd*!" in str(grace.modal.blocks)
    await grace.submits()
    await stage.emulator.settled()
    assert [m for m in told(stage.actor("ben")) if "*Grace Kim* thanked you" in said(m)]
    ben = stage.actor("ben").goes_to("#sales")
    await ben.clicks("Congratulate Ben", within=post)
    assert "It is yours" in said(ben.sees()[-1])
    await booked(stage, "ben", deal("A1", 48_000, TODAY, name=NASTY))
    await at(stage, 12)
    assert len([m for m in posts(stage) if "won" in m.text or "ours" in m.text]) == 1


async def test_a_reversal_is_edited_and_never_repeated(stage: Stage) -> None:
    """The same message says what became of the deal, calmly; won again: it celebrates again. One message."""
    await booked(stage, "ben", deal("A1", 48_000, TODAY, name="Acme"))
    await at(stage, 9, 40)
    (post,) = posts(stage)
    happy = said(post)
    await booked(stage, "ben", deal("A1", 48_000, None, DealStatus.OPEN, name="Acme"))
    await at(stage, 9, 45)
    (post,) = posts(stage)
    assert "*Acme* is open again. Fingers crossed for Ben Walker." in said(post)
    assert "Congratulate" not in said(post)
    await booked(stage, "ben", deal("A1", 50_000, TODAY, name="Acme"))
    await at(stage, 13)
    (post,) = posts(stage)
    assert post.text == happy[: len(post.text)]
    assert "Congratulate" in said(post)
    for minute, (said_now, words) in enumerate(
        [
            (deal("A1", 50_000, TODAY, DealStatus.LOST, name="Acme"), "*Acme* is not won after all."),
            (
                deal("A1", None, None, DealStatus.GONE, gone_as=Gone.DELETED),
                "*Acme* is in the books no longer.",
            ),
            (
                deal("A2", 50_000, None, DealStatus.OPEN, name="Acme one", merged_ids=("A1",)),
                "*Acme* is one with another deal, which counts instead.",
            ),
        ]
    ):
        await booked(stage, "ben", deal("A1", 50_000, TODAY, name="Acme"))
        await at(stage, 13, 10 * minute + 10)
        await booked(stage, "ben", said_now)
        await at(stage, 13, 10 * minute + 15)
        (post,) = posts(stage)
        assert words in said(post)


async def test_a_win_dated_later_is_celebrated_on_its_day(stage: Stage) -> None:
    """Not when it is told, and once; nothing has to be told again for it."""
    later = TODAY + timedelta(days=2)
    await booked(stage, "ben", deal("A1", 48_000, later, name="Acme"))
    await booked(stage, "grace", deal("A2", 2_000, TODAY, name="Bolt"))
    await at(stage, 12)
    await at(stage, 17, days=1)
    assert "Acme" not in "".join(map(said, posts(stage)))
    await at(stage, 12, days=2)
    await at(stage, 17, days=3)
    assert len([post for post in posts(stage) if "Acme" in said(post)]) == 1


async def test_many_at_once_are_one_post(stage: Stage) -> None:
    """Ten deals within an hour: the first at once, the others together, an hour later; nobody is left out."""
    for number in range(10):
        name = ("ben", "grace", "jamal", "kavya")[number % 4]
        await booked(stage, name, deal(f"M{number}", 1_000 + number, TODAY, name=f"Customer {number}"))
        await at(stage, 9, 31 + number)
    assert len(posts(stage)) == 1
    await at(stage, 12)
    first, second = posts(stage)
    everything = said(first) + said(second)
    assert all(f"Customer {number}*" in everything for number in range(10))
    (row,) = [block for block in second.blocks if block["type"] == "actions"]
    labels = [each["text"]["text"] for each in row["elements"]]
    assert labels == ["Congratulate Grace", "Jamal", "Kavya", "Ben"]
    ana = stage.actor("ana").goes_to("#sales")
    await ana.clicks("Kavya", within=second)
    assert ana.modal is not None
    assert "1 of your 5 points" in str(ana.modal.blocks)
    await ana.closes(clear=True)
    await booked(stage, "ben", deal("M10", 5_000, TODAY, name="Customer 10"))
    await at(stage, 17)
    assert len(posts(stage)) == 2
    await at(stage, 9, 30, days=1)
    assert "Customer 10" in said(posts(stage)[-1])


async def test_what_follows_from_a_deal(stage: Stage) -> None:
    """A quota that is reached, a record: told together with the deal, and each once."""
    await quota(stage, "ben", 100_000)
    for week in range(9):
        day = date(2026, 9, 14) + timedelta(weeks=week)
        await booked(stage, "ben", deal(f"B{week}", 5_000, day))
    await at(stage, 12)
    assert not posts(stage)
    await booked(stage, "ben", deal("BIG", 90_000, TODAY, name="Acme"))
    await at(stage, 12, 5)
    (post,) = posts(stage)
    assert "*Ben Walker* won *Acme* ($90,000): the Q4 quota is met, and the largest so far." in said(post)
    assert said(post).count("Ben Walker") == 2  # In the line for notifications and in the message.
    assert "Congratulate Ben" in said(post)
    assert "*Enterprise* did it together: the quota of Q4 2026 is met" in said(post)
    await booked(stage, "ben", deal("BIG", 40_000, TODAY, name="Acme"))
    await at(stage, 12, 10)
    (post,) = posts(stage)
    assert "the books have changed since, and it is close again" in said(post)
    await booked(stage, "kavya", deal("K1", 3_000, TODAY, name="Bancorp"))
    await at(stage, 13, 10)
    assert "*Kavya Rao* won *Bancorp* ($3,000): the first deal." in said(posts(stage)[-1])


async def test_a_round_number_of_deals(stage: Stage) -> None:
    """The fiftieth deal of the year is the team's."""
    days = [date(2026, 2, 2) + timedelta(days=number) for number in range(49)]
    await booked(stage, "ben", *[deal(f"Y{day}", 1_000, day) for day in days])
    await at(stage, 12)
    assert not posts(stage)
    await booked(stage, "grace", deal("Y50", 1_000, TODAY))
    await at(stage, 12, 5)
    assert "*Enterprise* did it together: 50 deals won in 2026" in said(posts(stage)[-1])


async def test_weeks_in_a_row(stage: Stage) -> None:
    """Four weeks on target are told on Monday; a fifth one is not."""
    await quota(stage, "ben", 13_000)
    for week in range(5):
        day = date(2026, 11, 2) + timedelta(weeks=week)
        await at(stage, 12, days=max(0, (day - TODAY).days))
        await booked(stage, "ben", deal(f"S{week}", 2_000, day))
    await at(stage, 12, days=7)
    (post,) = [m for m in posts(stage) if "weeks in a row" in said(m)]
    assert "*Ben Walker* has met the week's target 4 weeks in a row" in said(post)
    await at(stage, 12, days=14)
    assert len([m for m in posts(stage) if "weeks in a row" in said(m)]) == 1


async def test_quotas_for_kinds_of_deals_count_these_alone(stage: Stage) -> None:
    """What is booked of another type reaches no quota, and keeps no streak; a type set right later does."""
    for name in ("ben", "grace"):
        await quota(stage, name, 10_000, category="New")
        await quota(stage, name, 3_000, category="Renewal")
    for week in range(5):
        day = date(2026, 11, 2) + timedelta(weeks=week)
        await at(stage, 12, days=max(0, (day - TODAY).days))
        await booked(stage, "ben", deal(f"S{week}", 2_000, day, category=("New", "renewal")[week % 2]))
        await booked(stage, "grace", deal(f"E{week}", 5_000, day, category="Expansion"))
    await at(stage, 12, days=7)
    told_of = "".join(map(said, posts(stage)))
    assert "*Ben Walker* has met the week's target 4 weeks in a row" in told_of
    assert "*Grace Kim* has met" not in told_of
    assert "reached the quota" not in told_of
    assert "quota is met" not in told_of
    last = date(2026, 11, 30)
    await booked(stage, "grace", *(deal(f"E{n}", 5_000, last, category="New") for n in range(3, 6)))
    await at(stage, 12, days=8)
    told_of = "".join(map(said, posts(stage)))
    assert "*Grace Kim* won *Deal E4* ($5,000), and *Deal E5* ($5,000): the Q4 quota is met." in told_of


async def test_old_deals_are_no_news(stage: Stage) -> None:
    """A first import of a year of deals celebrates nothing."""
    await booked(
        stage, "ben", *[deal(f"O{n}", 1_000, date(2026, 1, 5) + timedelta(days=n)) for n in range(300)]
    )
    await at(stage, 12)
    assert not posts(stage)


async def test_the_crm_takes_over_what_was_written_down(stage: Stage) -> None:
    """A rep's own entry is celebrated once Ana confirms it; the CRM's deal is the same: not a second time."""
    ana, ben = stage.actor("ana"), stage.actor("ben").goes_to("#general")
    await quota(stage, "ben", 300_000)
    await ben.types("/metrics log won $48k Acme")
    await stage.emulator.settled()
    assert not posts(stage)
    await ana.clicks("Confirm", within=told(ana)[-1])
    await at(stage, 10)
    (post,) = posts(stage)
    assert "*Acme*" in said(post)
    await booked(stage, "ben", deal("CRM1", 48_000, TODAY, name="Acme"))
    await at(stage, 13)
    (post,) = posts(stage)
    assert "open again" not in said(post)


async def test_days(stage: Stage) -> None:
    """A birthday on Sunday is said on Friday in other words, on a Monday with the week."""
    ben = stage.actor("ben").goes_to("#general")
    await ben.types("/pacer celebrations")
    await ben.submits({"My birthday: month": "November", "My birthday: day": "–"})
    assert ben.modal is not None
    assert "Choose a month and a day" in str(ben.modal.errors)
    await ben.submits({"My birthday: month": "February", "My birthday: day": "30"})
    assert "There is no such day" in str(ben.modal.errors)
    await ben.submits({"My birthday: month": "November", "My birthday: day": "29"})
    await ben.closes(clear=True)
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        ana = person(stage, "ana")
        for name, first in (("grace", date(2023, 11, 26)), ("jamal", date(2021, 11, 30))):
            by_ana = acting(transaction, ana, stage.emulator.clock.now(), f"hired {name}")
            await quotas.set_employment(by_ana, person(stage, name), first, None)
    await at(stage, 12, days=3)
    (post,) = [m for m in posts(stage) if "3 years" in said(m)]
    assert "Today *Grace Kim* has been with us for 3 years" in said(post)
    await booked(stage, "kavya", deal("K1", 9_000, date(2026, 11, 26)))
    await at(stage, 6, days=7)
    await at(stage, 12, days=7)
    (birthday,) = [m for m in posts(stage) if "birthday" in said(m)]
    assert "On Sunday it is the birthday of *Ben Walker*" in said(birthday)
    assert datetime.fromtimestamp(float(birthday.ts), MONDAY.tzinfo).date() == date(2026, 11, 27)
    (week,) = [m for m in ben.sees("#sales") if "*Jamal Carter*" in said(m)]
    assert "week of 23 Nov" in said(week)
    assert "Today *Jamal Carter* has been with us for 5 years" in said(week)
    await ben.clicks("Congratulate Jamal", within=week)
    assert "5 years" in str(ben.modal)


async def test_a_new_colleague(stage: Stage) -> None:
    """Whoever joins the team later is welcomed; those who were there when it was set up are not."""
    await at(stage, 12)
    assert not posts(stage)
    ana = stage.actor("ana").goes_to("#general")
    await at(stage, 9, 5, days=1)
    await ana.types("/pacer teams")
    await ana.clicks("Change the team")
    await ana.submits({"Members": ["ben", "grace", "jamal", "kavya", "hugo"]})
    await ana.closes(clear=True)
    await at(stage, 12, days=2)
    (post,) = [m for m in posts(stage) if "Hugo" in said(m)]
    assert "*Hugo Martin* has joined Enterprise. Welcome!" in said(post)


async def test_wishes_and_settings(stage: Stage) -> None:
    """Who does not want it is not named; an admin decides how, others do not."""
    ben, ana = stage.actor("ben").goes_to("#general"), stage.actor("ana").goes_to("#general")
    await ben.types("/pacer celebrations")
    assert ben.modal is not None
    assert "How we celebrate" not in str(ben.modal.blocks)
    await ben.submits({"How I do": []})
    await ben.closes(clear=True)
    await booked(stage, "ben", deal("A1", 48_000, TODAY))
    await at(stage, 9, 40)
    assert not posts(stage)
    await ana.types("/pacer celebrations")
    await ana.clicks("How we celebrate")
    for wrong, field, sentence in (
        ({"Pictures": "http://a.example/x.gif"}, "images", "https://"),
        ({"Pictures": "", "A larger deal begins at": "$10k"}, "large", "both amounts"),
        ({"A very large one at": "$5k"}, "large", "larger than the first"),
    ):
        await ana.submits(wrong)
        assert ana.modal is not None
        assert sentence in ana.modal.errors[field]
    await ana.submits(
        {"A very large one at": "a lot", "Quiet days": "soon", "Posts a day in a channel, at most": "0"}
    )
    assert ana.modal is not None
    assert list(ana.modal.errors) == ["posts_a_day", "quiet_days", "large"]
    await ana.submits(
        {
            "A very large one at": "$50k",
            "Quiet days": "",
            "Posts a day in a channel, at most": "2",
            "How we say it": "Plain",
            "Amounts": [],
            "Pictures": "https://a.example/x.gif",
        }
    )
    await ana.closes(clear=True)
    await booked(stage, "grace", deal("A2", 60_000, TODAY, name="Bancorp"))
    await at(stage, 9, 50)
    (post,) = posts(stage)
    assert "*Grace Kim* won *Bancorp*, one of the largest deals." in said(post)
    assert "https://a.example/x.gif" in said(post)


async def test_a_goal_only_when_its_owner_tells(stage: Stage) -> None:
    """Reached, told by its owner, celebrated once; a private goal never."""
    ben = stage.actor("ben").goes_to("#general")
    await ben.types("/goal Win $50k by 31 Dec")
    await ben.types("/goal update G1 50k")
    await at(stage, 10)
    assert not posts(stage)
    await ben.goes_to("@Pacer").clicks("Tell the team")
    (post,) = posts(stage)
    assert "*Ben Walker* reached a goal: Win $50k" in said(post)
    await at(stage, 11)
    assert posts(stage) == [post]
    async with stage.pacer.db.reading(NORTHWIND) as reading:
        assert await reading.session.scalar(select(func.count()).select_from(Celebration)) == 1


async def test_cleo_learns_nothing(stage: Stage) -> None:
    """Neither in her channels nor by a forged click."""
    cleo = stage.actor("cleo")
    await booked(stage, "ben", deal("A1", 48_000, TODAY, name="Acme"))
    await at(stage, 9, 40)
    (post,) = posts(stage)
    for place in ("#general", "#support"):
        assert not [m for m in cleo.sees(place) if "Acme" in said(m) and m.bot_id]
    assert not [m for m in told(cleo) if "Acme" in said(m)]
    assert post.channel_id == stage.emulator.world.channel_named("sales", NORTHWIND).id
