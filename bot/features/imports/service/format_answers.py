"""What the sender of a file says of how it is written: which sheet counts, and how a value is meant."""

from collections.abc import Sequence
from datetime import datetime

from bot.common.errors import BadInput
from bot.db.transaction import Transaction
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.rules.columns import layout_from
from bot.features.imports.rules.detection.formats import SHEET, FormatQuestion
from bot.features.imports.rules.profiling import answered
from bot.features.imports.service.decisions import get_open_row
from bot.features.imports.service.files import set_state
from bot.framework.context import Context
from bot.framework.forms.field import NOT_OFFERED


async def ask_sheet(transaction: Transaction, import_id: int, names: Sequence[str], now: datetime) -> None:
    """Asks the sender of a file which of these sheets counts; does nothing if the file is gone."""
    row = await ImportRepository(transaction).lock(import_id)
    if row is not None:
        row.facts = {**row.facts, "questions": [[SHEET, "", list(names), ""]], "missing": []}
        await set_state(transaction, row, "asking", now)


async def answer(ctx: Context, import_id: int, version: int, place: int) -> None:
    """Stores the answer to a file's first question, by its place; the file is read anew.

    `version`: the file's state when it was asked. NotAllowed: another's file. BadInput: asked anew since, or
    decided.
    """
    await ctx.claim()
    row = await get_open_row(ctx.transaction, import_id, ctx.actor_id)
    if row.version != version or not row.facts["questions"]:
        raise BadInput("I have read that file anew since: its message shows what is asked now.")
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
