"""Mentions and reactions: there is no acknowledgement to answer in, so answers are deliveries."""

from dataclasses import replace

from bot.common.errors import AlreadyRecorded, Refusal
from bot.db.transaction import Database, Transaction
from bot.features.kudos.commands.mentioning import mention_intent
from bot.features.kudos.listeners.context import context_of
from bot.features.kudos.listeners.dispatch import carry_out
from bot.features.kudos.rules.reactions import Reaction
from bot.features.kudos.rules.settings import KudosSettings, is_kudos_emoji
from bot.features.kudos.service import giving, reactions
from bot.features.kudos.service.giving import KudosContext
from bot.features.people.service.settings import settings_of
from bot.slack.blocks import Message, section
from bot.slack.requests import EventRequest
from bot.slack.responses import Acknowledge, Response
from bot.slack.text import without_mention_of

COUNTED = "That message has counted already: editing it changes nothing. `/kudos undo` takes it back."


async def on_mention(request: EventRequest, db: Database) -> Response:
    """Carries out `@Pacer @ben great catch`, which works in threads, where slash commands do not.

    A refusal is sent to the actor alone; a repeat of the event does nothing. A message counts once: an edit
    of one that was refused is a new try, of one that counts it is told. What is not about kudos stays
    unanswered here.
    """
    event = request.event
    context = replace(context_of(request, event["channel"], event.get("thread_ts")), key=request.message_key)
    text = without_mention_of(request.bot_user_id, event.get("text", ""))
    try:
        async with db.transaction(request.workspace_id) as transaction:
            settings = await settings_of(transaction, KudosSettings)
            intent = mention_intent(text, settings.emoji)
            if intent is not None:
                message = await carry_out(transaction, intent, context, settings)
                await _tell(transaction, request, context, message)
    except AlreadyRecorded:
        if event.get("edited"):
            async with db.transaction(request.workspace_id) as transaction:
                await _tell(transaction, request, context, Message(COUNTED))
    except Refusal as refusal:
        await _send_refusal(db, request, context, refusal)
    return Acknowledge()


async def on_reaction_added(request: EventRequest, db: Database) -> Response:
    """Gives a point to a message's author, or seconds a shout-out, by the kudos emoji; others do nothing."""
    author = request.event.get("item_user")
    if request.event["item"].get("type") != "message" or not author:
        return Acknowledge()
    context = _beside_message(request)
    try:
        async with db.transaction(request.workspace_id) as transaction:
            await reactions.react(transaction, _reaction(request), author, context)
    except AlreadyRecorded:
        return Acknowledge()
    except Refusal as refusal:
        await _send_refusal(db, request, context, refusal)
    return Acknowledge()


async def on_reaction_removed(request: EventRequest, db: Database) -> Response:
    """Takes back the point of a removed reaction; those on files gave none."""
    if request.event["item"].get("type") != "message":
        return Acknowledge()
    async with db.transaction(request.workspace_id) as transaction:
        await reactions.unreact(transaction, _reaction(request), _beside_message(request))
    return Acknowledge()


async def _send_refusal(db: Database, request: EventRequest, context: KudosContext, refusal: Refusal) -> None:
    async with db.transaction(request.workspace_id) as transaction:
        await _tell(transaction, request, context, Message(str(refusal), [section(str(refusal))]))


async def _tell(
    transaction: Transaction, request: EventRequest, context: KudosContext, message: Message
) -> None:
    """Tells the actor alone, once for each event."""
    blocks = message.blocks or [section(message.text)]
    await giving.enqueue_ephemeral(transaction, context, request.key, message.text, blocks)


async def tell_not_theirs(request: EventRequest, db: Database, refusal: Refusal) -> Response:
    """Tells a person without access who mentions Pacer why nothing happens."""
    context = context_of(request, request.event["channel"], request.event.get("thread_ts"))
    await _send_refusal(db, request, context, refusal)
    return Acknowledge()


async def tell_no_point(request: EventRequest, db: Database, refusal: Refusal) -> Response:
    """Tells a person without access why their kudos emoji gives no point; other emoji stay unanswered."""
    async with db.reading(request.workspace_id) as reading:
        gives = is_kudos_emoji(request.event["reaction"], await settings_of(reading, KudosSettings))
    if gives:
        await _send_refusal(db, request, _beside_message(request), refusal)
    return Acknowledge()


def _reaction(request: EventRequest) -> Reaction:
    item = request.event["item"]
    return Reaction(item["channel"], item["ts"], request.event["reaction"])


def _beside_message(request: EventRequest) -> KudosContext:
    return KudosContext(
        request.actor_id, request.now, request.key, channel_id=request.event["item"]["channel"]
    )
