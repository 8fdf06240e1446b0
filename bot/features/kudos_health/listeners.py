"""Slack listeners of `/kudos health`, `/pacer recognition`, and the buttons below hints."""

from datetime import date

from bot.common.date_ranges import DateRange
from bot.common.periods import PERIOD_WORDS, local_day, normal_words
from bot.db.transaction import Database, Transaction
from bot.features.kudos.forms import GiveForm, KudosStart
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos_health import service, views
from bot.features.kudos_health.commands import GRAMMAR
from bot.features.people.service.settings import settings_of
from bot.features.workspace import service as workspace
from bot.framework.pager import PREVIOUS_NEXT, page_actions
from bot.slack.requests import ActionRequest, CommandRequest
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response, UpdateModal
from bot.slack.routes import Command, Routes


async def on_health(request: CommandRequest, db: Database) -> Response:
    """Answers `/kudos health [period]` with the hints; this month unless a period is named.

    BadInput: not a period, or one of more than 100 days.
    """
    async with db.reading(request.workspace_id) as reading:
        today = local_day(request.now, await workspace.zone_of(reading))
        intent = GRAMMAR.parse(request.text, today)
        seen = await service.health(reading, request.actor_id, intent.days, request.now)
    return Ephemeral(views.health_message(seen, today))


async def on_show(request: ActionRequest, db: Database) -> Response:
    """Shows the hints of the month from "Look" below the monthly message."""
    start, end, label = request.value.split("|", 2)
    days = DateRange(date.fromisoformat(start), date.fromisoformat(end), label)
    async with db.reading(request.workspace_id) as reading:
        seen = await service.health(reading, request.actor_id, days, request.now)
        today = local_day(request.now, await workspace.zone_of(reading))
    return Ephemeral(views.health_message(seen, today))


async def on_rows(request: ActionRequest, db: Database) -> Response:
    """Opens the givings behind a hint, or turns to another page of them."""
    async with db.reading(request.workspace_id) as reading:
        view = await _rows(reading, request)
    return UpdateModal(view) if request.action_id != views.ROWS else OpenModal(view)


async def _rows(transaction: Transaction, request: ActionRequest) -> dict[str, object]:
    key, days, page = views.place_from(request.value)
    flag, rows, names = await service.rows(transaction, request.actor_id, key, days, request.now)
    return views.rows_view(flag, rows, names, days, page)


async def on_looked(request: ActionRequest, db: Database) -> Response:
    """Marks a hint as looked at for this manager, and redraws the message."""
    flag_key, days, _ = views.place_from(request.value)
    async with db.transaction(request.workspace_id) as transaction:
        seen = await service.look_at(transaction, request.actor_id, flag_key, days, request.key, request.now)
        today = local_day(request.now, await workspace.zone_of(transaction))
    return ReplaceMessage(views.health_message(seen, today))


async def on_thank(request: ActionRequest, db: Database) -> Response:
    """Opens the kudos form with those who were not thanked as recipients."""
    async with db.reading(request.workspace_id) as reading:
        settings = await settings_of(reading, KudosSettings)
    return OpenModal(GiveForm.draw(KudosStart(settings, tuple(request.value.split(",")))))


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
        views.THANK: on_thank,
    },
)
