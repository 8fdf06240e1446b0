"""How a verb is carried out: settings read, its work run to the end, and one sentence where it stops."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any, NoReturn, TypeVar

import typer
from uvicorn.loops.auto import auto_loop_factory

from bot.common.logs import configure_logs
from bot.config import Settings, SettingsError, load_settings
from bot.db.diagnosis import DatabaseUnusable

T = TypeVar("T")


def prepare() -> Settings:
    """The settings, with logs as they ask; ends the verb where a setting is wrong."""
    try:
        settings = load_settings()
    except SettingsError as error:
        stop(str(error))
    configure_logs(settings.log_level, settings.log_format)
    return settings


def run(work: Coroutine[Any, Any, T]) -> T:
    """What the work returns; ends the verb on Ctrl+C, and with its sentence on a SettingsError."""
    try:
        # uvicorn's choice: uvloop where it is there, which wakes up faster.
        with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
            return runner.run(work)
    except SettingsError as error:
        stop(str(error))
    except DatabaseUnusable as error:
        stop(f"DATABASE_URL: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


def stop(sentence: str) -> NoReturn:
    """End the verb with exit code 2 and this sentence."""
    typer.echo(sentence, err=True)
    raise typer.Exit(2)
