"""Slack listeners of plain words: the direct message, a mention, and `/pacer words`."""

from bot.common.errors import Refusal
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.ask import service, views
from bot.features.ask.forms import AskForm
from bot.features.ask.listeners import buttons
from bot.features.ask.listeners.answering import Answered, answer_sentence
from bot.features.ask.notices import AskAnswer
from bot.features.ask.rules.asking import asks_for_help
from bot.features.ask.rules.facts import AskPlace
from bot.features.kudos.commands.mentioning import doubtful_thanks, is_about_kudos
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.people.service.settings import settings_of
from bot.framework.context import Contexts
from bot.framework.feature import Catalog
from bot.slack.acknowledge import notice
from bot.slack.blocks import Message, section
from bot.slack.plain_words import is_said_directly
from bot.slack.requests import CommandRequest, EventRequest, Request, ShortcutRequest, SubmissionRequest
from bot.slack.responses import Acknowledge, Ephemeral, OpenModal, Response, UpdateModal
from bot.slack.routes import Command, Routes, Shortcut
from bot.slack.text import escape, without_mention_of


def routes(catalog: Catalog) -> Routes:
    """The routes of plain words, and of the buttons below their answers."""
    own = Routes(
        words={"words": Command(on_words, "your question, in your own words", for_guests=True)},
        submissions={AskForm.callback_id: on_asked},
        shortcuts={"ask.shortcut": Shortcut(on_open, "Ask Pacer", "global", "A question in your own words")},
        events={"message": on_message, "app_mention": on_mention},
    ).open_to_guests()
    return own.joined(buttons.routes(catalog))


async def on_words(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/pacer` with a sentence after it."""
    return (await answer_sentence(request, contexts)).response


async def on_message(request: EventRequest, contexts: Contexts) -> Response:
    """Answers a sentence in the direct message, in its thread; who asks for help is shown the menu."""
    event, text = request.event, str(request.event.get("text") or "")
    if is_said_directly(request) and not (event.get("edited") or asks_for_help(text)):
        to = Recipient(event["channel"], event.get("thread_ts") or event["ts"])
        await _deliver(_of_message(request, text), to, contexts)
    return Acknowledge()


async def on_mention(request: EventRequest, contexts: Contexts) -> Response:
    """Answers a sentence beside Pacer's name to who asks alone; thanks are a kudos."""
    event = request.event
    text = without_mention_of(request.bot_user_id, event.get("text", ""))
    async with contexts.reading(request) as ctx:
        emoji = (await settings_of(ctx.transaction, KudosSettings)).emoji
        thanks = doubtful_thanks(text, emoji)
        doubtful = await service.name_thanked(ctx, thanks) if thanks and not event.get("edited") else None
    if doubtful is not None:
        message = views.doubtful_thanks_message(*doubtful)
        to = Recipient(event["channel"], event.get("thread_ts"), only_for=request.actor_id)
        await _send(Answered(Ephemeral(message)), _of_message(request, text), to, contexts)
        return Acknowledge()
    if not (event.get("edited") or asks_for_help(text) or is_about_kudos(text, emoji)):
        to = Recipient(event["channel"], event.get("thread_ts"), only_for=request.actor_id)
        await _deliver(_of_message(request, text), to, contexts)
    return Acknowledge()


async def on_asked(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Answers the question of a window in its place."""
    response = (await answer_sentence(_of_form(request), contexts)).response
    if isinstance(response, OpenModal):
        return UpdateModal(response.view)
    return UpdateModal(notice(response.message)) if isinstance(response, Ephemeral) else response


async def on_open(request: ShortcutRequest, contexts: Contexts) -> Response:
    """Opens the window of a question."""
    return OpenModal(AskForm.draw())


async def _deliver(asked: CommandRequest, to: Recipient, contexts: Contexts) -> None:
    """Sends the answer to what was said where nothing can be answered at once; once for each message."""
    place = AskPlace(to.channel_id, to.thread_ts) if to.thread_ts else None
    try:
        answered = await answer_sentence(asked, contexts, place)
    except Refusal as refusal:
        answered = Answered(Ephemeral(Message(str(refusal), [section(str(refusal))])))
    await _send(answered, asked, to, contexts, place)


async def _send(
    answered: Answered,
    asked: CommandRequest,
    to: Recipient,
    contexts: Contexts,
    place: AskPlace | None = None,
) -> None:
    if not isinstance(answered.response, Ephemeral):
        return
    message = answered.response.message
    told = AskAnswer(message.text, message.blocks or [section(message.text)])
    async with contexts.writing(asked) as ctx:
        await Outbox(ctx.transaction).enqueue(told, ctx.now, to=to, dedupe_key=f"{told.kind}:{asked.key}")
        if place and answered.reading:
            await service.remember(ctx, place, answered.reading)


def _of_form(request: SubmissionRequest) -> CommandRequest:
    """The question of a window as a command; what it opens takes the window's place."""
    text = escape(AskForm.parse(request.values))
    return _as_command(request, request.key, text, trigger_id=request.trigger_id)


def _of_message(request: EventRequest, text: str) -> CommandRequest:
    """The words of a message as a command of their author, which can open no window."""
    channel = str(request.event.get("channel") or "")
    return _as_command(request, request.message_key, text, channel_id=channel)


def _as_command(
    request: Request, key: str, text: str, *, channel_id: str = "", trigger_id: str = ""
) -> CommandRequest:
    """A request for the same person, at the same instant and under the same gate, as `/pacer` with words."""
    return CommandRequest(
        workspace_id=request.workspace_id,
        actor_id=request.actor_id,
        now=request.now,
        key=key,
        is_guest=request.is_guest,
        gate=request.gate,
        memory=request.memory,
        arrival=request.arrival,
        timer=request.timer,
        command="/pacer",
        text=text,
        channel_id=channel_id,
        trigger_id=trigger_id,
    )
