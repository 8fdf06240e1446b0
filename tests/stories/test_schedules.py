"""What comes by itself: seen by everybody, changed by admins, sent once at its time."""

from datetime import UTC, datetime, timedelta

from bot.demo.stage import Stage

from .people import newest

FRIDAY_FOUR = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)
THURSDAY_THREE = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)


async def change(stage: Stage, kind: str, values: dict[str, object]) -> None:
    """Ana changes one of the schedules."""
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types("/pacer schedules")
    await ana.clicks(f"schedules.open:{kind}")
    await ana.submits(values)


async def test_the_weeks_thanks(stage: Stage) -> None:
    """Posted once on Friday at four in the channel for shout-outs; a week without kudos has none."""
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types("/pacer settings")
    await ana.submits({"Channel for shout-outs": "#wins"})
    await stage.actor("ben").goes_to("#sales").types("/kudos @dario @emeka the best week #teamwork")

    await stage.emulator.move_clock(FRIDAY_FOUR - timedelta(minutes=1))
    assert not any("This week's thanks" in m.text for m in ana.sees("#wins"))
    await stage.emulator.move_clock(FRIDAY_FOUR + timedelta(days=10))

    (week,) = [m for m in ana.sees("#wins") if "This week's thanks" in m.text]
    assert "Dario Conti" in str(week.blocks)
    assert "#teamwork" in str(week.blocks)
    assert float(week.ts) < (FRIDAY_FOUR + timedelta(minutes=1)).timestamp()


async def test_everybody_may_look_and_admins_change(stage: Stage) -> None:
    """Ben sees what comes and when; the buttons are Ana's."""
    ben, ana = stage.actor("ben").goes_to("#sales"), stage.actor("ana").goes_to("#sales")
    await ben.types("/pacer schedules")
    await ana.types("/pacer schedules")

    assert "Every Friday at 16:00" in newest(ben.sees())
    assert "schedules.open" not in newest(ben.sees())
    assert "schedules.open" in newest(ana.sees())


async def test_a_place_chosen_in_the_form(stage: Stage) -> None:
    """Without one it waits; Ana chooses #wins, and Friday's post is there once, whoever asks how often."""
    ana, ben = stage.actor("ana").goes_to("#sales"), stage.actor("ben").goes_to("#sales")
    await ben.types("/kudos @dario the best week")
    await ana.types("/pacer schedules")
    assert "It waits for a channel to be chosen" in newest(ana.sees())

    stage.emulator.faults.deliver_twice = True
    await change(
        stage,
        "kudos.week",
        {"Channel": "#wins", "Weekdays (when weekly)": ["Friday"], "At what time?": "16:00"},
    )
    stage.emulator.faults.deliver_twice = False
    assert ana.modal is not None
    assert "Saved" in str(ana.modal.blocks)
    await ana.closes()
    await ana.types("/pacer schedules")
    assert "Next: Fri 27 Nov 16:00." in newest(ana.sees())
    for hours in (-1, 1, 2, 24):
        await stage.emulator.move_clock(FRIDAY_FOUR + timedelta(hours=hours))
        await ben.types("/pacer schedules")

    (week,) = [m for m in ben.sees("#wins") if "This week's thanks" in m.text]
    assert abs(float(week.ts) - FRIDAY_FOUR.timestamp()) < 60


async def test_ben_may_not_change_it(stage: Stage) -> None:
    """A form that he still has open, from when he was an admin, is refused and changes nothing."""
    ben = stage.actor("ben").goes_to("#sales")
    ben.user.is_admin = True
    await stage.pacer.run_jobs()
    await ben.types("/pacer schedules")
    await ben.clicks("schedules.open:kudos.week")
    ben.user.is_admin = False
    await stage.pacer.run_jobs()

    outcome = await ben.submits({"Channel": "#sales", "At what time?": "10:00"})
    assert "Only an admin of this workspace can change what comes by itself" in str(outcome.error)
    await ben.closes()
    await ben.clicks("schedules.open:kudos.week")
    assert ben.modal is None
    assert "Only an admin" in newest(ben.sees())
    await ben.types("/pacer schedules")
    assert "Every Friday at 16:00, in the workspace" in newest(ben.sees())


async def test_switched_off(stage: Stage) -> None:
    """It says so, and Friday passes without it."""
    await change(stage, "kudos.week", {"Channel": "#wins", "Does it go out?": []})
    ben = stage.actor("ben").goes_to("#sales")
    await ben.types("/kudos @dario the best week")
    await stage.emulator.move_clock(FRIDAY_FOUR + timedelta(days=1))

    assert not any("thanks" in m.text for m in ben.sees("#wins"))
    await ben.types("/pacer schedules")
    assert "Switched off." in newest(ben.sees())


async def test_a_nudge_in_everybodys_own_afternoon(stage: Stage) -> None:
    """Switched on by Ana: it reaches those who thanked nobody, at their three o'clock, and nobody else."""
    await change(stage, "kudos.nudge", {"Does it go out?": ["Send it"]})
    await stage.actor("ben").goes_to("#sales").types("/kudos @dario the best week")

    await stage.emulator.move_clock(THURSDAY_THREE + timedelta(hours=12))

    def nudged(name: str) -> list[float]:
        said = stage.actor(name).sees("@Pacer")
        return [float(m.ts) for m in said if "Who made your week easier" in f"{m.text}"]

    assert nudged("ben") == []
    assert len(nudged("dario")) == len(nudged("grace")) == len(nudged("jamal")) == 1
    kolkata = THURSDAY_THREE - timedelta(hours=5, minutes=30)
    assert kolkata.timestamp() <= nudged("kavya")[0] < (kolkata + timedelta(minutes=1)).timestamp()


async def test_changed_by_ana(stage: Stage) -> None:
    """Every other Monday in #sales instead; a wrong zone and no weekday are refused beside their fields."""
    ana = stage.actor("ana").goes_to("#sales")
    await change(stage, "kudos.week", {"Or one time zone for all": "Narnia", "Channel": "#sales"})
    assert ana.modal is not None
    assert ana.modal.errors.keys() == {"zone_name"}
    await ana.submits({"Or one time zone for all": "Europe/Berlin", "Weekdays (when weekly)": []})
    assert ana.modal.errors.keys() == {"weekdays"}
    await ana.submits({"Weekdays (when weekly)": ["Wednesday"], "Every how many weeks (when weekly)": "2"})
    await ana.closes()
    await ana.types("/pacer schedules")
    assert "Every 2 weeks on Wednesday at 16:00 in" in newest(ana.sees())

    await stage.actor("ben").goes_to("#sales").types("/kudos @dario the best week")
    await stage.emulator.move_clock(datetime(2026, 11, 25, 15, 0, 30, tzinfo=UTC))
    assert "This week's thanks" in newest(stage.actor("ben").sees("#sales"))
