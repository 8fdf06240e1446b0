"""The buttons of coaching: on cards, on the page of a pair, in Home."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bot.common.errors import BadInput
from bot.features.coaching.listeners import forms
from bot.features.coaching.listeners.answers import opened, redrawn
from bot.features.coaching.rules import ids
from bot.features.coaching.rules.pair import Pair
from bot.features.coaching.rules.state_machine import ItemStep, TalkStep
from bot.features.coaching.rules.useful import LABELS, Use
from bot.features.coaching.service import history, items, pages, pairs, readings, series, talks, topics
from bot.features.coaching.service.clockwork import cards
from bot.features.coaching.views.answers import LIST
from bot.features.coaching.views.list import list_message
from bot.features.coaching.views.page import all_items_modal
from bot.features.coaching.views.talk import feedback_modal
from bot.framework.context import Context, Contexts
from bot.framework.pager import PREVIOUS_NEXT, page_actions
from bot.slack.requests import ActionRequest, number_of
from bot.slack.responses import Acknowledge, Ephemeral, OpenModal, ReplaceMessage, Response
from bot.slack.routes import Routes

_FORMS: Mapping[str, Callable[[Context, Pair], Awaitable[forms.View]]] = {
    ids.ADD_TOPIC: forms.topic_form,
    ids.ADD_ACTION: forms.action_form,
    ids.RHYTHM: forms.rhythm_form,
}
_ITEM_FORMS: Mapping[str, Callable[[Context, int], Awaitable[forms.View]]] = {
    ItemStep.new_day.value: forms.new_day_form,
    "watch": forms.watch_form,
}
_OLD = "That is from an older message: please open it anew."
_TALK_STEPS = {ids.YES: TalkStep.yes, ids.NO: TalkStep.no, ids.TAKE_BACK: TalkStep.take_back}
_ITEM_STEPS = {
    ids.DONE: ItemStep.done,
    ids.TAKE: ItemStep.take,
    ids.DECLINE: ItemStep.decline,
}


async def on_list(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows the actor's 1:1s, or another page of them."""
    async with contexts.reading(request) as ctx:
        number = request.number() if request.value else 1
        message = list_message(await pages.load_list(ctx, number))
    is_own = not request.is_delivered and request.view is None
    return ReplaceMessage(message) if is_own else Ephemeral(message)


async def on_open(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the page of the actor and the person whom the value names."""
    async with contexts.reading(request) as ctx:
        return await opened(ctx, request, await pairs.find_readable_pair(ctx, request.value))


async def on_all_items(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens all open actions of the two."""
    async with contexts.reading(request) as ctx:
        pair = await pairs.find_readable_pair(ctx, request.value)
        return OpenModal(all_items_modal(await pages.load_page(ctx, pair)))


async def on_form(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of a topic, an action or the rhythm, with the person whom the value names."""
    async with contexts.reading(request) as ctx:
        pair = await pairs.find_pair(ctx, request.value)
        return OpenModal(await _FORMS[request.action_id](ctx, pair))


async def on_talk_form(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of notes, or of another time, of the talk that the value names."""
    form = forms.notes_form if request.action_id == ids.NOTES else forms.move_form
    async with contexts.reading(request) as ctx:
        return OpenModal(await form(ctx, request.number()))


async def on_say(request: ActionRequest, contexts: Contexts) -> Response:
    """Stores whether a talk took place, or takes that back."""
    async with contexts.writing(request) as ctx:
        said = await talks.say(ctx, request.number(), _TALK_STEPS[request.action_id])
        return await redrawn(ctx, request, said.pair)


async def on_skip(request: ActionRequest, contexts: Contexts) -> Response:
    """Leaves a talk out."""
    async with contexts.writing(request) as ctx:
        change = await series.skip_talk(ctx, request.number())
        return await redrawn(ctx, request, change.pair, "Skipped.")


async def on_use(request: ActionRequest, contexts: Contexts) -> Response:
    """Stores how useful a talk was."""
    talk_id, _, use = request.value.partition(" ")
    if use not in [each.value for each in Use]:
        raise BadInput(_OLD)
    async with contexts.writing(request) as ctx:
        pair = await cards.vote(ctx, number_of(talk_id), Use(use))
        return await redrawn(ctx, request, pair, "Thank you.")


async def on_item_step(request: ActionRequest, contexts: Contexts) -> Response:
    """Takes a step with the action that the value names, from a button."""
    async with contexts.writing(request) as ctx:
        return await _item_done(ctx, request, request.number(), _ITEM_STEPS[request.action_id])


async def on_item(request: ActionRequest, contexts: Contexts) -> Response:
    """Takes a step with an action from its menu, or opens the form of a new day."""
    verb, _, number = request.value.partition(" ")
    if verb in _ITEM_FORMS:
        async with contexts.reading(request) as ctx:
            return OpenModal(await _ITEM_FORMS[verb](ctx, number_of(number)))
    if verb not in [each.value for each in ItemStep]:
        raise BadInput(_OLD)
    async with contexts.writing(request) as ctx:
        return await _item_done(ctx, request, number_of(number), ItemStep(verb))


async def _item_done(ctx: Context, request: ActionRequest, item_id: int, step: ItemStep) -> Response:
    item = await items.change_item(ctx, item_id, step)
    await cards.show_item(ctx, request.channel_id, request.message_ts, item)
    return await redrawn(ctx, request, await pairs.pair_of_series(ctx, item.series_id))


async def on_not_yet(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of a new day, from "Not yet"."""
    async with contexts.reading(request) as ctx:
        return OpenModal(await forms.new_day_form(ctx, request.number()))


async def on_bring(request: ActionRequest, contexts: Contexts) -> Response:
    """Takes an own action of before along to who leads the actor now."""
    async with contexts.writing(request) as ctx:
        item = await items.bring_along(ctx, request.number())
        pair = await pairs.pair_of_series(ctx, item.series_id)
        return await redrawn(ctx, request, pair, "Brought along.")


async def on_topic(request: ActionRequest, contexts: Contexts) -> Response:
    """Shares or drops a topic, from its menu."""
    verb, _, number = request.value.partition(" ")
    step = {"share": topics.share_topic, "drop": topics.drop_topic}.get(verb)
    if step is None:
        raise BadInput(_OLD)
    async with contexts.writing(request) as ctx:
        topic = await step(ctx, number_of(number))
        await cards.show_topic(ctx, request.channel_id, request.message_ts, topic)
        pair = await pairs.pair_of_series(ctx, topic.series_id)
        return await redrawn(ctx, request, pair, "Shared." if verb == "share" else "Dropped.")


async def on_feedback(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the feedback since the last talk, as far as the actor may read it."""
    other_id, _, since = request.value.partition(" ")
    async with contexts.reading(request) as ctx:
        pair = await pairs.find_readable_pair(ctx, other_id)
        found = await readings.load_feedback(ctx, pair, datetime.fromisoformat(since))
    return OpenModal(feedback_modal(found))


async def on_menu(request: ActionRequest, contexts: Contexts) -> Response:
    """What else can be done with the 1:1s of the two."""
    verb, _, other_id = request.value.partition(" ")
    if verb in ("rhythm", "pause"):
        async with contexts.reading(request) as ctx:
            form = forms.rhythm_form if verb == "rhythm" else forms.pause_form
            return OpenModal(await form(ctx, await pairs.find_pair(ctx, other_id)))
    async with contexts.writing(request) as ctx:
        pair = await pairs.find_readable_pair(ctx, other_id)
        return await redrawn(ctx, request, pair, await _menu_done(ctx, pair, verb))


async def _menu_done(ctx: Context, pair: Pair, verb: str) -> str:
    if verb == "history":
        await history.send_history(ctx, pair)
        return "It comes to you as a direct message."
    row = await pairs.live_series(ctx.transaction, pair)
    if row is None or verb not in ("resume", "stop"):
        raise BadInput(_OLD)
    if verb == "resume":
        await series.resume(ctx, row.id)
        return "They go on."
    await series.stop(ctx, row.id)
    return "These 1:1s have ended. What you both wrote stays with the two of you."


async def on_question(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows another question on the manager's card."""
    async with contexts.writing(request) as ctx:
        await cards.another_question(ctx, request.channel_id, request.message_ts, request.number())
    return Acknowledge()


ROUTES = Routes(
    actions={
        LIST: on_list,
        **dict.fromkeys(page_actions(ids.PAGE, PREVIOUS_NEXT), on_list),
        ids.OPEN: on_open,
        ids.ALL_ITEMS: on_all_items,
        **dict.fromkeys(_FORMS, on_form),
        **dict.fromkeys((ids.NOTES, ids.MOVE), on_talk_form),
        **dict.fromkeys(_TALK_STEPS, on_say),
        ids.SKIP: on_skip,
        **{f"{ids.USE}:{use.value}": on_use for use in LABELS},
        **dict.fromkeys(_ITEM_STEPS, on_item_step),
        ids.ITEM: on_item,
        ids.NOT_YET: on_not_yet,
        ids.BRING: on_bring,
        ids.TOPIC: on_topic,
        ids.MENU: on_menu,
        ids.QUESTION: on_question,
        ids.FEEDBACK: on_feedback,
    }
)
