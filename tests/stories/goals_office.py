"""Ana's team in the emulator: Enterprise, with Ben, Grace, Jamal, Kavya."""

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.emulator.state.world import SlackMessage
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting

MEMBERS = ("ben", "grace", "jamal", "kavya")


async def with_team(stage: Stage) -> None:
    """Ana leads Enterprise."""
    world = stage.emulator.world
    ids = {name: world.named(name, NORTHWIND).id for name in ("ana", *MEMBERS)}
    channel = world.channel_named("sales", NORTHWIND).id
    form = TeamForm("Enterprise", ids["ana"], tuple(ids[name] for name in MEMBERS), channel)
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        await teams.save(acting(transaction, ids["ana"], stage.emulator.clock.now(), "a team"), form, None)


def told(actor: Actor) -> list[SlackMessage]:
    """What Pacer wrote to somebody directly."""
    return actor.sees("@Pacer")


def said(message: SlackMessage) -> str:
    """Everything that a message says."""
    return f"{message.text} {message.blocks}"


def in_window(actor: Actor) -> str:
    """Everything that the window on top says, and what is wrong in it; "" without one."""
    return f"{actor.modal.blocks} {actor.modal.errors}" if actor.modal else ""
