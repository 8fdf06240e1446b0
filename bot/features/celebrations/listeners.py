"""Slack listeners of `/pacer celebrations`, its two modals, and "Congratulate" below a celebration."""

from bot.common.errors import BadInput
from bot.features.celebrations import views
from bot.features.celebrations.forms import OPEN, CelebrationsForm, WishForm, WishStart
from bot.features.celebrations.rules.selection import CelebrationSettings
from bot.features.celebrations.rules.texts import reason, words_from
from bot.features.celebrations.service import settings as celebration_settings
from bot.features.kudos.forms import GiveForm, KudosStart
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos.service import giving as kudos
from bot.features.metrics.commands.measures import base_value
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.workspace import service as workspace
from bot.framework.context import Contexts
from bot.slack.requests import ActionRequest, CommandRequest, SubmissionRequest
from bot.slack.responses import OpenModal, Response, UpdateModal
from bot.slack.routes import Command, Routes
from bot.slack.text import unescape


async def on_wish_form(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/pacer celebrations` with the actor's own wishes; admins get the button to the settings."""
    async with contexts.reading(request) as ctx:
        wish = await celebration_settings.wish_of(ctx.transaction, request.actor_id)
        actor = await people.actor(ctx.transaction, request.actor_id)
    return OpenModal(WishForm.draw(WishStart(wish, actor.is_admin)))


async def on_wish(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores the actor's wishes. BadInput (field `birth_day`): a month without a day, or no such day."""
    wish = WishForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        await celebration_settings.wish(ctx, wish)
    return UpdateModal(WishForm.saved("It is kept as you want it.", title="Saved"))


async def on_settings_form(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the workspace's settings from the button "How we celebrate". NotAllowed: not an admin."""
    async with contexts.reading(request) as ctx:
        await people.require_admin(ctx.transaction, request.actor_id, "change how we celebrate")
        rules = await settings_of(ctx.transaction, CelebrationSettings)
    return OpenModal(CelebrationsForm.draw(rules))


async def on_settings(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores the workspace's settings. BadInput names the field that cannot be read."""
    v = CelebrationsForm.read(request.values)
    rules = CelebrationsForm.build(v)
    async with contexts.writing(request) as ctx:
        base = (await workspace.books_of(ctx.transaction)).currency
        for field in (CelebrationsForm.medium, CelebrationsForm.large):
            if (amount := v[field]) is not None:
                base_value(amount, base, field.name)
        await celebration_settings.decide(ctx, rules)
    return UpdateModal(CelebrationsForm.saved("From now on we celebrate like that.", title="Saved"))


async def on_congratulate(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the kudos form with the celebrated people and a reason filled in.

    BadInput: the celebration is gone, or nobody but the actor is celebrated.
    """
    async with contexts.reading(request) as ctx:
        kind, facts = await celebration_settings.posted(ctx.transaction, request.number(), request.channel_id)
        recipients = await kudos.thankable(ctx.transaction, list(facts["ids"]), request.actor_id)
        if not recipients:
            raise BadInput("It is yours: enjoy it, the others congratulate.")
        settings = await settings_of(ctx.transaction, KudosSettings)
        left = await kudos.left_today(ctx.transaction, request.actor_id, settings, request.now)
        words = unescape(reason(kind, words_from(facts)))
    start = KudosStart(settings, recipients, words, left=left)
    return OpenModal(GiveForm.draw(start, about=request.channel_id or ""))


ROUTES = Routes(
    words={"celebrations": Command(on_wish_form, "What is celebrated of you (admins: and how)")},
    actions={OPEN: on_settings_form, **dict.fromkeys(views.CONGRATULATIONS, on_congratulate)},
    submissions={WishForm.callback_id: on_wish, CelebrationsForm.callback_id: on_settings},
)
