"""What admins, and who asked for a post, are told of failed deliveries."""

from dataclasses import dataclass
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
class PostFailed(Notice):
    """To who called for a post in a channel: it could not be posted there; `error` as Slack tells it."""

    kind = "operations.unposted"
    failed_kind: Annotated[str, Field(alias="kind")]
    channel: str
    error: str | None
