"""`/play`: words to use cases, and their answers."""

from bot.common.errors import BadInput
from bot.features.drafts import service as drafts
from bot.features.plays.commands import (
    GRAMMAR,
    ArchivePlay,
    ConfirmPlay,
    FindPlays,
    PlayIntent,
    ShowLosses,
    ShowPlay,
    UsePlay,
    WritePlay,
)
from bot.features.plays.forms.play import PlayForm, PlayStart, PlayUseForm, UseStart
from bot.features.plays.service import deals, debriefs, plays, search
from bot.features.plays.views.list import card_message, list_message, losses_message
from bot.framework.context import Context, Contexts
from bot.slack.blocks import Message, section
from bot.slack.requests import CommandRequest
from bot.slack.responses import Ephemeral, OpenModal, Response


async def on_command(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/play ...` with plays, a form, or what was done."""
    async with contexts.opened(request, writes=GRAMMAR.writes(request.text)) as ctx:
        return await _carried_out(ctx, GRAMMAR.parse(request.text, None))


async def _carried_out(ctx: Context, intent: PlayIntent) -> Response:
    match intent:
        case FindPlays():
            found = await search.load_list(ctx, intent.words, intent.skill, intent.author_id)
            return Ephemeral(list_message(found))
        case ShowPlay():
            return Ephemeral(card_message(await search.load_card(ctx, intent.number)))
        case WritePlay():
            return OpenModal(await play_form(ctx, PlayStart()))
        case UsePlay():
            return OpenModal(await use_form(ctx, intent.number))
        case ConfirmPlay():
            await plays.say_true(ctx, intent.number)
            return Ephemeral(card_message(await search.load_card(ctx, intent.number), "Noted."))
        case ArchivePlay():
            play = await plays.archive(ctx, intent.number)
            told = f"P{play.id} is archived: its author alone still finds it."
            return Ephemeral(Message(told, [section(f":white_check_mark: {told}")]))
        case ShowLosses():
            return Ephemeral(losses_message(await debriefs.load_losses(ctx)))


async def play_form(ctx: Context, start: PlayStart, about: str = "") -> dict[str, object]:
    """The form of a play. NotAllowed: plays are not for the actor."""
    await plays.reader(ctx)
    return await drafts.open_form(ctx.transaction, ctx.actor_id, PlayForm, start, about=about)


async def use_form(ctx: Context, play_id: int) -> dict[str, object]:
    """The form of a use. BadInput: no such play, or no deal to name."""
    play = await plays.find_play(ctx, play_id)
    found = await deals.own_deals(ctx)
    if not found:
        raise BadInput("You have no open deal, and none that was decided in the last 90 days.")
    return PlayUseForm.draw(UseStart(play.title, found), about=str(play_id))
