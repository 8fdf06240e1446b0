"""Doors to skills: the command, the forms of roles and lines."""

from bot.features.people.service import members as people
from bot.features.skills.commands import GRAMMAR, EditLines, RateSkills, SetRoles, ShowGaps, ShowSkills
from bot.features.skills.forms.lines import LinesForm, LinesStart
from bot.features.skills.forms.roles import RolesForm, RolesStart
from bot.features.skills.listeners import cards, rounds
from bot.features.skills.listeners.no_roles import leading_on
from bot.features.skills.rules.facts import ASK_ROLE, ROLES
from bot.features.skills.rules.rubric import RUBRICS
from bot.features.skills.service import profiles, roles, skills
from bot.features.skills.views import skills as views
from bot.framework.context import Context, Contexts
from bot.slack.blocks import Message, section
from bot.slack.requests import ActionRequest, CommandRequest, SubmissionRequest
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response, UpdateModal
from bot.slack.routes import Command, Routes


@leading_on
async def on_command(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/skills ...` with a rubric, a card, or a form."""
    intent = GRAMMAR.parse(request.text, None)
    match intent:
        case ShowGaps():
            return await cards.show(request, contexts, intent.person_id)
        case RateSkills():
            return await rounds.rate(request, contexts, intent.person_id)
        case SetRoles():
            async with contexts.reading(request) as ctx:
                return OpenModal(await _roles_form(ctx))
        case EditLines():
            async with contexts.reading(request) as ctx:
                await people.require_admin(ctx.transaction, ctx.actor_id, "change the lines of a rubric")
            return Ephemeral(views.edit_message(RUBRICS))
        case ShowSkills():
            async with contexts.reading(request) as ctx:
                return Ephemeral(views.skills_message(await skills.show(ctx, intent.person_id)))


async def _roles_form(ctx: Context) -> dict[str, object]:
    found = await roles.whose_roles(ctx.transaction, ctx.actor_id)
    return RolesForm.draw(RolesStart(found, await profiles.profiles(ctx.transaction)))


@leading_on
async def on_open_roles(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Choose roles": opens the form."""
    async with contexts.reading(request) as ctx:
        return OpenModal(await _roles_form(ctx))


@leading_on
async def on_ask_role(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Ask Ana": whoever leads the actor hears that a role is missing."""
    async with contexts.writing(request) as ctx:
        told = await roles.ask_for_role(ctx)
    return ReplaceMessage(Message(told, [section(told)]))


async def on_roles(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores what the form says that people sell, and to whom."""
    wanted = RolesForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        await roles.set_roles(ctx, wanted)
    told = ":white_check_mark: Saved. Their gap cards are made with the next Monday's, or when they ask."
    return UpdateModal(RolesForm.saved(told))


async def on_edit(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the lines of one skill, for an admin."""
    role, _, key = request.value.partition(" ")
    async with contexts.reading(request) as ctx:
        await people.require_admin(ctx.transaction, ctx.actor_id, "change the lines of a rubric")
        skill = await profiles.skill_of(ctx.transaction, role, key)
    return OpenModal(LinesForm.draw(LinesStart(skill), about=request.value))


async def on_lines(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores the lines of one skill as the form has them."""
    role, _, key = request.metadata.partition(" ")
    lines = LinesForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        await profiles.change_lines(ctx, role, key, lines)
    return UpdateModal(LinesForm.saved(":white_check_mark: Saved. Rounds that are open keep their lines."))


_WHAT = "Skills by role, where a shortfall lies, and how sure that is"
ROUTES = Routes(
    commands={"/skills": Command(on_command, _WHAT)},
    words={"skills": Command(on_command, _WHAT, stands_for="/skills")},
    actions={
        **{f"{views.EDIT}:{place}": on_edit for place in range(4)},
        ROLES: on_open_roles,
        ASK_ROLE: on_ask_role,
    },
    submissions={RolesForm.callback_id: on_roles, LinesForm.callback_id: on_lines},
).joined(cards.ROUTES, rounds.ROUTES)
