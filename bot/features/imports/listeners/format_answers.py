"""Slack listeners of the questions how a file is written: each answer is a button below it."""

from bot.common.errors import BadInput
from bot.features.imports.service import format_answers
from bot.features.imports.views.format_questions import ANSWERS, COLUMN, ID_COLUMN
from bot.framework.context import Contexts
from bot.framework.forms.field import NOT_OFFERED
from bot.slack.requests import ActionRequest, number_of
from bot.slack.responses import Acknowledge, Response
from bot.slack.routes import Routes


async def on_answer(request: ActionRequest, contexts: Contexts) -> Response:
    """Stores how a file's value is meant, from a button with that reading; the file is read anew."""
    numbers = [number_of(each) for each in request.value.split(" ")]
    if len(numbers) != 3:
        raise BadInput(NOT_OFFERED)
    async with contexts.writing(request) as ctx:
        await format_answers.answer(ctx, *numbers)
    return Acknowledge()


async def on_column(request: ActionRequest, contexts: Contexts) -> Response:
    """Stores which column was chosen, of what is missing or as an id; the file is read anew."""
    numbers = [number_of(each) for each in request.value.split(" ")]
    if len(numbers) != 3:
        raise BadInput(NOT_OFFERED)
    field = "external_id" if request.action_id == ID_COLUMN else ""
    async with contexts.writing(request) as ctx:
        import_id, version, place = numbers
        await format_answers.choose_column(ctx, import_id, version, place, field)
    return Acknowledge()


ROUTES = Routes(actions={**dict.fromkeys(ANSWERS, on_answer), COLUMN: on_column, ID_COLUMN: on_column})
