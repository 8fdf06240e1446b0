"""Turns a response into an acknowledgement and the call that follows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.blocks import Message, modal, section
from bot.slack.client import SlackClient
from bot.slack.failures import SlackFailure
from bot.slack.home_views import is_in_home, marked
from bot.slack.newer_blocks import NewerBlocks, in_plain
from bot.slack.requests import (
    ActionRequest,
    CommandRequest,
    EventRequest,
    Request,
    ShortcutRequest,
    SubmissionRequest,
)
from bot.slack.responses import (
    Acknowledge,
    Ephemeral,
    FormErrors,
    OpenModal,
    PublishHome,
    ReplaceMessage,
    Response,
    UpdateModal,
)

Body = dict[str, Any]
TOO_LATE = "That form did not open in time."
TOO_MANY = "That did not open: Slack takes only so many windows a minute. Please try again in a minute."


@dataclass(frozen=True)
class FollowUpCall:
    """A Web API call, or a post to `response_url`, to make after the request is acknowledged."""

    method: str
    arguments: Body
    response_url: str | None = None

    async def make(self, client: SlackClient, workspace_id: str) -> None:
        """Makes the call; SlackFailure when it fails.

        A view is tried once more after a passing failure: its trigger or hash allows it one success.
        """
        if self.response_url is not None:
            await client.post_to_response_url(workspace_id, self.response_url, self.arguments)
            return
        try:
            await client.call(workspace_id, self.method, **self.arguments)
        except SlackFailure as failure:
            if self.method == "views.publish" and failure.code == "hash_conflict":
                return  # What is there has been drawn since.
            if failure.permanent or failure.retry_after or not self.method.startswith("views."):
                raise
            await client.call(workspace_id, self.method, **self.arguments)


@dataclass(frozen=True)
class Reply:
    """The body of the acknowledgement ("" for an empty one), and the call to make after it, if any."""

    ack: Body | str = ""
    then: FollowUpCall | None = None


def reply_to(request: Request, answer: Response) -> Reply:
    """How this response reaches the person, given the kind of request.

    Commands and forms are answered in the acknowledgement where Slack allows it, all else by a call.
    """
    if isinstance(answer, Acknowledge):
        return Reply()
    if isinstance(answer, PublishHome):
        return Reply(then=_publish(request, answer.view))
    if isinstance(request, CommandRequest):
        return _to_command(request, answer)
    if isinstance(request, SubmissionRequest):
        return _to_submission(request, answer)
    if isinstance(request, ActionRequest):
        return _to_action(request, answer)
    if isinstance(request, ShortcutRequest):
        return Reply(then=_open(request.trigger_id, _as_view(answer)))
    raise TypeError(f"{type(answer).__name__} cannot answer {type(request).__name__}")


def fitted_reply(request: Request, answer: Response, newer_blocks: NewerBlocks) -> Reply:
    """The reply with those newer blocks in its acknowledgement that the workspace's Slack takes.

    An acknowledgement cannot be sent once more in plain blocks: while it is not known what is taken, the
    answer follows it.
    """
    reply = reply_to(request, answer)
    if isinstance(reply.ack, str):
        return reply
    if isinstance(answer, Ephemeral) and newer_blocks.is_untried(request.workspace_id, reply.ack):
        return Reply(then=told_directly(request, answer.message))
    return Reply(newer_blocks.fitted(request.workspace_id, reply.ack), reply.then)


def _publish(request: Request, view: Mapping[str, Any]) -> FollowUpCall:
    arguments: Body = {"user_id": request.actor_id, "view": view}
    if isinstance(request, EventRequest):
        # Who presses a tab while Home is being drawn for its opening sees the tab: this drawing is given up.
        seen = (request.event.get("view") or {}).get("hash")
        arguments |= {"hash": seen} if seen else {}
    return FollowUpCall("views.publish", arguments)


def _to_command(request: CommandRequest, answer: Response) -> Reply:
    if isinstance(answer, Ephemeral):
        return Reply(ack={"response_type": "ephemeral", **_body(answer.message)})
    return Reply(then=_open(request.trigger_id, _as_view(answer)))


def _to_submission(request: SubmissionRequest, answer: Response) -> Reply:
    if isinstance(answer, FormErrors):
        return Reply(ack={"response_action": "errors", "errors": dict(answer.errors)})
    if isinstance(answer, OpenModal):
        return Reply(ack={"response_action": "push", "view": marked(answer.view, request)})
    return Reply(ack={"response_action": "update", "view": marked(_as_view(answer), request)})


def _to_action(request: ActionRequest, answer: Response) -> Reply:
    if is_in_home(request) and isinstance(answer, ReplaceMessage) and request.gate.has_committed:
        return Reply()  # What was clicked is drawn again with its whole tab.
    if isinstance(answer, OpenModal) or request.response_url is None:
        return Reply(then=_in_view(request, answer))
    if not isinstance(answer, Ephemeral | ReplaceMessage):
        raise TypeError(f"{type(answer).__name__} cannot answer a click in a message")
    said = _body(answer.message)
    body = {"replace_original": isinstance(answer, ReplaceMessage), "response_type": "ephemeral", **said}
    return Reply(then=FollowUpCall("", body, response_url=request.response_url))


def _in_view(request: ActionRequest, answer: Response) -> FollowUpCall:
    view = request.view or {}
    if view.get("type") != "modal":
        return _open(request.trigger_id, marked(_as_view(answer), request))
    shown = marked(_as_view(answer), request)
    if isinstance(answer, UpdateModal | ReplaceMessage):
        return FollowUpCall("views.update", {"view_id": view["id"], "hash": view["hash"], "view": shown})
    return FollowUpCall("views.push", {"trigger_id": request.trigger_id, "view": shown})


def _open(trigger_id: str, view: Mapping[str, Any]) -> FollowUpCall:
    return FollowUpCall("views.open", {"trigger_id": trigger_id, "view": view})


def told_directly(request: Request, message: Message) -> FollowUpCall:
    """A message to who acted: where they did, as only they see it; directly where there is no such place."""
    url = getattr(request, "response_url", None)
    if url is None:
        return FollowUpCall("chat.postMessage", {"channel": request.actor_id, **_body(message)})
    body = {"response_type": "ephemeral", "replace_original": False, **_body(message)}
    return FollowUpCall("response_url", body, response_url=url)


def _as_view(answer: Response) -> Mapping[str, Any]:
    if isinstance(answer, OpenModal | UpdateModal):
        return answer.view
    if isinstance(answer, Ephemeral | ReplaceMessage):
        return notice(answer.message)
    raise TypeError(f"{type(answer).__name__} has no modal")


def notice(message: Message) -> dict[str, Any]:
    """A modal with these words, for requests that have no channel to answer in.

    In plain blocks: Slack takes charts and tables in messages alone.
    """
    return modal("notice", "Pacer", in_plain(message.blocks) or [section(message.text)])


def _body(message: Message) -> Body:
    return {"text": message.text, **({"blocks": message.blocks} if message.blocks else {})}
