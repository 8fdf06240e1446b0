"""Slack's doors to feedback: the command, its lists, the buttons, and what is routed where."""

from bot.common.errors import BadInput, GuestsMayNot, Refusal, TooLong
from bot.features.feedback.commands import (
    GRAMMAR,
    AskFeedback,
    FormIntent,
    GiveFeedback,
    ListFeedback,
    ShowFeedbackPile,
    WriteNote,
    has_words,
)
from bot.features.feedback.forms.asking import DoubtForm
from bot.features.feedback.forms.writing import ChoosePersonForm, NoteForm, WriteForm
from bot.features.feedback.listeners import requests
from bot.features.feedback.listeners.form_input import as_typed
from bot.features.feedback.listeners.forms import (
    load_form,
    on_chosen,
    on_clarify,
    on_doubt,
    on_give,
    on_note,
    on_shortcut,
    on_write,
)
from bot.features.feedback.rules.access import Record, readers
from bot.features.feedback.rules.facts import GIVE, READ, Feedback, Side
from bot.features.feedback.service import feedback as feedback_service
from bot.features.feedback.service import lists
from bot.features.feedback.service import reading as feedback_reading
from bot.features.feedback.views import feedback as feedback_views
from bot.features.feedback.views import list as list_views
from bot.features.people.service import members as people
from bot.framework.context import Context, Contexts
from bot.framework.pager import NEWER_OLDER, page_actions
from bot.slack.blocks import Message
from bot.slack.requests import ActionRequest, CommandRequest
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response, UpdateModal
from bot.slack.routes import Command, Routes, Shortcut
from bot.slack.text import escape, quoted

# Words that stand below a sentence in one section, however much longer it gets when they are escaped.
_FITS = 500


async def on_command(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/feedback ...`; a refusal gives the written words back, so that they are not lost."""
    try:
        return await _carried_out(request, contexts)
    except Refusal as refusal:
        if not has_words(request.text) or isinstance(refusal, TooLong):
            raise
        async with contexts.reading(request) as ctx:
            words = await as_typed(ctx.transaction, request.text)
        if isinstance(refusal, BadInput) and len(words) <= _FITS:
            # The menu leads on from it, with the words below it.
            raise BadInput(f"{refusal}\n{quoted(escape(words))}") from None
        return Ephemeral(feedback_views.given_back(str(refusal), words))


async def _carried_out(request: CommandRequest, contexts: Contexts) -> Response:
    intent = GRAMMAR.parse(request.text, None)
    match intent:
        case ListFeedback():
            async with contexts.reading(request) as ctx:
                inbox = await lists.inbox(ctx.transaction, request.actor_id)
            return Ephemeral(list_views.inbox_message(inbox, request.now, is_guest=request.is_guest))
        case ShowFeedbackPile():
            async with contexts.reading(request) as ctx:
                return Ephemeral(await _pile(ctx, intent.side, 1))
    if request.is_guest:
        raise GuestsMayNot()
    # What was written after the verb is kept as if it was typed.
    is_kept = bool(intent.words or (isinstance(intent, AskFeedback) and intent.asked_ids))
    async with contexts.opened(request, writes=is_kept) as ctx:
        return OpenModal(await _form(ctx, intent, request))


async def _form(ctx: Context, intent: FormIntent, request: CommandRequest) -> dict[str, object]:
    words = await as_typed(ctx.transaction, intent.words)
    match intent:
        case AskFeedback():
            return await requests.ask_form(
                ctx.transaction, intent.about_id, request, asked_ids=intent.asked_ids, words=words
            )
        case GiveFeedback() | WriteNote() if intent.about_id:
            is_note = isinstance(intent, WriteNote)
            return await load_form(ctx, intent.about_id, request, is_note=is_note, words=words)
        case WriteNote():
            raise BadInput("Name the person: `/feedback note @ben`.")
        case GiveFeedback():
            return ChoosePersonForm.draw()


async def _pile(ctx: Context, side: Side, page: int) -> Message:
    pile = await lists.pile(ctx.transaction, ctx.actor_id, side, page)
    return list_views.pile_message(pile, await lists.names_of(ctx.transaction, pile.page.rows), ctx.now)


async def on_page(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows another page of a list; from the App Home, in a modal."""
    side, _, page = request.value.partition(" ")
    async with contexts.reading(request) as ctx:
        message = await _pile(ctx, Side(side), int(page))
    if not request.view:
        return ReplaceMessage(message)
    shown = list_views.as_modal(message)
    return UpdateModal(shown) if request.view["type"] == "modal" else OpenModal(shown)


async def on_read(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens a feedback from "Read", which is recorded as read. BadInput: none that the actor may see."""
    async with contexts.writing(request) as ctx:
        found = await feedback_reading.read(ctx.transaction, request.number(), request.actor_id, request.now)
        return OpenModal(await _shown(ctx, found))


_ACTIONS = {
    feedback_views.THANK: feedback_service.thank,
    feedback_views.SHARE: feedback_service.share,
    feedback_views.DISCUSS: feedback_service.discuss,
}


async def on_action(request: ActionRequest, contexts: Contexts) -> Response:
    """Carries out "Thank them", "Share as kudos" or "Talk about it", and redraws the window."""
    action = _ACTIONS[request.action_id]
    async with contexts.writing(request) as ctx:
        found = await action(ctx, request.number())
        shown = await _shown(ctx, found)
    if request.action_id == feedback_views.DISCUSS:
        shown = feedback_views.told_view(
            "A direct message between the two of you opens in their working hours."
        )
    return UpdateModal(shown)


async def _shown(ctx: Context, feedback: Feedback) -> dict[str, object]:
    transaction, viewer_id = ctx.transaction, ctx.actor_id
    may_read = sorted(readers(Record[feedback.record], feedback_reading.parties_of(feedback)))
    known = await people.people(transaction, {*may_read, feedback.about_id})
    names = {who: each.name for who, each in known.items()}
    writer = known.get(feedback.author_id) or people.stranger(feedback.author_id)
    is_shared = await feedback_service.is_shared(transaction, feedback)
    actions = feedback_views.FeedbackActions(
        may_thank=viewer_id == feedback.about_id and feedback.thanked_at is None and writer.is_active_person,
        may_ask=viewer_id != feedback.author_id and writer.is_active_person,
        may_share=not is_shared
        and feedback_service.may_share(feedback, viewer_id)
        and feedback_service.fits_kudos(feedback),
    )
    read_at = await feedback_reading.read_at(transaction, feedback.id)
    clock = await people.clock_of(transaction, viewer_id, ctx.now)
    return feedback_views.read_view(
        feedback, may_read, names, actions, read_at, reader_id=viewer_id, clock=clock, is_shared=is_shared
    )


_WHAT = "Give, ask for and read feedback, in private"
# What others wrote for them; they write about nobody.
_FOR_GUESTS = Routes(
    actions={
        READ: on_read,
        feedback_views.CLARIFY: on_clarify,
        **dict.fromkeys(_ACTIONS, on_action),
        **{f"{list_views.PAGES}:{way}": on_page for way in Side},
        **dict.fromkeys(page_actions(list_views.PAGES, NEWER_OLDER), on_page),
    },
    submissions={DoubtForm.callback_id: on_doubt},
).open_to_guests()
ROUTES = Routes(
    commands={"/feedback": Command(on_command, _WHAT, for_guests=True)},
    words={"feedback": Command(on_command, _WHAT, for_guests=True, stands_for="/feedback")},
    actions={GIVE: on_give},
    submissions={
        ChoosePersonForm.callback_id: on_chosen,
        WriteForm.callback_id: on_write,
        NoteForm.callback_id: on_note,
    },
    shortcuts={
        "feedback.message": Shortcut(
            on_shortcut, "Feedback on this", "message", "Tell its author, in private"
        )
    },
).joined(_FOR_GUESTS, requests.ROUTES)
