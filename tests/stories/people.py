"""What the stories ask about people."""

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.emulator.state.world import SlackMessage
from bot.features.kudos.service import queries


async def received(stage: Stage, name: str) -> int:
    """How many points somebody received in all, by the ledger."""
    who = stage.emulator.world.named(name, NORTHWIND).id
    async with stage.pacer.db.reading(NORTHWIND) as transaction:
        return (await queries.mine(transaction, who, stage.emulator.clock.now())).received_ever


def newest(messages: list[SlackMessage]) -> str:
    """Everything that the newest message says."""
    return f"{messages[-1].text} {messages[-1].blocks}"


async def opens_tab(actor: Actor, tab: str) -> str:
    """Opens the App Home and goes to a tab, such as "goals"; all that stands there."""
    await actor.opens_home()
    await actor.clicks(f"home.tab:{tab}", within=actor.home)
    return at_home(actor)


def at_home(actor: Actor) -> str:
    """All that stands in somebody's App Home."""
    return str(actor.home.blocks) if actor.home else ""
