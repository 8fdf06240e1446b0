"""What people type to Pacer in plain words, in its direct message or beside its name: never silence."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from bot.deliveries.models import Delivery
from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.emulator.client.outsiders import add_guest, post_as_app
from bot.emulator.protocol.envelopes import Envelope
from bot.emulator.protocol.payloads import event_callback
from bot.emulator.state.world import SlackMessage
from bot.emulator.transport.events import tell_message

from .goals_office import said, told, with_team
from .metrics_office import booked, deal
from .people import received


async def heard(actor: Actor, text: str, to: str = "@Pacer") -> list[SlackMessage]:
    """What Pacer says to this."""
    before = len(actor.sees(to))
    await actor.goes_to(to).types(text)
    return [message for message in actor.sees(to)[before:] if message.bot_id]


def drawn(message: SlackMessage) -> list[dict[str, Any]]:
    """The blocks of a message, without the ids that Slack gives them."""
    return [{key: value for key, value in block.items() if key != "block_id"} for block in message.blocks]


ASKED = "What would you like to do"


@pytest.mark.parametrize("text", ["help", "Help ", "?", "Hello!"])
async def test_who_asks_for_help_in_the_direct_message(stage: Stage, text: str) -> None:
    """Sees what Pacer can do, as `/pacer help` shows it, for everybody to stay."""
    ben = stage.actor("ben")
    menu = (await ben.goes_to("#sales").types("/pacer help")).text
    shown = ben.sees("#sales")[-1]

    (answer,) = await heard(ben, text)

    assert (answer.text, drawn(answer)) == (menu, drawn(shown))
    assert answer.ephemeral_to is None
    assert await received(stage, "ben") == 0


async def test_once_for_each_message(stage: Stage) -> None:
    """Edited, or told again under another event: no second menu; another message has its own."""
    ben, world = stage.actor("ben"), stage.emulator.world
    await heard(ben, "hello")
    mine = next(message for message in told(ben) if message.user_id == ben.user.id)
    before = len(told(ben))

    await ben.edits(mine, "hello?")
    await tell_message(stage.emulator, mine, world.channels[mine.channel_id])
    await stage.emulator.settled()

    assert len(told(ben)) == before
    assert len(await heard(ben, "hello")) == 1


async def test_in_a_thread_of_the_direct_message(stage: Stage) -> None:
    """Answered where it was written."""
    ben = stage.actor("ben")
    (menu,) = await heard(ben, "hello")

    await ben.goes_to("@Pacer").types("and now?", thread_ts=menu.ts)

    answer = ben.sees("@Pacer", thread_ts=menu.ts)[-1]
    assert answer.bot_id
    assert "Did you mean" in answer.text or "I don't know" in answer.text


async def test_neither_files_nor_apps_are_words(stage: Stage) -> None:
    """A file has its own answer; what another app writes has none."""
    ana = stage.actor("ana")
    before = len(told(ana))
    await ana.uploads("picture.png", b"png", to="@Pacer")
    answers = [message for message in told(ana)[before:] if message.bot_id]
    assert [message.text for message in answers if ASKED in message.text] == []

    before = len(told(ana))
    channel = stage.emulator.world.channels[told(ana)[-1].channel_id]
    await post_as_app(stage.emulator, channel, "help", None)
    assert len(told(ana)) == before + 1, "its own message, and no other"


async def test_a_guest_sees_what_guests_may_use(stage: Stage) -> None:
    """Their words are fewer; a file of theirs is not taken, and they hear why."""
    world = stage.emulator.world
    add_guest(world, NORTHWIND, "gina", "Gina Rossi", world.channel_named("sales", NORTHWIND))
    gina = stage.actor("gina")

    (menu,) = await heard(gina, "help")
    assert "'Recognition'" in said(menu)
    assert "'Setup'" not in said(menu)

    before = len(told(gina))
    await gina.uploads("deals.csv", b"Deal ID,Owner email\n1,ben@northwind.example\n", to="@Pacer")
    (refused,) = [message for message in told(gina)[before:] if message.bot_id]
    assert "guest" in said(refused) or "Only" in said(refused)


async def test_a_question_is_no_failed_kudos(stage: Stage) -> None:
    """It is answered to who asks alone; nobody is thanked by it."""
    ana = stage.actor("ana").goes_to("#sales")
    for text in ("@pacer how is Ben doing?", "@pacer how is @ben doing?", "@pacer", "@pacer help"):
        before = len(ana.sees())
        await ana.types(text)
        (answer,) = [message for message in ana.sees()[before:] if message.bot_id]
        assert answer.ephemeral_to == ana.user.id
        if "how is" in text:
            assert "I read: `/metrics @Ben Walker`" in said(answer) or "Only" in answer.text
        else:
            assert answer.text == f"{ASKED}, Ana?"
            assert "@Pacer @name what for" in said(answer)
    assert await received(stage, "ben") == 0

    before = len(ana.sees())
    await ana.types("@pacer @ben thanks for the call, how did you do that?")
    (asked,) = [message for message in ana.sees()[before:] if message.bot_id]
    assert asked.text == "Thank Ben, or ask about Ben?"
    assert asked.ephemeral_to == ana.user.id
    assert await received(stage, "ben") == 0
    assert (await ana.clicks("Thank Ben")).ok
    assert "thanks for the call" in str(ana.modal)
    await ana.submits({})
    assert await received(stage, "ben") == 1

    async with stage.pacer.db.reading(NORTHWIND) as transaction:
        answers = select(Delivery.facts).where(Delivery.kind == "ask.answer")
        kept = [facts for facts in await transaction.session.scalars(answers) if facts]
    assert not kept, "nothing of what was asked, or answered, stays"


async def test_a_question_mended_into_thanks_counts(stage: Stage) -> None:
    """And edited once more it is no second menu."""
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types("@pacer how is @ben doing?")
    asked = next(message for message in reversed(ana.sees()) if message.user_id == ana.user.id)
    before = len(ana.sees())

    await ana.edits(asked, "@pacer how are they doing?")
    assert len(ana.sees()) == before
    await ana.edits(asked, "@pacer @ben great catch")
    assert await received(stage, "ben") == 1


async def test_a_file_that_slack_does_not_hand_out_is_told(stage: Stage) -> None:
    """One of another company's, of which Slack tells the id alone: no silence."""
    await with_team(stage)
    world, ana = stage.emulator.world, stage.actor("ana")
    await heard(ana, "hello")
    channel_id, before = told(ana)[-1].channel_id, len(told(ana))
    file = {"id": "F0ELSE", "mode": "file_access", "file_access": "check_file_info"}
    event = {
        "type": "message",
        "subtype": "file_share",
        "user": ana.user.id,
        "text": "",
        "files": [file],
        "ts": world.next_ts(),
        "channel": channel_id,
        "channel_type": "im",
        "event_ts": world.next_ts(),
    }
    payload = event_callback(world, world.teams[NORTHWIND], event)
    await stage.emulator.retries.send(Envelope("events_api", "event", "message", payload))
    await stage.emulator.settled()

    (answer,) = told(ana)[before:]
    assert "Slack does not let me read that file" in answer.text


async def test_a_question_about_some_deals(stage: Stage) -> None:
    """Is never answered for all: the figure of those deals is a button, and a strange time is asked back."""
    await with_team(stage)
    ben, won = stage.actor("ben"), date(2026, 11, 23)
    kinds = ("New", "Renewal", "Renewal", "Expansion")
    await booked(stage, "ben", *(deal(f"d{n}", 1000, won, category=kind) for n, kind in enumerate(kinds)))
    ben.goes_to("#sales")

    asked = await ben.types("/pacer how many deals of type renewal did I win")
    assert asked.text == "Did you mean:"
    await ben.clicks("My deals won type renewal")
    assert ben.modal is not None
    assert "Your *deals won*, type Renewal: *2*" in str(ben.modal.blocks)
    await ben.closes()

    asked = await ben.types("/pacer my bookings by type in week 54")
    assert asked.text == "I don't know the time “week 54”. Did you mean:"
    await ben.clicks("My bookings by type this week")
    assert "Bookings by type: Ben Walker" in str(ben.sees("#sales")[-1].blocks)
    assert "Renewal" in str(ben.sees("#sales")[-1].blocks)
