"""Forms that did not open in time, kept in this process so that a button opens them at once."""

import secrets
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.slack.blocks import Message
from bot.slack.requests import ActionRequest, Request
from bot.slack.responses import OpenModal, ReplaceMessage, Response

OPEN_KEPT = "late.open"
KEPT_FOR = timedelta(minutes=30)
GONE = "I do not have that form any more. Please ask for it again."
_MOST_KEPT = 1000


class KeptViews:
    """The last views that did not open; oldest first."""

    def __init__(self) -> None:
        self._views: OrderedDict[str, tuple[datetime, tuple[str, str], Mapping[str, Any]]] = OrderedDict()

    def keep(self, request: Request, view: Mapping[str, Any]) -> str:
        """Keeps the view for who asked for it; returns the value of the button that opens it."""
        key = secrets.token_urlsafe(12)
        self._views[key] = request.now, (request.workspace_id, request.actor_id), view
        if len(self._views) > _MOST_KEPT:
            self._views.popitem(last=False)
        return key

    async def on_open(self, request: ActionRequest, _: object) -> Response:
        """Opens a kept view for the person it is for; a sentence in place of the button where it is gone."""
        kept_at, owner, view = self._views.get(request.value, (request.now, None, {}))
        if owner != (request.workspace_id, request.actor_id) or request.now - kept_at > KEPT_FOR:
            return ReplaceMessage(Message(GONE))
        return OpenModal(view)
