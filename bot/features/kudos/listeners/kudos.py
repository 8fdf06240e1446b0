"""Slack listeners of kudos: the command, the shortcuts, the form, the buttons."""

from dataclasses import replace

from bot.db.transaction import Transaction
from bot.features.kudos.commands.intents import OpenKudosForm, Top
from bot.features.kudos.commands.parser import GRAMMAR, parse_top
from bot.features.kudos.forms import GiveForm, KudosStart, SettingsForm
from bot.features.kudos.listeners import events
from bot.features.kudos.listeners import settings as settings_listeners
from bot.features.kudos.listeners.context import placed, public_place
from bot.features.kudos.listeners.dispatch import board_for, carry_out
from bot.features.kudos.rules.giving import GiveKudos, check_open
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos.service import giving
from bot.features.kudos.views import board, messages
from bot.features.kudos.views.help import notes_of
from bot.features.people.service.settings import settings_of
from bot.framework.context import Context, Contexts
from bot.slack.requests import ActionRequest, CommandRequest, ShortcutRequest, SubmissionRequest
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response, UpdateModal
from bot.slack.routes import Command, Routes, Shortcut


async def on_command(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/kudos ...` and `/pacer kudos ...`."""
    # Reading never waits for the one writer of SQLite, nor makes it wait.
    async with contexts.opened(request, writes=GRAMMAR.writes(request.text)) as ctx:
        settings = await settings_of(ctx.transaction, KudosSettings)
        intent = GRAMMAR.parse(request.text, settings.emoji)
        if isinstance(intent, OpenKudosForm):
            check_open(settings, is_guest=request.is_guest)
            left = await giving.left_today(ctx.transaction, ctx.actor_id, settings, ctx.now)
            start = KudosStart(settings, left=left)
            return OpenModal(GiveForm.draw(start, about=public_place(request.channel_id)))
        if isinstance(intent, GiveKudos) and not intent.reason:
            start = await _begun(ctx, intent, settings)
            if start.recipients:
                check_open(settings, is_guest=request.is_guest)
                return OpenModal(GiveForm.draw(start, about=public_place(request.channel_id)))
        here = replace(placed(ctx, request.channel_id), sealed_url=request.sealed_response_url)
        return Ephemeral(await carry_out(here, intent, settings))


async def _begun(ctx: Context, intent: GiveKudos, settings: KudosSettings) -> KudosStart:
    """The form with all that was typed but what for."""
    recipients = await giving.thankable(ctx.transaction, list(intent.recipients), ctx.actor_id)
    left = await giving.left_today(ctx.transaction, ctx.actor_id, settings, ctx.now)
    return KudosStart(settings, recipients, points=intent.points, private=intent.private, left=left)


async def on_open(request: ActionRequest | ShortcutRequest, contexts: Contexts) -> Response:
    """Opens the form, from "Give kudos" and the shortcut. NotAllowed: guests, unless open to them."""
    async with contexts.reading(request) as ctx:
        settings = await settings_of(ctx.transaction, KudosSettings)
        check_open(settings, is_guest=request.is_guest)
        left = await giving.left_today(ctx.transaction, request.actor_id, settings, request.now)
    start = KudosStart(settings, left=left)
    return OpenModal(GiveForm.draw(start, about=public_place(request.channel_id)))


async def on_message_shortcut(request: ShortcutRequest, contexts: Contexts) -> Response:
    """Opens the form with a message's author filled in, where they can be thanked."""
    author = request.message_author_id
    async with contexts.reading(request) as ctx:
        settings = await settings_of(ctx.transaction, KudosSettings)
        check_open(settings, is_guest=request.is_guest)
        recipients = await giving.thankable(ctx.transaction, [author] if author else [], request.actor_id)
        left = await giving.left_today(ctx.transaction, request.actor_id, settings, request.now)
    start = KudosStart(settings, recipients, left=left)
    return OpenModal(GiveForm.draw(start, about=public_place(request.channel_id)))


async def on_form(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Gives the kudos of a submitted form. FieldErrors, or BadInput, name what cannot be used."""
    gift = GiveForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        settings = await settings_of(ctx.transaction, KudosSettings)
        given = await giving.give(placed(ctx, request.metadata), gift, settings)
    return UpdateModal(messages.given_modal(given))


async def on_undo(request: ActionRequest, contexts: Contexts) -> Response:
    """Takes a kudos back, from "Undo", and replaces the answer."""
    async with contexts.writing(request) as ctx:
        undone = await giving.undo(ctx, request.number())
    return ReplaceMessage(messages.undone_message(undone))


async def on_switch(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows another period or side of a board, in its place."""
    top = parse_top(request.value) or Top()
    async with contexts.reading(request) as ctx:
        return ReplaceMessage(await board_for(ctx, top))


async def read_help_notes(transaction: Transaction) -> tuple[str, ...]:
    """What the help of `/kudos` tells of this workspace."""
    return notes_of(await settings_of(transaction, KudosSettings))


# An admin decides whether guests may give; boards are closed to them.
_FOR_GUESTS = Routes(
    actions={messages.OPEN_FORM: on_open, messages.UNDO: on_undo},
    submissions={GiveForm.callback_id: on_form},
    shortcuts={
        "kudos.shortcut": Shortcut(on_open, "Give kudos", "global", "Thank a colleague"),
        "kudos.message": Shortcut(on_message_shortcut, "Give kudos", "message", "Thank its author"),
    },
    events={
        "app_mention": events.on_mention,
        "reaction_added": events.on_reaction_added,
        "reaction_removed": events.on_reaction_removed,
    },
).open_to_guests()
ROUTES = Routes(
    commands={"/kudos": Command(on_command, "Thank a colleague, in public or privately", for_guests=True)},
    words={
        "kudos": Command(on_command, "Thank a colleague", for_guests=True, stands_for="/kudos"),
        "settings": Command(settings_listeners.on_settings, "Channel, emoji, allowances, values (admins)"),
    },
    actions={
        **{f"{board.TOP}:{words}": on_switch for _, words in board.PERIOD_BUTTONS},
        f"{board.TOP}:side": on_switch,
    },
    submissions={SettingsForm.callback_id: settings_listeners.on_settings_form},
    turned_away={"app_mention": events.tell_not_theirs, "reaction_added": events.tell_no_point},
    scopes={
        "app_mentions:read": "to hear @Pacer in a thread, where slash commands do not work",
        "reactions:read": "to count the kudos emoji as a point",
    },
).joined(_FOR_GUESTS)
