"""Buttons that somebody pressed just now: a second press of one that was answered is no news to anybody."""

from collections import OrderedDict
from datetime import datetime, timedelta

from bot.slack.requests import ActionRequest, Request

# Until the message is edited, or the view drawn anew.
RECENT = timedelta(seconds=20)
MOST_KEPT = 10_000

Press = tuple[str, ...]


class RecentPresses:
    """The last presses that did something, in this process; oldest first."""

    def __init__(self) -> None:
        self._pressed: OrderedDict[Press, datetime] = OrderedDict()

    def is_second(self, request: Request) -> bool:
        """Whether the actor has just pressed the same button of the same message; notes this press."""
        press = _press(request)
        if press is None:
            return False
        before = self._pressed.get(press)
        self._pressed[press] = request.now
        self._pressed.move_to_end(press)
        if len(self._pressed) > MOST_KEPT:
            self._pressed.popitem(last=False)
        return before is not None and request.now - before < RECENT

    def forget(self, request: Request) -> None:
        """This press has done nothing: the next one is answered by itself."""
        press = _press(request)
        if press is not None:
            self._pressed.pop(press, None)


def _press(request: Request) -> Press | None:
    if not isinstance(request, ActionRequest):
        return None
    place = request.message_ts or str((request.view or {}).get("id", ""))
    where = (request.workspace_id, request.channel_id or "", place)
    return (*where, request.actor_id, request.action_id, request.value)
