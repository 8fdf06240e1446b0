"""What people say that stages mean: once for each word of a source."""

from collections.abc import Mapping

from bot.common.errors import BadInput
from bot.db.transaction import Transaction
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.rules.stages.mapping import StageMeaning, StageMeanings, StageWord
from bot.features.imports.service.decisions import at_place, get_open_row
from bot.features.imports.service.files import set_state
from bot.features.imports.service.waiting import stages
from bot.framework.context import Context
from bot.framework.forms.field import NOT_OFFERED


async def say_stages(ctx: Context, import_id: int, said: Mapping[str, str], *, is_last: bool) -> bool:
    """Remembers what stages mean, by their index in `facts["words"]`; whether the file is read anew for it.

    It is, where `is_last` and no other stage waits for an answer. NotAllowed: another's file. BadInput:
    decided, or a stage or meaning that was not offered.
    """
    await ctx.claim()
    row = await get_open_row(ctx.transaction, import_id, ctx.actor_id)
    words = [list(word) for word in row.facts["words"]]
    told: dict[tuple[str, str], StageMeaning] = {}
    for place, written in said.items():
        word = at_place(words, place, "stage")
        meaning = next((each for each in StageMeaning if each.value == written), None)
        if meaning is None:
            raise BadInput(NOT_OFFERED, field=f"stage:{place}")
        pipeline, stage, before, asking, _ = word
        # What is read so already, by a plain word, needs nobody to say it.
        if asking or before != meaning.value:
            told[StageWord(pipeline, stage).key] = meaning
        word[2:] = [meaning.value, 0, 0]
    await ImportRepository(ctx.transaction).remember_stages(row.source, told, ctx.actor_id, ctx.now)
    await stages.settle(ctx.transaction, row.source, ctx.now, ctx.actor_id)
    # What the message shows is of before: it is not imported until the file is read anew.
    row.facts = {**row.facts, "words": words, "is_stale": True}
    if is_last and not any(asking for _, _, _, asking, _ in words):
        await set_state(ctx.transaction, row, "waiting", ctx.now)
        return True
    await ctx.transaction.session.flush()
    return False


async def meanings_of(transaction: Transaction, source: str) -> StageMeanings:
    """What people have said of the stages of this source."""
    return await ImportRepository(transaction).stage_meanings(source)
