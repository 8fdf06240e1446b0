"""What listeners return; the router turns it into an acknowledgement and calls."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.slack.blocks import Message


@dataclass(frozen=True)
class Acknowledge:
    """Acknowledges the request and says nothing."""


@dataclass(frozen=True)
class Ephemeral:
    """A message that only the actor sees; from a modal, a modal on top."""

    message: Message


@dataclass(frozen=True)
class Refused(Ephemeral):
    """Why something was not done, with buttons that lead on; counted as a refusal."""


@dataclass(frozen=True)
class ReplaceMessage:
    """Replaces the message, or the modal, that was clicked."""

    message: Message


@dataclass(frozen=True)
class OpenModal:
    """Opens a modal; from within a modal it is pushed on top."""

    view: Mapping[str, Any]


@dataclass(frozen=True)
class UpdateModal:
    """Replaces the open modal; a form's answer in the acknowledgement."""

    view: Mapping[str, Any]


@dataclass(frozen=True)
class FormErrors:
    """Keeps the form open, with a sentence beside each field, by block id."""

    errors: Mapping[str, str]


@dataclass(frozen=True)
class PublishHome:
    """Publishes the actor's App Home."""

    view: Mapping[str, Any] = field(default_factory=dict)


Response = Acknowledge | Ephemeral | ReplaceMessage | OpenModal | UpdateModal | FormErrors | PublishHome
