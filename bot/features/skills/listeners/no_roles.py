"""Where nobody has said what somebody sells, the answer leads on."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar

from bot.features.skills.rules.facts import NoRole
from bot.features.skills.views.skills import no_role_message
from bot.framework.context import Contexts
from bot.slack.requests import ActionRequest, CommandRequest
from bot.slack.responses import Refused, Response

R = TypeVar("R", CommandRequest, ActionRequest)
Listener = Callable[[R, Contexts], Awaitable[Response]]


def leading_on(listener: Listener[R]) -> Listener[R]:
    """The listener, which answers with a button for who can say what somebody sells, where nobody has."""

    @wraps(listener)
    async def led(request: R, contexts: Contexts) -> Response:
        try:
            return await listener(request, contexts)
        except NoRole as refusal:
            return Refused(no_role_message(refusal))

    return led
