"""Slack listeners of `/kudos health`, `/pacer recognition`, and the buttons below hints."""

from datetime import date

from bot.common.date_ranges import DateRange
from bot.common.locales import TypedOn
from bot.common.periods import PERIOD_WORDS, local_day, normal_words
from bot.db.transaction import Transaction
from bot.features.kudos.forms import GiveForm, KudosStart
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos.service import giving
from bot.features.kudos_health import service, views
from bot.features.kudos_health.commands import GRAMMAR
from bot.features.kudos_health.rules.facts import THANK
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.workspace import service as workspace
from bot.framework.context import Contexts
from bot.framework.pager import PREVIOUS_NEXT, page_actions
from bot.slack.requests import ActionRequest, CommandRequest
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response, UpdateModal
from bot.slack.routes import Command, Routes


async def on_health(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/kudos health [period]` with the hints; this month unless a period is named.

    BadInput: not a period, or one of more than 100 days.
    """
    async with contexts.reading(request) as ctx:
        today = local_day(request.now, await workspace.zone_of(ctx.transaction))
        locale = await workspace.locale_of(ctx.transaction)
        intent = GRAMMAR.parse(request.text, TypedOn(today, locale))
        seen = await service.health(ctx.transaction, request.actor_id, intent.days, request.now)
    return Ephemeral(views.health_message(seen, today))


async def on_show(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows the hints of the month from "Show" below the monthly message."""
    start, end, label = request.value.split("|", 2)
    days = DateRange(date.fromisoformat(start), date.fromisoformat(end), label)
    async with contexts.reading(request) as ctx:
        seen = await service.health(ctx.transaction, request.actor_id, days, request.now)
        today = local_day(request.now, await workspace.zone_of(ctx.transaction))
    return Ephemeral(views.health_message(seen, today))


async def on_rows(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the givings behind a hint, or turns to another page of them."""
    async with contexts.reading(request) as ctx:
        view = await _rows(ctx.transaction, request)
    return UpdateModal(view) if request.action_id != views.ROWS else OpenModal(view)


async def _rows(transaction: Transaction, request: ActionRequest) -> dict[str, object]:
    key, days, page = views.place_from(request.value)
    flag, rows, names = await service.rows(transaction, request.actor_id, key, days, request.now)
    clock = await people.clock_of(transaction, request.actor_id, request.now)
    return views.rows_view(flag, rows, names, days, page, clock)


async def on_looked(request: ActionRequest, contexts: Contexts) -> Response:
    """Marks a hint as looked at for this manager, and redraws the message."""
    flag_key, days, _ = views.place_from(request.value)
    async with contexts.writing(request) as ctx:
        seen = await service.look_at(ctx, flag_key, days)
        today = local_day(request.now, await workspace.zone_of(ctx.transaction))
    return ReplaceMessage(views.health_message(seen, today))


async def on_thank(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the kudos form with those who were not thanked as recipients."""
    async with contexts.reading(request) as ctx:
        settings = await settings_of(ctx.transaction, KudosSettings)
        left = await giving.left_today(ctx.transaction, request.actor_id, settings, request.now)
    return OpenModal(GiveForm.draw(KudosStart(settings, tuple(request.value.split(",")), left=left)))


def _is_period(rest: str) -> bool:
    """Followed by anything but a period, `/kudos health` begins the text of a kudos."""
    return not rest or normal_words(rest) in PERIOD_WORDS


_WHAT = "Who is not thanked, where points go round (managers)"
ROUTES = Routes(
    subcommands={("/kudos", "health"): Command(on_health, _WHAT, takes=_is_period)},
    words={"recognition": Command(on_health, _WHAT)},
    actions={
        views.SHOW: on_show,
        views.ROWS: on_rows,
        **dict.fromkeys(page_actions(views.ROWS, PREVIOUS_NEXT), on_rows),
        views.LOOKED: on_looked,
        THANK: on_thank,
    },
)
