"""Questions about what waits, whatever they are about: put to who may answer, amended, and answered."""

from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Transaction
from bot.deliveries.notices import Notice
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.recipients import Recipient
from bot.features.imports.rules.parking import Parked, ParkedFor, ParkedGroup, question_id
from bot.features.imports.service.waiting import parking
from bot.features.imports.service.waiting.questions import MOST_ASKED, WORTH_FOR, asked_of
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.framework.context import Context

# The question about these records, which wait for one answer.
Draw = Callable[[Transaction, Sequence[Parked]], Awaitable[Notice]]


@dataclass(frozen=True)
class Asking:
    """A kind of question: for what records wait, what is sent, and `to_answer`, what one does by answering.

    The notice has a `state`: open, over (nothing waits any more) or what was answered by `answered_by`.
    """

    why: ParkedFor
    notice: type[Notice]
    draw: Draw
    to_answer: str


async def ask(
    transaction: Transaction, asking: Asking, source: str, refs: Collection[str] | None, now: datetime
) -> None:
    """Asks for these answers, or amends their questions with what waits by now; None: for all of a source.

    Nobody is asked more than `MOST_ASKED` at a time; `/metrics import` shows these as well.
    """
    asked: Counter[str | None] = Counter()
    for group in await parking.groups(transaction, asking.why):
        asked[group.keeper_id] += 1
        is_due = group.source == source and (refs is None or group.ref in refs)
        if is_due and asked[group.keeper_id] <= MOST_ASKED:
            await _put(transaction, asking, group, now)


async def _put(transaction: Transaction, asking: Asking, group: ParkedGroup, now: datetime) -> None:
    drawn = await asking.draw(
        transaction, await waiting_for(transaction, asking.why, group.source, group.ref)
    )
    outgoing = [
        OutgoingNotice(
            drawn, to=Recipient(who), dedupe_key=_key(asking, who, group.id), expires_after=WORTH_FOR
        )
        for who in sorted(await asked_of(transaction, {group.keeper_id}))
    ]
    await Outbox(transaction).enqueue_all(outgoing, now)
    await amend(transaction, asking, group.id, {group.keeper_id}, vars(drawn), now)


async def waiting_for(transaction: Transaction, why: ParkedFor, source: str, ref: str) -> list[Parked]:
    """The records of a source that wait for this answer."""
    return [each for each in await parking.find(transaction, why, [ref]) if each.source == source]


def _key(asking: Asking, member_id: str, question: str) -> str:
    return f"{asking.notice.kind}:{member_id}:{question}"


async def amend(
    transaction: Transaction,
    asking: Asking,
    question: str,
    keepers: Collection[str | None],
    changes: dict[str, Any],
    now: datetime,
) -> None:
    """Shows the question with these changes wherever it was asked."""
    amendment = f"{now.isoformat()}:{sha256(repr(changes).encode()).hexdigest()[:16]}"
    for who in sorted({each for each in keepers if each} | set(await people.admins_told(transaction))):
        key = _key(asking, who, question)
        await Outbox(transaction).edit(
            key, asking.notice, lambda asked: replace(asked, **changes), f"{key}:{amendment}", now
        )


async def no_longer(
    transaction: Transaction, asking: Asking, dropped: Iterable[Parked], now: datetime
) -> None:
    """These wait no longer: their questions are over, or are about what is left."""
    own = [each for each in dropped if each.parking.why is asking.why]
    waiting = {group.id for group in await parking.groups(transaction, asking.why)} if own else set()
    for each in own:
        question = question_id(each.source, each.parking.ref)
        if question in waiting:
            await ask(transaction, asking, each.source, {each.parking.ref}, now)
        else:
            await amend(transaction, asking, question, {each.keeper_id}, {"state": "over"}, now)


async def drawn(transaction: Transaction, asking: Asking, groups: Sequence[ParkedGroup]) -> list[Notice]:
    """The questions about these; `MOST_ASKED` at most."""
    return [
        await asking.draw(transaction, await waiting_for(transaction, asking.why, group.source, group.ref))
        for group in groups[:MOST_ASKED]
    ]


async def group_asked(ctx: Context, asking: Asking, question: str) -> ParkedGroup:
    """What a question is about. NotAllowed: the actor is neither its keeper nor an admin.

    BadInput: it is answered.
    """
    actor = await people.actor(ctx.transaction, ctx.actor_id)
    await teams.require_manager(ctx.transaction, ctx.actor_id, asking.to_answer)
    found = [each for each in await parking.groups(ctx.transaction, asking.why) if each.id == question]
    if not found:
        raise BadInput("That is answered already.")
    if not actor.is_admin and all(each.keeper_id != ctx.actor_id for each in found):
        raise NotAllowed(f"Only who added a source or sent a file, and admins, can {asking.to_answer}.")
    return found[0]
