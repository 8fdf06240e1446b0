"""Messages reach people when they want them: in their hours, few a day, and not while they snooze."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.stage import Stage
from bot.emulator.state.world import SlackMessage

from .people import at_home, newest, opens_tab

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
THURSDAY_NINE = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


def notes(stage: Stage, name: str) -> list[SlackMessage]:
    """What Pacer has written to somebody, without being asked."""
    return [m for m in stage.actor(name).sees("@Pacer") if m.ephemeral_to is None]


async def thanks(stage: Stage, who: str, *whom: str, reason: str = "a great handover") -> None:
    """Somebody thanks others, in #sales."""
    people = " ".join(f"@{name}" for name in whom)
    await stage.actor(who).goes_to("#sales").types(f"/kudos {people} {reason}")


async def test_snoozing(stage: Stage) -> None:
    """What comes meanwhile waits, and reaches Ben in one message when his work begins again."""
    ben = stage.actor("ben").goes_to("#sales")
    await ben.types("/pacer snooze 3d")
    assert "I am quiet until" in newest(ben.sees())

    await thanks(stage, "ana", "ben", reason="closed Acme in a day")
    await thanks(stage, "dario", "ben", reason="lent me his demo")
    assert notes(stage, "ben") == []
    await stage.emulator.move_clock(THURSDAY_NINE - timedelta(minutes=1))
    assert notes(stage, "ben") == []

    await stage.emulator.move_clock(THURSDAY_NINE + timedelta(minutes=1))
    (only,) = notes(stage, "ben")
    assert "2 messages waited for you" in only.text
    assert "Ana Silva" in newest([only])
    assert "lent me his demo" in newest([only])


async def test_waking_up(stage: Stage) -> None:
    """Ben presses "Wake up": what waited comes at once."""
    ben = stage.actor("ben").goes_to("#sales")
    await ben.types("/pacer snooze 2h")
    await thanks(stage, "ana", "ben", reason="closed Acme in a day")
    assert notes(stage, "ben") == []

    await ben.clicks("Wake up")

    assert "closed Acme in a day" in newest(notes(stage, "ben"))
    assert "The snooze is over. :white_check_mark: Messages reach you now." in newest(ben.sees())


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("for ever", "I do not understand"),
        ("0d", "no time at all"),
        ("90d", "60 days is the longest"),
        ("until 2026-11-20", "not in the future"),
    ],
)
async def test_a_snooze_that_makes_no_sense(stage: Stage, words: str, answer: str) -> None:
    """The sentence says what was wrong and how to write it."""
    ben = stage.actor("ben").goes_to("#sales")
    await ben.types(f"/pacer snooze {words}")
    assert answer in newest(ben.sees())


async def test_less_of_it_from_the_message_itself(stage: Stage) -> None:
    """The small menu below a note: switched off by one choice, and on again in the settings."""
    ben = stage.actor("ben").goes_to("@Pacer")
    await thanks(stage, "ana", "ben")
    assert len(notes(stage, "ben")) == 1

    await ben.chooses("attention.less", "Switch off: Kudos you receive")
    assert "Switched off: *Kudos you receive*" in newest(ben.sees())
    await thanks(stage, "dario", "ben")
    assert len(notes(stage, "ben")) == 1

    await ben.clicks("Change")
    await ben.submits({"I want to hear of": ["Thanks and feedback (some)"]})
    await ben.closes()
    await thanks(stage, "emeka", "ben")
    assert len(notes(stage, "ben")) == 1, "what was partly on stays so"

    await ben.types("/pacer me")
    await ben.clicks("One by one")
    await ben.submits({"Thanks and feedback": ["Kudos you receive"]})
    await ben.closes()
    await thanks(stage, "emeka", "ben")
    assert len(notes(stage, "ben")) == 2

    for choice, answer in (
        ("Snooze until Monday", "I am quiet until"),
        ("My settings", "When I write to you"),
    ):
        await ben.chooses("attention.less", choice)
        assert answer in newest(ben.sees())


async def test_switched_off_while_it_waits(stage: Stage) -> None:
    """What Ben does not want any more does not come from the digest either, and takes no place of his day."""
    ben = stage.actor("ben").goes_to("@Pacer")
    await thanks(stage, "ana", "ben")
    await ben.goes_to("#sales").types("/pacer snooze 2h")
    await thanks(stage, "dario", "ben")
    await ben.goes_to("@Pacer").chooses("attention.less", "Switch off: Kudos you receive")

    await stage.emulator.move_clock(MONDAY + timedelta(hours=3))

    assert len(notes(stage, "ben")) == 1
    await ben.goes_to("#sales").types("/pacer me")
    assert "5 messages a day that you did not ask for, 1 so far today" in newest(ben.sees())


async def test_private_thanks_in_a_digest(stage: Stage) -> None:
    """The one line of theirs says that nobody else sees them."""
    ben = stage.actor("ben").goes_to("#sales")
    await ben.types("/pacer snooze 2h")
    await thanks(stage, "dario", "ben")
    await stage.actor("grace").goes_to("#sales").types("/kudos private @ben carried me through the week")
    await stage.emulator.move_clock(MONDAY + timedelta(hours=3))
    assert "*Grace Kim* thanked you privately: carried me" in str(ben.goes_to("@Pacer").sees()[-1].blocks)


async def test_what_is_taken_back_while_it_waits(stage: Stage) -> None:
    """Nobody hears of it; what is left comes as itself, with the menu beside it."""
    await stage.actor("ben").goes_to("#sales").types("/pacer snooze 2h")
    await thanks(stage, "ana", "ben")
    await thanks(stage, "dario", "ben", reason="lent me his demo")
    await stage.actor("ana").types("/kudos undo")
    await stage.actor("ana").goes_to("#sales").types("/kudos undo")

    await stage.emulator.move_clock(MONDAY + timedelta(hours=2))

    (only,) = notes(stage, "ben")
    assert "Dario Conti thanked you: lent me his demo" in only.text
    assert only.blocks[0]["accessory"]["action_id"] == "attention.less"


async def test_somewhere_else_it_is_night(stage: Stage) -> None:
    """Half past nine in London is half past six in the evening in Seoul: Grace reads it in her morning."""
    await thanks(stage, "ana", "grace")
    assert notes(stage, "grace") == []

    await stage.emulator.move_clock(datetime(2026, 11, 24, 0, 0, tzinfo=UTC))  # 09:00 in Seoul
    assert len(notes(stage, "grace")) == 1


async def test_a_day_has_its_limit(stage: Stage) -> None:
    """Ben wants two a day: two come, the others next morning in one."""
    ben = stage.actor("ben").goes_to("#sales")
    await ben.types("/pacer me")
    await ben.clicks("Change")
    await ben.submits({"Messages a day, at most": "2"})
    for giver in ("ana", "dario", "emeka", "hugo", "fatima"):
        await thanks(stage, giver, "ben")

    assert len(notes(stage, "ben")) == 2
    await ben.types("/pacer me")
    assert "You have had your 2 messages for today" in newest(ben.sees())
    await stage.emulator.move_clock(MONDAY + timedelta(days=1))
    assert len(notes(stage, "ben")) == 3
    assert "3 messages waited for you" in notes(stage, "ben")[-1].text


async def test_choosing_ones_own_hours(stage: Stage) -> None:
    """Bad values are refused beside their fields, good ones hold at once."""
    ben = stage.actor("ben").goes_to("#sales")
    await ben.types("/pacer me")
    await ben.clicks("Change")
    await ben.submits({"My day begins at": "10:00", "and ends at": "10:30", "Time off": "next week"})
    assert ben.modal is not None
    assert ben.modal.errors.keys() == {"days_off"}
    assert "“next week” is not a day off" in ben.modal.errors["days_off"]
    await ben.submits({"Time off": ""})
    assert ben.modal.errors.keys() == {"closes"}
    assert "From 10:00 to 10:30 is no working day" in ben.modal.errors["closes"]
    await ben.submits({"and ends at": "15:00", "Public holidays of": "Narnia"})
    assert ben.modal.errors.keys() == {"country"}
    await ben.submits({"Public holidays of": ""})
    assert "Saved. It counts from now on." in str(ben.modal.blocks)
    await ben.closes()
    await ben.clicks("Change")

    await ben.submits({"My day begins at": "11:00", "and ends at": "15:00", "Time off": "2026-11-24 Dentist"})
    await thanks(stage, "ana", "ben")
    assert notes(stage, "ben") == []

    await stage.emulator.move_clock(MONDAY.replace(hour=11, minute=0))
    assert len(notes(stage, "ben")) == 1
    await thanks(stage, "dario", "ben")
    await stage.emulator.move_clock(datetime(2026, 11, 24, 12, 0, tzinfo=UTC))
    assert len(notes(stage, "ben")) == 2


async def test_slack_says_that_somebody_is_away(stage: Stage) -> None:
    """A holiday status holds messages back until it ends; a pause in notifications does as well."""
    ben, hugo = stage.actor("ben"), stage.actor("hugo")
    await ben.sets_status("palm_tree", "Vacationing", THURSDAY_NINE)
    await hugo.pauses_notifications(MONDAY + timedelta(hours=2))
    await thanks(stage, "ana", "ben", "hugo")
    assert (notes(stage, "ben"), notes(stage, "hugo")) == ([], [])

    await stage.emulator.move_clock(MONDAY + timedelta(hours=2))
    assert (len(notes(stage, "ben")), len(notes(stage, "hugo"))) == (0, 1)
    await stage.emulator.move_clock(THURSDAY_NINE)
    assert len(notes(stage, "ben")) == 1


async def test_back_sooner(stage: Stage) -> None:
    """Who takes their status away, or ends the pause, has what waited for them at once."""
    ben, hugo = stage.actor("ben"), stage.actor("hugo")
    await ben.sets_status("palm_tree", "Vacationing", THURSDAY_NINE)
    await hugo.pauses_notifications(MONDAY + timedelta(hours=2))
    await thanks(stage, "ana", "ben", "hugo")

    await ben.sets_status("calendar", "In a meeting")
    assert (len(notes(stage, "ben")), notes(stage, "hugo")) == (1, [])
    await hugo.pauses_notifications(None)
    assert len(notes(stage, "hugo")) == 1


async def test_groups_are_for_whom_they_concern(stage: Stage) -> None:
    """Ben does not read of running Pacer, nor of a team that he does not lead; Ana, an admin, does."""
    for name, is_offered in (("ben", False), ("ana", True)):
        actor = stage.actor(name).goes_to("#sales")
        await actor.types("/pacer me")
        await actor.clicks("Change")
        assert actor.modal is not None
        for group in ("Running Pacer", "My team"):
            assert (group in str(actor.modal.blocks)) is is_offered
        assert "Reminders" in str(actor.modal.blocks)
        await actor.submits({})
        await actor.closes()
        await actor.types("/pacer me")
        assert "*Switched off* nothing" in newest(actor.sees())


async def test_a_group_is_switched_off_and_on(stage: Stage) -> None:
    """All of its kinds with it."""
    ben = stage.actor("ben").goes_to("#sales")
    for groups, comes in (([], 0), (["Thanks and feedback"], 1)):
        await ben.types("/pacer me")
        await ben.clicks("Change")
        await ben.submits({"I want to hear of": groups})
        await ben.closes()
        await thanks(stage, "ana", "ben")
        assert len(notes(stage, "ben")) == comes


async def test_everybody_sees_their_own_picture(stage: Stage) -> None:
    """App Home and `/pacer me` say when messages come; snoozing works from there."""
    ben = stage.actor("ben")
    assert "Messages reach you now" in await opens_tab(ben, "me")

    await ben.clicks("Snooze for a day", within=ben.home)
    assert "you have snoozed me" in at_home(ben)
