"""Pydantic models of Slack's payloads, as far as their fields are read."""

from typing import Annotated, Any, Self

from annotated_types import Len
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

Id = Annotated[str, StringConstraints(min_length=1, max_length=32)]
# Parts of idempotency keys, which must fit columns of 255 characters.
Short = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=255)]
Anything = dict[str, Any]


class _Shape(BaseModel):
    """Strict: a number is no text. What nobody reads may be anything."""

    model_config = ConfigDict(strict=True, extra="ignore")


class _Ref(_Shape):
    id: Id


class _Person(_Ref):
    team_id: Id | None = None


class _Profile(_Shape):
    status_emoji: str | None = None


class _EnterpriseUser(_Shape):
    teams: list[Id] | None = None


class _Member(_Shape):
    id: Id
    team_id: Id | None = None
    tz: str | None = None
    profile: _Profile | None = None
    enterprise_user: _EnterpriseUser | None = None


class _Option(_Shape):
    value: str | None = None


class _Element(_Shape):
    value: str | None = None
    selected_user: Id | None = None
    selected_users: list[Id] | None = None
    selected_channel: Id | None = None
    selected_conversation: Id | None = None
    selected_option: _Option | None = None
    selected_options: list[_Option] | None = None
    selected_date: str | None = None
    selected_time: str | None = None


class _State(_Shape):
    values: dict[str, dict[str, _Element]] | None = None


class _WholeState(_State):
    values: dict[str, dict[str, _Element]]


class _Block(_Shape):
    type: str
    block_id: str | None = None
    element: Anything | None = None

    @model_validator(mode="after")
    def _inputs_are_whole(self) -> Self:
        if self.type == "input" and (self.block_id is None or self.element is None):
            raise ValueError("an input without its element")
        return self


class _View(_Shape):
    id: Short
    type: str
    hash: Short | None = None
    private_metadata: str | None = None
    app_installed_team_id: Id | None = None
    state: _State | None = None
    blocks: list[_Block] = []


class _SubmittedView(_View):
    hash: Short
    callback_id: Name
    state: _WholeState
    blocks: list[_Block]


class _Action(_Element):
    action_id: Name
    action_ts: Short


class _Container(_Shape):
    message_ts: Short | None = None
    is_ephemeral: bool | None = None


class _Message(_Shape):
    ts: Short | None = None
    user: Id | None = None
    text: str | None = None


class _Command(_Shape):
    """A slash command."""

    team_id: Id
    user_id: Id
    channel_id: Id
    channel_name: str | None = None
    command: Name
    text: str | None = None
    trigger_id: Short
    response_url: str | None = None


class _Interaction(_Shape):
    user: _Person
    team: _Ref | None = None
    enterprise: Anything | None = None
    trigger_id: Short | None = None
    response_url: str | None = None
    channel: _Ref | None = None
    message: _Message | None = None
    view: _View | None = None


class _Actions(_Interaction):
    actions: Annotated[list[_Action], Len(min_length=1)]
    container: _Container | None = None
    state: _State | None = None


class _Submission(_Interaction):
    view: _SubmittedView


class _Shortcut(_Interaction):
    callback_id: Name
    trigger_id: Short
    message_ts: Short | None = None


class _Item(_Shape):
    type: str
    channel: Id | None = None
    ts: Short | None = None

    @model_validator(mode="after")
    def _messages_are_somewhere(self) -> Self:
        if self.type == "message" and (self.channel is None or self.ts is None):
            raise ValueError("a message that is nowhere")
        return self


class _File(_Shape):
    id: Short
    name: str | None = None
    size: int | None = None
    url_private_download: str | None = None


class _Event(_Shape):
    """The inner part of any event."""

    type: Name
    user: Id | _Member | None = None
    channel: Id | Anything | None = None
    text: str | None = None
    ts: Short | None = None
    thread_ts: Short | None = None
    bot_id: Id | None = None
    team: Id | None = None
    user_team: Id | None = None
    source_team: Id | None = None
    subtype: str | None = None
    channel_type: str | None = None
    files: list[_File] | None = None
    tokens: dict[str, list[str] | None] | None = None
    dnd_status: Anything | None = None
    message: Anything | None = None
    previous_message: Anything | None = None
    assistant_thread: Anything | None = None


class _Said(_Event):
    channel: Id


class _Mention(_Said):
    text: str = ""


class _Reaction(_Event):
    user: Id
    reaction: Name
    item: _Item
    item_user: Id | None = None


class _AboutMember(_Event):
    user: _Member


class _AboutSomebody(_Event):
    user: Id


class _Grant(_Shape):
    team_id: Id
    user_id: Id
    enterprise_id: Id | None = None


class _EventCallback(_Shape):
    """An event with its wrapper."""

    event_id: Short
    team_id: Id | None = None
    context_team_id: Id | None = None
    authorizations: list[_Grant] | None = None
    is_ext_shared_channel: bool | None = None
    event: Anything


class _Challenge(_Shape):
    challenge: str


_KINDS: dict[str, type[_Shape]] = {
    "command": _Command,
    "block_actions": _Actions,
    "view_submission": _Submission,
    "view_closed": _Interaction,
    "shortcut": _Shortcut,
    "message_action": _Shortcut,
    "event_callback": _EventCallback,
    "url_verification": _Challenge,
}
_EVENTS: dict[str, type[_Event]] = {
    "message": _Said,
    "app_mention": _Mention,
    "reaction_added": _Reaction,
    "reaction_removed": _Reaction,
    "team_join": _AboutMember,
    "user_change": _AboutMember,
    "dnd_updated_user": _AboutSomebody,
    "app_home_opened": _AboutSomebody,
}


def kind_of(payload: Anything) -> str:
    """The payload's `type`, at most 50 characters; "command" for slash commands, which have none."""
    kind = payload.get("type")
    return "command" if kind is None and "command" in payload else str(kind)[:50]


def is_known(payload: Anything) -> bool:
    """Whether payloads of this kind are handled at all."""
    return kind_of(payload) in _KINDS


def fault_in(payload: Anything) -> str:
    """Where the payload departs from the shape of its kind, without its content; "" when it does not."""
    kind = kind_of(payload)
    try:
        _KINDS[kind].model_validate(payload)
        if kind == "event_callback":
            event = payload["event"]
            _EVENTS.get(str(event.get("type")), _Event).model_validate(event)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_context=False, include_input=False)[0]
        return f"{kind}: {'.'.join(map(str, first['loc'][:4]))[:100] or 'as a whole'}"
    return ""
