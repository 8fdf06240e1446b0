"""The use cases of kudos: give and undo. Each checks who may, for every door."""

from datetime import date, datetime
from typing import Any

from bot.common.errors import AlreadyRecorded, NotAllowed, Refusal
from bot.common.periods import local_day
from bot.db.idempotency import ALREADY_RECORDED
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
from bot.features.kudos.rules.reactions import GivenByReaction
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.framework.context import Context
from bot.slack.blocks import Block
from bot.slack.text import mentions


async def give(
    ctx: Context, gift: GiveKudos, settings: KudosSettings, by: GivenByReaction | None = None
) -> Given:
    """Give kudos, all or nothing; a Refusal says why not. Shout-out and notes are enqueued with it.

    No `channel_id` in the context: nobody else would see a shout-out. `by`: a reaction, None otherwise.
    AlreadyRecorded: the request came before; the transaction has to be rolled back, points were spent in it.
    """
    try:
        return await _give(ctx, gift, settings, by)
    except AlreadyRecorded:
        raise
    except Refusal:
        # What was given since then is no reason to refuse a repeat.
        if await KudosRepository(ctx.transaction).is_recorded(ctx.request_key):
            raise AlreadyRecorded(ALREADY_RECORDED) from None
        raise


async def _give(ctx: Context, gift: GiveKudos, settings: KudosSettings, by: GivenByReaction | None) -> Given:
    mentioned = set(mentions(gift.reason))
    known = await people.people(ctx.transaction, {ctx.actor_id, *gift.recipients, *mentioned})
    giver = await people.actor(ctx.transaction, ctx.actor_id, guests=True)
    plan = giving.decide_give(gift, giver, known, settings, needs_reason=by is None)
    kudos_id, left = await _pay_and_write(ctx, plan, giver, settings, by)
    given = Given(
        kudos_id=kudos_id,
        giver=giver,
        receivers=plan.receivers,
        points_each=plan.points,
        reason=plan.reason,
        values=plan.values,
        is_private=plan.private,
        channel_id=None if plan.private or by else settings.channel_id or ctx.channel_id,
        left=left,
        allowance=settings.allowance_of(giver.role),
    )
    if by is None:
        names = {who: known[who].name for who in mentioned if who in known}
        await Outbox(ctx.transaction).enqueue_all(_outgoing(ctx, given, names), ctx.now)
    return given


async def left_today(transaction: Transaction, giver_id: str, settings: KudosSettings, now: datetime) -> int:
    """Points that somebody may still give on their own day."""
    giver = await people.person(transaction, giver_id)
    spent = await KudosRepository(transaction).spent(giver_id, local_day(now, giver.zone))
    return max(0, settings.allowance_of(giver.role) - spent)


async def _pay_and_write(
    ctx: Context, plan: KudosPlan, giver: Person, settings: KudosSettings, by: GivenByReaction | None
) -> tuple[int, int]:
    repository = KudosRepository(ctx.transaction)
    allowance = settings.allowance_of(giver.role)
    day = local_day(ctx.now, giver.zone)
    spent = await repository.spend(giver.id, day, plan.cost, allowance)
    if spent is None:
        left = max(0, allowance - await repository.spent(giver.id, day))
        raise giving.not_covered(plan, left=left, allowance=allowance)
    kudos_id = await repository.write(_row(ctx, plan, day, by), [person.id for person in plan.receivers])
    if kudos_id is None:
        raise AlreadyRecorded(ALREADY_RECORDED)
    return kudos_id, allowance - spent


def _outgoing(ctx: Context, given: Given, names: dict[str, str]) -> list[OutgoingNotice]:
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
    is_here = given.channel_id == ctx.channel_id
    shoutout = OutgoingNotice(
        told,
        to=Recipient(given.channel_id, ctx.thread_ts if is_here else None),
        dedupe_key=shoutout_key(given.kudos_id),
        asked_by=given.giver.id,
        sealed_url=ctx.sealed_url if is_here else None,
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


def noted_to(dedupe_key: str | None, receiver_id: str) -> int | None:
    """The giving that the note with this dedupe key tells to this receiver; None for other messages."""
    before, _, whose = (dedupe_key or "").rpartition(":")
    kind, _, kudos_id = before.rpartition(":")
    return int(kudos_id) if kind == KudosReceived.kind and whose == receiver_id else None


async def undo(ctx: Context, kudos_id: int) -> Undone:
    """Takes a giving back: points return, boards follow, shout-out and notes are retracted.

    NotAllowed: there is none, it is undone, not theirs, or too late. AlreadyRecorded: the request came
    before.
    """
    await ctx.claim()
    kudos = await KudosRepository(ctx.transaction).find(kudos_id)
    if kudos is None:
        raise NotAllowed("There is no such kudos here.")
    actor = await people.actor(ctx.transaction, ctx.actor_id, guests=True)
    giving.may_undo(kudos.giver_id, kudos.created_at, actor.id, actor.is_admin, ctx.now)
    return await take_back(ctx, kudos)


async def undo_newest(ctx: Context) -> Undone:
    """Takes the actor's newest giving back; NotAllowed: there is none, or as in `undo`."""
    kudos = await KudosRepository(ctx.transaction).newest_of(ctx.actor_id)
    if kudos is None:
        raise NotAllowed("You have not given any kudos that could be undone.")
    return await undo(ctx, kudos.id)


async def take_back(ctx: Context, kudos: Kudos) -> Undone:
    """Takes back a giving that the actor may undo, with all that seconds it. NotAllowed: it is undone."""
    repository = KudosRepository(ctx.transaction)
    receiver_ids = await repository.undo(kudos, ctx.actor_id, ctx.now)
    if receiver_ids is None:
        raise NotAllowed("That kudos is undone already.")
    for second in await KudosReactionRepository(ctx.transaction).seconds_of(kudos.id):
        await repository.undo(second, ctx.actor_id, ctx.now)
    outbox = Outbox(ctx.transaction)
    stays = await outbox.stays(shoutout_key(kudos.id))
    for key in [shoutout_key(kudos.id), *(_note_key(kudos.id, who) for who in receiver_ids)]:
        await outbox.retract(key, ctx.now)
    known = await people.people(ctx.transaction, {kudos.giver_id, *receiver_ids})
    giver = known.get(kudos.giver_id) or people.stranger(kudos.giver_id)
    allowance = (await settings_of(ctx.transaction, KudosSettings)).allowance_of(giver.role)
    left = allowance - await repository.spent(kudos.giver_id, kudos.spent_on)
    return Undone(tuple(known[who] for who in receiver_ids), kudos.cost, max(0, left), post_stays=stays)


async def enqueue_ephemeral(ctx: Context, text: str, blocks: list[Block]) -> None:
    """Enqueue words that only the actor sees, where the context is; none without a channel or an actor.

    Once for each request.
    """
    if ctx.channel_id is None or not ctx.actor_id:
        return
    to = Recipient(ctx.channel_id, ctx.thread_ts, only_for=ctx.actor_id)
    answer, dedupe_key = EphemeralNotice(text, blocks), f"{EPHEMERAL}:{ctx.request_key}"
    await Outbox(ctx.transaction).enqueue(answer, ctx.now, to=to, dedupe_key=dedupe_key)


async def thankable(transaction: Transaction, user_ids: list[str], actor_id: str) -> tuple[str, ...]:
    """Those of these people, active and not the actor, whom the actor could thank."""
    known = await people.people(transaction, user_ids)
    return tuple(who.id for who in known.values() if who.is_active_person and who.id != actor_id)


def _row(ctx: Context, plan: KudosPlan, day: date, by: GivenByReaction | None) -> dict[str, Any]:
    return {
        "giver_id": ctx.actor_id,
        "points_each": plan.points,
        "cost": plan.cost,
        "reason": plan.reason,
        "values": list(plan.values),
        "is_private": plan.private,
        "reacted_to": by.reaction.key if by else None,
        "reacted_with": [by.reaction.name] if by else None,
        "seconded_id": by.seconded_id if by else None,
        "created_at": ctx.now,
        "spent_on": day,
        "request_key": ctx.request_key,
    }
