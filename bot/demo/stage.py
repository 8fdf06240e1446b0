"""The real bot connected to the emulator over the wire, for the demo and the story tests."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from pydantic import SecretStr
from starlette.applications import Starlette

from bot.app import RARE_JOBS, Pacer, build_app
from bot.common.asgi_server import LOOPBACK, listening
from bot.common.timers import Timer
from bot.config import Settings
from bot.db.engine import make_engine
from bot.db.migrate import migrate
from bot.demo.cast import NORTHWIND, NORTHWIND_WORKSPACE, pacer_app
from bot.demo.settler import AtRest, Settler
from bot.emulator.client.actor import Actor
from bot.emulator.server import Emulator, serve
from bot.emulator.state.clock import MovableClock
from bot.emulator.transport.delivery import ACK_LIMIT_S, Transport
from bot.manifest import manifest
from bot.slack.pending import ACK_SECONDS
from bot.socket_mode import CONNECTIONS, socket_door
from bot.web.server import web_app

# Of the seconds in which an answer is due, what the way there and back may take.
_ON_THE_WAY_S = 1.0


@dataclass
class Stage:
    """The emulator and the bot in it."""

    emulator: Emulator
    pacer: Pacer
    settler: Settler

    def actor(self, name: str, team_id: str | None = None) -> Actor:
        """A person who uses Slack, by handle; `team_id` None: the first workspace."""
        return self.emulator.actor(name, team_id)


def new_emulator(
    clock: MovableClock, mode: Transport = "socket", *, ack_limit_s: float = ACK_LIMIT_S
) -> Emulator:
    """An emulator with the cast and our own manifest; it waits `ack_limit_s` for an acknowledgement."""
    return Emulator(
        [NORTHWIND_WORKSPACE], pacer_app(manifest(mode)), clock, mode=mode, ack_limit_s=ack_limit_s
    )


@asynccontextmanager
async def open_stage(
    emulator: Emulator,
    database_url: str,
    *,
    front: Starlette | None = None,
    port: int = 0,
    encryption_keys: str | None = None,
    migrated: bool = False,
    at_rest: AtRest | None = None,
    timer: Timer | None = None,
) -> AsyncIterator[Stage]:
    """Serves the emulator (behind `front`, when given) and runs the bot in it.

    The database is migrated unless it is `migrated` already. Nothing runs in the background: after each
    action the emulator waits until the bot has nothing left to do. With `encryption_keys` the bot knows no
    workspace until it is installed through OAuth. `at_rest`: what jobs came to at an earlier start on this
    database, at this instant; they do not run again. `timer`: by which the bot measures what is late.
    """
    if not migrated:
        engine = make_engine(database_url)
        await migrate(engine)
        await engine.dispose()
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(serve(emulator, LOOPBACK, port, front=front))
        settings = _settings(emulator, database_url, encryption_keys)
        patience = emulator.delivery.ack_limit_s
        pacer = await stack.enter_async_context(
            build_app(
                settings,
                emulator.clock,
                timer=timer,
                ack_seconds=patience - ACK_LIMIT_S + ACK_SECONDS,
                after_ack_seconds=patience - _ON_THE_WAY_S,
            )
        )
        settler = Settler(pacer, at_rest)
        if at_rest is None:
            await pacer.run_jobs(RARE_JOBS)
        # What has run once here does not run again at the first action.
        await settler.settle()
        await _connect(emulator, pacer, stack)
        emulator.settle, emulator.next_moment = settler.settle, settler.next_moment
        yield Stage(emulator, pacer, settler)


async def _connect(emulator: Emulator, pacer: Pacer, stack: AsyncExitStack) -> None:
    if emulator.mode == "socket":
        await stack.enter_async_context(socket_door(pacer))
        await emulator.connected(CONNECTIONS)
        return
    door = await stack.enter_async_context(
        listening(web_app(pacer, with_background=False, slowest_body_s=emulator.delivery.ack_limit_s))
    )
    emulator.request_url = f"{door}/slack/events"
    # Its address is known only now; an app of which the manifest is changed keeps all else.
    emulator.app.manifest = manifest("http", door)


def _settings(emulator: Emulator, database_url: str, encryption_keys: str | None) -> Settings:
    app = emulator.app
    installs = encryption_keys is not None
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        slack_bot_token=None if installs else SecretStr(emulator.bot_token(NORTHWIND)),
        slack_app_token=SecretStr(app.app_token) if emulator.mode == "socket" else None,
        slack_signing_secret=SecretStr(app.signing_secret),
        slack_client_id=app.client_id if installs else None,
        slack_client_secret=SecretStr(app.client_secret) if installs else None,
        token_encryption_keys=SecretStr(encryption_keys) if encryption_keys else None,
        slack_api_url=emulator.api_url,
        database_url=database_url,
    )
