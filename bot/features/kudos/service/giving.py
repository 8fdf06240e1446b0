"""The use cases of kudos: give and undo. Each checks who may, for every door."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.common.errors import AlreadyRecorded, NotAllowed, Refusal
from bot.common.periods import local_day
from bot.db.idempotency import ALREADY_RECORDED, claim_request
from bot.db.transaction import Transaction
from bot.deliveries.notices import EPHEMERAL, EphemeralNotice
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.recipients import Recipient
from bot.features.kudos.models import Kudos
from bot.features.kudos.notices import KudosReceived, KudosShoutout
from bot.features.kudos.repository.kudos import KudosRepository
from bot.features.kudos.repository.reactions import KudosReactionRepository
from bot.features.kudos.rules import giving
from bot.features.kudos.rules.facts import Given, Undone
from bot.features.kudos.rules.giving import GiveKudos, KudosPlan
from bot.features.kudos.rules.reactions import Reaction
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.slack.blocks import Block
from bot.slack.text import mentions


@dataclass(frozen=True)
class KudosContext:
    """Who acts, when and where. `key` is shared by a repeat of the same request.

    No `channel_id`: nobody else would see a shout-out. `reaction`: it is given by reacting, None otherwise;
    `seconded_id`: to the shout-out of this giving. `sealed_url`: where a command can be answered meanwhile.
    """

    actor_id: str
    now: datetime
    key: str
    channel_id: str | None = None
    thread_ts: str | None = None
    sealed_url: str | None = field(default=None, repr=False)
    reaction: Reaction | None = None
    seconded_id: int | None = None


async def give(
    transaction: Transaction, gift: GiveKudos, context: KudosContext, settings: KudosSettings
) -> Given:
    """Give kudos, all or nothing; a Refusal says why not. Shout-out and notes are enqueued with it.

    AlreadyRecorded: the request came before; the transaction has to be rolled back, points were spent in it.
    """
    try:
        return await _give(transaction, gift, context, settings)
    except AlreadyRecorded:
        raise
    except Refusal:
        # What was given since then is no reason to refuse a repeat.
        if await KudosRepository(transaction).is_recorded(context.key):
            raise AlreadyRecorded(ALREADY_RECORDED) from None
        raise


async def _give(
    transaction: Transaction, gift: GiveKudos, context: KudosContext, settings: KudosSettings
) -> Given:
    mentioned = set(mentions(gift.reason))
    known = await people.people(transaction, {context.actor_id, *gift.recipients, *mentioned})
    giver = await people.actor(transaction, context.actor_id, guests=True)
    by_reaction = context.reaction is not None
    plan = giving.decide_give(gift, giver, known, settings, needs_reason=not by_reaction)
    kudos_id, left = await _pay_and_write(transaction, plan, giver, settings, context)
    given = Given(
        kudos_id=kudos_id,
        giver=giver,
        receivers=plan.receivers,
        points_each=plan.points,
        reason=plan.reason,
        values=plan.values,
        is_private=plan.private,
        channel_id=None if plan.private or by_reaction else settings.channel_id or context.channel_id,
        left=left,
        allowance=settings.allowance_of(giver.role),
    )
    if not by_reaction:
        names = {who: known[who].name for who in mentioned if who in known}
        await Outbox(transaction).enqueue_all(_outgoing(given, context, names), context.now)
    return given


async def _pay_and_write(
    transaction: Transaction, plan: KudosPlan, giver: Person, settings: KudosSettings, context: KudosContext
) -> tuple[int, int]:
    repository = KudosRepository(transaction)
    allowance = settings.allowance_of(giver.role)
    day = local_day(context.now, giver.zone)
    spent = await repository.spend(giver.id, day, plan.cost, allowance)
    if spent is None:
        left = max(0, allowance - await repository.spent(giver.id, day))
        raise giving.not_covered(plan, left=left, allowance=allowance)
    kudos_id = await repository.write(_row(plan, context, day), [person.id for person in plan.receivers])
    if kudos_id is None:
        raise AlreadyRecorded(ALREADY_RECORDED)
    return kudos_id, allowance - spent


def _outgoing(given: Given, context: KudosContext, names: dict[str, str]) -> list[OutgoingNotice]:
    told = KudosShoutout(
        giver=given.giver.name,
        receivers=tuple(person.name for person in given.receivers),
        points=given.points_each,
        reason=given.reason,
        values=tuple(given.values),
        names=names,
        private=given.is_private,
        channel=given.channel_id,
    )
    received = KudosReceived(**vars(told))
    notes = [
        OutgoingNotice(received, to=Recipient(who.id), dedupe_key=_note_key(given.kudos_id, who.id))
        for who in given.receivers
    ]
    if given.channel_id is None:
        return notes
    is_here = given.channel_id == context.channel_id
    shoutout = OutgoingNotice(
        told,
        to=Recipient(given.channel_id, context.thread_ts if is_here else None),
        dedupe_key=shoutout_key(given.kudos_id),
        asked_by=given.giver.id,
        sealed_url=context.sealed_url if is_here else None,
    )
    return [shoutout, *notes]


def shoutout_key(kudos_id: int) -> str:
    """Dedupe key of the message in a channel that tells of a giving."""
    return f"{KudosShoutout.kind}:{kudos_id}"


def told_by(dedupe_key: str | None) -> int | None:
    """The giving of which the message with this dedupe key is the shout-out; None for other messages."""
    kind, _, kudos_id = (dedupe_key or "").rpartition(":")
    return int(kudos_id) if kind == KudosShoutout.kind else None


def _note_key(kudos_id: int, receiver_id: str) -> str:
    return f"{KudosReceived.kind}:{kudos_id}:{receiver_id}"


async def undo(transaction: Transaction, kudos_id: int, context: KudosContext) -> Undone:
    """Takes a giving back: points return, boards follow, shout-out and notes are retracted.

    NotAllowed: there is none, it is undone, not theirs, or too late. AlreadyRecorded: the request came
    before.
    """
    await claim_request(transaction, context.key, context.now)
    kudos = await KudosRepository(transaction).find(kudos_id)
    if kudos is None:
        raise NotAllowed("There is no such kudos here.")
    actor = await people.actor(transaction, context.actor_id, guests=True)
    giving.may_undo(kudos.giver_id, kudos.created_at, actor.id, actor.is_admin, context.now)
    return await take_back(transaction, kudos, context)


async def undo_newest(transaction: Transaction, context: KudosContext) -> Undone:
    """Takes the actor's newest giving back; NotAllowed: there is none, or as in `undo`."""
    kudos = await KudosRepository(transaction).newest_of(context.actor_id)
    if kudos is None:
        raise NotAllowed("You have not given any kudos that could be undone.")
    return await undo(transaction, kudos.id, context)


async def take_back(transaction: Transaction, kudos: Kudos, context: KudosContext) -> Undone:
    """Takes back a giving that the actor may undo, with all that seconds it. NotAllowed: it is undone."""
    repository = KudosRepository(transaction)
    receiver_ids = await repository.undo(kudos, context.actor_id, context.now)
    if receiver_ids is None:
        raise NotAllowed("That kudos is undone already.")
    for second in await KudosReactionRepository(transaction).seconds_of(kudos.id):
        await repository.undo(second, context.actor_id, context.now)
    outbox = Outbox(transaction)
    stays = await outbox.stays(shoutout_key(kudos.id))
    for key in [shoutout_key(kudos.id), *(_note_key(kudos.id, who) for who in receiver_ids)]:
        await outbox.retract(key, context.now)
    known = await people.people(transaction, {kudos.giver_id, *receiver_ids})
    giver = known.get(kudos.giver_id) or people.stranger(kudos.giver_id)
    allowance = (await settings_of(transaction, KudosSettings)).allowance_of(giver.role)
    left = allowance - await repository.spent(kudos.giver_id, kudos.spent_on)
    return Undone(tuple(known[who] for who in receiver_ids), kudos.cost, max(0, left), post_stays=stays)


async def enqueue_ephemeral(
    transaction: Transaction, context: KudosContext, key: str, text: str, blocks: list[Block]
) -> None:
    """Enqueue words that only the actor sees, where the context is; none without a channel or an actor.

    Once for each `key`: of an event, where the context's is of the message.
    """
    if context.channel_id is None or not context.actor_id:
        return
    to = Recipient(context.channel_id, context.thread_ts, only_for=context.actor_id)
    answer, dedupe_key = EphemeralNotice(text, blocks), f"{EPHEMERAL}:{key}"
    await Outbox(transaction).enqueue(answer, context.now, to=to, dedupe_key=dedupe_key)


async def thankable(transaction: Transaction, user_ids: list[str], actor_id: str) -> tuple[str, ...]:
    """Those of these people, active and not the actor, whom the actor could thank."""
    known = await people.people(transaction, user_ids)
    return tuple(who.id for who in known.values() if who.is_active_person and who.id != actor_id)


def _row(plan: KudosPlan, context: KudosContext, day: date) -> dict[str, Any]:
    return {
        "giver_id": context.actor_id,
        "points_each": plan.points,
        "cost": plan.cost,
        "reason": plan.reason,
        "values": list(plan.values),
        "is_private": plan.private,
        "reacted_to": context.reaction.key if context.reaction else None,
        "reacted_with": [context.reaction.name] if context.reaction else None,
        "seconded_id": context.seconded_id,
        "created_at": context.now,
        "spent_on": day,
        "request_key": context.key,
    }
