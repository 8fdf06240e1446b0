"""What the stories ask about people."""

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
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
