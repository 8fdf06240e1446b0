"""What admins, and who asked for a post, are told of failed deliveries."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import Field

from bot.deliveries.notices import Notice


@dataclass(frozen=True)
class DeliveryTrouble(Notice):
    """A delivery that failed for good, without its content.

    `name`: of its receiver, "" for a conversation.
    """

    kind = "operations.trouble"
    failed_kind: Annotated[str, Field(alias="kind")]
    target: str
    error: str | None
    delivery_id: Annotated[int, Field(alias="id")] = 0
    name: str = ""


@dataclass(frozen=True)
class SlackDown(Notice):
    """To admins: Slack takes no messages since then; `zone`: the reader's."""

    kind = "operations.slack_down"
    since: datetime
    zone: str = "UTC"


@dataclass(frozen=True)
class SlackBack(Notice):
    """To admins: from `since` until `until` Slack took no messages, and does again.

    `waiting`: how many go out now. `expired`: how many do not any more, by kind.
    `zone`: the reader's.
    """

    kind = "operations.slack_back"
    since: datetime
    until: datetime
    waiting: int
    expired: dict[str, int]
    zone: str = "UTC"


@dataclass(frozen=True)
class PostFailed(Notice):
    """To who called for a post in a channel: it could not be posted there; `error` as Slack tells it."""

    kind = "operations.unposted"
    failed_kind: Annotated[str, Field(alias="kind")]
    channel: str
    error: str | None
