"""Slack's payloads as typed requests; parsed from the payload alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.common.errors import BadInput

# Databases number rows from 1 to this.
_LAST_NUMBER = 2**63 - 1


@dataclass(frozen=True, kw_only=True)
class Request:
    """Fields of all requests: workspace, actor, instant, and an idempotency key that a repeat shares.

    `actor_is_app`: a bot or workflow acts. `is_guest`: set by the gate.
    """

    workspace_id: str
    actor_id: str
    now: datetime
    key: str
    actor_is_app: bool = False
    is_guest: bool = False


@dataclass(frozen=True, kw_only=True)
class CommandRequest(Request):
    """A slash command; `text` is what follows it, in Slack's escaped form."""

    command: str
    text: str
    channel_id: str
    trigger_id: str


@dataclass(frozen=True, kw_only=True)
class ActionRequest(Request):
    """A click on a button, or a choice in a select or menu. `value` is the button's, or the one chosen.

    `is_delivered`: it is in a message that others may see, not in an ephemeral message or a view.
    """

    action_id: str
    value: str
    trigger_id: str
    response_url: str | None
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


@dataclass(frozen=True, kw_only=True)
class EventRequest(Request):
    """An event of the Events API; `event` is its inner part, `bot_user_id` the bot's id in this workspace."""

    type: str
    bot_user_id: str
    event: Mapping[str, Any]


def number_of(written: str) -> int:
    """The number of a row in a button's value or a form's metadata; BadInput where it is none of ours."""
    is_short = len(written) <= len(str(_LAST_NUMBER))
    number = int(written) if is_short and written.isascii() and written.isdigit() else None
    if number is None or number > _LAST_NUMBER:
        raise BadInput("That is from an older message: please open it anew.")
    return number


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


@dataclass(frozen=True)
class FormValues:
    """The values of a form by block id; a field that is missing or empty has the empty value."""

    state: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)

    def _element(self, name: str) -> Mapping[str, Any]:
        return next(iter(self.state.get(name, {}).values()), {})

    def text(self, name: str) -> str:
        """The raw text of a text field, unescaped; "" when empty."""
        return self._element(name).get("value") or ""

    def users(self, name: str) -> tuple[str, ...]:
        """Ids of the people chosen; empty for none."""
        element = self._element(name)
        one = element.get("selected_user")
        return tuple(element.get("selected_users") or ([one] if one else []))

    def channel(self, name: str) -> str | None:
        """Id of the channel chosen; None for none."""
        element = self._element(name)
        return element.get("selected_channel") or element.get("selected_conversation")

    def choice(self, name: str) -> str | None:
        """Value of the option chosen; None for none."""
        return (self._element(name).get("selected_option") or {}).get("value")

    def ticked(self, name: str) -> bool:
        """Whether any box of the field is ticked."""
        return bool(self._element(name).get("selected_options"))

    def time(self, name: str) -> str | None:
        """The time chosen, such as "09:00"; None for none."""
        return self._element(name).get("selected_time")

    def day(self, name: str) -> date | None:
        """The day chosen; None for none."""
        chosen = self._element(name).get("selected_date")
        return date.fromisoformat(chosen) if chosen else None

    def words(self) -> dict[str, str]:
        """All values as text by field, for drafts; several values are separated by a space."""
        return {name: self.text(name) or " ".join(self._chosen(name)) for name in self.state}

    def _chosen(self, name: str) -> tuple[str, ...]:
        one = self.choice(name) or self._element(name).get("selected_date") or self.time(name)
        return (one,) if one else self.users(name) or self.ticked_values(name)

    def ticked_values(self, name: str) -> tuple[str, ...]:
        """Values of the ticked boxes, or of the options chosen in a multi-select."""
        return tuple(option["value"] for option in self._element(name).get("selected_options") or ())


def begun_with(view: Mapping[str, Any]) -> dict[str, str]:
    """The initial values of a view's fields, in the form of `FormValues.words`."""
    inputs = [block for block in view.get("blocks", ()) if block["type"] == "input"]
    return {block["block_id"]: _initial(block["element"]) for block in inputs}


def _initial(element: Mapping[str, Any]) -> str:
    found = next((value for name, value in element.items() if name.startswith("initial_")), "")
    several = found if isinstance(found, list) else [found]
    return " ".join(each["value"] if isinstance(each, dict) else each for each in several)


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
    )


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
        values=FormValues(view["state"]["values"]),
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


def _is_of_an_app(event: Mapping[str, Any]) -> bool:
    # A message of a workflow has no `user`; one of an app may carry the user it was written for.
    return bool(event.get("bot_id") or event.get("bot_profile") or event.get("subtype") == "bot_message")


def _chosen(action: Mapping[str, Any]) -> str:
    chosen = action.get("selected_option") or {}
    for candidate in (action.get("value"), chosen.get("value"), action.get("selected_user")):
        if candidate:
            return str(candidate)
    return ""
