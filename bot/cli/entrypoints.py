"""What the verbs run: long-lived processes, and short commands."""

import gc
from contextlib import AsyncExitStack

import typer
from sqlalchemy.exc import DBAPIError
from starlette.applications import Starlette

from bot.app import Pacer, build_app
from bot.cli.reports import copy_report, deliveries_report
from bot.cli.stopping import for_ever, until_stopped
from bot.common.asgi_server import Server, config, serving
from bot.common.clock import SystemClock
from bot.config import Settings, SettingsError, check_database_url
from bot.db.copy import CopyError, copy_database
from bot.db.diagnosis import explained
from bot.db.engine import make_engine
from bot.db.migrate import migrate, require_current
from bot.db.transaction import Database
from bot.registry import METADATA
from bot.socket_mode import socket_door
from bot.web.health import health_door
from bot.web.server import web_app


async def migrate_database(settings: Settings) -> None:
    """Bring the database up to date, and print what it lacked; DatabaseUnusable where that cannot be."""
    engine = make_engine(settings.database_url)
    try:
        mended = await migrate(engine)
    finally:
        await engine.dispose()
    if mended:
        typer.echo(f"Found and put right: {mended}.")


async def copy_all(source: str, target: str) -> None:
    """Copies all data from one database to another, and prints what was compared.

    SettingsError for an address that cannot be used.
    """
    for url, name in ((source, "--from"), (target, "--to")):
        try:
            check_database_url(url)
        except ValueError as error:
            raise SettingsError(f"{name} {error}.") from None
    try:
        copied = await copy_database(source, target, METADATA)
    except CopyError as error:
        raise SettingsError(str(error)) from None
    except (DBAPIError, OSError) as error:
        reason = f"A database does not answer ({type(error).__name__}): look at both addresses."
        raise SettingsError(reason) from None
    typer.echo("\n".join(copy_report(copied)))


async def report_deliveries(settings: Settings, *, only_failed: bool) -> None:
    """Prints what was sent, what waits, and what failed."""
    db = Database(make_engine(settings.database_url))
    try:
        await require_current(db.engine, writing=False)
        with explained(db.engine):
            typer.echo(await deliveries_report(db, SystemClock().now(), only_failed=only_failed))
    finally:
        await db.close()


async def run_everything(settings: Settings) -> None:
    """Front door, sender and scheduler in one process, until stopped; migrates first."""
    settings.require_front_door()
    await migrate_database(settings)
    if settings.socket_mode:
        await until_stopped(_serve_socket(settings))
    else:
        await serve_http(settings, with_background=True)


async def _serve_socket(settings: Settings) -> None:
    async with AsyncExitStack() as stack:
        pacer = await stack.enter_async_context(build_app(settings))
        await _begin(pacer, stack)
        await stack.enter_async_context(health_door(pacer))
        await stack.enter_async_context(socket_door(pacer))
        typer.echo("Pacer is connected to Slack. Stop it with Ctrl+C.")
        await for_ever()


async def work(settings: Settings) -> None:
    """Sender and scheduler without a front door, until stopped."""
    await until_stopped(_work(settings))


async def _work(settings: Settings) -> None:
    async with AsyncExitStack() as stack:
        pacer = await stack.enter_async_context(build_app(settings))
        await _begin(pacer, stack)
        await stack.enter_async_context(health_door(pacer))
        await for_ever()


async def _begin(pacer: Pacer, stack: AsyncExitStack) -> None:
    await require_current(pacer.db.engine)
    _settle_down()
    await stack.enter_async_context(pacer.health.watching())
    await stack.enter_async_context(pacer.background())


def _settle_down() -> None:
    """Freezes what is loaded, so that full garbage collections need not walk it (0.1 s each)."""
    gc.collect()
    gc.freeze()


async def serve_http(settings: Settings, *, with_background: bool) -> None:
    """The HTTP front door until stopped; `with_background` runs sender and scheduler as well.

    SettingsError when the signing secret is not set.
    """
    settings.require_front_door()
    if settings.slack_signing_secret is None:
        raise SettingsError("SLACK_SIGNING_SECRET is not set: requests of Slack are checked with it.")
    await until_stopped(_serve_http(settings, with_background))


async def _serve_http(settings: Settings, with_background: bool) -> None:
    async with build_app(settings) as pacer:
        await require_current(pacer.db.engine)
        _settle_down()
        async with pacer.health.watching():
            await serving(http_server(web_app(pacer, with_background=with_background), settings))


def http_server(application: Starlette, settings: Settings) -> Server:
    """The uvicorn server of the HTTP front door."""
    return Server(config(application, host=settings.host, port=settings.port))
