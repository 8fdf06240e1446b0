"""From an intent to the use case or the look-up, and to what is shown of it."""

from datetime import date
from typing import Any

from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.drafts import service as drafts
from bot.features.goals.commands.form_input import checked_change, in_unit, retitled
from bot.features.goals.commands.intents import (
    Intent,
    ListGoals,
    OpenGoalForm,
    RespondToGoal,
    SetGoal,
    ShowGoal,
    ShowHistory,
    ShowTree,
    Update,
)
from bot.features.goals.forms.actions import ACTION_FORMS
from bot.features.goals.forms.goal import ChangedGoalStart, ChangeGoalForm, NewGoalStart, SetGoalForm, about
from bot.features.goals.rules.agreement import Terms
from bot.features.goals.rules.draft import Arrangement
from bot.features.goals.rules.progress import Goal
from bot.features.goals.rules.state_machine import GoalAction, GoalState
from bot.features.goals.service import actions as goal_actions
from bot.features.goals.service import creation, lists, progress, queries, tree_and_history
from bot.features.goals.service.queries import Viewer, load_viewer
from bot.features.goals.service.search import find_goal
from bot.features.goals.views import messages
from bot.features.goals.views.card import card_message
from bot.features.goals.views.history import history_message
from bot.features.goals.views.list import list_message, tree_message
from bot.features.people.service import members as people
from bot.framework.context import Context
from bot.framework.forms.form import Form
from bot.slack import responses
from bot.slack.blocks import Message
from bot.slack.requests import Request
from bot.slack.responses import Ephemeral, OpenModal

_OPEN_AGAIN = ":arrows_counterclockwise: The goal is open again."
_SAID = {
    GoalState.proposed: ":hourglass_flowing_sand: Done. It waits for the owner's answer now.",
    GoalState.countered: ":left_right_arrow: Sent. Whoever set the goal decides now.",
    GoalState.concern: (
        ":speech_balloon: Sent. Only the two of you read it: talk it over in our direct message."
    ),
    GoalState.accepted: ":handshake: Accepted. It begins on its first day.",
    GoalState.active: ":handshake: It is agreed.",
    GoalState.done: ":white_check_mark: Well done!",
    GoalState.dropped: ":wastebasket: Dropped. The history keeps it.",
}


def today_of(viewer: Viewer, request: Request) -> date:
    """The viewer's local day at the time of the request."""
    return local_day(request.now, viewer.person.zone)


async def carry_out(
    ctx: Context, intent: Intent, request: Request, viewer: Viewer, typed: str
) -> responses.Response:
    """Carries out or shows what was meant; `typed` is the text it was read from, for buttons.

    A Refusal says why not.
    """
    match intent:
        case SetGoal():
            return await _set(ctx, intent, request, viewer, typed)
        case RespondToGoal():
            return await _answer(ctx, intent, request, viewer)
        case Update():
            return await _update(ctx, intent, request, viewer)
        case OpenGoalForm():
            return await _open_form(ctx.transaction, intent, request, viewer)
    return await _look(ctx.transaction, intent, request, viewer)


async def _look(
    transaction: Transaction,
    intent: ListGoals | ShowGoal | ShowTree | ShowHistory,
    request: Request,
    viewer: Viewer,
) -> responses.Response:
    today, now = today_of(viewer, request), request.now
    if isinstance(intent, ListGoals):
        listing = await lists.listing(
            transaction, viewer, intent.which, now, person_id=intent.person_id, page=intent.page
        )
        return Ephemeral(list_message(listing, today))
    if isinstance(intent, ShowTree):
        root = await find_goal(transaction, intent.goal, viewer, now) if intent.goal else None
        return Ephemeral(
            tree_message(await tree_and_history.tree(transaction, root, viewer, now, intent.page), today)
        )
    goal = await find_goal(transaction, intent.goal, viewer, now)
    if isinstance(intent, ShowHistory):
        told = await tree_and_history.history(transaction, goal, viewer, now, intent.page)
        return Ephemeral(history_message(told, today))
    return Ephemeral(card_message(await queries.card(transaction, goal, viewer, now), today))


async def _set(
    ctx: Context, wanted: SetGoal, request: Request, viewer: Viewer, typed: str
) -> responses.Response:
    today = today_of(viewer, request)
    if wanted.unusual:
        whose = await creation.whose(ctx.transaction, wanted, viewer)
        return Ephemeral(
            messages.echo_message(
                wanted, whose, creation.terms_of(wanted, today, viewer.locale), typed, today
            )
        )
    goal = await creation.set_goal(ctx, wanted, viewer)
    return Ephemeral(await shown(ctx.transaction, goal, request, await set_said(ctx.transaction, goal)))


async def set_said(transaction: Transaction, goal: Goal) -> str:
    """Sentence after a goal is set; names the owner where they are asked first."""
    asked = goal.owner_id if goal.proposer_id else None
    return messages.set_text(goal.title, (await people.person(transaction, asked)).name if asked else None)


async def shown(transaction: Transaction, goal: Goal, request: Request, said: str) -> Message:
    """Message with the goal's card below the outcome `said`, as the actor sees it."""
    viewer = await load_viewer(transaction, request.actor_id)
    card = await queries.card(transaction, goal, viewer, request.now)
    return card_message(card, today_of(viewer, request), said)


def said_after(goal: Goal, action: GoalAction) -> str:
    """Sentence for whoever carried out this action, by the state that the goal has now."""
    if action is GoalAction.invite:
        return ":speech_balloon: Invited. The conversation goes on in a new direct message, with them in it."
    if goal.state is GoalState.active and action is not GoalAction.accept:
        return _OPEN_AGAIN if action is GoalAction.reopen else ":pencil2: Changed."
    return _SAID.get(goal.state, "Done.")


async def _answer(
    ctx: Context, intent: RespondToGoal, request: Request, viewer: Viewer
) -> responses.Response:
    goal = await find_goal(ctx.transaction, intent.goal, viewer, request.now, intent.action)
    after = await goal_actions.act(
        ctx, goal.id, intent.action, offered=_offered(goal, intent), note=intent.note
    )
    return Ephemeral(await shown(ctx.transaction, after, request, said_after(after, intent.action)))


def _offered(goal: Goal, intent: RespondToGoal) -> Terms | None:
    if intent.target is None and intent.due is None and intent.title is None:
        return None
    now = goal.agreement.on_the_table
    target = in_unit(goal, intent.target, "target") if intent.target else now.target
    return Terms(intent.title or retitled(goal, target), now.start, target, now.begins, intent.due or now.due)


async def _update(ctx: Context, intent: Update, request: Request, viewer: Viewer) -> responses.Response:
    goal = await find_goal(ctx.transaction, intent.goal, viewer, request.now, GoalAction.update)
    change = checked_change(goal, intent.change) if intent.change else None
    reported = await progress.report(ctx, goal.id, change=change, health=intent.health, note=intent.note)
    return Ephemeral(await shown(ctx.transaction, reported.after, request, reported_said(reported)))


def reported_said(reported: progress.Reported) -> str:
    """Sentence after a report: whether it reached the target."""
    return ":tada: You did it: the goal is reached!" if reported.is_reached else ":memo: Noted, thank you."


async def _open_form(
    transaction: Transaction, intent: OpenGoalForm, request: Request, viewer: Viewer
) -> responses.Response:
    if intent.action is None:
        return OpenModal(await new_form(transaction, None, request, viewer))
    goal = await find_goal(transaction, intent.goal, viewer, request.now, intent.action)
    return OpenModal(await form_of(transaction, intent.action, goal, request, viewer))


async def new_form(
    transaction: Transaction,
    wanted: SetGoal | None,
    request: Request,
    viewer: Viewer,
    *,
    owner_id: str = "",
) -> dict[str, object]:
    """View of the form for a new goal, with the actor's draft in it; `owner_id`: whom it begins with."""
    if owner_id and not (await people.person(transaction, owner_id)).is_active_person:
        owner_id = ""
    today = today_of(viewer, request)
    choices = await creation.choices(transaction, viewer, request.now)
    due = viewer.locale.fiscal.quarter_of(today).last
    start = NewGoalStart(wanted, owner_id or request.actor_id, choices, today, due)
    subject = owner_id or about(wanted)
    return await drafts.open_form(transaction, request.actor_id, SetGoalForm, start, about=subject)


async def form_of(
    transaction: Transaction, action: GoalAction, goal: Goal, request: Request, viewer: Viewer
) -> dict[str, object]:
    """The form of an action on a goal; the contract is asked before anybody fills it in."""
    goal_actions.require(goal, action, viewer.person, viewer.org_chart)
    form: type[Form[Any]] = ChangeGoalForm
    facts: Goal | ChangedGoalStart = goal
    if action is GoalAction.edit:
        facts = ChangedGoalStart(goal, await creation.choices(transaction, viewer, request.now, goal.id))
    else:
        form = ACTION_FORMS[action]
    return await drafts.open_form(
        transaction, request.actor_id, form, facts, about=str(goal.id), version=goal.version
    )


def arrangement_of(goal: Goal) -> Arrangement:
    """What of the goal need not be agreed on, as it is now."""
    return Arrangement(goal.why, goal.private, goal.parent_id, goal.roll_up, goal.weight)
