"""Kudos where Pacer is no member: posted by the command's own address, or told truly, and never promised."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.deliveries.models import Delivery, ResponseUrl
from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.emulator.state.world import Channel, SlackMessage

from .goals_office import said, told
from .people import received

NOT_THERE = "I am not a member there: write `/invite @Pacer`"


def closed(stage: Stage, name: str = "deal-room") -> Channel:
    """A private channel of Ana, Ben and Grace, to which nobody has invited Pacer."""
    world = stage.emulator.world
    members = {world.named(who, NORTHWIND).id for who in ("ana", "ben", "grace")}
    channel = Channel(world.new_id("C"), NORTHWIND, name, kind="private", members=members)
    world.channels[channel.id] = channel
    return channel


def group(stage: Stage) -> Channel:
    """A group message of Ana, Ben and Grace."""
    world = stage.emulator.world
    members = {world.named(who, NORTHWIND).id for who in ("ana", "ben", "grace")}
    channel = Channel(world.new_id("C"), NORTHWIND, "mpdm-ana--ben--grace-1", kind="mpim", members=members)
    world.channels[channel.id] = channel
    return channel


def posts(channel: Channel) -> list[SlackMessage]:
    """What everybody in the channel reads of Pacer."""
    return [each for each in channel.messages if each.bot_id and not each.ephemeral_to]


def notes(actor: Actor) -> list[str]:
    """What Pacer told somebody directly about a post that failed."""
    return [said(message) for message in told(actor) if "I could not post" in message.text]


async def addresses(stage: Stage) -> list[str]:
    """The addresses that are kept, as they are kept."""
    async with stage.pacer.db.reading(NORTHWIND) as transaction:
        return list(await transaction.session.scalars(select(ResponseUrl.sealed)))


@pytest.mark.parametrize("where", ["private", "group"])
@pytest.mark.parametrize("command", ["/kudos", "/pacer kudos"])
async def test_it_is_posted_by_the_commands_own_address(stage: Stage, where: str, command: str) -> None:
    """Everybody there reads it; the address is deleted with that; nobody hears of trouble."""
    channel = closed(stage) if where == "private" else group(stage)
    ana = stage.actor("ana")
    ana.channel = channel

    answer = (await ana.types(f"{command} @ben closed Acme in a day")).text

    (post,) = posts(channel)
    assert "thanks Ben Walker" in post.text
    assert f"The shout-out goes to <#{channel.id}>" in answer
    assert "is in <#" not in answer
    assert await received(stage, "ben") == 1
    assert await addresses(stage) == []
    assert notes(ana) == []
    assert not any("could not deliver" in message.text for message in told(ana))


async def test_undo_returns_the_points_and_says_that_the_post_stays(stage: Stage) -> None:
    """It was never promised to go."""
    channel = closed(stage)
    ana = stage.actor("ana")
    ana.channel = channel
    await ana.types("/kudos @ben closed Acme in a day")
    offered = json.dumps(next(m for m in reversed(channel.messages) if m.ephemeral_to).blocks)
    assert "elsewhere it stays" in offered

    undone = (await ana.types("/kudos undo")).text

    assert "The shout-out stays in the channel" in undone
    assert await received(stage, "ben") == 0
    assert len(posts(channel)) == 1


async def test_undo_where_pacer_is_takes_the_post_too(stage: Stage) -> None:
    """And says nothing of one that stays."""
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types("/kudos @ben closed Acme in a day")
    assert "stays" not in (await ana.types("/kudos undo")).text
    assert not any("thanks Ben Walker" in m.text for m in ana.sees() if not m.ephemeral_to)


async def test_by_the_form_the_giver_hears_once_and_how_to_invite(stage: Stage) -> None:
    """A form has no address: the points are given, and that is said; admins are left in peace."""
    channel = closed(stage)
    ben = stage.actor("ben")
    ben.channel = channel
    await ben.types("/kudos")
    await ben.submits({"Who?": ["grace"], "What for?": "the pricing page"})

    assert posts(channel) == []
    (note,) = notes(ben)
    assert "The points are given" in note
    assert NOT_THERE in note
    assert f"<#{channel.id}>" in note
    assert await received(stage, "grace") == 1
    assert not any("could not deliver" in message.text for message in told(stage.actor("ana")))


async def test_an_address_that_is_too_old_is_not_used(stage: Stage) -> None:
    """Slack puts the post off by half an hour: the giver hears, once; until then it is sealed, then gone."""
    channel, emulator = closed(stage), stage.emulator
    ben = stage.actor("ben")
    ben.channel = channel
    emulator.faults.rate_limit_every, emulator.faults.retry_after_s = 1, 31 * 60
    await ben.types("/kudos @grace the pricing page")
    emulator.faults.rate_limit_every = 0
    (sealed,) = await addresses(stage)
    assert "http" not in sealed
    assert emulator.base_url not in sealed

    await emulator.move_clock(emulator.clock.now() + timedelta(minutes=30))
    await stage.pacer.forget_addresses()
    assert await addresses(stage) == []
    await emulator.move_clock(emulator.clock.now() + timedelta(minutes=5))

    assert posts(channel) == []
    (note,) = notes(ben)
    assert NOT_THERE in note
    assert await received(stage, "grace") == 1


async def test_it_is_kept_nowhere_else(stage: Stage, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither in the row of the delivery, nor in a log."""
    channel, emulator = closed(stage), stage.emulator
    ana = stage.actor("ana")
    ana.channel = channel
    emulator.faults.server_error_next = 2
    await ana.types("/kudos @ben closed Acme in a day")

    async with stage.pacer.db.reading(NORTHWIND) as transaction:
        rows = (await transaction.session.scalars(select(Delivery))).all()
        kept = " ".join(str(vars(row)) for row in rows)
    logged = capfd.readouterr()
    assert "/response/" not in kept + logged.out + logged.err
