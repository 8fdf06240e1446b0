"""Slack's payloads as typed requests; parsed from the payload alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.common.commit_gate import CommitGate
from bot.common.errors import BadInput
from bot.common.memory import Memory
from bot.common.timers import Timer
from bot.slack.form_values import FormValues

# Databases number rows from 1 to this.
_LAST_NUMBER = 2**63 - 1


@dataclass(frozen=True, kw_only=True)
class Request:
    """Fields of all requests: workspace, actor, instant, and an idempotency key that a repeat shares.

    `actor_is_app`: a bot or workflow acts. `is_guest`: set by the access gate. `gate`: whether what it writes
    may still be committed. `memory`: what the access gate has read; whoever writes forgets it.
    `arrival`: when it came in, in seconds of `timer`, which is never set back: tells which of two is newer.
    """

    workspace_id: str
    actor_id: str
    now: datetime
    key: str
    actor_is_app: bool = False
    is_guest: bool = False
    arrival: float = field(default=0.0, compare=False, repr=False)
    timer: Timer | None = field(default=None, compare=False, repr=False)
    gate: CommitGate = field(default_factory=CommitGate, compare=False, repr=False)
    memory: Memory = field(default_factory=Memory, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class CommandRequest(Request):
    """A slash command; `text` is what follows it, in Slack's escaped form.

    `sealed_response_url`: the address to answer at, as it may be kept; set by the router. `is_in_public`: in
    a public channel, where the app posts as no member too.
    """

    command: str
    text: str
    channel_id: str
    trigger_id: str
    response_url: str | None = field(default=None, repr=False)
    sealed_response_url: str | None = field(default=None, repr=False)
    is_in_public: bool = False


@dataclass(frozen=True, kw_only=True)
class ActionRequest(Request):
    """A click on a button, or a choice in a select or menu. `value` is the button's, or the one chosen.

    `is_delivered`: it is in a message that others may see, not in an ephemeral message or a view.
    """

    action_id: str
    value: str
    trigger_id: str
    response_url: str | None = field(repr=False)
    channel_id: str | None
    message_ts: str | None
    view: Mapping[str, Any] | None
    values: "FormValues"
    is_delivered: bool = False

    def number(self) -> int:
        """`value` as the number of a row; BadInput for all else."""
        return number_of(self.value)


@dataclass(frozen=True, kw_only=True)
class SubmissionRequest(Request):
    """A submitted modal; `metadata` is the private_metadata of the view."""

    callback_id: str
    metadata: str
    view: Mapping[str, Any]
    values: "FormValues"
    trigger_id: str

    def number(self) -> int:
        """`metadata` as the number of a row; BadInput for all else."""
        return number_of(self.metadata)


@dataclass(frozen=True, kw_only=True)
class ShortcutRequest(Request):
    """A global shortcut, or a message shortcut with the message it was used on.

    All about the message is None or "" for a global one.
    """

    callback_id: str
    trigger_id: str
    channel_id: str | None = None
    message_ts: str | None = None
    message_author_id: str | None = None
    message_text: str = field(default="", repr=False)
    response_url: str | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class EventRequest(Request):
    """An event of the Events API; `event` is its inner part, `bot_user_id` the bot's id in this workspace."""

    type: str
    bot_user_id: str
    event: Mapping[str, Any]

    @property
    def message_key(self) -> str:
        """Idempotency key of the message that this tells of: an edit is an event of its own; else `key`."""
        channel, ts = self.event.get("channel"), self.event.get("ts")
        return f"message:{channel}:{ts}" if channel and ts else self.key


def number_of(written: str) -> int:
    """The number of a row in a button's value or a form's metadata; BadInput where it is none of ours."""
    is_short = len(written) <= len(str(_LAST_NUMBER))
    number = int(written) if is_short and written.isascii() and written.isdigit() else None
    if number is None or number > _LAST_NUMBER:
        raise BadInput("That is from an older message: please open it anew.")
    return number


def typed_by(request: ActionRequest, words: str) -> CommandRequest:
    """A command, `/goal tree`, as who clicks could type it where they do; `words` in Slack's escaped form."""
    name, _, text = words.partition(" ")
    return CommandRequest(
        workspace_id=request.workspace_id,
        actor_id=request.actor_id,
        now=request.now,
        key=request.key,
        is_guest=request.is_guest,
        gate=request.gate,
        command=name,
        text=text,
        channel_id=request.channel_id or "",
        trigger_id=request.trigger_id,
        response_url=request.response_url,
    )


def name_of(request: Request) -> str:
    """The name by which the router finds the listener: command, action id, callback id or event type."""
    match request:
        case CommandRequest():
            return request.command
        case ActionRequest():
            return request.action_id
        case SubmissionRequest() | ShortcutRequest():
            return request.callback_id
        case EventRequest():
            return request.type
    raise TypeError(f"{type(request).__name__} has no name")


def workspace_of(body: Mapping[str, Any]) -> str:
    """The workspace whose installation is meant; "" when the payload names none.

    In a channel shared between companies (Slack Connect) an event's `team_id` is often the other company's,
    as is a form's `team` when somebody from there opened it; where they act in a message, `user.team_id` is.
    """
    if "event" in body:
        grants = body.get("authorizations")
        if grants:
            return str(grants[0]["team_id"])
        own = None if body.get("is_ext_shared_channel") else body.get("team_id")
        return str(body.get("context_team_id") or own or "")
    view = body.get("view") or {}
    team = body.get("team") or {}
    return str(view.get("app_installed_team_id") or team.get("id") or body.get("team_id") or "")


def command_request(body: Mapping[str, Any], now: datetime) -> CommandRequest:
    """Parses the fields of a slash command."""
    return CommandRequest(
        workspace_id=workspace_of(body),
        actor_id=body["user_id"],
        now=now,
        key=f"command:{body['trigger_id']}",
        command=body["command"],
        text=body.get("text") or "",
        channel_id=body["channel_id"],
        trigger_id=body["trigger_id"],
        response_url=body.get("response_url"),
        is_in_public=_is_public(str(body.get("channel_name") or "")),
    )


def _is_public(channel_name: str) -> bool:
    """Whether this names a channel: Slack hides the names of all that is private, or a conversation."""
    is_hidden = channel_name in ("", "privategroup", "directmessage") or channel_name.startswith("mpdm-")
    return not is_hidden


def action_request(body: Mapping[str, Any], now: datetime) -> ActionRequest:
    """Parses a block_actions payload; Slack sends one action at a time."""
    action = body["actions"][0]
    view = body.get("view")
    state = (view or body).get("state") or {}
    return ActionRequest(
        workspace_id=workspace_of(body),
        actor_id=body["user"]["id"],
        now=now,
        key=f"action:{body.get('trigger_id') or action['action_ts']}",
        action_id=action["action_id"],
        value=_chosen(action),
        trigger_id=body.get("trigger_id") or "",
        response_url=body.get("response_url"),
        channel_id=(body.get("channel") or {}).get("id"),
        message_ts=(body.get("container") or {}).get("message_ts"),
        view=view,
        values=FormValues(state.get("values") or {}),
        is_delivered=view is None and not (body.get("container") or {}).get("is_ephemeral", False),
    )


def submission_request(body: Mapping[str, Any], now: datetime) -> SubmissionRequest:
    """Parses a view_submission payload; the key is the view's id and hash."""
    view = body["view"]
    return SubmissionRequest(
        workspace_id=workspace_of(body),
        actor_id=body["user"]["id"],
        now=now,
        key=f"view:{view['id']}:{view['hash']}",
        callback_id=view["callback_id"],
        metadata=view.get("private_metadata") or "",
        view=view,
        values=FormValues(view["state"]["values"], view["blocks"]),
        trigger_id=body.get("trigger_id") or "",
    )


def shortcut_request(body: Mapping[str, Any], now: datetime) -> ShortcutRequest:
    """Parses a global (`shortcut`) or message (`message_action`) shortcut."""
    message = body.get("message") or {}
    return ShortcutRequest(
        workspace_id=workspace_of(body),
        actor_id=body["user"]["id"],
        now=now,
        key=f"shortcut:{body['trigger_id']}",
        callback_id=body["callback_id"],
        trigger_id=body["trigger_id"],
        channel_id=(body.get("channel") or {}).get("id"),
        message_ts=body.get("message_ts") or message.get("ts"),
        message_author_id=message.get("user"),
        message_text=message.get("text") or "",
        response_url=body.get("response_url"),
    )


def event_request(body: Mapping[str, Any], now: datetime) -> EventRequest:
    """Parses an event_callback payload; the key is its event_id."""
    event = body["event"]
    user = event.get("user")
    return EventRequest(
        workspace_id=workspace_of(body),
        actor_id=user.get("id", "") if isinstance(user, Mapping) else user or "",
        now=now,
        key=f"event:{body['event_id']}",
        type=event["type"],
        actor_is_app=_is_of_an_app(event),
        bot_user_id=next((grant["user_id"] for grant in body.get("authorizations") or []), ""),
        event=event,
    )


def request_of(body: Mapping[str, Any], now: datetime) -> Request | None:
    """A payload of any kind as its request; None for those that ask for nothing."""
    parse: dict[str, Callable[[Mapping[str, Any], datetime], Request]] = {
        "command": command_request,
        "block_actions": action_request,
        "view_submission": submission_request,
        "shortcut": shortcut_request,
        "message_action": shortcut_request,
        "event_callback": event_request,
    }
    found = parse.get("command" if "command" in body else str(body.get("type")))
    return found(body, now) if found else None


def _is_of_an_app(event: Mapping[str, Any]) -> bool:
    # A message of a workflow has no `user`; one of an app may carry the user it was written for.
    return bool(event.get("bot_id") or event.get("bot_profile") or event.get("subtype") == "bot_message")


def _chosen(action: Mapping[str, Any]) -> str:
    chosen = action.get("selected_option") or {}
    for candidate in (action.get("value"), chosen.get("value"), action.get("selected_user")):
        if candidate:
            return str(candidate)
    return ""
