"""Slack listeners of `/pacer settings` and its form."""

from bot.db.transaction import Database
from bot.features.kudos.forms import SettingsForm
from bot.features.kudos.rules.settings import AdminSettings, KudosSettings
from bot.features.kudos.service.settings import change_settings
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.workspace import service as workspace
from bot.slack.blocks import context
from bot.slack.requests import CommandRequest, SubmissionRequest
from bot.slack.responses import OpenModal, Response, UpdateModal


async def on_settings(request: CommandRequest, db: Database) -> Response:
    """Opens the settings. NotAllowed: not an admin."""
    async with db.reading(request.workspace_id) as transaction:
        await people.require_admin(transaction, request.actor_id)
        now = AdminSettings(
            await settings_of(transaction, KudosSettings),
            zone=(await workspace.zone_of(transaction)).key,
            managers=tuple(person.id for person in await people.managers(transaction)),
        )
    return OpenModal(SettingsForm.draw(now))


async def on_settings_form(request: SubmissionRequest, db: Database) -> Response:
    """Stores the submitted settings. FieldErrors, or BadInput, name what cannot be used."""
    wanted = SettingsForm.parse(request.values)
    async with db.transaction(request.workspace_id) as transaction:
        await change_settings(
            transaction,
            wanted.kudos,
            zone=wanted.zone,
            managers=wanted.managers,
            actor_id=request.actor_id,
            key=request.key,
            now=request.now,
        )
    return UpdateModal(SettingsForm.saved(":white_check_mark: Saved.", context("In force now.")))
