"""A team of eight in the emulator, and what people do with their reviews."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting

from .goals_office import said, told

EIGHT = ("ben", "dario", "emeka", "fatima", "hugo", "ingrid", "jamal", "kavya")


async def with_eight(stage: Stage) -> None:
    """Ana leads them."""
    world = stage.emulator.world
    ids = {name: world.named(name, NORTHWIND).id for name in ("ana", *EIGHT)}
    channel = world.channel_named("sales", NORTHWIND).id
    form = TeamForm("Enterprise", ids["ana"], tuple(ids[name] for name in EIGHT), channel)
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        await teams.save(acting(transaction, ids["ana"], stage.emulator.clock.now(), "eight"), form, None)


async def day(stage: Stage, number: int, hour: int = 12) -> None:
    """The so many-th day after Monday, the 23rd of November."""
    await stage.emulator.move_clock(datetime(2026, 11, 23, hour, tzinfo=UTC) + timedelta(days=number))
    await stage.emulator.settled()


async def planned(ana: Actor, *parts: str, kickoff: str, due: str, name: str = "Q4") -> None:
    """Ana plans a cycle."""
    await ana.types("/review new")
    await ana.submits({"name": name, "parts": list(parts), "kickoff": kickoff, "due": due})
    assert ana.modal is not None
    assert "Planned" in str(ana.modal.blocks)
    await ana.closes(clear=True)


async def heard(stage: Stage, name: str, words: str) -> int:
    """How often somebody was told this, in messages and in the digests of what waited."""
    return sum(words in said(each) for each in told(stage.actor(name)))


async def submitted(actor: Actor, words: str = "Two new logos", *, what: str = "own review") -> None:
    """Somebody opens what they have to write from the list, and submits it."""
    await actor.types("/review")
    row = next(each for each in actor.sees()[-1].blocks if what in str(each.get("text")))
    await press(row, actor, "reviews.write")
    await actor.submits({"well:1": words})
    await actor.closes(clear=True)


async def opened(actor: Actor, of: str = "") -> None:
    """Somebody opens their own review from the list, or, as manager, that of somebody they lead."""
    await actor.types("/review")
    if not of:
        await actor.clicks("reviews.open")
        return
    await actor.clicks("reviews.progress")
    assert actor.modal is not None
    row = next(each for each in actor.modal.blocks if of in str(each.get("text")))
    await press(row, actor, "reviews.open")


async def press(row: dict[str, object], actor: Actor, action_id: str) -> None:
    """The button of this row, where several of its kind are on the screen."""
    accessory = row["accessory"]
    assert isinstance(accessory, dict)
    others = [
        each for each in _accessories(actor) if each is not accessory and each["action_id"] == action_id
    ]
    for other in others:
        other["action_id"] = "somewhere.else"
    try:
        await actor.clicks(action_id)
    finally:
        for other in others:
            other["action_id"] = action_id


def _accessories(actor: Actor) -> Iterator[dict[str, object]]:
    shown = actor.modal.blocks if actor.modal else actor.sees()[-1].blocks
    return (block["accessory"] for block in shown if "action_id" in block.get("accessory", {}))
