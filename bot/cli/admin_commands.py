"""Commands of admins on the server: taking files back, and what all of them need."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import typer
from sqlalchemy import select

from bot.common.clock import SystemClock
from bot.common.errors import BadInput
from bot.config import Settings, SettingsError
from bot.db.diagnosis import explained
from bot.db.engine import make_engine
from bot.db.migrate import require_current
from bot.db.transaction import Database
from bot.features.imports.service.taking_back import take_back_named
from bot.features.ledger.service.taking_back import totals
from bot.features.workspace.models import Workspace
from bot.features.workspace.service import books_of


async def take_back(settings: Settings, file: str, source: str, workspace: str | None) -> None:
    """Takes back what `import` took in from a file of this name, and prints the source's totals around it.

    SettingsError: nothing in the books came from it.
    """
    async with opened_database(settings) as db:
        workspace_id = await chosen_workspace(db, workspace)
        typer.echo(f"Before: {await _totals(db, workspace_id, source)}")
        try:
            await take_back_named(db, workspace_id, Path(file).name, source, SystemClock().now())
        except BadInput as bad:
            raise SettingsError(str(bad)) from None
        typer.echo(f"After:  {await _totals(db, workspace_id, source)}")


async def _totals(db: Database, workspace_id: str, source: str) -> str:
    async with db.reading(workspace_id) as reading:
        found = await totals(reading, source)
        return found.sentence((await books_of(reading)).currency)


@asynccontextmanager
async def opened_database(settings: Settings) -> AsyncIterator[Database]:
    """The database while the context is open; SettingsError: its schema is not the one needed."""
    db = Database(make_engine(settings.database_url))
    try:
        await require_current(db.engine)
        with explained(db.engine):
            yield db
    finally:
        await db.close()


async def chosen_workspace(db: Database, asked: str | None) -> str:
    """The workspace asked for, or the only one; SettingsError says what to tell."""
    async with db.reading("") as reading:
        known = list(await reading.session.scalars(select(Workspace.workspace_id)))
    if asked in known:
        return str(asked)
    if asked is None and len(known) == 1:
        return known[0]
    if not known:
        raise SettingsError("No workspace is known yet: start Pacer once, so that it reads who is there.")
    raise SettingsError(f"Say which workspace with --workspace: {', '.join(sorted(known))}.")
