"""Runs the demo: emulator, its page and the real bot, connected over the wire in one process."""

import asyncio
import contextlib
import signal
import socket
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import typer

from bot.common.asgi_server import LOOPBACK
from bot.common.logs import configure_logs
from bot.config import SettingsError
from bot.db.transaction import Database
from bot.demo.cast import CAST_ZONE
from bot.demo.company.company import Company
from bot.demo.market import Market
from bot.demo.seed.coaching import CoachingSeeder
from bot.demo.seed.culture import CultureSeeder
from bot.demo.seed.goals import seed_past_goals
from bot.demo.seed.kudos import forget_what_was_said, seed_kudos
from bot.demo.seed.learning import LearningSeeder
from bot.demo.seed.numbers import seed_numbers
from bot.demo.seed.plays import seed_asked
from bot.demo.seed.reviews import ReviewSeeder
from bot.demo.seed.teams import seed_teams
from bot.demo.stage import Stage, new_emulator, open_stage
from bot.demo.tips import first_kudos, first_minutes
from bot.emulator.page.mount import page_app
from bot.emulator.state.clock import MovableClock
from bot.emulator.state.world import World

MORNING = time(9, 30)


async def run_demo(port: int, *, people_act: bool = True, now: datetime | None = None) -> None:
    """Serves until interrupted or terminated; SettingsError when the port is taken.

    The clock starts on the last working morning before `now` (None: before this moment), with three months of
    history. `people_act`: whether the others act by themselves while it moves.
    """
    configure_logs("WARNING", "console")
    _require_free(port)
    clock = MovableClock(last_working_morning(now or datetime.now(UTC)))
    emulator = new_emulator(clock)
    front = page_app(emulator, tips=first_kudos, path=first_minutes)
    _cancel_when_terminated()
    with (
        contextlib.suppress(asyncio.CancelledError),
        tempfile.TemporaryDirectory(prefix="pacer-demo-") as folder,
    ):
        database_url = f"sqlite:///{Path(folder) / 'demo.db'}"
        async with open_stage(emulator, database_url, front=front, port=port) as stage:
            market = await seed(stage.pacer.db, emulator.world, clock.now())
            # This morning's messages are delivered before the page opens.
            await stage.settler.settle()
            async with stage.pacer.background(), _people(stage, market, act=people_act):
                typer.echo(f"Pacer is in the playground. Open {emulator.base_url}/ : a bar below leads on.")
                typer.echo("Scripts can drive it too: see /playground/ there. Stop with Ctrl+C.")
                await asyncio.Event().wait()


@contextlib.asynccontextmanager
async def _people(stage: Stage, market: Market, *, act: bool) -> AsyncIterator[None]:
    """With `act`, people live on while the block runs."""
    if not act:
        yield
        return
    company = Company(stage, market)
    company.join()
    living = asyncio.create_task(company.run())
    try:
        yield
    finally:
        living.cancel()
        await asyncio.gather(living, return_exceptions=True)


def _cancel_when_terminated() -> None:
    """Lets SIGTERM end the demo as Ctrl+C does, so that its temporary folder is removed."""
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


async def seed(db: Database, world: World, now: datetime) -> Market:
    """Stores what has happened at Northwind before `now`, and what happens this morning."""
    await seed_teams(db, world, now)
    market = await seed_numbers(db, world, now)
    goals = await seed_past_goals(db, world, now)
    await seed_kudos(db, world, now)
    culture = CultureSeeder(db, world, now)
    await culture.before_today()
    coaching = CoachingSeeder(db, world, now)
    await coaching.before_today()
    await LearningSeeder(db, world, now).before_today()
    reviews = ReviewSeeder(db, world, now)
    await reviews.before_today()
    await seed_asked(db, now)
    await forget_what_was_said(db)
    await goals.this_morning()
    await culture.this_morning()
    await reviews.this_morning()
    await coaching.this_morning()
    return market


def _require_free(port: int) -> None:
    try:
        socket.create_server((LOOPBACK, port)).close()
    except OSError:
        raise SettingsError(f"Port {port} is taken: choose another with --port.") from None


def last_working_morning(now: datetime) -> datetime:
    """The newest Monday to Friday, 9:30 in the cast's zone, that is not after `now`."""
    local = now.astimezone(CAST_ZONE)
    morning = datetime.combine(local.date(), MORNING, tzinfo=CAST_ZONE)
    while morning > now or morning.weekday() > 4:
        morning -= timedelta(days=1)
    return morning.astimezone(UTC)
