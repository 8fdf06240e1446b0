"""`/pacer`, and words that are said to Pacer."""

from dataclasses import replace

from bot.features.ask.rules.asking import asks_for_help
from bot.features.doors import service as doors
from bot.features.doors import views as doors_views
from bot.features.home.listeners import tab
from bot.features.home.rules.words import in_order
from bot.features.home.service import words
from bot.features.home.service.shared import share_for_menu
from bot.features.needs import service as needs
from bot.features.needs import views as needs_views
from bot.framework.context import Context, Contexts
from bot.framework.feature import Catalog
from bot.framework.help import HelpTopic
from bot.slack.blocks import Message
from bot.slack.plain_words import is_said_directly
from bot.slack.requests import ActionRequest, CommandRequest, EventRequest
from bot.slack.responses import Acknowledge, Ephemeral, ReplaceMessage, Response
from bot.slack.routes import Command, Routes, hand_on
from bot.slack.text import without_mention_of


def routes(catalog: Catalog) -> Routes:
    """Routes of the App Home and of `/pacer <word> …`, for the words that the features declare.

    No word, or `help`, is answered with the menu of what this person may use; others are a sentence.
    """

    async def pacer(request: CommandRequest, contexts: Contexts) -> Response:
        word, _, rest = request.text.strip().partition(" ")
        command = catalog.words.get(word.lower())
        if command is None and asks_for_help(request.text):
            return await _menu(request, contexts)
        if command is None:
            return await hand_on(catalog.words["words"], request, contexts, {})
        typed = replace(request, command=command.stands_for or f"/pacer {word.lower()}", text=rest.strip())
        return await hand_on(command, typed, contexts, catalog.subcommands)

    async def on_message(request: EventRequest, contexts: Contexts) -> Response:
        if is_said_directly(request) and asks_for_help(str(request.event.get("text") or "")):
            async with contexts.writing(request) as ctx:
                await words.answer_words(ctx, request.event, request.message_key)
        return Acknowledge()

    async def on_mention(request: EventRequest, contexts: Contexts) -> Response:
        text = without_mention_of(request.bot_user_id, request.event.get("text", ""))
        if not asks_for_help(text):
            return Acknowledge()
        async with contexts.writing(request) as ctx:
            await words.answer_mention(ctx, request.event, request.message_key)
        return Acknowledge()

    everything = Command(pacer, "Everything Pacer can do", for_guests=True)
    own = Routes(
        commands={"/pacer": everything},
        # Not what help is elsewhere: guests get what is theirs.
        subcommands={("/pacer", "help"): replace(everything, takes=lambda rest: not rest)},
        actions={doors_views.EVERYTHING: on_menu},
        events={"message": on_message, "app_mention": on_mention},
        for_guests=frozenset({doors_views.EVERYTHING, "message", "app_mention"}),
    )
    return own.joined(tab.routes(catalog))


async def _menu(request: CommandRequest, contexts: Contexts) -> Response:
    async with contexts.reading(request) as ctx:
        return Ephemeral(await _drawn(ctx))


async def on_menu(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows the menu in place of what was pressed: Back and Everything."""
    async with contexts.reading(request) as ctx:
        return ReplaceMessage(await _drawn(ctx))


async def _drawn(ctx: Context) -> Message:
    """The menu of the actor, with what waits for them on top."""
    await share_for_menu(ctx)
    menu, rows = await doors.load_menu(ctx), await needs.load_rows(ctx)
    waiting = needs_views.waiting(menu.first_name, rows)
    show = needs_views.show_button() if rows else None
    return doors_views.menu_message(menu.first_name, menu.areas, waiting=waiting, show=show)


def topics(catalog: Catalog) -> tuple[HelpTopic, ...]:
    """How to write `/pacer`: the words that the features declare."""
    usages = tuple((word, catalog.words[word].description) for word in in_order(catalog.words))
    return (HelpTopic("/pacer", usages),)
