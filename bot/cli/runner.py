"""Runs a verb: reads settings, runs its work to the end, and prints one sentence where it stops."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any, NoReturn, TypeVar

import typer
from uvicorn.loops.auto import auto_loop_factory

from bot.cli.exits import WRONG_USE, Stopped
from bot.common.logs import configure_logs
from bot.config import Settings, SettingsError, load_settings
from bot.db.diagnosis import DatabaseUnusable

T = TypeVar("T")


def prepare() -> Settings:
    """The settings, with logging configured; exits with code 2 where a setting is wrong."""
    try:
        settings = load_settings()
    except SettingsError as error:
        stop(str(error))
    configure_logs(settings.log_level, settings.log_format)
    return settings


def run(work: Coroutine[Any, Any, T]) -> T:
    """Runs the coroutine and gives its result; exits on Ctrl+C, and with the sentence of what stopped it."""
    try:
        # uvicorn's choice: uvloop where it is there, which wakes up faster.
        with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
            return runner.run(work)
    except Stopped as stopped:
        stop(str(stopped), stopped.code)
    except SettingsError as error:
        stop(str(error))
    except DatabaseUnusable as error:
        stop(f"DATABASE_URL: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


def stop(sentence: str, code: int = WRONG_USE) -> NoReturn:
    """Prints the sentence ("" for none) to stderr and exits with this code."""
    if sentence:
        typer.echo(sentence, err=True)
    raise typer.Exit(code)
