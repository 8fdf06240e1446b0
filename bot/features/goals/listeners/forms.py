"""Slack listeners of the submitted forms of goals."""

from dataclasses import replace

from bot.common.errors import BadInput
from bot.db.transaction import Transaction
from bot.features.goals.commands.form_input import change_of, numbers_of_form, terms_of_form
from bot.features.goals.forms.actions import (
    AnswerConcernForm,
    ConcernForm,
    CounterForm,
    InviteForm,
    ReportForm,
)
from bot.features.goals.forms.goal import KEEPS_PARENT, ChangeGoalForm, SetGoalForm
from bot.features.goals.listeners.dispatch import (
    arrangement_of,
    reported_said,
    said_after,
    set_said,
    today_of,
)
from bot.features.goals.rules.agreement import Terms
from bot.features.goals.rules.draft import Arrangement, Draft
from bot.features.goals.rules.progress import Goal
from bot.features.goals.rules.state_machine import GoalAction
from bot.features.goals.service import actions, progress, queries
from bot.features.goals.service.creation import roll_up_of
from bot.features.goals.service.queries import load_viewer, load_writer
from bot.features.goals.service.search import goal_by_id
from bot.features.goals.views import card as card_views
from bot.framework.context import Context, Contexts
from bot.framework.forms.form import ParsedValues, divided
from bot.slack.form_values import FormValues
from bot.slack.requests import SubmissionRequest, number_of
from bot.slack.responses import Response, UpdateModal
from bot.slack.text import escape


async def on_set(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Sets a goal from its form. BadInput with its field: a value that cannot be used."""
    v = SetGoalForm.read(request.values)
    team_id, due = v[SetGoalForm.team], v[SetGoalForm.due]
    async with contexts.writing(request) as ctx:
        viewer = await load_writer(ctx.transaction, request.actor_id)
        typed = v[SetGoalForm.target], v[SetGoalForm.start]
        kind, unit, start, target = numbers_of_form(*typed, viewer.locale)
        today = today_of(viewer, request)
        draft = Draft(
            terms=Terms(v[SetGoalForm.name], start, target, min(today, due), due),
            kind=kind,
            unit=escape(unit),
            owner_id=v[SetGoalForm.owner],
            team_id=team_id,
            arrangement=Arrangement(
                why=v[SetGoalForm.why],
                private=v[SetGoalForm.private],
                parent_id=v[SetGoalForm.parent],
                roll_up=roll_up_of(kind, is_of_team=team_id is not None),
            ),
        )
        goal = await actions.propose(ctx, draft)
        return await _shown(ctx.transaction, request, goal, await set_said(ctx.transaction, goal))


def _seen(request: SubmissionRequest) -> tuple[int, int]:
    """The goal's id, and its version when the form was opened."""
    goal_id, version = divided(request.metadata)
    return number_of(goal_id), number_of(version)


async def on_change(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Applies a changed goal: the arrangement at once, other terms by way of the other side."""
    goal_id, version = _seen(request)
    v = ChangeGoalForm.read(request.values)
    async with contexts.writing(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id)
        goal = await goal_by_id(ctx.transaction, goal_id, viewer)
        said = "Nothing was changed."
        terms = terms_of_form(
            goal,
            target=v[ChangeGoalForm.target],
            due=v[ChangeGoalForm.due],
            begins=v[ChangeGoalForm.begins],
            title=v[ChangeGoalForm.name],
        )
        wanted = _arrangement(v, goal)
        if wanted != arrangement_of(goal):
            part = replace(ctx, request_key=f"{ctx.request_key}:arrange")
            goal = await actions.arrange(part, goal_id, wanted, seen_version=version)
            said = ":white_check_mark: Changed."
        if terms != goal.agreement.on_the_table:
            goal = await actions.act(ctx, goal_id, GoalAction.edit, offered=terms, seen_version=version)
            said = said_after(goal, GoalAction.edit)
        return await _shown(ctx.transaction, request, goal, said)


def _arrangement(v: ParsedValues, goal: Goal) -> Arrangement:
    parent_id = v[ChangeGoalForm.parent]
    return Arrangement(
        why=v[ChangeGoalForm.why],
        private=v[ChangeGoalForm.private],
        parent_id=goal.parent_id if parent_id == KEEPS_PARENT else parent_id,
        roll_up=v[ChangeGoalForm.roll_up] or goal.roll_up,
        weight=v[ChangeGoalForm.weight],
    )


async def on_action(request: SubmissionRequest, contexts: Contexts) -> Response:
    """The form of one action."""
    goal_id, version = _seen(request)
    action = GoalAction(request.callback_id.partition(":")[2])
    async with contexts.writing(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id)
        goal = await goal_by_id(ctx.transaction, goal_id, viewer)
        if action is GoalAction.update:
            return await _report(ctx, request, goal)
        if action is GoalAction.invite:
            coach = InviteForm.read(request.values)[InviteForm.coach]
            after = await actions.invite(ctx, goal_id, coach)
        else:
            note, offered = _said(action, goal, request.values)
            after = await actions.act(ctx, goal_id, action, offered=offered, note=note, seen_version=version)
        return await _shown(ctx.transaction, request, after, said_after(after, action))


def _said(action: GoalAction, goal: Goal, values: FormValues) -> tuple[str, Terms | None]:
    """The words of a form about what is agreed on, and the terms that it offers, if any."""
    if action is GoalAction.raise_concern:
        return ConcernForm.read(values)[ConcernForm.note], None
    if action is GoalAction.counter:
        v = CounterForm.read(values)
        note, target, due = v[CounterForm.note], v[CounterForm.target], v[CounterForm.due]
    else:
        v = AnswerConcernForm.read(values)
        note, target, due = v[AnswerConcernForm.note], v[AnswerConcernForm.target], v[AnswerConcernForm.due]
    return note, terms_of_form(goal, target=target, due=due)


async def _report(ctx: Context, request: SubmissionRequest, goal: Goal) -> Response:
    v = ReportForm.read(request.values)
    change, health, note = change_of(goal, v[ReportForm.value]), v[ReportForm.health], v[ReportForm.note]
    if change is None and health is None and not note:
        raise BadInput("There is nothing to save yet: write a number, or choose how it goes.")
    reported = await progress.report(ctx, goal.id, change=change, health=health, note=note)
    return await _shown(ctx.transaction, request, reported.after, reported_said(reported))


async def _shown(transaction: Transaction, request: SubmissionRequest, goal: Goal, said: str) -> Response:
    """Modal with the goal's card after a form."""
    viewer = await load_viewer(transaction, request.actor_id)
    card = await queries.card(transaction, goal, viewer, request.now)
    return UpdateModal(card_views.card_modal(card, today_of(viewer, request), said))
