"""`/coach`: words to use cases, and their answers."""

from bot.common.dates import write_day
from bot.common.errors import BadInput, Refusal
from bot.common.periods import local_day
from bot.features.coaching.commands.intents import (
    AddItem,
    AddTopic,
    ChangeCoachingSettings,
    CoachingIntent,
    DropItem,
    FinishItem,
    ItemIntent,
    MoveTalk,
    NoteToSelf,
    PauseSeries,
    PostponeItem,
    ResumeSeries,
    SayHeld,
    SetRhythm,
    ShowCoaching,
    ShowPair,
    ShowTalkHistory,
    SkipTalk,
    StopSeries,
    UnknownCoaching,
)
from bot.features.coaching.commands.parser import GRAMMAR
from bot.features.coaching.forms.words import ActionForm, TopicForm
from bot.features.coaching.listeners import forms
from bot.features.coaching.listeners.answers import answered
from bot.features.coaching.rules.facts import ActionItem
from bot.features.coaching.rules.pair import Pair, called
from bot.features.coaching.rules.state_machine import ItemState, ItemStep
from bot.features.coaching.rules.words import read_item
from bot.features.coaching.service import history, items, pages, pairs, series, talks, topics
from bot.features.coaching.views import answers as answer_views
from bot.features.coaching.views.list import list_message
from bot.features.drafts import service as drafts
from bot.features.feedback.rules.content import FeedbackText, FeedbackTone
from bot.features.feedback.service import feedback
from bot.features.people.service import members as people
from bot.framework.context import Context, Contexts
from bot.slack.requests import CommandRequest
from bot.slack.responses import Ephemeral, OpenModal, Response
from bot.slack.text import as_typed, mentions


async def on_command(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/coach ...`; what was refused of a topic or an action is kept as a draft of its form."""
    writes = GRAMMAR.writes(request.text, request.now.date())
    try:
        async with contexts.opened(request, writes=writes) as ctx:
            me = await people.actor(ctx.transaction, ctx.actor_id)
            intent = GRAMMAR.parse(request.text, local_day(ctx.now, me.zone))
            return await _carried_out(ctx, intent)
    except series.SecondSeries as refusal:
        return Ephemeral(answer_views.second_series(str(refusal), refusal.other_id))
    except Refusal:
        await _keep_words(request, contexts)
        raise


async def _carried_out(ctx: Context, intent: CoachingIntent) -> Response:
    match intent:
        case ShowCoaching():
            return Ephemeral(list_message(await pages.load_list(ctx)))
        case ShowPair():
            return await answered(ctx, await pairs.find_readable_pair(ctx, intent.other_id))
        case ShowTalkHistory():
            await history.send_history(ctx, await pairs.find_readable_pair(ctx, intent.other_id))
            return Ephemeral(answer_views.told("It comes to you as a direct message."))
        case ChangeCoachingSettings():
            return OpenModal(await forms.settings_form(ctx))
        case UnknownCoaching():
            return Ephemeral(answer_views.unknown(intent.word, intent.near))
        case NoteToSelf():
            return await _note(ctx, intent)
        case FinishItem() | PostponeItem() | DropItem():
            return await _item_changed(ctx, intent)
        case AddTopic():
            return await _topic(ctx, intent)
        case AddItem():
            return await _item(ctx, intent)
        case _:
            return await _of_talks(ctx, intent)


async def _of_talks(ctx: Context, intent: CoachingIntent) -> Response:
    """What concerns the rhythm, or one talk, of the two."""
    match intent:
        case SetRhythm():
            pair = await pairs.find_pair(ctx, intent.other_id)
            change = await series.schedule(ctx, pair, intent.rhythm)
            return await answered(ctx, pair, _saved(change))
        case SayHeld():
            pair = await pairs.find_pair(ctx, intent.other_id)
            said = await talks.record(ctx, pair, intent.day)
            page = await pages.load_page(ctx, pair)
            return Ephemeral(answer_views.said(page, said.talk))
        case PauseSeries() | ResumeSeries() | StopSeries() | SkipTalk() | MoveTalk():
            return await _changed(ctx, intent)
    raise BadInput("I do not understand this.")


async def _changed(
    ctx: Context, intent: PauseSeries | ResumeSeries | StopSeries | SkipTalk | MoveTalk
) -> Response:
    pair = await pairs.find_pair(ctx, intent.other_id)
    row = await pairs.live_series(ctx.transaction, pair)
    if row is None:
        raise BadInput(f"There are no 1:1s with {pair.other_called} yet.")
    match intent:
        case PauseSeries():
            told = _saved(await series.pause(ctx, row.id, intent.until))
        case ResumeSeries():
            told = _saved(await series.resume(ctx, row.id))
        case StopSeries():
            await series.stop(ctx, row.id)
            told = "These 1:1s have ended. What you both wrote stays with the two of you."
        case SkipTalk():
            await series.skip(ctx, row.id)
            told = "Skipped."
        case MoveTalk():
            if intent.day is None:
                return OpenModal(await forms.move_form(ctx, await series.next_id(ctx, row.id)))
            told = _saved(await series.move(ctx, row.id, intent.day, intent.at))
    return await answered(ctx, pair, told)


def _saved(change: series.SeriesChange) -> str:
    return f"Saved. {change.hours}".strip()


async def _raw(ctx: Context, words: str) -> str:
    """What was typed, as its writer would see it in a field."""
    return as_typed(words, await people.names(ctx.transaction, mentions(words)))


async def _topic(ctx: Context, intent: AddTopic) -> Response:
    pair = await pairs.find_pair(ctx, intent.other_id)
    if not intent.words:
        return OpenModal(await forms.topic_form(ctx, pair, is_private=intent.is_private))
    words = await _raw(ctx, intent.words)
    topic = await topics.add_topic(ctx, pair, words, is_private=intent.is_private)
    return await answered(ctx, pair, answer_views.topic_told(topic))


async def _item(ctx: Context, intent: AddItem) -> Response:
    pair = await pairs.find_pair(ctx, intent.other_id)
    if not intent.words:
        return OpenModal(await forms.action_form(ctx, pair, is_own=intent.is_own))
    owner_id = ctx.actor_id if intent.is_own else pair.other.id
    today = local_day(ctx.now, pair.me.zone)
    item = await items.set_item(ctx, pair, read_item(await _raw(ctx, intent.words), today), owner_id)
    return await answered(ctx, pair, _item_told(item, pair))


def _item_told(item: ActionItem, pair: Pair) -> str:
    if item.state is ItemState.offered:
        return f"Offered to {pair.other_called}, who takes it on or declines."
    return "Agreed with yourself; it comes back until it is done."


async def _item_changed(ctx: Context, intent: ItemIntent) -> Response:
    match intent:
        case FinishItem():
            item, told = await items.change_item(ctx, intent.number, ItemStep.done), "Done."
        case DropItem():
            item, told = await items.change_item(ctx, intent.number, ItemStep.drop), "Dropped."
        case PostponeItem():
            item = await items.postpone(ctx, intent.number, intent.due_on)
            me = await people.person(ctx.transaction, ctx.actor_id)
            told = f"By {write_day(item.due_on, local_day(ctx.now, me.zone))} now."
    return await answered(ctx, await pairs.pair_of_series(ctx, item.series_id), told)


async def _note(ctx: Context, intent: NoteToSelf) -> Response:
    """A note to oneself, as feedback keeps it."""
    about = await people.person(ctx.transaction, intent.about_id)
    if not intent.words:
        raise BadInput(f"What about {called(about)}? Write `/coach note @ben ...`.")
    words = FeedbackText(FeedbackTone.note, await _raw(ctx, intent.words))
    await feedback.give(ctx, intent.about_id, words)
    return Ephemeral(answer_views.told("Kept. Only you will see this."))


async def _keep_words(request: CommandRequest, contexts: Contexts) -> None:
    """Keeps the words of a topic or action that was refused, for the form of it."""
    try:
        async with contexts.writing(request) as ctx:
            me = await people.actor(ctx.transaction, ctx.actor_id)
            intent = GRAMMAR.parse(request.text, local_day(ctx.now, me.zone))
            if not isinstance(intent, AddTopic | AddItem) or not intent.words:
                return
            pair = await pairs.find_pair(ctx, intent.other_id)
            form = TopicForm if isinstance(intent, AddTopic) else ActionForm
            words = {"text": await _raw(ctx, intent.words)}
            await drafts.keep_as_typed(
                ctx.transaction, ctx.actor_id, form.callback_id, pair.other.id, words, ctx.now
            )
    except Refusal:
        return
