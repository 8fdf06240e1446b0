"""The verbs: python -m bot demo | run | web | worker | migrate | manifest | deliveries | copy | doctor."""

import asyncio
import json
import signal
import sys
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated, Any

import typer
import uvicorn
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from uvicorn.loops.auto import auto_loop_factory

from bot.app import Pacer, build_app
from bot.common.clock import SystemClock
from bot.common.logs import configure_logs
from bot.config import Settings, SettingsError, load_settings
from bot.db.copy import CopyError, copy_database
from bot.db.engine import make_engine
from bot.db.migrate import migrate as migrate_database
from bot.db.transaction import Database
from bot.doctor import examine
from bot.health import health_door
from bot.manifest import manifest as make_manifest
from bot.registry import METADATA
from bot.reports import copy_report, deliveries_report
from bot.socket_mode import socket_door
from bot.web import web_app

cli = typer.Typer(
    help="Pacer: a sales manager's five jobs, in Slack. Settings come from the environment or a .env file.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Mode(StrEnum):
    """How Slack reaches the bot."""

    socket = "socket"
    http = "http"


@cli.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the page is served, on this machine only.")] = 3999,
) -> None:
    """Slack in a box with the real bot in it: try everything, no Slack needed."""
    if find_spec("nicegui") is None:
        _stop("The demo's page needs NiceGUI: pip install 'pacer-bot[demo]', or make demo.")
    # By name: the playground needs packages that only the demo has.
    _run(import_module("bot.playground.demo").run_demo(port))


@cli.command()
def run() -> None:
    """Everything in one process: Socket Mode when SLACK_APP_TOKEN is set, HTTP otherwise."""
    settings = _settings()
    _run(_run_everything(settings))


@cli.command()
def web() -> None:
    """The HTTP door alone, for many machines; `worker` does the rest."""
    _run(_serve_http(_settings(), with_background=False))


@cli.command()
def worker() -> None:
    """Sends what is owed and ticks the clock's jobs, without a door."""
    _run(_work(_settings()))


@cli.command()
def migrate() -> None:
    """Bring the database to the schema that this version needs."""
    settings = _settings()
    _run(_migrate(settings))
    typer.echo("The database is up to date.")


@cli.command()
def manifest(
    mode: Annotated[Mode, typer.Option(help="socket needs no public address; http needs one.")] = Mode.socket,
    url: Annotated[str | None, typer.Option(help="Your public https address (http mode).")] = None,
) -> None:
    """Print the manifest to create the Slack app from (api.slack.com/apps, From a manifest)."""
    address = url or _settings().public_url
    typer.echo(json.dumps(make_manifest(mode.value, address), indent=2))


@cli.command()
def copy(
    source: Annotated[str, typer.Option("--from", help="sqlite:///pacer.db, or a postgresql:// address.")],
    target: Annotated[str, typer.Option("--to", help="An empty database, of either kind.")],
) -> None:
    """Carry all data from one database to another, checked by counts and sums. Stop Pacer meanwhile."""
    _run(_copy(source, target))


@cli.command()
def deliveries(
    failed: Annotated[bool, typer.Option("--failed", help="Only what was not delivered, and why.")] = False,
) -> None:
    """What was sent, what waits, what failed and why; no message's words."""
    _run(_report_deliveries(_settings(), only_failed=failed))


@cli.command()
def doctor() -> None:
    """Check settings, database, schema and Slack; each line a tick, or what to do."""
    checks = asyncio.run(examine())
    for check in checks:
        typer.echo(f"{'✓' if check.ok else '✗'} {check.sentence}")
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


def _settings() -> Settings:
    try:
        settings = load_settings()
    except SettingsError as error:
        _stop(str(error))
    configure_logs(settings.log_level, settings.log_format)
    return settings


def _run(work: Coroutine[Any, Any, None]) -> None:
    try:
        # uvicorn's choice: uvloop where it is there, which wakes up faster.
        with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
            runner.run(work)
    except SettingsError as error:
        _stop(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


def _stop(sentence: str) -> Any:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)


async def _migrate(settings: Settings) -> None:
    engine = make_engine(settings.database_url)
    try:
        await migrate_database(engine)
    except (InterfaceError, OperationalError, OSError) as error:
        reason = f"The database does not answer ({type(error).__name__}): look at DATABASE_URL."
        raise SettingsError(reason) from None
    finally:
        await engine.dispose()


async def _copy(source: str, target: str) -> None:
    for url, name in ((source, "--from"), (target, "--to")):
        if not url.startswith(("sqlite://", "postgresql://", "postgres://")):
            raise SettingsError(f"{name} must begin with sqlite:// or postgresql://.")
    try:
        copied = await copy_database(source, target, METADATA)
    except CopyError as error:
        raise SettingsError(str(error)) from None
    except (DBAPIError, OSError) as error:
        reason = f"A database does not answer ({type(error).__name__}): look at both addresses."
        raise SettingsError(reason) from None
    typer.echo("\n".join(copy_report(copied)))


async def _report_deliveries(settings: Settings, *, only_failed: bool) -> None:
    db = Database(make_engine(settings.database_url))
    try:
        typer.echo(await deliveries_report(db, SystemClock().now(), only_failed=only_failed))
    except (DBAPIError, OSError) as error:
        why = type(error).__name__
        reason = f"The deliveries cannot be read ({why}): look at DATABASE_URL, and migrate first."
        raise SettingsError(reason) from None
    finally:
        await db.close()


async def _run_everything(settings: Settings) -> None:
    settings.require_front_door()
    await _migrate(settings)
    if not settings.socket_mode:
        await _serve_http(settings, with_background=True)
        return
    async with AsyncExitStack() as stack:
        pacer = await stack.enter_async_context(build_app(settings))
        await _begin(pacer, stack)
        await stack.enter_async_context(health_door(pacer))
        await stack.enter_async_context(socket_door(pacer))
        typer.echo("Pacer is connected to Slack. Stop it with Ctrl+C.")
        await _until_stopped()


async def _work(settings: Settings) -> None:
    async with AsyncExitStack() as stack:
        pacer = await stack.enter_async_context(build_app(settings))
        await _begin(pacer, stack)
        await stack.enter_async_context(health_door(pacer))
        await _until_stopped()


async def _begin(pacer: Pacer, stack: AsyncExitStack) -> None:
    await pacer.run_jobs()
    await stack.enter_async_context(pacer.background())


async def _serve_http(settings: Settings, *, with_background: bool) -> None:
    settings.require_front_door()
    if settings.slack_signing_secret is None:
        raise SettingsError("SLACK_SIGNING_SECRET is not set: requests of Slack are checked with it.")
    async with build_app(settings) as pacer:
        application = web_app(pacer, with_background=with_background)
        config = uvicorn.Config(
            application, host=settings.host, port=settings.port, log_config=None, access_log=False
        )
        await uvicorn.Server(config).serve()


async def _until_stopped() -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    await stopped.wait()


if __name__ == "__main__":
    cli()
