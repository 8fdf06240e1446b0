"""A fixed tour of the seeded demo: every command, form, Home and post, as words and blocks on the screen."""

import json
import re
from collections.abc import Iterator
from typing import Any

from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.emulator.state.elements import elements_of
from bot.emulator.state.world import Block, SlackMessage, View
from bot.features.home.views.frame import TAB

Screen = dict[str, Any]
_GIVEN = re.compile(r"b\d{8}|[0-9a-f]{16}:\d+")

# In the order in which they are walked; what one writes, the next ones see.
READS = (
    "/pacer",
    "/pacer help",
    "/pacer nonsense",
    "/pacer me",
    "/pacer snooze",
    "/pacer teams",
    "/pacer calendar",
    "/pacer deliveries",
    "/pacer settings",
    "/pacer schedules",
    "/pacer celebrations",
    "/pacer checkins",
    "/pacer recognition",
    "/pacer record",
    "/pacer evidence",
    "/pacer evidence @ben",
    "/kudos",
    "/kudos help",
    "/kudos me",
    "/kudos top",
    "/kudos top givers this month",
    "/kudos top @ben",
    "/kudos values",
    "/kudos health",
    "/goal",
    "/goal help",
    "/goal list",
    "/goal list @ben",
    "/goal list team",
    "/goal list at risk",
    "/goal list all",
    "/goal tree",
    "/goal checkin",
    "/goal set",
    "/goal history G1",
    "/goal why G1",
    "/goal edit G1",
    "/goal nonsense",
    "/metrics",
    "/metrics help",
    "/metrics team",
    "/metrics team Enterprise",
    "/metrics @ben",
    "/metrics why attainment",
    "/metrics why win rate last quarter",
    "/metrics log",
    "/metrics quota",
    "/metrics quota @ben",
    "/metrics define",
    "/metrics settings",
    "/metrics dispute",
    "/metrics import",
    "/feedback",
    "/feedback help",
    "/feedback inbox",
    "/feedback sent",
    "/feedback give",
    "/feedback @hugo",
    "/feedback note @hugo",
    "/feedback ask @hugo",
    "/feedback ask about @ben",
    "/leaderboard",
    "/leaderboard help",
    "/leaderboard company",
    "/leaderboard win rate last quarter",
    "/leaderboard improved",
    "/leaderboard kudos company",
    "/leaderboard goals",
    "/leaderboard teams",
    "/leaderboard reps like me",
    "/leaderboard settings",
    "/contest",
    "/contest help",
    "/contest new",
    "/contest 1",
    "/contest test 1",
    "/review",
    "/review help",
    "/review new",
    "/learn",
    "/learn path",
    "/mentor",
    "/play",
    "/play discount",
    "/pulse",
    "/pulse help",
    "/pulse new",
)
WRITES = {
    "ana": (
        "/kudos @ben +2 closed Acme in a day #teamwork",
        "/goal Win $50k by eoq for @ben",
        "/goal accept G9999",
        "/metrics lock before 2026-10-01",
        "/metrics rate EUR 1.1",
    ),
    "ben": (
        "/kudos @ana thanks for the payload fix",
        "/kudos undo",
        "/goal Close 12 deals by 31 Dec because new logos count",
        "/goal Close 12 deals by 31 Dec",
        "/metrics log won $48k Acme",
        "/metrics undo",
        "/metrics export rows",
        "/leaderboard hide",
        "/leaderboard show",
        "/pacer snooze 2h",
        "/pacer snooze off",
    ),
    "cleo": ("/kudos @nobody hello", "/goal Answer 20 tickets by friday", "/metrics log nothing"),
}


class Tour:
    """Walks as one person after the other and keeps what each step brings onto the screen."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._seen: set[str] = set()
        self._clicked: set[str] = set()
        self.screens: list[Screen] = []

    async def walk(self, name: str) -> None:
        """Home, all that is read, all that is written, and each button once over all people."""
        actor = self._stage.actor(name)
        await self._keep(actor, "what waits", self._new(actor))
        await self._visit(actor)
        for text in (*READS, *WRITES.get(name, ())):
            actor.goes_to("#sales" if name != "cleo" else "#general")
            await self._type(actor, text)
        await actor.opens_home()
        await self._keep(actor, "Home afterwards", [actor.home] if actor.home else [])

    async def _visit(self, actor: Actor) -> None:
        """The App Home, and each of its tabs."""
        await actor.opens_home()
        places: list[SlackMessage | View] = [actor.home] if actor.home else []
        tabs = [found for found in _buttons(places) if found[1].startswith(TAB)]
        self._clicked |= {action_id for _, action_id, _ in tabs}
        await self._keep(actor, "Home", places)
        for place, action_id, label in tabs:
            await actor.clicks(action_id, within=place)
            await self._keep(actor, f"Home, {label}", places)

    async def arrives(self, name: str, title: str) -> None:
        """Whatever has come to this person since the last look."""
        actor = self._stage.actor(name)
        await self._keep(actor, title, self._new(actor), buttons=False)

    async def _type(self, actor: Actor, text: str) -> None:
        outcome = await actor.types(text)
        step = text if outcome.ok else f"{text} ({outcome.error})"
        await self._keep(actor, step, self._brought(actor))

    def _brought(self, actor: Actor) -> list[SlackMessage | View]:
        return [*self._new(actor), *([actor.modal] if actor.modal else [])]

    async def _keep(self, actor: Actor, step: str, places: list[Any], *, buttons: bool = True) -> None:
        await self._show(actor, step, places)
        if not buttons:
            return
        for place, action_id, label in list(_buttons(places)):
            is_there = action_id in {found for _, found, _ in _buttons([place])}
            if is_there and action_id not in self._clicked:
                self._clicked.add(action_id)
                await self._click(actor, step, place, action_id, label)

    async def _click(
        self, actor: Actor, step: str, place: SlackMessage | View, action_id: str, label: str
    ) -> None:
        if isinstance(place, View) and place.type == "modal":
            # Put the closed window back, as it was: its buttons are pressed one by one.
            self._stage.emulator.world.modals[actor.user.id] = [place]
        outcome = await actor.clicks(action_id, within=place)
        words = f"{step} > {label}" + ("" if outcome.ok else f" ({outcome.error})")
        await self._show(actor, words, self._brought(actor))

    async def _show(self, actor: Actor, step: str, places: list[Any]) -> None:
        shown = [_picture(each) for each in places]
        self.screens.append({"step": f"{actor.user.name}: {step}", "shown": shown})
        if actor.modal is not None:
            await actor.closes(clear=True)

    def _new(self, actor: Actor) -> list[SlackMessage]:
        found = []
        channels = [c for c in self._stage.emulator.world.channels.values() if actor.user.id in c.members]
        for message in (m for c in channels for m in c.visible_to(actor.user.id)):
            key = f"{actor.user.id} {message.channel_id} {message.ts} {message.text} {message.blocks}"
            if key not in self._seen and message.user_id != actor.user.id:
                found.append(message)
            self._seen.add(key)
        return found


def _buttons(places: list[SlackMessage | View]) -> Iterator[tuple[SlackMessage | View, str, str]]:
    for place in places:
        for _, element in elements_of(place.blocks):
            if element["type"] == "button" and "url" not in element:
                yield place, element["action_id"], element["text"]["text"]


def _picture(place: SlackMessage | View) -> Screen:
    blocks = _in_one_order([_plain(block) for block in place.blocks])
    if isinstance(place, SlackMessage):
        return {"message": place.text, "blocks": blocks}
    return {"window": place.title or "Home", "submit": place.submit, "blocks": blocks}


def _plain(block: Block) -> Block:
    """Without the ids that say nothing of what is shown: those of Slack, and of rows of buttons in Home."""
    return {key: value for key, value in block.items() if key != "block_id" or not _GIVEN.fullmatch(value)}


def _in_one_order(blocks: list[Block]) -> list[Block]:
    """Anonymous answers come in another order each time, on purpose."""
    places = [number for number, block in enumerate(blocks) if _is_quote(block)]
    quotes = sorted((blocks[number] for number in places), key=json.dumps)
    for number, quote in zip(places, quotes, strict=True):
        blocks[number] = quote
    return blocks


def _is_quote(block: Block) -> bool:
    return block["type"] == "section" and str(block.get("text", {}).get("text", "")).startswith(">")
