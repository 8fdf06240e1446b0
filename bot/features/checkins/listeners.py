"""Slack listeners of check-ins: the question's buttons, the forms, and a team's settings."""

from collections.abc import Mapping, Sequence

from bot.common.errors import BadInput, FieldErrors
from bot.features.checkins.forms.checkins import (
    NEW,
    ONE,
    BlockedForm,
    CheckinForm,
    CheckinReport,
    CheckinStart,
    GoalReportForm,
)
from bot.features.checkins.forms.team_plan import TeamPlanForm, TeamPlanStart
from bot.features.checkins.rules import FORM, OFFER_HELP, CheckinNote
from bot.features.checkins.service import answers as checkin_answers
from bot.features.checkins.service import settings, summary
from bot.features.checkins.service.answers import GoalAnswer
from bot.features.checkins.views import question
from bot.features.checkins.views import summary as summary_views
from bot.features.drafts import service as drafts
from bot.features.goals.commands.form_input import change_of
from bot.features.goals.rules.progress import Goal, GoalHealth
from bot.features.goals.service.queries import load_viewer
from bot.features.goals.service.search import goal_by_id
from bot.framework.context import Contexts
from bot.framework.forms.form import divided
from bot.slack.blocks import Message, section
from bot.slack.form_values import begun_with
from bot.slack.requests import ActionRequest, CommandRequest, ShortcutRequest, SubmissionRequest, number_of
from bot.slack.responses import Acknowledge, Ephemeral, OpenModal, Response, UpdateModal
from bot.slack.routes import Command, Routes, Shortcut


async def on_checkin(
    request: CommandRequest | ActionRequest | ShortcutRequest, contexts: Contexts
) -> Response:
    """Opens the form with all goals: `/goal checkin`, its button, and the shortcut."""
    async with contexts.reading(request) as ctx:
        start = CheckinStart(*await checkin_answers.to_answer(ctx.transaction, request.actor_id, request.now))
        view = await drafts.open_form(
            ctx.transaction, request.actor_id, CheckinForm, start, about=start.subject, version=start.version
        )
    return OpenModal(view)


async def on_mood(request: ActionRequest, contexts: Contexts) -> Response:
    """Stores how one goal goes, from a button of the question (its `action_id` ends with the health)."""
    mood = request.action_id.partition(":")[2]
    checkin_id, goal_id = map(int, request.value.split(":"))
    return await _say_mood(request, contexts, checkin_id, goal_id, mood)


async def on_menu(request: ActionRequest, contexts: Contexts) -> Response:
    """Stores how one goal goes, from the menu of a long question; or opens the form for its number."""
    checkin_id, goal_id, mood = request.value.split(":")
    if not mood:
        return await _one_form(request, contexts, int(goal_id), f"{checkin_id}:{goal_id}")
    return await _say_mood(request, contexts, int(checkin_id), int(goal_id), mood)


async def _say_mood(
    request: ActionRequest, contexts: Contexts, checkin_id: int, goal_id: int, mood: str
) -> Response:
    async with contexts.writing(request) as ctx:
        said = [GoalAnswer(goal_id, health=GoalHealth[mood])]
        await checkin_answers.answer(ctx, checkin_id, said, None)
    if GoalHealth[mood] is GoalHealth.blocked:
        return OpenModal(BlockedForm.draw(None, about=str(checkin_id)))
    return Acknowledge()


async def on_blocked(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Adds what blocks somebody, from the window that opens once they have said that they are."""
    words = BlockedForm.parse(request.values)
    if not words:
        return Acknowledge()
    async with contexts.writing(request) as ctx:
        await checkin_answers.say_what_blocks(ctx, request.number(), words)
    return UpdateModal(BlockedForm.saved(":white_check_mark: Your manager reads it in the summary."))


async def on_one(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of one goal of a check-in; the button's value is `checkin_id:goal_id`."""
    return await _one_form(request, contexts, number_of(request.value.partition(":")[2]), request.value)


async def _one_form(request: ActionRequest, contexts: Contexts, goal_id: int, value: str) -> Response:
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id)
        goal = await goal_by_id(ctx.transaction, goal_id, viewer)
    return OpenModal(GoalReportForm.draw(goal, about=ONE, version=value))


async def on_form(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores a submitted form: of a whole check-in, of one goal of it, or without a question before.

    BadInput: nothing was filled in, or a number cannot be read (its field).
    """
    subject, version = divided(request.metadata)
    form = GoalReportForm if subject == ONE else CheckinForm
    report = form.parse(request.values)
    checkin_id = version.partition(":")[0]
    async with contexts.writing(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id)
        asked = [await goal_by_id(ctx.transaction, goal_id, viewer) for goal_id in report.healths]
        answers = _answers(report, asked, begun_with(request.view))
        if not answers and (report.words is None or report.words == CheckinNote()):
            raise BadInput("There is nothing to send yet: write a number, or choose how a goal goes.")
        if checkin_id == NEW:
            reports = await checkin_answers.answer_unasked(ctx, answers, report.words)
        else:
            reports = await checkin_answers.answer(ctx, number_of(checkin_id), answers, report.words)
    reached = [f":tada: You reached {each.after.name}!" for each in reports if each.is_reached]
    words = "\n".join([":white_check_mark: Checked in, thank you.", *reached])
    return UpdateModal(CheckinForm.saved(words))


def _answers(report: CheckinReport, goals: Sequence[Goal], begun: Mapping[str, str]) -> list[GoalAnswer]:
    """What is reported of goals; `begun`: with what the fields began. FieldErrors: wrong numbers, all.

    A number that was left as it stood confirms the goal without a change: somebody may have reported another
    one since the form was opened.
    """
    answers, errors = [], {}
    for goal in goals:
        field, typed = CheckinForm.value.of(goal.id).name, report.numbers.get(goal.id, "")
        health = report.healths[goal.id]
        if not typed and health is None:
            continue
        try:
            change = None if typed == begun.get(field) else change_of(goal, typed, field)
        except BadInput as refusal:
            errors[field] = str(refusal)
        else:
            answers.append(GoalAnswer(goal.id, change, health))
    if errors:
        raise FieldErrors(errors)
    return answers


async def on_help(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens a group message of manager and member from "Help" beside a blocker in the summary."""
    async with contexts.writing(request) as ctx:
        await summary.offer_help(ctx, request.value)
    words = ":raised_hand: I have opened a direct message with the two of you."
    return Ephemeral(Message(words, [section(words)]))


async def on_plans(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/pacer checkins` with the teams that the actor decides for."""
    async with contexts.reading(request) as ctx:
        mine = await settings.plans_for(ctx.transaction, request.actor_id)
    return Ephemeral(summary_views.plans_message(mine))


async def on_plan_form(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens a team's settings from "Change check-ins". BadInput: the actor may not decide for it."""
    async with contexts.reading(request) as ctx:
        mine = await settings.plans_for(ctx.transaction, request.actor_id)
    found = next(((team, plan) for team, plan in mine if str(team.id) == request.value), None)
    if found is None:
        raise BadInput("Only the manager of a team, and admins, decide how it checks in.")
    return OpenModal(TeamPlanForm.draw(TeamPlanStart(*found), about=request.value))


async def on_plan(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores how a team checks in; the modal's metadata is the team's id."""
    plan = TeamPlanForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        kept = await settings.set_plan(ctx, request.number(), plan)
    words = f":white_check_mark: Saved. {summary_views.plan_text(kept)}"
    return UpdateModal(TeamPlanForm.saved(words))


# Followed by anything, the word begins the sentence of a goal.
_CHECKIN = Command(
    on_checkin, "Report on all your goals at once", for_guests=True, takes=lambda rest: not rest
)
_FOR_GUESTS = Routes(
    shortcuts={"checkins.shortcut": Shortcut(on_checkin, "Check in", "global", "Report on your goals")},
    actions={
        FORM: on_checkin,
        question.ONE: on_one,
        question.MENU: on_menu,
        **{f"{question.MOOD}:{health.name}": on_mood for health in GoalHealth},
    },
    submissions={CheckinForm.callback_id: on_form, BlockedForm.callback_id: on_blocked},
).open_to_guests()
ROUTES = Routes(
    subcommands={("/goal", "checkin"): _CHECKIN, ("/goal", "check-in"): _CHECKIN},
    words={"checkins": Command(on_plans, "Weekly check-ins of your team (managers change them)")},
    actions={OFFER_HELP: on_help, summary_views.PLAN_FORM: on_plan_form},
    submissions={TeamPlanForm.callback_id: on_plan},
).joined(_FOR_GUESTS)
