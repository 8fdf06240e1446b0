"""Slack listeners of `/pacer settings` and its form."""

from bot.features.kudos.forms import SettingsForm
from bot.features.kudos.rules.settings import AdminSettings, KudosSettings
from bot.features.kudos.service.settings import change_settings
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.workspace import service as workspace
from bot.framework.context import Contexts
from bot.slack.blocks import context
from bot.slack.requests import CommandRequest, SubmissionRequest
from bot.slack.responses import OpenModal, Response, UpdateModal


async def on_settings(request: CommandRequest, contexts: Contexts) -> Response:
    """Opens the settings. NotAllowed: not an admin."""
    async with contexts.reading(request) as ctx:
        await people.require_admin(ctx.transaction, request.actor_id)
        now = AdminSettings(
            await settings_of(ctx.transaction, KudosSettings),
            zone=(await workspace.zone_of(ctx.transaction)).key,
            managers=tuple(person.id for person in await people.managers(ctx.transaction)),
        )
    return OpenModal(SettingsForm.draw(now))


async def on_settings_form(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores the submitted settings. FieldErrors, or BadInput, name what cannot be used."""
    wanted = SettingsForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        await change_settings(ctx, wanted.kudos, zone=wanted.zone, managers=wanted.managers)
    return UpdateModal(SettingsForm.saved(":white_check_mark: Saved.", context("In force now.")))
