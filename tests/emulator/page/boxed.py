"""A box with the page in front and a small app of the tests inside; as a program it serves that."""

import asyncio
import json
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.demo.cast import NORTHWIND_WORKSPACE, add_contoso, pacer_app
from bot.demo.tips import first_kudos
from bot.emulator.page.mount import mount_page
from bot.emulator.server import Emulator
from bot.emulator.state.clock import MovableClock
from bot.emulator.state.world import Channel, SlackMessage, View, World
from tests.emulator.page.showcase import FORM, HOME, MESSAGE, button, mrkdwn

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Pacer"},
    "features": {
        "bot_user": {"display_name": "Pacer"},
        "slash_commands": [
            {
                "command": "/kudos",
                "description": "Thank somebody in public",
                "usage_hint": "@who why",
                "should_escape": True,
            },
            {"command": "/goal", "description": "Set or update a goal", "usage_hint": "name 50k by eoq"},
            {"command": "/form", "description": "Open every kind of field"},
            {"command": "/blocks", "description": "Post every kind of block"},
            *({"command": f"/more-{n}", "description": "One of many"} for n in range(5)),
        ],
        "shortcuts": [
            {
                "name": "Give kudos",
                "type": "global",
                "callback_id": "kudos.global",
                "description": "Thank somebody",
            },
            {
                "name": "Thank the author",
                "type": "message",
                "callback_id": "kudos.msg",
                "description": "For this",
            },
        ],
    },
    "oauth_config": {
        "scopes": {"bot": ["commands", "chat:write", "reactions:read", "channels:history", "users:read"]}
    },
    "settings": {
        "interactivity": {"is_enabled": True},
        "event_subscriptions": {"bot_events": ["app_home_opened", "reaction_added"]},
    },
}


class TinyApp:
    """Answers every action at once, by changing the world that it lives in."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.asgi = Starlette(routes=[Route("/slack/events", self.take, methods=["POST"])])

    async def take(self, request: Request) -> Response:
        """One delivery of any kind."""
        if request.headers["content-type"].startswith("application/json"):
            return self._event((await request.json())["event"])
        form = await request.form()
        if "payload" in form:
            return self._interaction(json.loads(str(form["payload"])))
        return self._command({key: str(value) for key, value in form.items()})

    def _event(self, event: dict[str, Any]) -> Response:
        if event["type"] == "app_home_opened":
            home = View(self.world.new_id("V"), "", event["user"], "home", HOME, self.world.new_hash())
            home.team_id = self.world.users[event["user"]].team_id
            self.world.homes[event["user"]] = home
            self.world.changed()
        return Response()

    def _command(self, form: dict[str, str]) -> Response:
        channel = self.world.channels[form["channel_id"]]
        if form["command"] == "/kudos":
            undo = {"type": "actions", "block_id": "u", "elements": [button("Undo", "kudos.undo", value="7")]}
            line = {"type": "section", "block_id": "k", "text": mrkdwn(f":tada: Kudos! {form['text']}")}
            self._say(channel, f"Kudos! {form['text']}", [line, undo])
            return JSONResponse({"response_type": "ephemeral", "text": "Recorded."})
        if form["command"] == "/form":
            self._open(form["user_id"], "Give kudos", FORM)
        elif form["command"] == "/blocks":
            self._say(channel, "Every block", MESSAGE)
        return Response()

    def _interaction(self, payload: dict[str, Any]) -> Response:
        user_id = payload["user"]["id"]
        if payload["type"] in ("shortcut", "message_action"):
            self._open(user_id, "Give kudos", FORM)
        elif payload["type"] == "view_submission":
            return self._submitted(payload)
        elif payload["type"] == "block_actions":
            self._acted(payload["actions"][0], payload)
        return Response()

    def _submitted(self, payload: dict[str, Any]) -> Response:
        values = payload["view"]["state"]["values"]
        reason = values["why"]["why"]["value"]
        if len(reason) < 3:
            errors = {"why": "Say a little more, please."}
            return JSONResponse({"response_action": "errors", "errors": errors})
        people = values["who"]["a.multi_users_select"]["selected_users"]
        thanked = " ".join(f"<@{person}>" for person in people)
        self._say(self.world.channel_named("sales"), f"Kudos to {thanked}: {reason}")
        return Response()

    def _acted(self, action: dict[str, Any], payload: dict[str, Any]) -> None:
        chosen = action.get("value") or json.dumps(
            {k: v for k, v in action.items() if k.startswith("selected")}
        )
        if payload.get("view"):
            self._open(payload["user"]["id"], "From the Home", FORM)
        else:
            self._say(self.world.channels[payload["channel"]["id"]], f"{action['action_id']}: `{chosen}`")

    def _say(self, channel: Channel, words: str, blocks: list[dict[str, Any]] | None = None) -> None:
        team = self.world.teams[channel.team_id]
        channel.messages.append(
            SlackMessage(
                self.world.next_ts(),
                channel.id,
                team.bot_user_id,
                words,
                blocks=blocks or [],
                bot_id=team.bot_id,
            )
        )
        self.world.changed()

    def _open(self, user_id: str, title: str, blocks: list[dict[str, Any]]) -> None:
        team_id = self.world.users[user_id].team_id
        view = View(
            self.world.new_id("V"),
            team_id,
            user_id,
            "modal",
            blocks,
            self.world.new_hash(),
            title,
            "Give",
            "Cancel",
        )
        self.world.modals.setdefault(user_id, []).append(view)
        self.world.changed()


def boxed() -> FastAPI:
    """The page over a box with the cast, a long channel and the tiny app."""
    clock = MovableClock(MONDAY)
    emulator = Emulator([NORTHWIND_WORKSPACE], pacer_app(MANIFEST), clock, mode="http")
    world = emulator.world
    add_contoso(world)
    _fill(world)
    emulator.request_url = "http://app/slack/events"

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        transport = httpx.ASGITransport(TinyApp(world).asgi)
        async with httpx.AsyncClient(transport=transport) as emulator.delivery.http:
            yield

    app = FastAPI(lifespan=lifespan)
    app.mount("/box", emulator.asgi)
    mount_page(app, emulator, tips=first_kudos)
    return app


def _fill(world: World) -> None:
    general = world.channel_named("general", world.named("ana").team_id)
    people = [world.named(name).id for name in ("ana", "ben", "cleo")]
    for number in range(500):
        ts = f"{MONDAY.timestamp() - 500 * 60 + number * 60:.6f}"
        general.messages.append(
            SlackMessage(ts, general.id, people[number // 2 % 3], f"Message *{number}* :star:")
        )


async def main() -> None:
    """Serve on a free port of this machine and say the address in one line."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(boxed(), log_level="warning"))
    sys.stdout.write(f"http://127.0.0.1:{listener.getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve(sockets=[listener])


if __name__ == "__main__":
    asyncio.run(main())
