"""Every button leads somewhere, for everybody who sees it: pressed by machine, role by role."""

import io
import json
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.demo.cast import NORTHWIND
from bot.demo.launch import seed
from bot.demo.stage import Stage, open_stage
from bot.emulator.client.actor import Actor
from bot.emulator.client.outsiders import add_guest
from bot.emulator.state.elements import elements_of
from bot.emulator.state.workspaces import PersonSpec, add_people
from bot.emulator.state.world import SlackMessage, View
from bot.features.home.rules.tabs import Tab
from bot.features.home.views.frame import TAB
from bot.framework.doors import Area
from tests.stages import box_at
from tests.started import MONDAY

from .tour import READS

# Of the seeded company: a rep, who leads, an admin without people, who is in no team; Nina is new, Gina a
# guest.
ROLES = ("ben", "ana", "hugo", "cleo", "nina", "gina")
COMMANDS = [words for words in READS if "nonsense" not in words]
# Nobody reads this who has pressed what they were shown.
FAULTS = ("broke on our side", "older message", "not offered any more", "not there any more", "timed out")

Place = SlackMessage | View
Opens = Callable[[], Awaitable[Place | None]]
Key = tuple[str, str]


def offered(place: Place) -> list[tuple[Key, str | None]]:
    """What can be pressed: action and label; and of a menu each option, where it is one."""
    found: list[tuple[Key, str | None]] = []
    for _, element in elements_of(place.blocks):
        action_id = element.get("action_id", "")
        if element["type"] == "button" and "url" not in element:
            found.append(((action_id, element["text"]["text"]), None))
        if element["type"] == "overflow":
            options = [each for each in element["options"] if "url" not in each]
            found += [((action_id, each["text"]["text"]), each["text"]["text"]) for each in options]
    return found


class Walk:
    """One person presses whatever they are shown, each action and label once."""

    def __init__(self, stage: Stage, name: str, log: io.StringIO) -> None:
        self._stage, self._log = stage, log
        self.actor: Actor = stage.actor(name).goes_to("#general" if name in ("cleo", "nina") else "#sales")
        self.pressed: set[Key] = set()
        self.faults: list[str] = []

    async def typed(self, words: str) -> Place | None:
        """What a command shows first: a window, or the newest message."""
        await self._clear()
        before = self._screen()
        outcome = await self.actor.types(words)
        if not outcome.ok:
            self.faults.append(f"{words}: {outcome.error}")
        self._check(words, before)
        return self.actor.modal or next(reversed(self.actor.sees()), None)

    async def home(self, tab: str) -> Place | None:
        """A tab of the App Home; None where this person has none of that name."""
        await self._clear()
        await self.actor.opens_home()
        shown = self.actor.home
        if shown is not None and f"{TAB}:{tab}" in {key for (key, _), _ in offered(shown)}:
            await self.actor.clicks(f"{TAB}:{tab}", within=shown)
            return self.actor.home
        return shown if tab == Tab.today.name else None

    async def area(self, area: str) -> Place | None:
        """The menu's page of this area."""
        shown = await self.typed("/pacer")
        if shown is None or area not in {label for (_, label), _ in offered(shown)}:
            return None
        await self.actor.clicks(area, within=shown)
        return self.actor.modal or self.actor.sees()[-1]

    async def presses(self, words: str, opens: Opens) -> None:
        """Opens a screen, and presses all of it that was not pressed before; each on a screen drawn anew."""
        shown = await opens()
        for key, choice in [*offered(shown)] if shown is not None else []:
            if key in self.pressed or key[0].startswith(f"{TAB}:"):
                continue
            self.pressed.add(key)
            place = await opens()
            if place is None or (key, choice) not in offered(place):
                continue  # What was pressed before has taken it away.
            before, at = self._screen(), self._log.tell()
            pressed = self.actor.chooses(key[0], choice, within=place) if choice else None
            outcome = await (pressed or self.actor.clicks(key[0], within=place))
            label = f"{words} > {key[1]} ({key[0]})"
            if not outcome.ok:
                self.faults.append(f"{label}: {outcome.error}")
            self._check(label, before)
            self._log.seek(at)
            lines = [json.loads(line) for line in self._log.read().splitlines()]
            refused = [line for line in lines if line["event"] in ("request.refused", "request.broken")]
            if refused:
                self.faults.append(f"{label}: {self._newest()[:200]}")

    async def _clear(self) -> None:
        if self.actor.modal is not None:
            await self.actor.closes(clear=True)

    def _screen(self) -> set[str]:
        return {f"{each.ts} {each.blocks}" for each in self.actor.sees()}

    def _newest(self) -> str:
        return str(self.actor.modal.blocks) if self.actor.modal else self.actor.sees()[-1].text

    def _check(self, label: str, before: set[str]) -> None:
        shown: list[Any] = [each for each in self.actor.sees() if f"{each.ts} {each.blocks}" not in before]
        shown += [self.actor.modal] if self.actor.modal else []
        read = " ".join(f"{getattr(each, 'text', '')} {each.blocks}" for each in shown)
        self.faults += [f"{label}: {fault}" for fault in FAULTS if fault in read]


@pytest.mark.slow
@pytest.mark.parametrize("name", ROLES)
async def test_every_button_leads_somewhere(name: str, sqlite_file: Path, log: io.StringIO) -> None:
    """Home's tabs, the menu and each area of it, and the first screen of every command."""
    emulator = box_at(MONDAY)
    world = emulator.world
    world.named("hugo", NORTHWIND).is_admin = True
    add_guest(world, NORTHWIND, "gina", "Gina Rossi", world.channel_named("sales", NORTHWIND))
    async with open_stage(emulator, f"sqlite:///{sqlite_file}", migrated=True) as stage:
        await seed(stage.pacer.db, world, MONDAY)
        await stage.settler.settle()
        nina = PersonSpec("nina", "Nina Berg", "Account Executive", "Europe/London", "U0NINA4BRG")
        add_people(world, NORTHWIND, [nina], channel="general")
        walk = Walk(stage, name, log)
        for tab in Tab:
            await walk.presses(f"Home, {tab.name}", partial(walk.home, tab.name))
        for area in Area:
            await walk.presses(f"/pacer, {area}", partial(walk.area, str(area)))
        for words in COMMANDS:
            await walk.presses(words, partial(walk.typed, words))
    assert walk.faults == []
    assert len(walk.pressed) >= 10, walk.pressed
