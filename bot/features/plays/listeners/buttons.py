"""The buttons, forms and the message shortcut of plays."""

from collections.abc import Awaitable, Callable

from bot.common.errors import BadInput
from bot.features.drafts import service as drafts
from bot.features.kudos.forms import GiveForm, KudosStart
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos.service import giving, reactions
from bot.features.notifications.service import availability
from bot.features.people.service.settings import settings_of
from bot.features.plays.commands import FindPlays
from bot.features.plays.forms.play import LossForm, LossStart, PlayForm, PlayStart, PlayUseForm
from bot.features.plays.listeners.commands import play_form, use_form
from bot.features.plays.notices import PlayAsk
from bot.features.plays.rules import ids
from bot.features.plays.rules.facts import Play, PlayState
from bot.features.plays.rules.settings import PlaySettings
from bot.features.plays.rules.words import PlayWords
from bot.features.plays.service import asks, deals, debriefs, messages, plays, search, uses
from bot.features.plays.views.list import card_message, card_modal, list_message, losses_message
from bot.features.skills.rules.rubric import find_skill
from bot.framework.context import Context, Contexts
from bot.framework.pager import PREVIOUS_NEXT, page_actions
from bot.slack.blocks import Message, section
from bot.slack.requests import ActionRequest, ShortcutRequest, SubmissionRequest, number_of
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response, UpdateModal
from bot.slack.routes import Routes, Shortcut

Listener = Callable[[ActionRequest, Contexts], Awaitable[Response]]
# What a form of an own play is about begins with: the play as it was when the form opened.
_PLAY, _ARCHIVED = "P", "A"
_KEPT = {
    PlayState.shared: "P{id} is shared.",
    PlayState.draft: "Kept as a draft, which you alone see.",
    PlayState.archived: "Kept. P{id} is archived: you alone see it. *Edit* shares it again.",
}


def _in_place(request: ActionRequest, message: Message) -> Response:
    is_own = not request.is_delivered and request.view is None
    return ReplaceMessage(message) if is_own else Ephemeral(message)


def _looked_for(of: str) -> FindPlays:
    if of.startswith("="):
        return FindPlays(of[1:])
    if of.startswith("@"):
        return FindPlays(author_id=of[1:])
    skill = find_skill(of) if of.startswith("#") else None
    return FindPlays(skill=skill) if skill else FindPlays(of)


async def on_list(request: ActionRequest, contexts: Contexts) -> Response:
    """Another page of the plays that were asked for."""
    page, _, of = request.value.partition(" ")
    wanted = _looked_for(of)
    async with contexts.reading(request) as ctx:
        number = number_of(page) if page else 1
        found = await search.load_list(ctx, wanted.words, wanted.skill, wanted.author_id, number)
    return _in_place(request, list_message(found))


async def on_new(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of a play."""
    async with contexts.reading(request) as ctx:
        return OpenModal(await play_form(ctx, PlayStart()))


async def on_write(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of a play about an own deal, with what the books say of it."""
    async with contexts.reading(request) as ctx:
        await plays.reader(ctx)
        facts, names = await deals.facts_of(ctx, request.number())
        start = PlayStart(names[0], facts)
        return OpenModal(await play_form(ctx, start, f"D{request.number()}"))


async def on_edit(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of an own play as it stands."""
    async with contexts.reading(request) as ctx:
        play = await plays.find_play(ctx, request.number())
        is_archived = play.state is PlayState.archived
        start = PlayStart(words=_words_of(play), is_archived=is_archived)
        return OpenModal(await play_form(ctx, start, f"{_ARCHIVED if is_archived else _PLAY}{play.id}"))


def _words_of(play: Play) -> PlayWords:
    is_shared = play.state is PlayState.shared
    return PlayWords(play.title, play.skill, play.situation, play.did, play.why, play.may_name, is_shared)


async def on_written(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores a play, new or changed."""
    words, about = PlayForm.parse(request.values), request.metadata
    async with contexts.writing(request) as ctx:
        if about.startswith((_PLAY, _ARCHIVED)):
            was_archived = about.startswith(_ARCHIVED)
            play = await plays.change_play(ctx, number_of(about[1:]), words, was_archived=was_archived)
        else:
            deal_id = number_of(about[1:]) if about.startswith("D") else None
            play = await plays.write_play(ctx, words, deal_id)
    told = _KEPT[play.state].format(id=play.id)
    return UpdateModal(PlayForm.saved(f":white_check_mark: {told}"))


async def on_open(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens a play in full."""
    async with contexts.reading(request) as ctx:
        return OpenModal(card_modal(await search.load_card(ctx, request.number())))


async def on_used(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of a use."""
    async with contexts.reading(request) as ctx:
        return OpenModal(await use_form(ctx, request.number()))


async def on_use_told(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores that a play was used on a deal."""
    deal_id = PlayUseForm.read(request.values)[PlayUseForm.deal]
    async with contexts.writing(request) as ctx:
        await uses.use_play(ctx, request.number(), deal_id)
    return UpdateModal(
        PlayUseForm.saved(":white_check_mark: Noted. What becomes of the deal counts by itself.")
    )


def _step(step: Callable[[Context, int], Awaitable[Play]], told: str) -> Listener:
    async def on_step(request: ActionRequest, contexts: Contexts) -> Response:
        async with contexts.writing(request) as ctx:
            play = await step(ctx, request.number())
            if play.state is PlayState.archived and play.author_id != ctx.actor_id:
                return _said(request, "It is archived: its author alone still finds it.")
            card = await search.load_card(ctx, play.id)
        if request.view is not None:
            return UpdateModal(card_modal(card, told))
        return _in_place(request, card_message(card, told))

    return on_step


def _said(request: ActionRequest, told: str) -> Response:
    return Ephemeral(Message(told, [section(f":white_check_mark: {told}")]))


async def on_thank(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens a kudos with the author of a play in it."""
    async with contexts.reading(request) as ctx:
        play = await plays.find_play(ctx, request.number())
        settings = await settings_of(ctx.transaction, KudosSettings)
        recipients = await giving.thankable(ctx.transaction, [play.author_id], ctx.actor_id)
        if not recipients:
            raise BadInput("Whoever wrote it is not here to be thanked.")
        left = await giving.left_today(ctx.transaction, ctx.actor_id, settings, ctx.now)
    start = KudosStart(settings, recipients, f'the play "{play.title}"', left=left)
    return OpenModal(GiveForm.draw(start))


async def on_not_now(request: ActionRequest, contexts: Contexts) -> Response:
    """Not this time: nothing follows."""
    async with contexts.writing(request) as ctx:
        await asks.put_off(ctx, request.number())
    return _said(request, "Not this time, then.")


async def on_never(request: ActionRequest, contexts: Contexts) -> Response:
    """Never ask me: the kind is switched off for this person, as in `/pacer me`."""
    async with contexts.writing(request) as ctx:
        await availability.mute(ctx, PlayAsk.kind)
        await asks.close(ctx, request.number())
    return _said(request, "You will not be asked again. `/pacer me` switches it on.")


async def on_loss(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the question why a deal was lost."""
    async with contexts.reading(request) as ctx:
        found = await debriefs.find_question(ctx, request.number())
        offered = (await settings_of(ctx.transaction, PlaySettings)).offered
        start = LossStart(found.name, offered)
        view = await drafts.open_form(ctx.transaction, ctx.actor_id, LossForm, start, about=str(found.id))
    return OpenModal(view)


async def on_loss_told(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores why a deal was lost, or that it was skipped."""
    v = LossForm.read(request.values)
    async with contexts.writing(request) as ctx:
        await debriefs.tell_reason(ctx, request.number(), v[LossForm.reason], v[LossForm.words])
    told = "Kept, for you and whoever leads you." if v[LossForm.reason] else "Skipped."
    return UpdateModal(LossForm.saved(f":white_check_mark: {told}"))


async def on_losses(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows why deals of one's people were lost."""
    async with contexts.reading(request) as ctx:
        return Ephemeral(losses_message(await debriefs.load_losses(ctx)))


async def on_message(request: ShortcutRequest, contexts: Contexts) -> Response:
    """*Save as a play*: the form, of an own message or of thanks for oneself; else its author is asked."""
    text, author = request.message_text.strip(), request.message_author_id
    if not text or not author:
        raise BadInput("Choose a message that somebody wrote.")
    async with contexts.reading(request) as ctx:
        thanked = await reactions.thanked_for(ctx, request.channel_id or "", request.message_ts or "")
        if author == request.actor_id or thanked is not None:
            did = await messages.raw_text(ctx, text if thanked is None else thanked)
            return OpenModal(await play_form(ctx, PlayStart(did=did)))
    async with contexts.writing(request) as ctx:
        place = f"{request.channel_id}:{request.message_ts}"
        name = await messages.ask_author(ctx, author, text, place)
    told = f"{name} is asked whether to share it. Nothing is shared until then."
    return Ephemeral(Message(told, [section(told)]))


async def on_from_message(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form with the words of an own message, about which a colleague asked."""
    async with contexts.reading(request) as ctx:
        return OpenModal(await play_form(ctx, PlayStart(), request.value))


ROUTES = Routes(
    actions={
        **dict.fromkeys(page_actions(ids.PAGE, PREVIOUS_NEXT), on_list),
        ids.NEW: on_new,
        ids.WRITE: on_write,
        ids.EDIT: on_edit,
        ids.OPEN: on_open,
        ids.USED: on_used,
        ids.TRUE: _step(plays.say_true, "Noted."),
        ids.ARCHIVE: _step(plays.archive, "Archived."),
        ids.THANK: on_thank,
        ids.NOT_NOW: on_not_now,
        ids.NEVER: on_never,
        ids.FROM_MESSAGE: on_from_message,
        ids.LOSS: on_loss,
        ids.LOSSES: on_losses,
    },
    submissions={
        PlayForm.callback_id: on_written,
        PlayUseForm.callback_id: on_use_told,
        LossForm.callback_id: on_loss_told,
    },
    shortcuts={
        "plays.message": Shortcut(
            on_message, "Save as a play", "message", "Its author is asked, and writes it as a play"
        )
    },
)
