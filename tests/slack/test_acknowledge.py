"""Every kind of answer to every kind of request: what is acknowledged, and what is called after that."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.common.commit_gate import CommitGate
from bot.slack.acknowledge import FollowUpCall, Reply, notice, reply_to
from bot.slack.blocks import Message, section
from bot.slack.failures import SlackFailure
from bot.slack.form_values import FormValues
from bot.slack.home_views import begun_at_home, opened_again
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

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
URL = "https://hooks.slack.com/actions/T1/2/3"
WHO: dict[str, Any] = {"workspace_id": "T1", "actor_id": "U1", "now": NOW, "key": "k"}
PLACE: dict[str, Any] = {"response_url": None, "channel_id": None, "message_ts": None, "view": None}
ACTION: dict[str, Any] = {**WHO, "action_id": "a", "value": "", "trigger_id": "t", "values": FormValues()}
MODAL = {"id": "V1", "hash": "h1", "type": "modal"}

AT_HOME = {"type": "home", "private_metadata": "today 9:30"}
FORM_OF_HOME = {**MODAL, "external_id": "home:0f:today 9:30"}
COMMAND = CommandRequest(**WHO, command="/kudos", text="", channel_id="C1", trigger_id="t")
FORM = SubmissionRequest(**WHO, callback_id="c", metadata="", view=MODAL, values=FormValues(), trigger_id="t")
CLICK = ActionRequest(**{**ACTION, **PLACE, "response_url": URL, "channel_id": "C1"})
IN_MODAL = ActionRequest(**{**ACTION, **PLACE, "view": MODAL})
IN_HOME = ActionRequest(**{**ACTION, **PLACE, "view": {"id": "V2", "hash": "h2", **AT_HOME}})
SHORTCUT = ShortcutRequest(**WHO, callback_id="s", trigger_id="t")
EVENT = EventRequest(**WHO, type="app_home_opened", bot_user_id="U9", event={})
REQUESTS: dict[str, Request] = {
    "command": COMMAND,
    "form": FORM,
    "click": CLICK,
    "click in a modal": IN_MODAL,
    "click at home": IN_HOME,
    "shortcut": SHORTCUT,
    "event": EVENT,
}

VIEW = {"type": "modal", "blocks": []}
SAID = Message("said", [section("said")])
SAID_VIEW = notice(SAID)
BODY = {"text": "said", "blocks": SAID.blocks}
NO_SUCH: None = None
HOME = Reply(then=FollowUpCall("views.publish", {"user_id": "U1", "view": VIEW}))
OPEN = Reply(then=FollowUpCall("views.open", {"trigger_id": "t", "view": VIEW}))
OPEN_SAID = Reply(then=FollowUpCall("views.open", {"trigger_id": "t", "view": SAID_VIEW}))
PUSH = Reply(then=FollowUpCall("views.push", {"trigger_id": "t", "view": VIEW}))
PUSH_SAID = Reply(then=FollowUpCall("views.push", {"trigger_id": "t", "view": SAID_VIEW}))


def _updated(view: Any) -> Reply:
    return Reply(then=FollowUpCall("views.update", {"view_id": "V1", "hash": "h1", "view": view}))


def _by_url(*, replaced: bool) -> Reply:
    body = {"replace_original": replaced, "response_type": "ephemeral", **BODY}
    return Reply(then=FollowUpCall("", body, response_url=URL))


ANSWERS: dict[str, Response] = {
    "done": Acknowledge(),
    "ephemeral": Ephemeral(SAID),
    "replace": ReplaceMessage(SAID),
    "open": OpenModal(VIEW),
    "update": UpdateModal(VIEW),
    "errors": FormErrors({"reason": "Too short."}),
    "home": PublishHome(VIEW),
}
TABLE: dict[str, dict[str, Reply | None]] = {
    "command": {
        "done": Reply(),
        "ephemeral": Reply(ack={"response_type": "ephemeral", **BODY}),
        "replace": OPEN_SAID,
        "open": OPEN,
        "update": OPEN,
        "errors": NO_SUCH,
        "home": HOME,
    },
    "form": {
        "done": Reply(),
        "ephemeral": Reply(ack={"response_action": "update", "view": SAID_VIEW}),
        "replace": Reply(ack={"response_action": "update", "view": SAID_VIEW}),
        "open": Reply(ack={"response_action": "push", "view": VIEW}),
        "update": Reply(ack={"response_action": "update", "view": VIEW}),
        "errors": Reply(ack={"response_action": "errors", "errors": {"reason": "Too short."}}),
        "home": HOME,
    },
    "click": {
        "done": Reply(),
        "ephemeral": _by_url(replaced=False),
        "replace": _by_url(replaced=True),
        "open": OPEN,
        "update": NO_SUCH,
        "errors": NO_SUCH,
        "home": HOME,
    },
    "click in a modal": {
        "done": Reply(),
        "ephemeral": PUSH_SAID,
        "replace": _updated(SAID_VIEW),
        "open": PUSH,
        "update": _updated(VIEW),
        "errors": NO_SUCH,
        "home": HOME,
    },
    "click at home": {
        "done": Reply(),
        "ephemeral": OPEN_SAID,
        "replace": OPEN_SAID,
        "open": OPEN,
        "update": OPEN,
        "errors": NO_SUCH,
        "home": HOME,
    },
    "shortcut": {
        "done": Reply(),
        "ephemeral": OPEN_SAID,
        "replace": OPEN_SAID,
        "open": OPEN,
        "update": OPEN,
        "errors": NO_SUCH,
        "home": HOME,
    },
    "event": {
        "done": Reply(),
        "ephemeral": NO_SUCH,
        "replace": NO_SUCH,
        "open": NO_SUCH,
        "update": NO_SUCH,
        "errors": NO_SUCH,
        "home": HOME,
    },
}
CASES = [(asked, answered) for asked in REQUESTS for answered in ANSWERS]


@pytest.mark.parametrize(("asked", "answered"), CASES)
def test_every_answer_to_every_request(asked: str, answered: str) -> None:
    """The table says it all; an answer that makes no sense for a request is a TypeError, not a silence."""
    expected = TABLE[asked][answered]

    if expected is None:
        with pytest.raises(TypeError, match=type(ANSWERS[answered]).__name__):
            reply_to(REQUESTS[asked], ANSWERS[answered])
    else:
        assert _unmarked(reply_to(REQUESTS[asked], ANSWERS[answered])) == expected


def _unmarked(reply: Reply) -> Reply:
    """Without what tells that a window was opened from the App Home, which is another one each time."""
    view = reply.then.arguments.get("view", {}) if reply.then else {}
    if reply.then is None or "external_id" not in view:
        return reply
    bare = {name: value for name, value in view.items() if name != "external_id"}
    return Reply(reply.ack, FollowUpCall(reply.then.method, {**reply.then.arguments, "view": bare}))


def test_windows_tell_that_they_were_opened_from_the_home() -> None:
    """Each by a mark of its own, with the metadata of the tab; and those that follow from it."""
    in_form = replace(IN_MODAL, view=FORM_OF_HOME)
    sent = replace(FORM, view=FORM_OF_HOME)
    marks = [
        _mark(reply_to(request, answer))
        for request in (IN_HOME, IN_HOME, in_form, sent)
        for answer in (OpenModal(VIEW), UpdateModal(VIEW), Ephemeral(SAID))
    ]

    assert {mark.split(":")[2] for mark in marks} == {"today 9"}
    assert len(set(marks)) == len(marks)
    assert [begun_at_home(each) for each in (IN_HOME, in_form, sent)] == ["today 9:30"] * 3
    assert [begun_at_home(each) for each in (COMMAND, FORM, CLICK, IN_MODAL, SHORTCUT)] == [None] * 5
    assert opened_again(sent, "today 9:30").event["view"]["private_metadata"] == "today 9:30"


def _mark(reply: Reply) -> str:
    body = reply.then.arguments if reply.then else reply.ack
    assert isinstance(body, dict)
    return str(body["view"]["external_id"])


def test_what_is_done_in_the_home_replaces_itself() -> None:
    """The whole tab is drawn again: nothing opens on top of it, unless nothing was done."""
    done = replace(IN_HOME, gate=CommitGate())
    done.gate.enter()

    assert reply_to(done, ReplaceMessage(SAID)) == Reply()
    assert _unmarked(reply_to(IN_HOME, ReplaceMessage(SAID))) == OPEN_SAID


def test_words_without_blocks() -> None:
    """Plain words are said plainly, and become a paragraph where only a modal can say them."""
    plain = Message("said")

    assert reply_to(COMMAND, Ephemeral(plain)).ack == {"response_type": "ephemeral", "text": "said"}
    assert notice(plain)["blocks"] == [section("said")]


@pytest.mark.parametrize(("view", "sent"), [({"hash": "1.abc"}, {"hash": "1.abc"}), ({}, {}), (None, {})])
def test_home_is_drawn_over_what_was_seen_only(view: dict[str, str] | None, sent: dict[str, str]) -> None:
    """Where a tab was pressed since Home was opened, Slack refuses the drawing for the opening."""
    event = EventRequest(
        workspace_id="T1",
        actor_id="U1",
        now=NOW,
        key="event:1",
        type="app_home_opened",
        bot_user_id="B1",
        event={"type": "app_home_opened", "view": view},
    )
    then = reply_to(event, PublishHome({"type": "home", "blocks": []})).then

    assert then is not None
    assert then.arguments == {"user_id": "U1", "view": {"type": "home", "blocks": []}, **sent}


class _Refusing:
    """A client whom Slack answers with this error; counts the calls."""

    def __init__(self, code: str) -> None:
        self.code, self.calls = code, 0

    async def call(self, *_: object, **__: object) -> None:
        """Refused."""
        self.calls += 1
        raise SlackFailure(self.code, permanent=True)


async def test_a_drawing_that_comes_too_late_is_given_up() -> None:
    """Of Home only; another refusal is a failure, and so is a conflict of a window."""
    late = _Refusing("hash_conflict")
    await FollowUpCall("views.publish", {}).make(late, "T1")  # type: ignore[arg-type]
    assert late.calls == 1

    for method, code in (("views.publish", "invalid_blocks"), ("views.update", "hash_conflict")):
        with pytest.raises(SlackFailure):
            await FollowUpCall(method, {}).make(_Refusing(code), "T1")  # type: ignore[arg-type]
