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
        # When it was pressed last, and how often without a refusal so far.
        self._pressed: OrderedDict[Press, tuple[datetime, int]] = OrderedDict()

    def note(self, request: Request) -> None:
        """Remembers that the actor has pressed this button of this message."""
        press = _press(request)
        if press is None:
            return
        at, times = self._pressed.get(press, (request.now, 0))
        self._pressed[press] = (request.now, times + 1 if abs(request.now - at) < RECENT else 1)
        self._pressed.move_to_end(press)
        if len(self._pressed) > MOST_KEPT:
            self._pressed.popitem(last=False)

    def is_refused_quietly(self, request: Request) -> bool:
        """Whether this press, which is refused, has a twin that did something, or is still about to.

        It need not have come first: of two at once either may be the one that does something. Of several that
        are all refused the last one is told.
        """
        press = _press(request)
        at, times = self._pressed.get(press, (request.now, 0)) if press else (request.now, 0)
        if press is None or times < 2:
            return False
        self._pressed[press] = (at, times - 1)
        return True

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
