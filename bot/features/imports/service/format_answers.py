"""What the sender of a file says of how it is written: which sheet counts, and how a value is meant."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.common.errors import BadInput
from bot.db.transaction import Transaction
from bot.features.imports.models.files import FileImportRow
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.rules.columns import layout_from
from bot.features.imports.rules.detection.formats import SHEET, FormatQuestion
from bot.features.imports.rules.profiling import answered
from bot.features.imports.service.decisions import get_open_row
from bot.features.imports.service.files import set_state
from bot.framework.context import Context
from bot.framework.forms.field import NOT_OFFERED

_ANEW = "I have read that file anew since: its message shows what is asked now."


async def ask_sheet(transaction: Transaction, import_id: int, names: Sequence[str], now: datetime) -> None:
    """Asks the sender of a file which of these sheets counts; does nothing if the file is gone."""
    row = await ImportRepository(transaction).lock(import_id)
    if row is not None:
        row.facts = {**row.facts, "questions": [[SHEET, "", list(names), ""]], "missing": []}
        await set_state(transaction, row, "asking", now)


async def choose_column(ctx: Context, import_id: int, version: int, place: int, field: str = "") -> None:
    """Stores which of a file's unused columns is this field ("": the first missing one); it is read anew.

    `version` and errors: as for `answer`.
    """
    await ctx.claim()
    row = await _get_asked(ctx, import_id, version)
    unused, layout = row.facts["unused"], layout_from(row.layout)
    missing = [each.name for each in layout.fields() if each.title in row.facts["missing"][:1]]
    named = field or next(iter(missing), "")
    if not named or not 0 <= place < len(unused):
        raise BadInput(NOT_OFFERED)
    row.layout = replace(layout, columns={**layout.columns, named: (unused[place],)}).to_json()
    await set_state(ctx.transaction, row, "waiting", ctx.now)


async def _get_asked(ctx: Context, import_id: int, version: int) -> FileImportRow:
    row = await get_open_row(ctx.transaction, import_id, ctx.actor_id)
    if row.version != version:
        raise BadInput(_ANEW)
    return row


async def answer(ctx: Context, import_id: int, version: int, place: int) -> None:
    """Stores the answer to a file's first question, by its place; the file is read anew.

    `version`: the file's state when it was asked. NotAllowed: another's file. BadInput: asked anew since, or
    decided.
    """
    await ctx.claim()
    row = await _get_asked(ctx, import_id, version)
    if not row.facts["questions"]:
        raise BadInput(_ANEW)
    field, column, choices, example = row.facts["questions"][0]
    if not 0 <= place < len(choices):
        raise BadInput(NOT_OFFERED)
    choice = choices[place]
    if field == SHEET:
        row.facts = {**row.facts, SHEET: choice}
    else:
        question = FormatQuestion(field, column, tuple(choices), example)
        row.layout = answered(layout_from(row.layout), question, choice).to_json()
    await set_state(ctx.transaction, row, "waiting", ctx.now)
