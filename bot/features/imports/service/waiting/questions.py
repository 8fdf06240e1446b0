"""Who somebody is whom a source names: the keeper of the source is asked once a person, and answers.

The keeper is who added the source, or sent the file; where there is none any more, admins are.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from bot.common.errors import BadInput, NotAllowed
from bot.common.numbers import write_amount
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.recipients import Recipient
from bot.features.imports.notices import SourceIsFull, UnknownPersonAsked
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.repository.parked import ParkedRepository
from bot.features.imports.rules.matching import shown, words_of
from bot.features.imports.rules.parking import (
    MOST_PARKED,
    Parked,
    ParkedFor,
    ParkedGroup,
    person_called,
    question_id,
)
from bot.features.imports.rules.stored_records import kind_of
from bot.features.imports.service.waiting import parking
from bot.features.ledger.rules.access import check_has_numbers
from bot.features.ledger.rules.records import DealRecord, PersonRef
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Context
from bot.slack.text import escape

MOST_ASKED = 10
WORTH_FOR = timedelta(days=7)
_DEALT_WITH = "That is answered already."
_TO_ANSWER = "say who is who"


async def ask_about(
    transaction: Transaction, source: str, changed: Collection[Parked], now: datetime
) -> None:
    """Asks about the people for whom these records of a source wait, or do no longer."""
    keepers: dict[str, set[str | None]] = {}
    for each in changed:
        if each.parking.why is ParkedFor.PERSON:
            keepers.setdefault(each.parking.ref, set()).add(each.keeper_id)
    await ask(transaction, source, keepers, now)


async def ask(
    transaction: Transaction, source: str, keepers: Mapping[str, set[str | None]], now: datetime
) -> None:
    """Asks about people, or amends their questions with what waits by now; `keepers` by `Parking.ref`.

    Each keeper has `MOST_ASKED` questions at most; `/metrics import` lists the others.
    """
    if not keepers:
        return
    groups = await parking.groups(transaction, ParkedFor.PERSON)
    asked: Counter[str | None] = Counter()
    for group in groups:
        asked[group.keeper_id] += 1
        if group.source == source and group.ref in keepers and asked[group.keeper_id] <= MOST_ASKED:
            await _ask(transaction, source, group.ref, keepers[group.ref], now)
    waiting = {group.ref for group in groups if group.source == source}
    for ref in sorted(keepers.keys() - waiting):
        await _amend(transaction, question_id(source, ref), keepers[ref], {"state": "over"}, now)


async def _ask(
    transaction: Transaction, source: str, ref: str, keepers: Collection[str | None], now: datetime
) -> None:
    asked = await _drawn(transaction, source, ref)
    outgoing = [
        OutgoingNotice(
            asked, to=Recipient(who), dedupe_key=_key(who, asked.question), expires_after=WORTH_FOR
        )
        for who in sorted(await asked_of(transaction, keepers))
    ]
    await Outbox(transaction).enqueue_all(outgoing, now)
    counted = {"rows": asked.rows, "money": asked.money, "state": "open"}
    await _amend(transaction, asked.question, keepers, counted, now)


async def _enqueue(
    transaction: Transaction, asked: UnknownPersonAsked, keepers: Collection[str | None], now: datetime
) -> None:
    outgoing = [
        OutgoingNotice(
            asked, to=Recipient(who), dedupe_key=_key(who, asked.question), expires_after=WORTH_FOR
        )
        for who in sorted(await asked_of(transaction, keepers))
    ]
    await Outbox(transaction).enqueue_all(outgoing, now)


async def _drawn(transaction: Transaction, source: str, ref: str) -> UnknownPersonAsked:
    found = await parking.find(transaction, ParkedFor.PERSON, [ref])
    base = (await workspace.books_of(transaction)).currency
    return _question(source, ref, [each for each in found if each.source == source], base)


def _question(source: str, ref: str, found: Sequence[Parked], base: str) -> UnknownPersonAsked:
    records = [each.parking.record for each in found]
    person = person_called(records[0], source, ref) if records else PersonRef(name=ref.partition(":")[2])
    kinds = Counter(map(kind_of, records))
    sums: dict[str, Decimal] = {}
    for record in records:
        if isinstance(record, DealRecord) and record.amount is not None:
            code = record.currency or base
            sums[code] = sums.get(code, Decimal(0)) + record.amount
    also = person.email or person.id
    return UnknownPersonAsked(
        question_id(source, ref),
        source=escape(source),
        person=escape(shown(person)),
        also=escape(also) if also != shown(person) else "",
        rows=tuple(kinds.most_common()),
        money=tuple(write_amount(amount, code) for code, amount in sorted(sums.items())),
    )


async def asked_of(transaction: Transaction, keepers: Collection[str | None]) -> set[str]:
    """Whom these questions go to: the keepers who may answer, else admins."""
    able = {each for each in keepers if each is not None and await _may_keep(transaction, each)}
    if able == set(keepers):
        return able
    return able | {each.id for each in (await people.admins(transaction))[: people.MOST_ADMINS_TOLD]}


async def _may_keep(transaction: Transaction, member_id: str) -> bool:
    try:
        await teams.require_manager(transaction, member_id, _TO_ANSWER)
    except NotAllowed:
        return False
    return True


def _key(member_id: str, question: str) -> str:
    return f"{UnknownPersonAsked.kind}:{member_id}:{question}"


async def _amend(
    transaction: Transaction,
    question: str,
    keepers: Collection[str | None],
    changes: Mapping[str, Any],
    now: datetime,
) -> None:
    """Amends the question where it was asked: of these keepers, and of admins."""
    admins = (await people.admins(transaction))[: people.MOST_ADMINS_TOLD]
    amendment = f"{now.isoformat()}:{sha256(repr(changes).encode()).hexdigest()[:16]}"
    for who in sorted({each for each in keepers if each} | {each.id for each in admins}):
        key = _key(who, question)
        await Outbox(transaction).edit(
            key, UnknownPersonAsked, lambda asked: replace(asked, **changes), f"{key}:{amendment}", now
        )


async def drawn(transaction: Transaction, groups: Sequence[ParkedGroup]) -> list[UnknownPersonAsked]:
    """The questions about these people, `MOST_ASKED` at most."""
    keys = list(dict.fromkeys((each.source, each.ref) for each in groups))[:MOST_ASKED]
    return [await _drawn(transaction, source, ref) for source, ref in keys]


async def get_question(transaction: Transaction, question: str, actor_id: str) -> UnknownPersonAsked:
    """The question. NotAllowed: the actor is neither its keeper nor an admin. BadInput: it is answered."""
    group = await _group(transaction, question, actor_id)
    return await _drawn(transaction, group.source, group.ref)


async def _group(transaction: Transaction, question: str, actor_id: str) -> ParkedGroup:
    actor = await people.actor(transaction, actor_id)
    await teams.require_manager(transaction, actor_id, _TO_ANSWER)
    groups = await parking.groups(transaction, ParkedFor.PERSON)
    found = [each for each in groups if each.id == question]
    if not found:
        raise BadInput(_DEALT_WITH)
    if not actor.is_admin and all(each.keeper_id != actor_id for each in found):
        raise NotAllowed("Only who added a source or sent a file, and admins, can say who is who in it.")
    return found[0]


async def name_person(ctx: Context, question: str, member_id: str | None) -> None:
    """Stores who somebody is (None: no member here); what waited for that comes in.

    NotAllowed, BadInput: as `get_question`; with field `person`: a bot, or nobody we know.
    """
    await ctx.claim()
    await workspace.one_at_a_time(ctx.transaction)
    group = await _group(ctx.transaction, question, ctx.actor_id)
    if member_id is not None:
        check_has_numbers(await people.person(ctx.transaction, member_id), "person")
    found = await parking.find(ctx.transaction, ParkedFor.PERSON, [group.ref])
    words = {group.ref}
    for each in found:
        if each.source == group.source:
            words.update(words_of(person_called(each.parking.record, group.source, group.ref), group.source))
    await remember(ctx.transaction, dict.fromkeys(words, member_id), ctx.actor_id, ctx.now)


async def remember(
    transaction: Transaction, members: Mapping[str, str | None], actor_id: str, now: datetime
) -> None:
    """Stores who is meant by these words (None: nobody here); what waited for that comes in."""
    await ImportRepository(transaction).remember_people(members, actor_id, now)
    await settle(transaction, members, now, actor_id)


async def settle(
    transaction: Transaction, members: Mapping[str, str | None], now: datetime, answered_by: str = ""
) -> None:
    """What waited for these people comes in, and who was asked sees that; `members` by word."""
    for group in await parking.groups(transaction, ParkedFor.PERSON):
        if group.ref in members:
            answer = {"state": "answered", "member_id": members[group.ref], "answered_by": answered_by}
            await _amend(transaction, group.id, [group.keeper_id], answer, now)
    await parking.release(transaction, ParkedFor.PERSON, members)
    await _ask_next(transaction, now)


async def _ask_next(transaction: Transaction, now: datetime) -> None:
    """Asks those questions that others have made room for."""
    asked: Counter[str | None] = Counter()
    for group in await parking.groups(transaction, ParkedFor.PERSON):
        asked[group.keeper_id] += 1
        if asked[group.keeper_id] <= MOST_ASKED:
            await _enqueue(
                transaction, await _drawn(transaction, group.source, group.ref), [group.keeper_id], now
            )


async def put_off(ctx: Context, question: str) -> None:
    """The actor answers later: the question makes itself small. NotAllowed, BadInput: as `get_question`."""
    await ctx.claim()
    group = await _group(ctx.transaction, question, ctx.actor_id)
    await _amend(ctx.transaction, question, [group.keeper_id], {"state": "later"}, ctx.now)


async def deals_without_owner(transaction: Transaction) -> int:
    """How many deals wait for a name."""
    return await ParkedRepository(transaction).waiting_for(ParkedFor.PERSON.value, "deal")


async def tell_stopped(transaction: Transaction, source: str, keeper_id: str | None, now: datetime) -> None:
    """Tells the keeper, and admins, once a day, that nothing more is taken from a source."""
    day = local_day(now, await workspace.zone_of(transaction))
    notice = SourceIsFull(escape(source), MOST_PARKED)
    outgoing = [
        OutgoingNotice(notice, to=Recipient(who), dedupe_key=f"{notice.kind}:{who}:{source}:{day}")
        for who in sorted(await asked_of(transaction, {keeper_id, None}))
    ]
    await Outbox(transaction).enqueue_all(outgoing, now)
