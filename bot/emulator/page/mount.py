"""Mounts the page at "/" of a FastAPI application."""

from pathlib import Path
from typing import Annotated

import nicegui.elements.echart  # noqa: F401 - the page finds ECharts among NiceGUI's modules
from fastapi import FastAPI, Query
from nicegui import Client, events, ui

from bot.emulator.page.avatars import cast_of
from bot.emulator.page.events.dispatch import do
from bot.emulator.page.events.event import UiEvent
from bot.emulator.page.read_state import ReadState
from bot.emulator.page.session import UiSession
from bot.emulator.server import Emulator
from bot.emulator.state.world import User, World

ASSETS = Path(__file__).parent / "assets"
CLOCK_SECONDS = 5.0
FAVICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="8" fill="#4a154b"/>'
    '<path d="M11 24V8h6a5 5 0 0 1 0 10h-6" fill="none" stroke="#fff" stroke-width="3.5"/></svg>'
)


def mount_page(app: FastAPI, emulator: Emulator) -> None:
    """Serves the emulator's page at "/"; call once a process, before the application starts.

    `/?as=ben` opens a window in which Ben acts.
    """
    styles = "".join(path.read_text(encoding="utf-8") for path in sorted(ASSETS.glob("*.css")))
    script = (ASSETS / "page.js").read_text(encoding="utf-8")
    reading = ReadState(emulator.world)

    @ui.page("/")
    def window(client: Client, as_: Annotated[str, Query(alias="as")] = "") -> None:
        ui.add_head_html(f"<style>{styles}</style>")
        ui.add_body_html(f"<script>{script}</script>")
        desk = UiSession(emulator, reading, _who(emulator.world, as_))
        client.on_delete(desk.leave)
        ui.on("deed", lambda event: _told(desk, event))
        ui.timer(CLOCK_SECONDS, desk.draw)

    ui.run_with(
        app,
        title=f"{emulator.world.app.name} in a Slack playground",
        favicon=FAVICON,
        binding_refresh_interval=None,
        tailwind=False,
        show_welcome_message=False,
    )


async def _told(desk: UiSession, event: events.GenericEventArguments) -> None:
    await do(desk, UiEvent.told(event.args))


def _who(world: World, name: str) -> User:
    cast = cast_of(world)
    return next((user for user in cast if user.name == name.lower()), cast[0])
