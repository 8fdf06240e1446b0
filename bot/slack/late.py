"""Answers that miss the acknowledgement: what is acknowledged instead, and how they follow it. Pure."""

from collections.abc import Mapping
from typing import Any

from bot.slack.acknowledge import Body, FollowUpCall, notice, reply_to, told_directly
from bot.slack.blocks import Block, Message, section
from bot.slack.filled_view import filled_view
from bot.slack.home_views import marked
from bot.slack.requests import ActionRequest, CommandRequest, Request, SubmissionRequest
from bot.slack.responses import (
    Acknowledge,
    Ephemeral,
    FormErrors,
    OpenModal,
    ReplaceMessage,
    Response,
    UpdateModal,
)

WAIT = "This takes longer than usual. The answer follows here: you need not ask again."
GIVEN_UP = "I gave that up after a minute: nothing was changed. Please try again in a while."
LATE_DONE = "That is done."
NOT_SENT = "Your form was closed before I was done, and it was not sent:"
# What a modal shows and a message may show as well.
_SHOWN_ANYWHERE = ("header", "section", "context", "divider")


def late_ack(payload: Mapping[str, Any]) -> Body | str:
    """The acknowledgement of a payload whose answer follows later."""
    if "command" in payload:
        return {"response_type": "ephemeral", "text": WAIT}
    if payload.get("type") == "view_submission":
        return {"response_action": "update", "view": notice(Message(WAIT))}
    return ""


def waiting(request: Request) -> FollowUpCall | None:
    """How somebody who clicked in a message hears that it takes longer; None for other requests."""
    if not isinstance(request, ActionRequest) or request.response_url is None:
        return None
    return told_directly(request, Message(WAIT))


def late_reply(request: Request, answer: Response) -> FollowUpCall | None:
    """How an answer reaches the person after the acknowledgement; None: there is nothing to tell."""
    if isinstance(request, SubmissionRequest):
        view = marked(_view(request, answer), request)
        return FollowUpCall("views.update", {"view_id": request.view["id"], "view": view})
    if isinstance(request, CommandRequest) and isinstance(answer, Acknowledge):
        answer = Ephemeral(Message(LATE_DONE))
    if isinstance(request, CommandRequest) and isinstance(answer, Ephemeral):
        return told_directly(request, answer.message)
    return reply_to(request, answer).then


def form_gone(request: Request, answer: Response) -> Message | None:
    """A late answer to a form as a message, for somebody who has closed it; None for other requests."""
    if not isinstance(request, SubmissionRequest):
        return None
    if isinstance(answer, FormErrors):
        return Message("\n".join([NOT_SENT, *answer.errors.values()]))
    if isinstance(answer, Ephemeral | ReplaceMessage):
        return answer.message
    if isinstance(answer, OpenModal | UpdateModal):
        shown = [_bare(block) for block in answer.view["blocks"] if block["type"] in _SHOWN_ANYWHERE]
        return Message(LATE_DONE, shown or [section(LATE_DONE)])
    return Message(LATE_DONE)


def view_to_keep(request: Request, answer: Response) -> Mapping[str, Any] | None:
    """The form that somebody is given a button for, where the message alone says too little."""
    if isinstance(request, SubmissionRequest) and isinstance(answer, FormErrors | OpenModal | UpdateModal):
        view = _view(request, answer)
        return view if view.get("submit") else None
    return None


def _view(request: SubmissionRequest, answer: Response) -> Mapping[str, Any]:
    if isinstance(answer, FormErrors):
        return filled_view(request.view, answer.errors)
    if isinstance(answer, OpenModal | UpdateModal):
        return answer.view
    said = answer.message if isinstance(answer, Ephemeral | ReplaceMessage) else Message(LATE_DONE)
    return notice(said)


def _bare(block: Block) -> Block:
    return {name: value for name, value in block.items() if name not in ("accessory", "block_id")}
