"""The workspace's calendar: everybody sees it, Ana changes it, Ben may not."""

from datetime import date, time

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.calendar import WorkspaceCalendar
from tests.stories.people import newest


async def kept(stage: Stage) -> WorkspaceCalendar:
    """The calendar as it is kept."""
    async with stage.pacer.db.reading(NORTHWIND) as transaction:
        return await workspace.calendar_of(transaction)


async def opens_the_form(actor: Actor) -> None:
    """From the words to the form."""
    await actor.types("/pacer calendar")
    await actor.clicks("Change")
    assert actor.modal is not None
    assert actor.modal.title == "Working calendar"


async def test_ana_changes_the_calendar(stage: Stage) -> None:
    """A wrong field keeps the form open with a sentence beside it; what is saved everybody sees."""
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types("/pacer calendar")
    for words in (
        "9:00 to 17:30, Monday to Friday",
        "no country is chosen",
        "none to come",
        "5 messages a day",
    ):
        assert words in newest(ana.sees())

    await opens_the_form(ana)
    assert ana.modal is not None
    await ana.submits({"Country": "Narnia", "Our own days off": "2026-12-24 Company day\nsoon & <late>"})
    assert ana.modal.errors.keys() == {"country", "days_off"}
    assert "“Narnia”" in ana.modal.errors["country"]
    assert ana.modal.errors["days_off"].startswith("“soon & <late>” is not a day off. Write each as 2026")
    await ana.submits({"Country": "us", "Region": "England", "Our own days off": "2026-12-24 Company day"})
    assert ana.modal.errors.keys() == {"subdivision"}
    await ana.submits({"Country": "uk", "Our own days off": "soon"})
    assert ana.modal.errors.keys() == {"days_off"}
    assert (await kept(stage)).country is None

    days = "2026-12-24..2026-12-31 R&D break\n2027-01-04 Late start"
    await ana.submits({"Our own days off": days, "and ends": "09:30"})
    assert ana.modal.errors.keys() == {"closes"}
    workdays = ["Monday", "Tuesday", "Wednesday", "Thursday"]
    await ana.submits(
        {
            "The working day begins": "08:30",
            "and ends": "17:00",
            "Workdays": workdays,
            "Unasked messages to a person a day, at most": "3",
        }
    )
    assert "Saved" in str(ana.modal.blocks)
    calendar = await kept(stage)
    assert (calendar.opens, calendar.closes, calendar.daily_limit) == (time(8, 30), time(17), 3)
    assert calendar.workdays == {0, 1, 2, 3}
    assert (calendar.country, calendar.subdivision) == ("GB", "ENG")
    assert len(calendar.days_off) == 9
    assert calendar.days_off[date(2026, 12, 31)] == "R&amp;D break"

    ben = stage.actor("ben").goes_to("#sales")
    await ben.types("/pacer calendar")
    for words in (
        "Monday to Thursday",
        "GB ENG",
        "Fri 25 Dec 2026: Christmas Day",
        "Thu 31 Dec 2026: R&amp;D",
    ):
        assert words in newest(ben.sees())

    await ana.closes()
    await opens_the_form(ana)
    assert ana.modal.blocks[5]["element"]["initial_value"] == days
    await ana.submits({"Country": "", "Region": "", "Our own days off": ""})
    assert (await kept(stage)).days_off == {}


async def test_ben_may_look_but_not_change(stage: Stage) -> None:
    """No button for him, and a form that he still has open changes nothing."""
    ben = stage.actor("ben").goes_to("#sales")
    await ben.types("/pacer calendar")
    assert "Monday to Friday" in newest(ben.sees())
    assert "Change" not in newest(ben.sees())

    ben.user.is_admin = True
    await stage.pacer.run_jobs()
    await opens_the_form(ben)
    ben.user.is_admin = False
    await stage.pacer.run_jobs()
    outcome = await ben.submits({"Country": "FR"})
    assert "Only an admin" in str(outcome.error)
    await ben.closes()
    await ben.clicks("Change")
    assert "Only an admin" in newest(ben.sees())
    assert (await kept(stage)).country is None


async def test_a_change_delivered_twice_is_one(stage: Stage) -> None:
    """The repeat does no harm."""
    stage.emulator.faults.deliver_twice = True
    ana = stage.actor("ana").goes_to("#sales")
    await opens_the_form(ana)

    await ana.submits({"Country": "FR"})

    assert (await kept(stage)).country == "FR"
