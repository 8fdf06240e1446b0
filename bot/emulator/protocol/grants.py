"""Short-lived grants: triggers, response URLs, OAuth codes."""

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.common.clock import Clock, SystemClock
from bot.emulator.state.errors import SlackError

TRIGGER_LIVES = timedelta(seconds=3)
RESPONSE_LIVES = timedelta(minutes=30)
RESPONSE_USES = 5
CODE_LIVES = timedelta(minutes=10)


@dataclass(frozen=True)
class Trigger:
    """An interaction that lets the app open a modal for its user.

    `view_id`: the view it came from, if any.
    """

    user_id: str
    view_id: str | None
    issued_at: datetime


@dataclass
class ResponseRight:
    """The right to answer in a channel; `message_ts` is the message clicked, None for a command."""

    user_id: str
    channel_id: str
    message_ts: str | None
    uses: int = 0


@dataclass(frozen=True)
class OAuthGrant:
    """The consent of an admin of this workspace, for this redirect address."""

    team_id: str
    redirect_uri: str
    issued_at: datetime


class Interactions:
    """Issues grants and checks them, by real time: moving the emulator's clock expires none."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._triggers: OrderedDict[str, Trigger] = OrderedDict()  # oldest first
        self._spent: set[str] = set()
        self._rights: OrderedDict[str, tuple[datetime, ResponseRight]] = OrderedDict()  # oldest first
        self._codes: dict[str, OAuthGrant] = {}

    def new_trigger(self, user_id: str, *, view_id: str | None = None) -> str:
        """A trigger_id, good once, for 3 seconds."""
        trigger_id = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._forget_triggers()
        self._triggers[trigger_id] = Trigger(user_id, view_id, self._clock.now())
        return trigger_id

    def spend_trigger(self, trigger_id: str) -> Trigger:
        """Use a trigger up; SlackError when it is unknown, used or too old."""
        if trigger_id in self._spent:
            raise SlackError("exchanged_trigger_id")
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if self._clock.now() - trigger.issued_at > TRIGGER_LIVES:
            raise SlackError("expired_trigger_id")
        self._spent.add(trigger_id)
        return trigger

    def new_response_token(self, user_id: str, channel_id: str, message_ts: str | None) -> str:
        """The last part of a response_url: five uses within 30 minutes."""
        token = secrets.token_urlsafe(24)
        self._forget_rights()
        self._rights[token] = self._clock.now(), ResponseRight(user_id, channel_id, message_ts)
        return token

    def spend_response_token(self, token: str) -> ResponseRight:
        """Use a response_url once; SlackError when it is unknown, too old or used too often."""
        if token not in self._rights:
            raise SlackError("invalid_url")
        issued_at, right = self._rights[token]
        if self._clock.now() - issued_at > RESPONSE_LIVES:
            raise SlackError("expired_url")
        if right.uses >= RESPONSE_USES:
            raise SlackError("used_url")
        right.uses += 1
        return right

    def new_code(self, team_id: str, redirect_uri: str) -> str:
        """An OAuth code, good once, for ten minutes."""
        code = secrets.token_urlsafe(24)
        self._codes[code] = OAuthGrant(team_id, redirect_uri, self._clock.now())
        return code

    def spend_code(self, code: str) -> OAuthGrant:
        """Use a code up; SlackError when it is unknown, used or too old."""
        found = self._codes.pop(code, None)
        if found is None:
            raise SlackError("invalid_code")
        if self._clock.now() - found.issued_at > CODE_LIVES:
            raise SlackError("code_expired")
        return found

    def _forget_triggers(self) -> None:
        # Kept past their expiry, so that "expired" and "unknown" can be told apart.
        oldest = self._clock.now() - 10 * TRIGGER_LIVES
        while self._triggers and next(iter(self._triggers.values())).issued_at < oldest:
            self._spent.discard(self._triggers.popitem(last=False)[0])

    def _forget_rights(self) -> None:
        oldest = self._clock.now() - 2 * RESPONSE_LIVES
        while self._rights and next(iter(self._rights.values()))[0] < oldest:
            self._rights.popitem(last=False)
