"""The forms of coaching: opened, and sent."""

from dataclasses import replace
from typing import Any

from bot.common.date_ranges import ONE_DAY
from bot.common.due_days import check_due
from bot.common.errors import BadInput, FieldErrors, NotAllowed, Refusal
from bot.common.periods import local_day
from bot.features.coaching.forms.series import (
    MoveForm,
    MoveStart,
    PauseForm,
    PauseStart,
    RhythmForm,
    RhythmStart,
)
from bot.features.coaching.forms.settings import CoachingChoices, CoachingSettingsForm
from bot.features.coaching.forms.words import (
    ActionForm,
    ActionStart,
    NewDayForm,
    NotesForm,
    NotesStart,
    TopicForm,
    TopicStart,
    WatchForm,
)
from bot.features.coaching.rules.cadence import rhythm_of
from bot.features.coaching.rules.facts import ActionItem
from bot.features.coaching.rules.outcomes import nearer
from bot.features.coaching.rules.pair import Pair
from bot.features.coaching.rules.settings import CoachingSettings
from bot.features.coaching.rules.words import ItemWords, read_lines
from bot.features.coaching.service import items, outcomes, pages, pairs, readings, series, topics
from bot.features.coaching.views.outcomes import watched_blocks
from bot.features.coaching.views.page import item_text, page_modal
from bot.features.drafts import service as drafts
from bot.features.library.rules.settings import LibrarySettings
from bot.features.mentors.rules.settings import MentorSettings
from bot.features.people.service import members as people
from bot.features.people.service.settings import save_settings, settings_of
from bot.features.plays.rules.settings import PlaySettings, read_reasons
from bot.features.skills.rules.outcome_facts import watched_name
from bot.features.skills.rules.settings import SkillSettings
from bot.features.skills.service.watching import watchable
from bot.framework.context import Context, Contexts
from bot.slack.requests import ShortcutRequest, SubmissionRequest
from bot.slack.responses import OpenModal, Response, UpdateModal
from bot.slack.routes import Routes, Shortcut
from bot.slack.text import message_link

View = dict[str, Any]


async def topic_form(ctx: Context, pair: Pair, *, is_private: bool = False, text: str = "") -> View:
    """The form of a topic with the other of the two; `text`: what stands in it."""
    before = await readings.count_topics(ctx, pair)
    start = TopicStart(pair.other_called, before, text, is_private)
    about = pair.other.id
    return await drafts.open_form(ctx.transaction, ctx.actor_id, TopicForm, start, about=about)


async def action_form(
    ctx: Context, pair: Pair, *, is_own: bool = False, text: str = "", skill: str = "", watch: str = ""
) -> View:
    """The form of an action of one of the two; `text`, `skill` and `watch` are what stands in it."""
    today = local_day(ctx.now, pair.me.zone)
    known = await watchable(ctx.transaction, pair.person.id)
    owner = "me" if is_own else "other"
    start = ActionStart(pair.other.id, pair.other_called, owner, today, text, skill, watch, known)
    about = pair.other.id
    return await drafts.open_form(ctx.transaction, ctx.actor_id, ActionForm, start, about=about)


async def new_day_form(ctx: Context, item_id: int) -> View:
    """The form of a new day of an action. BadInput: none that the actor may see."""
    item = await readings.find_item(ctx, item_id)
    page = await pages.load_page(ctx, await pairs.pair_of_series(ctx, item.series_id))
    start = ActionStart(page.pair.other.id, page.pair.other_called, "me", page.today, item_text(item, page))
    return await drafts.open_form(ctx.transaction, ctx.actor_id, NewDayForm, start, about=str(item_id))


async def notes_form(ctx: Context, talk_id: int) -> View:
    """The form of notes and actions of a talk."""
    found = await readings.load_words(ctx, talk_id)
    start = NotesStart(found.pair.other_called, found.topics, found.shared, found.private)
    return await drafts.open_form(ctx.transaction, ctx.actor_id, NotesForm, start, about=str(talk_id))


async def move_form(ctx: Context, talk_id: int) -> View:
    """The form of another time of a talk."""
    pair, talk = await readings.load_talk(ctx, talk_id)
    at, today = talk.at.astimezone(pair.me.zone), local_day(ctx.now, pair.me.zone)
    day = at.date() if talk.at > ctx.now else today + ONE_DAY
    start = MoveStart(pair.other_called, today, max(day, today), at.time())
    return await drafts.open_form(ctx.transaction, ctx.actor_id, MoveForm, start, about=str(talk_id))


async def rhythm_form(ctx: Context, pair: Pair) -> View:
    """The form of when the 1:1s of the two are."""
    row = await pairs.live_series(ctx.transaction, pair)
    start = RhythmStart(pair.other_called, rhythm_of(row.fact()) if row else None)
    return await drafts.open_form(ctx.transaction, ctx.actor_id, RhythmForm, start, about=pair.other.id)


async def pause_form(ctx: Context, pair: Pair) -> View:
    """The form of a pause."""
    start = PauseStart(pair.other_called, local_day(ctx.now, pair.me.zone))
    return await drafts.open_form(ctx.transaction, ctx.actor_id, PauseForm, start, about=pair.other.id)


async def settings_form(ctx: Context) -> View:
    """The form of an admin. NotAllowed for others."""
    await people.require_admin(ctx.transaction, ctx.actor_id, CoachingSettings.deed)
    choices = CoachingChoices(
        await settings_of(ctx.transaction, CoachingSettings),
        await settings_of(ctx.transaction, SkillSettings),
        await settings_of(ctx.transaction, LibrarySettings),
        await settings_of(ctx.transaction, PlaySettings),
        await settings_of(ctx.transaction, MentorSettings),
    )
    return await drafts.open_form(ctx.transaction, ctx.actor_id, CoachingSettingsForm, choices)


async def _shown(ctx: Context, pair: Pair, told: str) -> Response:
    return UpdateModal(page_modal(await pages.load_page(ctx, pair), told))


async def on_topic(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Puts a topic on the agenda."""
    v = TopicForm.read(request.values)
    async with contexts.writing(request) as ctx:
        pair = await pairs.find_pair(ctx, request.metadata)
        await topics.add_topic(ctx, pair, v[TopicForm.text], is_private=v[TopicForm.private])
        return await _shown(ctx, pair, "On the agenda.")


async def on_action(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Sets or offers an action."""
    v = ActionForm.read(request.values)
    async with contexts.writing(request) as ctx:
        pair = await pairs.find_pair(ctx, request.metadata)
        due = v[ActionForm.due]
        if due is not None:
            check_due(due, local_day(ctx.now, pair.me.zone), "due")
        is_own = v[ActionForm.owner] == "me"
        words = ItemWords(v[ActionForm.text], due, v[ActionForm.skill])
        item = await items.set_item(ctx, pair, words, ctx.actor_id if is_own else pair.other.id)
        told = "Agreed with yourself." if is_own else f"Offered to {pair.other_called}."
        if not v[ActionForm.watch]:
            return await _shown(ctx, pair, told)
        watched = await outcomes.watch_item(ctx, item.id, v[ActionForm.watch])
        return await shown_watched(ctx, pair, watched, v[ActionForm.watch], told)


async def shown_watched(
    ctx: Context, pair: Pair, watched: tuple[ActionItem, str], metric: str, told: str
) -> Response:
    """The page of the two, with what could be seen of a change, and figures that show it sooner."""
    item, foreseen = watched
    offered = {each: watched_name(each) for each in nearer(metric, item.watch)}
    page = await pages.load_page(ctx, pair)
    return UpdateModal(page_modal(page, told, watched_blocks(item.id, foreseen, offered)))


async def watch_form(ctx: Context, item_id: int) -> View:
    """The form of a figure that an action watches. BadInput: no such action, or no such figure."""
    item = await readings.find_item(ctx, item_id)
    page = await pages.load_page(ctx, await pairs.pair_of_series(ctx, item.series_id))
    known = await watchable(ctx.transaction, item.owner_id)
    if not known:
        raise BadInput("There is no figure of it that could be watched here.")
    start = ActionStart(
        page.pair.other.id, page.pair.other_called, "me", page.today, item_text(item, page), watchable=known
    )
    return await drafts.open_form(ctx.transaction, ctx.actor_id, WatchForm, start, about=str(item_id))


async def on_watch(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Lets an action watch a figure."""
    metric = WatchForm.read(request.values)[WatchForm.watch]
    async with contexts.writing(request) as ctx:
        watched = await outcomes.watch(ctx, request.number(), metric)
        pair = await pairs.pair_of_series(ctx, watched[0].series_id)
        return await shown_watched(ctx, pair, watched, metric, "It watches a figure now.")


async def on_new_day(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Gives an action its new day."""
    due = NewDayForm.read(request.values)[NewDayForm.due]
    async with contexts.writing(request) as ctx:
        item = await items.postpone(ctx, request.number(), due)
        return await _shown(ctx, await pairs.pair_of_series(ctx, item.series_id), "Saved.")


async def on_notes(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores topics talked about, notes and actions of a talk."""
    v = NotesForm.read(request.values)
    async with contexts.writing(request) as ctx:
        me = await people.actor(ctx.transaction, ctx.actor_id)
        today = local_day(ctx.now, me.zone)
        lines, errors = {}, {}
        for field in (NotesForm.mine, NotesForm.theirs):
            try:
                lines[field.name] = read_lines(v[field], today, field.name)
            except Refusal as refusal:
                errors[field.name] = str(refusal)
        if errors:
            raise FieldErrors(errors)
        talked = {int(each) for each in (*v[NotesForm.talked], *v[NotesForm.more]) if each.isdigit()}
        words = topics.TalkWords(
            talked, v[NotesForm.shared], v[NotesForm.private], lines["mine"], lines["theirs"]
        )
        pair = await topics.write_talk(ctx, request.number(), words)
        return await _shown(ctx, pair, "Kept.")


async def on_move(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Moves a talk to another time."""
    v = MoveForm.read(request.values)
    async with contexts.writing(request) as ctx:
        change = await series.move_talk(ctx, request.number(), v[MoveForm.day], v[MoveForm.at])
        return await _shown(ctx, change.pair, f"Saved. {change.hours}".strip())


async def on_rhythm(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Gives the two a rhythm, or another one."""
    rhythm = RhythmForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        pair = await pairs.find_pair(ctx, request.metadata)
        row = await pairs.live_series(ctx.transaction, pair)
        if row is None:
            change = await series.schedule(ctx, pair, rhythm)
        else:
            change = await series.reschedule(ctx, row.id, rhythm)
        return await _shown(ctx, pair, f"Saved. {change.hours}".strip())


async def on_pause(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Pauses the 1:1s of the two."""
    until = PauseForm.read(request.values)[PauseForm.until]
    async with contexts.writing(request) as ctx:
        pair = await pairs.find_pair(ctx, request.metadata)
        row = await pairs.live_series(ctx.transaction, pair)
        if row is None:
            raise NotAllowed(f"There are no 1:1s with {pair.other_called} yet.")
        await series.pause(ctx, row.id, until)
        return await _shown(ctx, pair, "Saved.")


async def on_settings(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores an admin's settings."""
    choices = CoachingSettingsForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        known = (await settings_of(ctx.transaction, PlaySettings)).reasons
        wanted = CoachingSettingsForm.read(request.values)[CoachingSettingsForm.reasons]
        plays = replace(choices.plays, reasons=read_reasons(wanted, known))
        await save_settings(ctx, choices.coaching, choices.skills, choices.library, plays, choices.mentors)
    return UpdateModal(CoachingSettingsForm.saved(":white_check_mark: Saved."))


async def on_shortcut(request: ShortcutRequest, contexts: Contexts) -> Response:
    """*Add to my 1:1*: the form of a private topic with the link of a message in it."""
    if not request.channel_id or not request.message_ts:
        raise BadInput("Choose a message for it.")
    link = message_link(request.channel_id, request.message_ts)
    async with contexts.reading(request) as ctx:
        pair = await pairs.find_pair(ctx, "")
        return OpenModal(await topic_form(ctx, pair, is_private=True, text=link))


ROUTES = Routes(
    submissions={
        TopicForm.callback_id: on_topic,
        ActionForm.callback_id: on_action,
        NewDayForm.callback_id: on_new_day,
        WatchForm.callback_id: on_watch,
        NotesForm.callback_id: on_notes,
        MoveForm.callback_id: on_move,
        RhythmForm.callback_id: on_rhythm,
        PauseForm.callback_id: on_pause,
        CoachingSettingsForm.callback_id: on_settings,
    },
    shortcuts={
        "coaching.message": Shortcut(
            on_shortcut, "Add to my 1:1", "message", "A private topic with its link, for your next 1:1"
        )
    },
)
