"""From Bolt to a listener and back: found by name, answered in the ack, refused in the right place."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
import structlog
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse
from structlog.testing import capture_logs

from bot.common.errors import BadInput, GuestsMayNot, NotAllowed, NotAPerson, Refusal
from bot.db.engine import make_engine
from bot.db.transaction import Database
from bot.emulator.state.clock import MovableClock
from bot.slack.acknowledge import notice
from bot.slack.blocks import Message, field_of, modal, section, text_input
from bot.slack.client import SlackClient
from bot.slack.failures import SlackFailure
from bot.slack.identity import Authorize, BotIdentity, Identities
from bot.slack.pending import PENDING, PendingRequest
from bot.slack.requests import Request
from bot.slack.responses import (
    Acknowledge,
    Ephemeral,
    OpenModal,
    PublishHome,
    ReplaceMessage,
    Response,
    UpdateModal,
)
from bot.slack.router import Router
from bot.slack.routes import Command, Routes, Shortcut
from bot.slack.tasks import Tasks
from bot.slack.text import unescape

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
USER = {"id": "U0ANA", "team_id": "T1"}
URL = "https://hooks.slack.com/actions/T1/2/3"
FORM = modal(
    "t.form",
    "Form",
    [
        section("Words first"),
        field_of("who", "Who", text_input("x")),
        field_of("reason", "Why", text_input("x")),
    ],
    submit="Send",
)
VIEW = {**FORM, "id": "V1", "hash": "h1", "state": {"values": {}}}
SAID = Message("said", [section("said")])
TRIGGER = "1.2.3"

_R = TypeVar("_R", bound=Request)
Told = Callable[[Any, Database], Awaitable[Response]]


class Heard(SlackClient):
    """A client that writes down what it is asked to call; `broken` makes every call fail."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1:9/api/", self._no_token)
        self.calls: list[tuple[str, str, dict[str, Any]]] = []
        self.broken = False

    async def _no_token(self, _: str) -> str | None:
        return None

    async def call(self, workspace_id: str, method: str, **arguments: Any) -> dict[str, Any]:
        """Write it down."""
        if self.broken:
            raise SlackFailure("expired_trigger_id", permanent=False)
        self.calls.append((workspace_id, method, arguments))
        return {}

    async def post_to_response_url(self, workspace_id: str, url: str, body: dict[str, Any]) -> None:
        """Write it down."""
        self.calls.append(("", url, body))


class Doorkeeper:
    """A gate: Uma is a stranger, Gus a guest, everybody else is let in."""

    async def admit(self, request: _R, *, guests: bool) -> _R:
        """By the id alone."""
        if request.actor_is_app or not request.actor_id:
            raise NotAPerson()
        if request.actor_id == "U0UMA":
            raise NotAllowed("Not yours.")
        if request.actor_id == "U0GUS" and not guests:
            raise GuestsMayNot()
        return replace(request, is_guest=request.actor_id == "U0GUS")


@dataclass
class Scene:
    """A bot with one listener for everything, which answers (or raises) `answer`."""

    bolt: AsyncApp
    slack: Heard
    tasks: Tasks
    answer: Response | Exception = field(default_factory=Acknowledge)
    held: asyncio.Event | None = None
    requests: list[Request] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)

    async def listener(self, request: Any, _: Database) -> Response:
        """Write the request down, and answer."""
        self.requests.append(request)
        answer, held, self.held = self.answer, self.held, None
        if held is not None:
            await held.wait()
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def turned_away(self, request: Any, _: Database, refusal: Refusal) -> Response:
        """Write down who was told why not."""
        self.told.append((request.actor_id, str(refusal)))
        return Acknowledge()

    async def sends(self, body: dict[str, Any]) -> BoltResponse:
        """A payload comes in by socket; what follows the ack is done when this returns."""
        request = AsyncBoltRequest(body=body, mode="socket_mode")
        request.context[PENDING] = PendingRequest(asyncio.get_running_loop())
        response = await self.bolt.async_dispatch(request)
        await self.tasks.drain()
        return response


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    """One workspace, one feature called `t`."""

    async def find(workspace_id: str) -> BotIdentity | None:
        return BotIdentity("T1", "xoxb-1", "B1", "U1") if workspace_id == "T1" else None

    slack, tasks, db = Heard(), Tasks(), Database(make_engine(f"sqlite:///{tmp_path / 'router.db'}"))
    bolt = AsyncApp(
        signing_secret="unused",
        process_before_response=True,
        authorize=Authorize(Identities(find)),  # type: ignore[arg-type]
    )
    made = Scene(bolt, slack, tasks)
    listener = made.listener
    routes = Routes(
        commands={"/t": Command(listener, "T")},
        actions={"t.button": listener},
        submissions={"t.form": listener},
        shortcuts={"t.shortcut": Shortcut(listener, "T", "global", "T")},
        events={"app_mention": listener},
        news={"user_change": listener},
        turned_away={"app_mention": made.turned_away},
        for_guests=frozenset({"t.button"}),
    )
    also = Routes(events={"app_mention": listener, "app_home_opened": listener})
    clock = MovableClock(NOW, frozen=True)
    Router((routes, also), gate=Doorkeeper(), contexts=db, clock=clock, client=slack, tasks=tasks).attach(
        bolt
    )
    yield made
    await db.close()
    structlog.contextvars.clear_contextvars()


def command(name: str = "/t", team_id: str = "T1") -> dict[str, Any]:
    """A slash command."""
    place = {"channel_id": "C1", "channel_name": "sales", "trigger_id": TRIGGER, "text": "hello"}
    return {"command": name, "team_id": team_id, "user_id": "U0ANA", **place}


def click(action_id: str = "t.button", **more: Any) -> dict[str, Any]:
    """A button."""
    actions = [{"type": "button", "block_id": "b", "action_id": action_id, "action_ts": "1.1"}]
    common = {"type": "block_actions", "team": {"id": "T1"}, "user": USER, "trigger_id": TRIGGER}
    return {**common, "actions": actions, **more}


def submission(view: dict[str, Any] = VIEW) -> dict[str, Any]:
    """A form."""
    return {"type": "view_submission", "team": {"id": "T1"}, "user": USER, "view": view}


def shortcut(callback_id: str = "t.shortcut", kind: str = "shortcut") -> dict[str, Any]:
    """A shortcut."""
    common = {"team": {"id": "T1"}, "user": USER, "trigger_id": TRIGGER, "action_ts": "1.1"}
    return {"type": kind, "callback_id": callback_id, **common}


def event(kind: str = "app_mention", team_id: str = "T1", **more: Any) -> dict[str, Any]:
    """An event."""
    inner = {"type": kind, "user": "U0ANA", "channel": "C1", "event_ts": "1.1", "tab": "home", **more}
    return {"type": "event_callback", "team_id": team_id, "event_id": "Ev1", "event": inner}


PAYLOADS = {
    "command": command(),
    "click": click(response_url=URL),
    "click in a modal": click(view=VIEW),
    "form": submission(),
    "shortcut": shortcut(),
}


@pytest.mark.parametrize(
    ("asked", "answer", "ack", "called"),
    [
        ("command", Acknowledge(), "", None),
        ("command", Ephemeral(SAID), {"response_type": "ephemeral"}, None),
        ("command", OpenModal(FORM), "", ("views.open", {"trigger_id": TRIGGER, "view": FORM})),
        ("click", ReplaceMessage(SAID), "", (URL, {"replace_original": True})),
        ("click", Ephemeral(SAID), "", (URL, {"replace_original": False})),
        ("click", OpenModal(FORM), "", ("views.open", {"trigger_id": TRIGGER, "view": FORM})),
        ("click in a modal", UpdateModal(FORM), "", ("views.update", {"view_id": "V1", "hash": "h1"})),
        ("click in a modal", OpenModal(FORM), "", ("views.push", {"trigger_id": TRIGGER, "view": FORM})),
        ("form", Acknowledge(), "", None),
        ("form", UpdateModal(FORM), {"response_action": "update", "view": FORM}, None),
        ("shortcut", OpenModal(FORM), "", ("views.open", {"trigger_id": TRIGGER, "view": FORM})),
        ("shortcut", PublishHome(FORM), "", ("views.publish", {"user_id": "U0ANA", "view": FORM})),
    ],
)
async def test_answers_reach_slack(
    scene: Scene,
    asked: str,
    answer: Response,
    ack: str | dict[str, Any],
    called: tuple[str, dict[str, Any]] | None,
) -> None:
    """The ack says what fits into it; the rest is one call right after it."""
    scene.answer = answer

    response = await scene.sends(PAYLOADS[asked])

    assert response.status == 200
    if isinstance(ack, str):
        assert response.body == ack
    else:
        assert ack.items() <= json.loads(response.body).items()
    if called is None:
        assert scene.slack.calls == []
    else:
        ((_, method, arguments),) = scene.slack.calls
        assert method == called[0]
        assert called[1].items() <= arguments.items()


@pytest.mark.parametrize("asked", PAYLOADS)
async def test_requests_reach_the_listener(scene: Scene, asked: str) -> None:
    """Each kind of payload, with who, where and when."""
    await scene.sends(PAYLOADS[asked])

    (request,) = scene.requests
    assert (request.workspace_id, request.actor_id, request.now) == ("T1", "U0ANA", NOW)


@pytest.mark.parametrize(
    "payload",
    [command("/other"), click("other"), submission({**VIEW, "callback_id": "other"}), shortcut("other")],
    ids=["command", "click", "form", "shortcut"],
)
async def test_what_nobody_answers_is_acknowledged(scene: Scene, payload: dict[str, Any]) -> None:
    """A button of an older version, say: no error on the screen, and nothing done."""
    response = await scene.sends(payload)

    assert (response.status, response.body) == (200, "")
    assert (scene.requests, scene.slack.calls) == ([], [])


async def test_message_shortcuts(scene: Scene) -> None:
    """They come by the same door."""
    body = {
        **shortcut(kind="message_action"),
        "channel": {"id": "C1"},
        "message": {"ts": "1.1", "user": "U2"},
    }
    await scene.sends({**body, "message_ts": "1.1", "response_url": URL})

    assert len(scene.requests) == 1


async def test_every_feature_hears_an_event(scene: Scene) -> None:
    """Several may listen to one; a "no" of one does not keep the next from hearing."""
    scene.answer = NotAllowed("No.")

    response = await scene.sends(event())

    assert response.status == 200
    assert len(scene.requests) == 2


async def test_an_event_may_publish_a_home(scene: Scene) -> None:
    """The App Home is drawn after the ack."""
    scene.answer = PublishHome(FORM)

    await scene.sends(event("app_home_opened"))

    assert scene.slack.calls == [("T1", "views.publish", {"user_id": "U0ANA", "view": FORM})]


async def test_a_home_asked_for_before_covers_nothing(scene: Scene) -> None:
    """Home is opened twice in a moment; a tab that is pressed before the second drawing is there stays."""
    scene.held = held = asyncio.Event()
    scene.answer = PublishHome({"type": "home", "blocks": [section("Today")]})
    slow = asyncio.create_task(scene.sends(event("app_home_opened")))
    await asyncio.sleep(0)
    await scene.sends(event("app_home_opened"))
    scene.answer = PublishHome({"type": "home", "blocks": [section("People")]})
    await scene.sends(click(view={"type": "home", "id": "V2", "hash": "h", "blocks": []}))
    held.set()
    await slow

    drawn = [arguments["view"]["blocks"][0]["text"]["text"] for _, _, arguments in scene.slack.calls]
    assert drawn == ["Today", "People"]


async def test_a_failing_event_is_not_acknowledged(scene: Scene) -> None:
    """500, so that Slack sends it again."""
    scene.answer = RuntimeError("broken")

    assert (await scene.sends(event())).status == 500


@pytest.mark.parametrize("payload", [command(team_id="T2"), event(team_id="T2")], ids=["command", "event"])
async def test_other_workspaces_are_refused(scene: Scene, payload: dict[str, Any]) -> None:
    """Where the app is not installed no listener runs."""
    await scene.sends(payload)

    assert scene.requests == []


@pytest.mark.parametrize(
    ("refusal", "field_name"),
    [
        (BadInput("Too short.", field="reason"), "reason"),
        (BadInput("Too short.", field="no such field"), "who"),
        (NotAllowed("Too short."), "who"),
    ],
)
async def test_a_refusal_lands_on_its_field(scene: Scene, refusal: Refusal, field_name: str) -> None:
    """In a form it stands beside the field that it names, else beside the first that can show it."""
    scene.answer = refusal

    response = await scene.sends(submission())

    said = json.loads(response.body)
    assert said == {"response_action": "errors", "errors": {field_name: "Too short."}}


async def test_a_refusal_without_fields_is_said_in_words(scene: Scene) -> None:
    """A modal that only asks for a yes turns into the sentence."""
    scene.answer = NotAllowed("Too late.")

    response = await scene.sends(submission({**VIEW, "blocks": [section("Sure?")]}))

    said = json.loads(response.body)
    sentence = Message("Too late.", [section("Too late.")])
    assert said == {"response_action": "update", "view": notice(sentence)}


async def test_a_refusal_elsewhere_is_ephemeral(scene: Scene) -> None:
    """To a command in the ack, to a click by its response_url, to a shortcut in a modal."""
    scene.answer = NotAllowed("No.")

    ack = await scene.sends(command())
    await scene.sends(click(response_url=URL))
    await scene.sends(shortcut())

    assert '"text": "No."' in ack.body
    assert [method for _, method, _ in scene.slack.calls] == [URL, "views.open"]
    assert scene.slack.calls[0][2]["response_type"] == "ephemeral"


async def test_one_reference_per_request(scene: Scene) -> None:
    """All that one request logs has its own reference, which a person is told when it breaks."""
    references = []
    for _ in range(2):
        scene.answer = RuntimeError("broken")
        with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
            response = await scene.sends(command())
        found = {line["reference"] for line in lines}
        assert len(found) == 1
        assert {line["log_level"] for line in lines} == {"error", "info"}
        assert {line["workspace_id"] for line in lines} == {"T1"}
        (reference,) = found
        assert reference in response.body
        assert "RuntimeError" not in response.body
        references.append(reference)
    assert references[0] != references[1]


async def test_a_call_that_fails_after_the_ack_is_logged(scene: Scene) -> None:
    """Nothing escapes: the ack is out already."""
    scene.answer = OpenModal(FORM)
    scene.slack.broken = True

    with capture_logs() as lines:
        response = await scene.sends(command())

    assert response.status == 200
    assert "task.failed" not in [line["event"] for line in lines]
    assert "response.refused" in [line["event"] for line in lines]


def _by(payload: dict[str, Any], who: str) -> dict[str, Any]:
    """The same, done by somebody else."""
    if "user_id" in payload:
        return payload | {"user_id": who}
    return payload | {"user": {"id": who, "team_id": "T2"}}


@pytest.mark.parametrize("payload", [command(), click(), submission(), shortcut()])
async def test_who_may_not_act_reaches_no_listener(scene: Scene, payload: dict[str, Any]) -> None:
    """By every door: the gate's sentence, and nothing else."""
    response = await scene.sends(_by(payload, "U0UMA"))

    assert scene.requests == []
    assert "Not yours." in f"{response.body}{scene.slack.calls}"


async def test_guests_use_what_is_named_for_them(scene: Scene) -> None:
    """The listener hears that a guest acts; what is not named for guests is refused."""
    await scene.sends(_by(click(), "U0GUS"))
    assert [request.is_guest for request in scene.requests] == [True]

    response = await scene.sends(_by(command(), "U0GUS"))
    assert len(scene.requests) == 1
    assert "You are a guest here" in response.body


@pytest.mark.parametrize(
    ("author", "heard", "told"),
    [
        ({"user": "U0ANA"}, 2, []),
        ({"user": "U0UMA"}, 0, [("U0UMA", "Not yours.")]),
        ({"bot_id": "B9", "subtype": "bot_message"}, 0, []),
        ({"bot_id": "B9", "user": "U0ANA"}, 0, []),
        ({"user": None}, 0, []),
    ],
)
async def test_mentions_are_heard_from_people_only(
    scene: Scene, author: dict[str, Any], heard: int, told: list[tuple[str, str]]
) -> None:
    """Strangers are told why not; to bots and workflows nothing is said at all."""
    response = await scene.sends(event(**{"user": None, **author}))

    assert response.status == 200
    assert (len(scene.requests), scene.told) == (heard, told)


async def test_news_of_anybody_is_heard(scene: Scene) -> None:
    """That a stranger or a bot changed is no action of theirs."""
    await scene.sends(event("user_change", user={"id": "U0UMA"}))

    assert len(scene.requests) == 1


@pytest.mark.parametrize("text", ["a" * 4001, "&amp;" * 4001, "a" * 40_000])
async def test_a_long_command_is_refused_unread(scene: Scene, text: str) -> None:
    """The sentence names the count, the words stand below it and are not lost, nothing reads them."""
    response = await scene.sends({**command(), "text": text})

    said = json.loads(response.body)
    assert scene.requests == []
    assert said["text"].startswith(f"That is {len(unescape(text)):,} characters, and 4,000 are the most")
    quoted = "".join(block["text"]["text"].replace(">", "", 1) for block in said["blocks"][1:])
    assert quoted == text


async def test_what_cannot_even_be_given_back_is_said(scene: Scene) -> None:
    """A message has fifty blocks at most."""
    response = await scene.sends({**command(), "text": "&amp;" * 40_000})

    blocks = json.loads(response.body)["blocks"]
    assert len(blocks) <= 50
    assert "more than can be shown" in str(blocks[-1])


@pytest.mark.parametrize("text", ["a" * 4000, "&amp;" * 4000])
async def test_a_command_at_the_limit_is_heard(scene: Scene, text: str) -> None:
    """It is characters that count, not their escapes."""
    await scene.sends({**command(), "text": text})

    (request,) = scene.requests
    assert request.text == text  # type: ignore[attr-defined]


def filled(length: int) -> dict[str, Any]:
    """The form, with so many characters in its second field, which takes 20."""
    short = field_of("reason", "Why", text_input("x", longest=20))
    blocks = [section("Words first"), field_of("who", "Who", text_input("x")), short]
    values = {"who": {"x": {"value": "Ben"}}, "reason": {"x": {"value": "a" * length}}}
    return {**VIEW, "blocks": blocks, "state": {"values": values}}


async def test_a_field_has_the_length_of_its_form(scene: Scene) -> None:
    """More than the form allows is refused beside its field, and in a modal on top for a click."""
    response = await scene.sends(submission(filled(21)))
    await scene.sends(click(view=filled(21)))

    sentence = "At most 20 characters; this has 21."
    errors = {"response_action": "errors", "errors": {"reason": sentence}}
    assert json.loads(response.body) == errors
    ((_, method, arguments),) = scene.slack.calls
    assert (method, scene.requests) == ("views.push", [])
    assert sentence in str(arguments)


async def test_a_field_at_its_limit_is_heard(scene: Scene) -> None:
    """As Slack itself lets it pass."""
    await scene.sends(submission(filled(20)))
    await scene.sends(click(view=filled(20)))

    assert len(scene.requests) == 2


async def test_a_long_refusal_fits_into_slack(scene: Scene) -> None:
    """A section takes 3,000 characters: what is longer is told in several."""
    scene.answer = BadInput("no " * 2000)

    response = await scene.sends(command())

    blocks = json.loads(response.body)["blocks"]
    assert "".join(block["text"]["text"] for block in blocks) == "no " * 2000
    assert all(len(block["text"]["text"]) <= 3000 for block in blocks)
