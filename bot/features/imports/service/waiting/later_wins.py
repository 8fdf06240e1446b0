"""Wins dated more than 31 days ahead that nobody could be asked about before: they wait for their keeper."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import Enum

from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.recipients import Recipient
from bot.features.imports.notices import LaterWinsAsked
from bot.features.imports.repository.parked import ParkedRepository
from bot.features.imports.rules.parking import Parked, ParkedFor, question_id
from bot.features.imports.rules.rows.later_wins import LaterWins
from bot.features.imports.service.waiting import parking
from bot.features.imports.service.waiting.questions import WORTH_FOR, asked_of
from bot.features.ledger.rules.deals import is_far_ahead
from bot.features.ledger.rules.records import DealRecord, DealStatus, Record
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Context
from bot.slack.text import escape


class FarWin(Enum):
    """What becomes of a win that is dated far ahead: it waits for an answer, or is left out."""

    waits = "waits"
    left_out = "left out"


async def far_wins(
    transaction: Transaction, source: str, records: Sequence[Record], today: date
) -> dict[int, FarWin]:
    """What becomes of the wins far ahead among these, by index; of a right day nothing has to be said."""
    far = {
        number: record
        for number, record in enumerate(records)
        if isinstance(record, DealRecord)
        and record.status is DealStatus.WON
        and is_far_ahead(record.closed_on, today)
    }
    if not far:
        return {}
    ids = sorted({record.external_id for record in far.values()})
    said = await ParkedRepository(transaction).later_said(source, ids)
    answers = {number: said.get((each.external_id, each.closed_on or today)) for number, each in far.items()}
    return {
        number: FarWin.waits if is_right is None else FarWin.left_out
        for number, is_right in answers.items()
        if not is_right
    }


async def ask(transaction: Transaction, source: str, keepers: Collection[str | None], now: datetime) -> None:
    """Asks whether the days far ahead are right, or amends the question with what waits by now."""
    found = await parking.find(transaction, ParkedFor.FUTURE, [source])
    if not found:
        return
    asked = await draw(transaction, source, found, now)
    outgoing = [
        OutgoingNotice(asked, to=Recipient(who), dedupe_key=_key(who, found), expires_after=WORTH_FOR)
        for who in sorted(await asked_of(transaction, keepers))
    ]
    await Outbox(transaction).enqueue_all(outgoing, now)
    await _amend(transaction, found, asked, now)


async def draw(
    transaction: Transaction, source: str, found: Sequence[Parked], now: datetime
) -> LaterWinsAsked:
    """The question about these wins of a source."""
    today = local_day(now, await workspace.zone_of(transaction))
    later = LaterWins(today, (await workspace.books_of(transaction)).currency)
    for each in found:
        later.see(each.parking.record)
    return LaterWinsAsked(question_id(source, source), escape(source), later.sentence())


def _key(member_id: str, found: Sequence[Parked]) -> str:
    # What waits after an answer is another question.
    since = min(each.first_at for each in found)
    return f"{LaterWinsAsked.kind}:{member_id}:{found[0].source}:{since.isoformat()}"


async def _amend(
    transaction: Transaction, found: Sequence[Parked], asked: LaterWinsAsked, now: datetime
) -> None:
    """Shows the question as it is now wherever it was asked."""
    keepers = {each.keeper_id for each in found if each.keeper_id}
    for who in sorted(keepers | set(await people.admins_told(transaction))):
        key = _key(who, found)
        amendment = f"{key}:{now.isoformat()}:{asked.state}"
        await Outbox(transaction).edit(key, LaterWinsAsked, lambda _: asked, amendment, now)


async def answer(ctx: Context, question: str, *, is_right: bool) -> None:
    """Takes in what waits for that, or leaves it out, and remembers it.

    NotAllowed: the actor is neither its keeper nor an admin. BadInput: it is answered.
    """
    await ctx.claim()
    await workspace.one_at_a_time(ctx.transaction)
    actor = await people.actor(ctx.transaction, ctx.actor_id)
    await teams.require_manager(ctx.transaction, ctx.actor_id, "say whether days are right")
    groups = await parking.groups(ctx.transaction, ParkedFor.FUTURE)
    asked = [each for each in groups if each.id == question]
    if not asked:
        raise BadInput("That is answered already.")
    if not actor.is_admin and all(each.keeper_id != ctx.actor_id for each in asked):
        raise NotAllowed("Only who added a source, and admins, can say whether its days are right.")
    source, repository = asked[0].source, ParkedRepository(ctx.transaction)
    found = await parking.find(ctx.transaction, ParkedFor.FUTURE, [source])
    records = [each.parking.record for each in found]
    deals = [each for each in records if isinstance(each, DealRecord)]
    facts = {"source": source, "is_right": is_right, "said_at": ctx.now}
    await repository.say_later(
        [facts | {"external_id": each.external_id, "closed_on": each.closed_on} for each in deals]
    )
    drawn = await draw(ctx.transaction, source, found, ctx.now)
    state = "right" if is_right else "left_out"
    now_answered = replace(drawn, state=state, answered_by=ctx.actor_id)
    await _amend(ctx.transaction, found, now_answered, ctx.now)
    if is_right:
        await parking.release(ctx.transaction, ParkedFor.FUTURE, [source])
    else:
        await repository.unpark(source, "deal", [each.external_id for each in deals])
