"""Mounts the page at "/" of a FastAPI application."""

from html import escape
from pathlib import Path
from typing import Annotated

import nicegui.elements.echart  # noqa: F401 - the page finds ECharts among NiceGUI's modules
from fastapi import FastAPI, Query
from fastapi.staticfiles import StaticFiles
from nicegui import Client, events, ui

from bot.emulator.page.events.dispatch import do
from bot.emulator.page.events.event import UiEvent
from bot.emulator.page.read_state import ReadState
from bot.emulator.page.session import UiSession
from bot.emulator.page.view_model import Tips
from bot.emulator.server import Emulator
from bot.emulator.state.acquaintance import everybody
from bot.emulator.state.world import User, World

ASSETS = Path(__file__).parent / "assets"
CLOCK_SECONDS = 5.0
FAVICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="8" fill="#4a154b"/>'
    '<text x="16" y="24" text-anchor="middle" font-family="sans-serif" font-size="23" font-weight="600"'
    ' fill="#fff">{initial}</text></svg>'
)


def page_app(emulator: Emulator, *, tips: Tips | None = None, path: Tips | None = None) -> FastAPI:
    """The emulator with its page at "/", for `serve(emulator, front=…)`; once in a process."""
    front = FastAPI(openapi_url=None)
    front.router.routes.extend(emulator.asgi.routes)
    mount_page(front, emulator, tips=tips, path=path)
    return front


def mount_page(
    app: FastAPI, emulator: Emulator, *, tips: Tips | None = None, path: Tips | None = None
) -> None:
    """Serve the page over the emulator at "/"; once in a process, before the application starts.

    `/?as=ben` opens a window in which Ben acts; without a name the first person acts, at the app's Home.
    `tips` say what a window proposes to whoever sits down, `path` in place of them in one without a name.
    """
    styles = "".join(path.read_text(encoding="utf-8") for path in sorted(ASSETS.glob("*.css")))
    script = (ASSETS / "page.js").read_text(encoding="utf-8")
    reading = ReadState(emulator.world)

    @ui.page("/")
    def window(client: Client, as_: Annotated[str, Query(alias="as")] = "") -> None:
        ui.add_head_html(f"<style>{styles}</style>")
        ui.add_body_html(f"<script>{script}</script>")
        session = UiSession(emulator, reading, _who(emulator.world, as_), tips if as_ else path or tips)
        client.on_delete(session.leave)
        ui.on("ui_event", lambda event: _told(session, event))
        ui.timer(CLOCK_SECONDS, session.draw)
        if not as_ and session.scene.bot is not None:
            ui.timer(0, lambda: do(session, UiEvent("app-tab", {"tab": "Home"})), once=True)

    app.mount("/playground/assets", StaticFiles(directory=ASSETS))
    ui.run_with(
        app,
        title=f"{emulator.world.app.name} in a Slack playground",
        favicon=FAVICON.format(initial=escape(emulator.app.name[:1])),
        binding_refresh_interval=None,
        tailwind=False,
        show_welcome_message=False,
    )


async def _told(session: UiSession, event: events.GenericEventArguments) -> None:
    await do(session, UiEvent.told(event.args))


def _who(world: World, name: str) -> User:
    people = everybody(world)
    return next((user for user in people if user.name == name.lower()), people[0])
