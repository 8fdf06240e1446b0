"""Requests as Slack would send them, of anybody, with any value."""

from collections.abc import Mapping
from typing import Any

from bot.slack.form_values import FormValues
from bot.slack.requests import ActionRequest, CommandRequest
from tests.features.goals.office import NORTH, NOW
from tests.features.ledger.office import key

State = Mapping[str, Mapping[str, Mapping[str, Any]]]


def pressed(
    who: str, action_id: str, value: str, view: Mapping[str, Any] | None = None, state: State | None = None
) -> ActionRequest:
    """A button, as if somebody had found its value; in a window, when there is a `view`."""
    return ActionRequest(
        workspace_id=NORTH,
        actor_id=who,
        now=NOW,
        key=key(),
        action_id=action_id,
        value=value,
        trigger_id="t",
        response_url=None,
        channel_id=None,
        message_ts=None,
        view=view,
        values=FormValues(state or {}),
    )


def typed(who: str, command: str, text: str) -> CommandRequest:
    """A command in a channel."""
    return CommandRequest(
        workspace_id=NORTH,
        actor_id=who,
        now=NOW,
        key=key(),
        command=command,
        text=text,
        channel_id="C0SALES",
        trigger_id="t",
    )
