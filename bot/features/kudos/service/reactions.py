"""The use cases of the kudos emoji as a reaction: a point for an author, a second for a shout-out."""

from dataclasses import replace

from bot.db.idempotency import claim_request
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.features.kudos.models import Kudos
from bot.features.kudos.repository.reactions import KudosReactionRepository
from bot.features.kudos.rules.facts import Given, Undone
from bot.features.kudos.rules.giving import GiveKudos
from bot.features.kudos.rules.reactions import Reaction
from bot.features.kudos.rules.settings import KudosSettings, is_kudos_emoji
from bot.features.kudos.service import giving
from bot.features.kudos.service.giving import KudosContext
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of

# In whatever skin tone somebody reacted before that was kept.
_UNKNOWN = ""


async def react(
    transaction: Transaction, reaction: Reaction, author_id: str, context: KudosContext
) -> Given | None:
    """Gives one point to the author of a message; on a shout-out of Pacer, to each who is thanked there.

    None, and nothing given: another emoji, one that the actor gave by before, a message of a bot, one's own
    shout-out, or nobody but oneself thanked. Refusal: points are missing, for all of them or for one.
    """
    settings = await settings_of(transaction, KudosSettings)
    if not is_kudos_emoji(reaction.emoji, settings) or author_id == context.actor_id:
        return None
    repository = KudosReactionRepository(transaction)
    found = await repository.lock_reaction(context.actor_id, reaction.keys)
    if found is not None:
        found.reacted_with = [*({*_standing(found)} - {reaction.name}), reaction.name]
        await transaction.session.flush()
        return None
    here = replace(context, reaction=reaction)
    author = (await people.people(transaction, [author_id])).get(author_id)
    if author is None or not author.is_bot:
        return await giving.give(transaction, GiveKudos((author_id,), 1, ""), here, settings)
    return await _second(transaction, here, settings) if settings.seconding else None


async def _second(transaction: Transaction, context: KudosContext, settings: KudosSettings) -> Given | None:
    assert context.reaction is not None
    place = context.reaction.channel_id, context.reaction.message_ts
    kudos_id = giving.told_by(await Outbox(transaction).key_at(*place))
    repository = KudosReactionRepository(transaction)
    first = await repository.lock_giving(kudos_id) if kudos_id is not None else None
    if first is None or first.undone_at is not None or first.giver_id == context.actor_id:
        return None
    thanked = await giving.thankable(transaction, await repository.receivers(first.id), context.actor_id)
    if not thanked:
        return None
    here = replace(context, seconded_id=first.id)
    return await giving.give(transaction, GiveKudos(thanked, 1, ""), here, settings)


async def unreact(transaction: Transaction, reaction: Reaction, context: KudosContext) -> Undone | None:
    """Takes back what the actor gave by reacting, at any time.

    None: the reaction never counted, or the same emoji of the actor still stands in another skin tone.
    """
    await claim_request(transaction, context.key, context.now)
    await people.actor(transaction, context.actor_id, guests=True)
    kudos = await KudosReactionRepository(transaction).lock_reaction(context.actor_id, reaction.keys)
    if kudos is None:
        return None
    standing = _standing(kudos)
    gone = reaction.name if reaction.name in standing else _UNKNOWN
    left = [name for name in standing if name != gone]
    if left:
        kudos.reacted_with = left
        await transaction.session.flush()
        return None
    return await giving.take_back(transaction, kudos, context)


def _standing(kudos: Kudos) -> list[str]:
    return kudos.reacted_with or [_UNKNOWN]
