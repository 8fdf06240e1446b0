"""Slack listeners of the submitted forms of goals."""

from dataclasses import replace
from decimal import Decimal

from bot.common.errors import BadInput
from bot.common.numbers import parse_target
from bot.db.transaction import Database, Transaction
from bot.features.drafts import service as drafts
from bot.features.goals.commands.form_input import change_of, health_of, numbers_of_form, terms_of_form
from bot.features.goals.forms import goal as goal_forms
from bot.features.goals.listeners.dispatch import (
    arrangement_of,
    reported_said,
    said_after,
    set_said,
    today_of,
)
from bot.features.goals.rules.agreement import Terms
from bot.features.goals.rules.draft import Arrangement, Draft
from bot.features.goals.rules.progress import Goal, RollUp
from bot.features.goals.rules.state_machine import GoalAction
from bot.features.goals.service import actions, progress, queries
from bot.features.goals.service.creation import roll_up_of
from bot.features.goals.service.locking import GoalContext, context_of
from bot.features.goals.service.queries import load_viewer
from bot.features.goals.service.search import goal_by_id
from bot.features.goals.views import card as card_views
from bot.slack.form_values import FormValues
from bot.slack.requests import SubmissionRequest
from bot.slack.responses import Response, UpdateModal
from bot.slack.text import escape


async def on_set(request: SubmissionRequest, db: Database) -> Response:
    """Sets a goal from its form. BadInput with its field: a value that cannot be used."""
    values = request.values
    kind, unit, start, target = numbers_of_form(values.text("target"), values.text("start"))
    async with db.transaction(request.workspace_id) as transaction:
        viewer = await load_viewer(transaction, request.actor_id)
        today, due = today_of(viewer, request), values.day("due")
        if due is None:
            raise BadInput("Choose a day.", field="due")
        terms = Terms(_words(values, "title"), start, target, min(today, due), due)
        team_id = _chosen_id(values, "team")
        owners = values.users("owner")
        draft = Draft(
            terms=terms,
            kind=kind,
            unit=escape(unit),
            owner_id=owners[0] if owners else None,
            team_id=team_id,
            arrangement=Arrangement(
                why=_words(values, "why"),
                private=values.ticked("private"),
                parent_id=_chosen_id(values, "parent"),
                roll_up=roll_up_of(kind, is_of_team=team_id is not None),
            ),
        )
        goal = await actions.propose(transaction, draft, context_of(request))
        return await _shown(transaction, request, goal, await set_said(transaction, goal))


def _words(values: FormValues, name: str) -> str:
    return escape(" ".join(values.text(name).split()) if name == "title" else values.text(name).strip())


def _chosen_id(values: FormValues, name: str) -> int | None:
    chosen = values.choice(name)
    return int(chosen) if chosen and chosen != goal_forms.NONE else None


async def on_change(request: SubmissionRequest, db: Database) -> Response:
    """Applies a changed goal: the arrangement at once, other terms by way of the other side."""
    goal_id, version = goal_forms.seen_in(request.metadata)
    async with db.transaction(request.workspace_id) as transaction:
        viewer = await load_viewer(transaction, request.actor_id)
        goal = await goal_by_id(transaction, goal_id, viewer)
        values, said = request.values, "Nothing was changed."
        terms = terms_of_form(
            goal,
            target=values.text("target"),
            due=values.day("due"),
            begins=values.day("begins"),
            title=_words(values, "title"),
        )
        context = context_of(request)
        wanted = _arrangement(values, goal)
        if wanted != arrangement_of(goal):
            goal = await actions.arrange(
                transaction, goal_id, wanted, _part(context, "arrange"), seen_version=version
            )
            said = ":white_check_mark: Changed."
        if terms != goal.agreement.on_the_table:
            goal = await actions.act(
                transaction, goal_id, GoalAction.edit, context, offered=terms, seen_version=version
            )
            said = said_after(goal, GoalAction.edit)
        return await _shown(transaction, request, goal, said)


def _part(context: GoalContext, name: str) -> GoalContext:
    return replace(context, key=f"{context.key}:{name}")


def _arrangement(values: FormValues, goal: Goal) -> Arrangement:
    weight = parse_target(values.text("weight"), "weight").value if values.text("weight") else Decimal(1)
    # Without any goal to choose from there is no such field.
    parent_id = _chosen_id(values, "parent") if values.choice("parent") else goal.parent_id
    return Arrangement(
        why=_words(values, "why"),
        private=values.ticked("private"),
        parent_id=parent_id,
        roll_up=RollUp(values.choice("roll_up") or goal.roll_up),
        weight=weight,
    )


async def on_action(request: SubmissionRequest, db: Database) -> Response:
    """The form of one action."""
    goal_id, version = goal_forms.seen_in(request.metadata)
    action = GoalAction(request.callback_id.partition(":")[2])
    async with db.transaction(request.workspace_id) as transaction:
        viewer = await load_viewer(transaction, request.actor_id)
        goal = await goal_by_id(transaction, goal_id, viewer)
        if action is GoalAction.update:
            return await _report(transaction, request, goal)
        if action is GoalAction.invite:
            chosen = request.values.users("coach")
            after = await actions.invite(
                transaction, goal_id, chosen[0] if chosen else "", context_of(request)
            )
        else:
            after = await actions.act(
                transaction,
                goal_id,
                action,
                context_of(request),
                offered=_offered(action, goal, request.values),
                note=_words(request.values, "note"),
                seen_version=version,
            )
        return await _shown(transaction, request, after, said_after(after, action))


def _offered(action: GoalAction, goal: Goal, values: FormValues) -> Terms | None:
    if action is GoalAction.raise_concern:
        return None
    return terms_of_form(goal, target=values.text("target"), due=values.day("due"))


async def _report(transaction: Transaction, request: SubmissionRequest, goal: Goal) -> Response:
    values = request.values
    change, health = change_of(goal, values.text("value")), health_of(values.choice("health"))
    if change is None and health is None and not values.text("note").strip():
        raise BadInput("There is nothing to save yet: write a number, or choose how it goes.")
    reported = await progress.report(
        transaction,
        goal.id,
        context_of(request),
        change=change,
        health=health,
        note=_words(values, "note"),
    )
    return await _shown(transaction, request, reported.after, reported_said(reported))


async def _shown(transaction: Transaction, request: SubmissionRequest, goal: Goal, said: str) -> Response:
    """Modal with the goal's card after a form; its draft is emptied."""
    await drafts.sent(transaction, request.actor_id, request.view, request.now)
    viewer = await load_viewer(transaction, request.actor_id)
    card = await queries.card(transaction, goal, viewer, request.now)
    return UpdateModal(card_views.card_modal(card, today_of(viewer, request), said))
