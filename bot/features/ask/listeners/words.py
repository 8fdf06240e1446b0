"""Slack listeners of plain words: the direct message, a mention, and `/pacer words`."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.common.errors import Refusal
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.ask import service, views
from bot.features.ask.commands.typed import typed
from bot.features.ask.forms import AskForm
from bot.features.ask.listeners import buttons
from bot.features.ask.notices import AskAnswer
from bot.features.ask.rules.asking import asks_for_help
from bot.features.ask.rules.facts import LONGEST, AskIntent, Reading, Verdict
from bot.features.ask.rules.words import tidied
from bot.features.doors import views as doors_views
from bot.features.doors.rules import suggested
from bot.features.doors.service import load_menu, load_roles
from bot.features.kudos.commands.mentioning import is_about_kudos
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.needs import service as needs
from bot.features.needs import views as needs_views
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.framework.context import Context, Contexts
from bot.framework.doors import WorkspaceRole
from bot.framework.feature import Catalog
from bot.slack.acknowledge import notice
from bot.slack.blocks import Message, section
from bot.slack.plain_words import is_said_directly
from bot.slack.requests import CommandRequest, EventRequest, ShortcutRequest, SubmissionRequest
from bot.slack.responses import Acknowledge, Ephemeral, OpenModal, Response, UpdateModal
from bot.slack.routes import Command, Routes, Shortcut, hand_on
from bot.slack.text import escape, without_mention_of

Answer = Callable[[CommandRequest, Contexts], Awaitable[Response]]


def routes(catalog: Catalog) -> Routes:
    """The routes of plain words; what a sentence means is run as its command, for who asks."""

    async def answer(request: CommandRequest, contexts: Contexts) -> Response:
        return await _answered(request, contexts, catalog)

    async def on_message(request: EventRequest, contexts: Contexts) -> Response:
        event, text = request.event, str(request.event.get("text") or "")
        # Who asks for help is shown the menu.
        if is_said_directly(request) and not (event.get("edited") or asks_for_help(text)):
            to = Recipient(event["channel"], event.get("thread_ts") or event["ts"])
            await _deliver(_as_command(request, text), answer, to, contexts)
        return Acknowledge()

    async def on_mention(request: EventRequest, contexts: Contexts) -> Response:
        event = request.event
        text = without_mention_of(request.bot_user_id, event.get("text", ""))
        async with contexts.reading(request) as ctx:
            emoji = (await settings_of(ctx.transaction, KudosSettings)).emoji
        if not (event.get("edited") or asks_for_help(text) or is_about_kudos(text, emoji)):
            to = Recipient(event["channel"], event.get("thread_ts"), only_for=request.actor_id)
            await _deliver(_as_command(request, text), answer, to, contexts)
        return Acknowledge()

    async def on_asked(request: SubmissionRequest, contexts: Contexts) -> Response:
        response = await answer(_of_form(request), contexts)
        if isinstance(response, OpenModal):
            return UpdateModal(response.view)
        return UpdateModal(notice(response.message)) if isinstance(response, Ephemeral) else response

    own = Routes(
        words={"words": Command(answer, "your question, in your own words", for_guests=True)},
        submissions={AskForm.callback_id: on_asked},
        shortcuts={"ask.shortcut": Shortcut(on_open, "Ask Pacer", "global", "A question in your own words")},
        events={"message": on_message, "app_mention": on_mention},
    ).open_to_guests()
    return own.joined(buttons.routes(catalog))


async def on_open(request: ShortcutRequest, contexts: Contexts) -> Response:
    """Opens the window of a question."""
    return OpenModal(AskForm.draw())


async def _deliver(asked: CommandRequest, answer: Answer, to: Recipient, contexts: Contexts) -> None:
    """Sends the answer to what was said where nothing can be answered at once; once for each message."""
    try:
        response = await answer(asked, contexts)
    except Refusal as refusal:
        response = Ephemeral(Message(str(refusal), [section(str(refusal))]))
    if not isinstance(response, Ephemeral):
        return
    message = response.message
    answered = AskAnswer(message.text, message.blocks or [section(message.text)])
    async with contexts.writing(asked) as ctx:
        await Outbox(ctx.transaction).enqueue(
            answered, ctx.now, to=to, dedupe_key=f"{answered.kind}:{asked.key}"
        )


async def _answered(request: CommandRequest, contexts: Contexts, catalog: Catalog) -> Response:
    """The answer to a sentence: that of the command that it means, or what is asked back."""
    sentence = tidied(request.text)
    if len(sentence) > LONGEST:
        return Ephemeral(Message(views.TOO_LONG, [section(views.TOO_LONG)]))
    async with contexts.reading(request) as ctx:
        decision, names = await service.read_sentence(ctx, sentence)
        if decision.verdict is Verdict.unknown and not decision.readings:
            near = suggested((await load_menu(ctx)).doors, request.text)
            return Ephemeral(doors_views.unknown_message(request.text, near))
        if decision.verdict is not Verdict.answer:
            return Ephemeral(views.decision_message(decision, names))
        (reading,) = decision.readings
        if reading.intent in (AskIntent.today, AskIntent.team):
            return Ephemeral(await _needs(ctx, reading))
    written = typed(reading)
    name, _, rest = written.partition(" ")
    asked = replace(request, command=name, text=rest)
    response = await hand_on(catalog.commands[name], asked, contexts, catalog.subcommands)
    if isinstance(response, Ephemeral):
        return Ephemeral(views.answer_message(response.message, reading, names))
    if isinstance(response, OpenModal) and not request.trigger_id:
        return Ephemeral(views.form_message(reading, names))
    return response


def _of_form(request: SubmissionRequest) -> CommandRequest:
    """The question of a window as a command; what it opens takes the window's place."""
    return CommandRequest(
        workspace_id=request.workspace_id,
        actor_id=request.actor_id,
        now=request.now,
        key=request.key,
        is_guest=request.is_guest,
        gate=request.gate,
        memory=request.memory,
        command="/pacer",
        text=escape(AskForm.parse(request.values)),
        channel_id="",
        trigger_id=request.trigger_id,
    )


async def _needs(ctx: Context, reading: Reading) -> Message:
    """What waits for the actor; who asks for their people leads somebody."""
    if reading.intent is AskIntent.team and WorkspaceRole.leads not in await load_roles(ctx):
        return views.no_team_message()
    person = await people.person(ctx.transaction, ctx.actor_id)
    return needs_views.needs_message(person.name.partition(" ")[0], await needs.load_rows(ctx))


def _as_command(request: EventRequest, text: str) -> CommandRequest:
    """The words of a message as a command of their author, which can open no window."""
    return CommandRequest(
        workspace_id=request.workspace_id,
        actor_id=request.actor_id,
        now=request.now,
        key=request.message_key,
        is_guest=request.is_guest,
        gate=request.gate,
        memory=request.memory,
        command="/pacer",
        text=text,
        channel_id=str(request.event.get("channel") or ""),
        trigger_id="",
    )
