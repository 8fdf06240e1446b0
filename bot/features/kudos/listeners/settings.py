"""Slack listeners of `/pacer settings` and its form."""

from bot.db.transaction import Database
from bot.features.kudos import forms
from bot.features.kudos.rules.settings import ROLES, settings_from_form
from bot.features.kudos.service.settings import change_settings, settings_of
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace
from bot.slack.requests import CommandRequest, SubmissionRequest
from bot.slack.responses import OpenModal, Response, UpdateModal


async def on_settings(request: CommandRequest, db: Database) -> Response:
    """Opens the settings. NotAllowed: not an admin."""
    async with db.reading(request.workspace_id) as transaction:
        await people.require_admin(transaction, request.actor_id)
        form = forms.settings_form(
            await settings_of(transaction),
            zone=(await workspace.zone_of(transaction)).key,
            managers=await people.managers(transaction),
        )
    return OpenModal(form)


async def on_settings_form(request: SubmissionRequest, db: Database) -> Response:
    """Stores the submitted settings. BadInput names the field that cannot be used."""
    values = request.values
    settings = settings_from_form(
        channel_id=values.channel("channel"),
        emoji=values.text("emoji"),
        allowances={role: values.text(f"allowance_{role}") for role in ROLES},
        min_reason=values.text("min_reason"),
        private_allowed=values.ticked("private"),
        open_to_guests=values.ticked("guests"),
        values=values.text("values"),
    )
    async with db.transaction(request.workspace_id) as transaction:
        await change_settings(
            transaction,
            settings,
            zone=values.text("zone"),
            managers=values.users("managers"),
            actor_id=request.actor_id,
            key=request.key,
            now=request.now,
        )
    return UpdateModal(forms.saved_view())
