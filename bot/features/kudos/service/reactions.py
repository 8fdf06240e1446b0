"""The use cases of the kudos emoji as a reaction: a point for an author, a second for a shout-out."""

from bot.deliveries.outbox import Outbox
from bot.features.kudos.models import Kudos
from bot.features.kudos.repository.reactions import KudosReactionRepository
from bot.features.kudos.rules.facts import Given, Undone
from bot.features.kudos.rules.giving import GiveKudos
from bot.features.kudos.rules.reactions import GivenByReaction, Reaction
from bot.features.kudos.rules.settings import KudosSettings, is_kudos_emoji
from bot.features.kudos.service import giving
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.framework.context import Context

# In whatever skin tone somebody reacted before that was kept.
_UNKNOWN = ""


async def react(ctx: Context, reaction: Reaction, author_id: str) -> Given | None:
    """Gives one point to the author of a message; on a shout-out of Pacer, to each who is thanked there.

    None, and nothing given: another emoji, one that the actor gave by before, a message of a bot, one's own
    shout-out, or nobody but oneself thanked. Refusal: points are missing, for all of them or for one.
    """
    settings = await settings_of(ctx.transaction, KudosSettings)
    if not is_kudos_emoji(reaction.emoji, settings) or author_id == ctx.actor_id:
        return None
    repository = KudosReactionRepository(ctx.transaction)
    found = await repository.lock_reaction(ctx.actor_id, reaction.keys)
    if found is not None:
        found.reacted_with = [*({*_standing(found)} - {reaction.name}), reaction.name]
        await ctx.transaction.session.flush()
        return None
    author = (await people.people(ctx.transaction, [author_id])).get(author_id)
    if author is None or not author.is_bot:
        return await giving.give(ctx, GiveKudos((author_id,), 1, ""), settings, GivenByReaction(reaction))
    return await _second(ctx, reaction, settings) if settings.seconding else None


async def _second(ctx: Context, reaction: Reaction, settings: KudosSettings) -> Given | None:
    key = await Outbox(ctx.transaction).key_at(reaction.channel_id, reaction.message_ts)
    kudos_id = giving.told_by(key)
    repository = KudosReactionRepository(ctx.transaction)
    first = await repository.lock_giving(kudos_id) if kudos_id is not None else None
    if first is None or first.undone_at is not None or first.giver_id == ctx.actor_id:
        return None
    thanked = await giving.thankable(ctx.transaction, await repository.receivers(first.id), ctx.actor_id)
    if not thanked:
        return None
    second = GivenByReaction(reaction, first.id)
    return await giving.give(ctx, GiveKudos(thanked, 1, ""), settings, second)


async def thanked_for(ctx: Context, channel_id: str, message_ts: str) -> str | None:
    """What the actor is thanked for by this message of Pacer, raw; None: it thanks nobody, or others."""
    key = await Outbox(ctx.transaction).key_at(channel_id, message_ts)
    kudos_id = giving.told_by(key)
    if kudos_id is None:
        kudos_id = giving.noted_to(key, ctx.actor_id)
    repository = KudosReactionRepository(ctx.transaction)
    found = await repository.lock_giving(kudos_id) if kudos_id is not None else None
    if found is None or found.undone_at is not None:
        return None
    return found.reason if ctx.actor_id in await repository.receivers(found.id) else None


async def unreact(ctx: Context, reaction: Reaction) -> Undone | None:
    """Takes back what the actor gave by reacting, at any time.

    None: the reaction never counted, or the same emoji of the actor still stands in another skin tone.
    """
    await ctx.claim()
    await people.actor(ctx.transaction, ctx.actor_id, guests=True)
    kudos = await KudosReactionRepository(ctx.transaction).lock_reaction(ctx.actor_id, reaction.keys)
    if kudos is None:
        return None
    standing = _standing(kudos)
    gone = reaction.name if reaction.name in standing else _UNKNOWN
    left = [name for name in standing if name != gone]
    if left:
        kudos.reacted_with = left
        await ctx.transaction.session.flush()
        return None
    return await giving.take_back(ctx, kudos)


def _standing(kudos: Kudos) -> list[str]:
    return kudos.reacted_with or [_UNKNOWN]
