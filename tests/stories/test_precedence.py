"""Five thank-you notes in the morning, and a check-in that comes on its day all the same."""

from datetime import timedelta

from bot.demo.stage import Stage

GIVERS = ("ana", "dario", "emeka", "hugo", "fatima")


async def test_a_question_after_five_thanks(stage: Stage) -> None:
    """Ben is thanked five times; a goal that Ana then sets for him still reaches him that day."""
    for giver in GIVERS:
        await stage.actor(giver).goes_to("#sales").types("/kudos @ben a great handover")
    ben = stage.actor("ben").goes_to("@Pacer")
    assert len([m for m in ben.sees() if "thanked you" in m.text]) == 4

    await stage.actor("ana").goes_to("#sales").types("/goal set @ben Demos 20 by eoq")
    assert any("Demos" in f"{m.text}{m.blocks}" for m in ben.sees())

    await stage.emulator.move_clock(stage.emulator.clock.now() + timedelta(days=1))
    assert len([m for m in ben.sees() if "thanked you" in m.text]) == 5
