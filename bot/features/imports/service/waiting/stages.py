"""What a stage means, where a source tells nothing else of how its deals stand: known, or they wait."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from bot.common.numbers import write_amount
from bot.db.transaction import Transaction
from bot.features.imports.notices import StageAsked
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.rules.parking import Parked, ParkedFor, question_id, stage_asked, stage_ref
from bot.features.imports.rules.stages.deal_states import STATUS_OF
from bot.features.imports.rules.stages.mapping import StageMeaning, StageWord, folded, plain_meaning
from bot.features.imports.service.waiting import asking, parking
from bot.features.ledger.rules.records import DealRecord, DealStatus, Record
from bot.features.ledger.service.comparing.known_deals import stages_of
from bot.features.workspace import service as workspace
from bot.framework.context import Context
from bot.slack.text import escape


@dataclass
class ToldByStage:
    """Records whose state the stage tells. By index: `waits`, for what has to be answered, and `left_out`."""

    records: list[Record]
    waits: dict[int, str] = field(default_factory=dict)
    left_out: list[int] = field(default_factory=list)


async def told_by_stage(transaction: Transaction, source: str, records: Sequence[Record]) -> ToldByStage:
    """The records, with the state of each deal of which nothing but its stage is told.

    A deal that stays in its stage stays as it is.
    """
    found = ToldByStage(list(records))
    told = {
        number: record
        for number, record in enumerate(records)
        if isinstance(record, DealRecord)
        and "status" in record.untold
        and record.stage
        and record.status is not DealStatus.GONE
    }
    if not told:
        return found
    known = await stages_of(transaction, source, sorted({each.external_id for each in told.values()}))
    meanings = await ImportRepository(transaction).stage_meanings(source)
    for number, record in told.items():
        kept = known.get(record.external_id)
        pipeline = kept.pipeline if kept and "pipeline" in record.untold else record.pipeline
        word = StageWord(pipeline, record.stage)
        if kept and word.key == (folded(kept.pipeline), folded(kept.stage)):
            continue
        meaning = meanings.of(word) or plain_meaning(record.stage)
        if meaning is None:
            found.waits[number] = stage_ref(word)
        elif meaning is StageMeaning.LEFT_OUT:
            found.left_out.append(number)
        else:
            untold = record.untold - {"status"}
            found.records[number] = replace(record, status=STATUS_OF[meaning], untold=untold)
    return found


async def _draw(transaction: Transaction, found: Sequence[Parked]) -> StageAsked:
    base = (await workspace.books_of(transaction)).currency
    word, sums = stage_asked(found[0].parking), dict[str, Decimal]()
    for each in found:
        record = each.parking.record
        if isinstance(record, DealRecord) and record.amount is not None:
            code = record.currency or base
            sums[code] = sums.get(code, Decimal(0)) + record.amount
    return StageAsked(
        question_id(found[0].source, found[0].parking.ref),
        source=escape(found[0].source),
        stage=escape(word.word),
        pipeline=escape(word.pipeline),
        deals=len(found),
        money=tuple(write_amount(amount, code) for code, amount in sorted(sums.items())),
    )


ASKING = asking.Asking(ParkedFor.STAGE, StageAsked, _draw, "say what stages mean")


async def answer(ctx: Context, question: str, meaning: StageMeaning) -> None:
    """Remembers what a stage means; what waited for that comes in, or is left out.

    NotAllowed: the actor is neither its keeper nor an admin. BadInput: it is answered.
    """
    await ctx.claim()
    await workspace.one_at_a_time(ctx.transaction)
    group = await asking.group_asked(ctx, ASKING, question)
    found = await asking.waiting_for(ctx.transaction, ParkedFor.STAGE, group.source, group.ref)
    key = stage_asked(found[0].parking).key
    await ImportRepository(ctx.transaction).remember_stages(
        group.source, {key: meaning}, ctx.actor_id, ctx.now
    )
    await settle(ctx.transaction, group.source, ctx.now, ctx.actor_id)


async def settle(transaction: Transaction, source: str, now: datetime, answered_by: str = "") -> None:
    """What waited for stages of this source that have a meaning by now comes in; others are asked about."""
    meanings = await ImportRepository(transaction).stage_meanings(source)
    groups = [each for each in await parking.groups(transaction, ParkedFor.STAGE) if each.source == source]
    for group in groups:
        found = await asking.waiting_for(transaction, ParkedFor.STAGE, source, group.ref)
        meaning = meanings.of(stage_asked(found[0].parking)) if found else None
        if meaning is not None:
            drawn = replace(await _draw(transaction, found), state=meaning.value, answered_by=answered_by)
            await asking.amend(transaction, ASKING, group.id, {group.keeper_id}, vars(drawn), now)
            await parking.release(transaction, ParkedFor.STAGE, [group.ref], source)
    if groups:
        await asking.ask(transaction, ASKING, source, None, now)
