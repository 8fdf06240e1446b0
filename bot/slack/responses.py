"""What a listener answers; how that reaches the person is the router's business."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.slack.blocks import Message


@dataclass(frozen=True)
class Acknowledge:
    """Nothing to say: the request is acknowledged."""


@dataclass(frozen=True)
class Ephemeral:
    """Words that only the actor sees."""

    message: Message


@dataclass(frozen=True)
class ReplaceMessage:
    """The message (or modal) that was clicked turns into this one."""

    message: Message


@dataclass(frozen=True)
class OpenModal:
    """A modal opens; from within a modal it goes on top."""

    view: Mapping[str, Any]


@dataclass(frozen=True)
class UpdateModal:
    """The open modal turns into this one."""

    view: Mapping[str, Any]


@dataclass(frozen=True)
class FieldErrors:
    """The form stays open, with a sentence beside each field that needs one."""

    errors: Mapping[str, str]


@dataclass(frozen=True)
class PublishHome:
    """The actor's App Home becomes this."""

    view: Mapping[str, Any] = field(default_factory=dict)


Response = Acknowledge | Ephemeral | ReplaceMessage | OpenModal | UpdateModal | FieldErrors | PublishHome
