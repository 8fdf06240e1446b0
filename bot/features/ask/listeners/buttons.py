"""Slack listeners of the buttons below an answer: each opens a form, or types a command."""

from bot.common.errors import BadInput
from bot.common.locales import TypedOn
from bot.features.ask.commands.buttons import THANK, TYPE, WON
from bot.features.kudos.forms import GiveForm, KudosStart
from bot.features.kudos.rules.giving import check_open
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos.service import giving
from bot.features.metrics.commands.grammar import GRAMMAR as METRICS
from bot.features.metrics.commands.intents import LogWon
from bot.features.metrics.forms.entries import LogForm, WinStart
from bot.features.metrics.service.scopes import load_viewer
from bot.features.people.service.settings import settings_of
from bot.framework.context import Contexts
from bot.framework.feature import Catalog
from bot.slack.requests import ActionRequest, typed_by
from bot.slack.responses import OpenModal, Response
from bot.slack.routes import Routes, hand_on
from bot.slack.text import mentions, unescape

# No message has more buttons that type.
_MOST_BUTTONS = 5


def routes(catalog: Catalog) -> Routes:
    """The routes of the buttons; a command is typed for who presses, as they could type it."""

    async def on_type(request: ActionRequest, contexts: Contexts) -> Response:
        asked = typed_by(request, request.value)
        command = catalog.commands.get(asked.command)
        if command is None:
            raise BadInput("That is from an older message: please open it anew.")
        return await hand_on(command, asked, contexts, catalog.subcommands)

    typing = {f"{TYPE}:{number}": on_type for number in range(_MOST_BUTTONS)}
    return Routes(actions={THANK: on_thank, WON: on_won, **typing}, for_guests=frozenset({THANK, *typing}))


async def on_thank(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of a kudos with the people and words of a sentence in it."""
    async with contexts.reading(request) as ctx:
        settings = await settings_of(ctx.transaction, KudosSettings)
        check_open(settings, is_guest=request.is_guest)
        recipients = await giving.thankable(ctx.transaction, mentions(request.value), request.actor_id)
        reason = request.value.rpartition(">")[2].strip()
        left = await giving.left_today(ctx.transaction, request.actor_id, settings, request.now)
    return OpenModal(GiveForm.draw(KudosStart(settings, recipients, unescape(reason), left=left)))


async def on_won(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of a won deal with the amount and name of a sentence in it."""
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
    known = LogWon()
    try:
        read = METRICS.parse(f"log {request.value}", TypedOn(viewer.today))
        known = read if isinstance(read, LogWon) else known
    except BadInput:
        pass
    may_choose = viewer.person.is_admin or bool(viewer.org_chart.led_by(viewer.person.id))
    return OpenModal(LogForm.draw(WinStart(known, viewer.today, may_choose)))
