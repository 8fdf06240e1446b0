"""Mentions and reactions: there is no acknowledgement to answer in, so answers are deliveries."""

from dataclasses import replace

from bot.common.errors import AlreadyRecorded, Refusal
from bot.features.kudos.commands.mentioning import mention_intent
from bot.features.kudos.listeners.context import placed
from bot.features.kudos.listeners.dispatch import carry_out
from bot.features.kudos.rules.reactions import Reaction
from bot.features.kudos.rules.settings import KudosSettings, is_kudos_emoji
from bot.features.kudos.service import giving, reactions
from bot.features.people.service.settings import settings_of
from bot.framework.context import Context, Contexts
from bot.slack.blocks import Message, section
from bot.slack.requests import EventRequest
from bot.slack.responses import Acknowledge, Response
from bot.slack.text import without_mention_of

COUNTED = "That message has counted already: editing it changes nothing. `/kudos undo` takes it back."


async def on_mention(request: EventRequest, contexts: Contexts) -> Response:
    """Carries out `@Pacer @ben great catch`, which works in threads, where slash commands do not.

    A refusal is sent to the actor alone; a repeat of the event does nothing. A message counts once: an edit
    of one that was refused is a new try, of one that counts it is told. What is not about kudos stays
    unanswered here.
    """
    text = without_mention_of(request.bot_user_id, request.event.get("text", ""))
    try:
        async with contexts.writing(request) as ctx:
            settings = await settings_of(ctx.transaction, KudosSettings)
            intent = mention_intent(text, settings.emoji)
            if intent is not None:
                of_message = replace(_here(ctx, request), request_key=request.message_key)
                await _tell(ctx, request, await carry_out(of_message, intent, settings))
    except AlreadyRecorded:
        if request.event.get("edited"):
            async with contexts.writing(request) as ctx:
                await _tell(ctx, request, Message(COUNTED))
    except Refusal as refusal:
        await _send_refusal(request, contexts, refusal)
    return Acknowledge()


async def on_reaction_added(request: EventRequest, contexts: Contexts) -> Response:
    """Gives a point to a message's author, or seconds a shout-out, by the kudos emoji; others do nothing."""
    author = request.event.get("item_user")
    if request.event["item"].get("type") != "message" or not author:
        return Acknowledge()
    try:
        async with contexts.writing(request) as ctx:
            await reactions.react(_here(ctx, request), _reaction(request), author)
    except AlreadyRecorded:
        return Acknowledge()
    except Refusal as refusal:
        await _send_refusal(request, contexts, refusal)
    return Acknowledge()


async def on_reaction_removed(request: EventRequest, contexts: Contexts) -> Response:
    """Takes back the point of a removed reaction; those on files gave none."""
    if request.event["item"].get("type") != "message":
        return Acknowledge()
    async with contexts.writing(request) as ctx:
        await reactions.unreact(ctx, _reaction(request))
    return Acknowledge()


async def _send_refusal(request: EventRequest, contexts: Contexts, refusal: Refusal) -> None:
    async with contexts.writing(request) as ctx:
        await _tell(ctx, request, Message(str(refusal), [section(str(refusal))]))


async def _tell(ctx: Context, request: EventRequest, message: Message) -> None:
    """Tells the actor alone, once for each event."""
    blocks = message.blocks or [section(message.text)]
    await giving.enqueue_ephemeral(_here(ctx, request), message.text, blocks)


async def tell_not_theirs(request: EventRequest, contexts: Contexts, refusal: Refusal) -> Response:
    """Tells a person without access who mentions Pacer why nothing happens."""
    await _send_refusal(request, contexts, refusal)
    return Acknowledge()


async def tell_no_point(request: EventRequest, contexts: Contexts, refusal: Refusal) -> Response:
    """Tells a person without access why their kudos emoji gives no point; other emoji stay unanswered."""
    async with contexts.reading(request) as ctx:
        gives = is_kudos_emoji(request.event["reaction"], await settings_of(ctx.transaction, KudosSettings))
    if gives:
        await _send_refusal(request, contexts, refusal)
    return Acknowledge()


def _reaction(request: EventRequest) -> Reaction:
    item = request.event["item"]
    return Reaction(item["channel"], item["ts"], request.event["reaction"])


def _here(ctx: Context, request: EventRequest) -> Context:
    """The context with where the actor mentioned Pacer, or reacted."""
    event = request.event
    if "item" in event:
        return replace(ctx, channel_id=event["item"]["channel"])
    return placed(ctx, event["channel"], event.get("thread_ts"))
