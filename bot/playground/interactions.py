"""Rights that live for a short while: triggers, response addresses, OAuth codes."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.common.clock import Clock, SystemClock
from bot.playground.errors import SlackError

TRIGGER_LIVES = timedelta(seconds=3)
RESPONSE_LIVES = timedelta(minutes=30)
RESPONSE_USES = 5
CODE_LIVES = timedelta(minutes=10)


@dataclass(frozen=True)
class Trigger:
    """What a person did, which lets the app open a modal for them; `view_id` is where it was done."""

    user_id: str
    view_id: str | None
    issued_at: datetime


@dataclass
class ResponseRight:
    """The right to answer in a place; `message_ts` is the message that was touched, None for a command."""

    user_id: str
    channel_id: str
    message_ts: str | None
    issued_at: datetime | None = None
    uses: int = 0


@dataclass(frozen=True)
class Code:
    """The consent of somebody in this workspace."""

    team_id: str
    redirect_uri: str
    issued_at: datetime


class Interactions:
    """Issues rights and judges them, by a clock that is not the box's: moving that one ends nothing."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._triggers: dict[str, Trigger] = {}
        self._spent: set[str] = set()
        self._rights: dict[str, ResponseRight] = {}
        self._codes: dict[str, Code] = {}

    def new_trigger(self, user_id: str, *, view_id: str | None = None) -> str:
        """A trigger_id, good once, for 3 seconds."""
        trigger_id = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._forget_old()
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
        self._rights[token] = ResponseRight(user_id, channel_id, message_ts, self._clock.now())
        return token

    def spend_response_token(self, token: str) -> ResponseRight:
        """Use a response_url once; SlackError when it is unknown, too old or used too often."""
        right = self._rights.get(token)
        if right is None or right.issued_at is None:
            raise SlackError("invalid_url")
        if self._clock.now() - right.issued_at > RESPONSE_LIVES:
            raise SlackError("expired_url")
        if right.uses >= RESPONSE_USES:
            raise SlackError("used_url")
        right.uses += 1
        return right

    def new_code(self, team_id: str, redirect_uri: str) -> str:
        """An OAuth code, good once, for ten minutes."""
        code = secrets.token_urlsafe(24)
        self._codes[code] = Code(team_id, redirect_uri, self._clock.now())
        return code

    def spend_code(self, code: str) -> Code:
        """Use a code up; SlackError when it is unknown, used or too old."""
        found = self._codes.pop(code, None)
        if found is None:
            raise SlackError("invalid_code")
        if self._clock.now() - found.issued_at > CODE_LIVES:
            raise SlackError("code_expired")
        return found

    def _forget_old(self) -> None:
        if len(self._triggers) < 1000:
            return
        oldest = self._clock.now() - 2 * TRIGGER_LIVES
        kept = {key: trigger for key, trigger in self._triggers.items() if trigger.issued_at > oldest}
        self._triggers, self._spent = kept, self._spent & kept.keys()
