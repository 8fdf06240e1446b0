"""Slack listeners of goals: the command and the buttons."""

from dataclasses import replace

from bot.common.locales import TypedOn
from bot.db.transaction import Transaction
from bot.features.goals.commands.intents import SetGoal
from bot.features.goals.commands.parser import GRAMMAR
from bot.features.goals.commands.set_goal import parse_set
from bot.features.goals.forms.actions import ACTION_FORMS
from bot.features.goals.forms.goal import ChangeGoalForm, SetGoalForm
from bot.features.goals.listeners import forms
from bot.features.goals.listeners.dispatch import carry_out, form_of, new_form, said_after, today_of
from bot.features.goals.rules.facts import NEW_GOAL, OPEN_GOAL
from bot.features.goals.rules.progress import Goal
from bot.features.goals.rules.state_machine import GoalAction
from bot.features.goals.service import actions as goal_actions
from bot.features.goals.service import progress, queries
from bot.features.goals.service.queries import Viewer, load_viewer, load_writer
from bot.features.goals.service.search import goal_by_id
from bot.features.goals.views import card as card_views
from bot.features.goals.views import history, messages
from bot.features.goals.views import list as list_views
from bot.framework.context import Contexts
from bot.framework.pager import NEWER_OLDER, PREVIOUS_NEXT, page_actions
from bot.slack.blocks import Message, section
from bot.slack.requests import ActionRequest, CommandRequest, ShortcutRequest
from bot.slack.responses import Acknowledge, Ephemeral, OpenModal, ReplaceMessage, Response, UpdateModal
from bot.slack.routes import Command, Routes, Shortcut


async def on_command(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/goal ...`; looking never waits for a writer."""
    async with contexts.opened(
        request, writes=GRAMMAR.writes(request.text, TypedOn(request.now.date()))
    ) as ctx:
        viewer = await load_writer(ctx.transaction, request.actor_id)
        typed = " ".join(request.text.split())
        intent = GRAMMAR.parse(typed, TypedOn(today_of(viewer, request), viewer.locale))
        return await carry_out(ctx, intent, request, viewer, typed)


async def on_new(request: ActionRequest | ShortcutRequest, contexts: Contexts) -> Response:
    """Opens an empty form, from "New goal" and the shortcut; for the person whom the button's value names."""
    owner_id = request.value if isinstance(request, ActionRequest) else ""
    async with contexts.reading(request) as ctx:
        viewer = await load_writer(ctx.transaction, request.actor_id)
        return OpenModal(await new_form(ctx.transaction, None, request, viewer, owner_id=owner_id))


async def on_sure(request: ActionRequest, contexts: Contexts) -> Response:
    """Sets a goal that was read back, from "Set it"; the button's value is the sentence."""
    async with contexts.writing(request) as ctx:
        viewer = await load_writer(ctx.transaction, request.actor_id)
        wanted = replace(_wanted(request, viewer), unusual=())
        answer = await carry_out(ctx, wanted, request, viewer, request.value)
    return ReplaceMessage(answer.message) if isinstance(answer, Ephemeral) else answer


async def on_change_words(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form with the goal that was read back, from "Change"."""
    async with contexts.reading(request) as ctx:
        viewer = await load_writer(ctx.transaction, request.actor_id)
        wanted = _wanted(request, viewer)
        return OpenModal(await new_form(ctx.transaction, wanted, request, viewer))


async def on_never_mind(request: ActionRequest, contexts: Contexts) -> Response:
    """Replaces a goal that was read back: nothing was set."""
    return ReplaceMessage(Message("Nothing was set.", [section("Nothing was set.")]))


async def on_look(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows another page of a list, tree or history, in its place; or the history of a card."""
    verb = {list_views.PAGE: "list", list_views.TREE_PAGE: "tree"}.get(request.action_id.partition(":")[0])
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id)
        intent = GRAMMAR.parse(f"{verb or 'history'} {request.value}", TypedOn(today_of(viewer, request)))
        answer = await carry_out(ctx, intent, request, viewer, "")
    is_page = ":" in request.action_id
    return ReplaceMessage(answer.message) if is_page and isinstance(answer, Ephemeral) else answer


async def on_open(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the card of a goal, from the button beside it."""
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id)
        goal = await goal_by_id(ctx.transaction, request.number(), viewer)
        card = await queries.card(ctx.transaction, goal, viewer, request.now)
    return OpenModal(card_views.card_modal(card, today_of(viewer, request)))


async def on_act(request: ActionRequest, contexts: Contexts) -> Response:
    """A button that does its action at once."""
    goal_id, version = seen(request.value)
    action = GoalAction(request.action_id.partition(":")[2])
    async with contexts.writing(request) as ctx:
        after = await goal_actions.act(ctx, goal_id, action, seen_version=version)
        if request.is_delivered:
            return Acknowledge()  # The message itself tells the outcome.
        return await _redrawn(ctx.transaction, request, after, said_after(after, action))


async def on_form(request: ActionRequest, contexts: Contexts) -> Response:
    """A button that opens the form of its action."""
    goal_id, _ = seen(request.value)
    action = GoalAction(request.action_id.partition(":")[2])
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id)
        goal = await goal_by_id(ctx.transaction, goal_id, viewer)
        return OpenModal(await form_of(ctx.transaction, action, goal, request, viewer))


async def on_share(request: ActionRequest, contexts: Contexts) -> Response:
    """Tells the owner's team that a goal is reached, from "Tell the team"."""
    async with contexts.writing(request) as ctx:
        channel_id = await progress.share(ctx, request.number())
        if request.is_delivered:
            return Acknowledge()
        viewer = await load_viewer(ctx.transaction, request.actor_id)
        goal = await goal_by_id(ctx.transaction, request.number(), viewer)
        return await _redrawn(ctx.transaction, request, goal, f":tada: It goes to <#{channel_id}>.")


async def _redrawn(transaction: Transaction, request: ActionRequest, goal: Goal, said: str) -> Response:
    viewer = await load_viewer(transaction, request.actor_id)
    card = await queries.card(transaction, goal, viewer, request.now)
    today = today_of(viewer, request)
    if request.view is not None:
        return UpdateModal(card_views.card_modal(card, today, said))
    return ReplaceMessage(card_views.card_message(card, today, said))


def seen(value: str) -> tuple[int, int]:
    """(goal id, version) from a button's value. ValueError: it is not that."""
    goal_id, _, version = value.partition(":")
    return int(goal_id), int(version)


def _wanted(request: ActionRequest, viewer: Viewer) -> SetGoal:
    on = TypedOn(today_of(viewer, request), viewer.locale)
    intent = GRAMMAR.parse(request.value, on)
    return intent if isinstance(intent, SetGoal) else parse_set(request.value, on.today, on.locale)


# Which goals a guest may see and set, the rules decide.
ROUTES = Routes(
    commands={"/goal": Command(on_command, "Agree on goals, and follow them", for_guests=True)},
    words={"goals": Command(on_command, "Goals: set, agree, report", for_guests=True, stands_for="/goal")},
    actions={
        NEW_GOAL: on_new,
        OPEN_GOAL: on_open,
        messages.SURE: on_sure,
        messages.CHANGE_WORDS: on_change_words,
        messages.NEVER_MIND: on_never_mind,
        card_views.SHARE: on_share,
        history.HISTORY: on_look,
        **{f"{list_views.ACT}:{action.value}": on_act for action in card_views.CLICKS},
        **{f"{card_views.FORM}:{action.value}": on_form for action in card_views.FORMS},
        **dict.fromkeys(page_actions(list_views.PAGE, PREVIOUS_NEXT), on_look),
        **dict.fromkeys(page_actions(list_views.TREE_PAGE, PREVIOUS_NEXT), on_look),
        **dict.fromkeys(page_actions(history.HISTORY_PAGE, NEWER_OLDER), on_look),
        # Below messages of before they were called newer and older.
        **dict.fromkeys(page_actions(history.HISTORY_PAGE, PREVIOUS_NEXT), on_look),
    },
    submissions={
        SetGoalForm.callback_id: forms.on_set,
        ChangeGoalForm.callback_id: forms.on_change,
        **{form.callback_id: forms.on_action for form in ACTION_FORMS.values()},
    },
    shortcuts={"goals.shortcut": Shortcut(on_new, "Set a goal", "global", "Set a goal")},
).open_to_guests()
