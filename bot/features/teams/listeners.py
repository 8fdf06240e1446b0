"""Listeners of `/pacer teams` and its form."""

from bot.features.people.service import members as people
from bot.features.teams import service, views
from bot.features.teams.commands import GRAMMAR
from bot.features.teams.forms import EditTeamForm, TeamStart
from bot.framework.context import Contexts
from bot.slack.requests import ActionRequest, CommandRequest, SubmissionRequest
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response, UpdateModal
from bot.slack.routes import Command, Routes


async def on_list(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/pacer teams` with the teams whose names contain the typed words; all for none."""
    intent = GRAMMAR.parse(request.text, None)
    async with contexts.reading(request) as ctx:
        seen = await service.overview(ctx.transaction, request.actor_id)
    return Ephemeral(views.list_message(seen, intent.words))


async def on_add(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Add a team": opens the form; admins only."""
    async with contexts.reading(request) as ctx:
        await people.require_admin(ctx.transaction, request.actor_id, "add a team")
        return OpenModal(
            EditTeamForm.draw(TeamStart(await service.overview(ctx.transaction, request.actor_id)))
        )


async def on_change(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Change the team": opens the form; NotAllowed for others than its manager and admins."""
    async with contexts.reading(request) as ctx:
        seen = await service.overview(ctx.transaction, request.actor_id)
    team = seen.changeable(request.number())
    return OpenModal(EditTeamForm.draw(TeamStart(seen, team), about=str(team.id)))


async def on_form(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores the team; the metadata is its id, "" for a new one."""
    team_id = request.number() if request.metadata else None
    form = EditTeamForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        saved_id = await service.save(ctx, form, team_id)
        seen = await service.overview(ctx.transaction, request.actor_id)
    return UpdateModal(EditTeamForm.saved(views.saved(seen.changeable(saved_id))))


async def on_end(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "End the team" below a team, and draws the list anew."""
    async with contexts.writing(request) as ctx:
        team_id = request.number()
        name = await service.end(ctx, team_id)
        seen = await service.overview(ctx.transaction, request.actor_id)
    return ReplaceMessage(views.list_message(seen, news=views.ended(name)))


ROUTES = Routes(
    words={"teams": Command(on_list, "Who leads whom (admins add teams, managers change their own)")},
    actions={views.ADD: on_add, views.CHANGE: on_change, views.END: on_end},
    submissions={EditTeamForm.callback_id: on_form},
)
