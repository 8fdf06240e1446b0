"""The HTTP face: a script acts as people and reads what those would see."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest

from .stage import Stage

Ack = Callable[..., Awaitable[Any]]


@pytest.fixture
async def http(socket_stage: Stage) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the face; the app answers /kudos with a button and a modal behind it."""
    _teach(socket_stage)
    async with httpx.AsyncClient(base_url=f"{socket_stage.emulator.base_url}/playground/") as client:
        yield client


def _teach(stage: Stage) -> None:
    def text(words: str) -> dict[str, Any]:
        return {"type": "plain_text", "text": words}

    @stage.app.command("/kudos")
    async def kudos(ack: Ack) -> None:
        button = {"type": "button", "action_id": "note", "text": text("Add a note")}
        await ack(text="Done", blocks=[{"type": "actions", "elements": [button]}])

    @stage.app.action("note")
    async def note(ack: Ack, body: dict[str, Any], client: Any) -> None:
        await ack()
        element = {"type": "plain_text_input", "action_id": "words"}
        block = {"type": "input", "block_id": "note", "label": text("Note"), "element": element}
        view = {
            "type": "modal",
            "callback_id": "note",
            "title": text("Note"),
            "submit": text("Save"),
            "blocks": [block],
        }
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @stage.app.event("message")
    @stage.app.event("reaction_added")
    @stage.app.event("reaction_removed")
    async def heard() -> None:
        pass

    @stage.app.view("note")
    async def saved(ack: Ack) -> None:
        await ack()


async def _post(http: httpx.AsyncClient, path: str, **body: Any) -> dict[str, Any]:
    answer: dict[str, Any] = (await http.post(path, json=body)).json()
    return answer


async def test_a_whole_conversation(http: httpx.AsyncClient) -> None:
    """Type, click, fill, submit: each answer tells what came of it, and the state what is seen."""
    assert (await _post(http, "act", **{"as": "ana", "text": "/kudos @ben"}))["text"] == "Done"
    assert (await _post(http, "click", **{"as": "ana", "label": "Add a note"}))["ok"] is True

    filled = await _post(http, "fill", **{"as": "ana", "values": {"Note": "half a sen"}})
    assert filled["modal"]["state"]["values"]["note"]["words"]["value"] == "half a sen"
    empty = await _post(http, "submit", **{"as": "ana", "values": {"Note": ""}})
    assert (empty["ok"], empty["modal"]["errors"]) == (
        False,
        {"note": "Please complete this required field."},
    )
    sent = await _post(http, "submit", **{"as": "ana", "values": {"Note": "a sentence"}})
    assert (sent["ok"], sent["modal"]) == (True, None)

    state = (await http.get("state", params={"as": "ana"})).json()
    assert state["messages"][-1]["text"] == "Done"
    assert state["messages"][-1]["ephemeral"] is True
    names = {channel["name"] for channel in state["channels"] if channel["is_member"]}
    assert {"general", "sales", "wins", "sales-leads"} <= names
    kinds = [e["kind"] for e in (await http.get("traffic", params={"last": "4"})).json()["traffic"]]
    assert kinds == ["command", "api", "block_actions", "view_submission"]


async def test_messages_threads_and_reactions(http: httpx.AsyncClient) -> None:
    """Messages are addressed by their ts."""
    await _post(http, "act", **{"as": "ben", "in": "#wins", "text": "Acme is in"})
    last = (await http.get("state", params={"as": "ana", "in": "#wins"})).json()["messages"][-1]
    assert last["text"] == "Acme is in"

    await _post(http, "act", **{"as": "ana", "in": "#wins", "text": "bravo", "thread_ts": last["ts"]})
    await _post(http, "react", **{"as": "ana", "in": "#wins", "emoji": "tada", "ts": last["ts"]})

    query = {"as": "ana", "in": "#wins", "thread_ts": last["ts"]}
    thread = (await http.get("state", params=query)).json()["messages"]
    assert [message["text"] for message in thread] == ["Acme is in", "bravo"]
    assert thread[0]["reactions"][0]["name"] == "tada"
    assert (await _post(http, "unreact", **{"as": "ana", "in": "#wins", "emoji": "tada", "ts": last["ts"]}))[
        "ok"
    ]


async def test_the_clock_and_the_faults(http: httpx.AsyncClient) -> None:
    """The clock goes where it is told; switches answer with their state."""
    told = await _post(http, "clock", weekday="friday", time="09:00")
    assert told["now"] == "2026-11-27T09:00:00+00:00"
    assert (await _post(http, "clock", by=60))["now"] == "2026-11-27T09:01:00+00:00"
    switched = await _post(http, "faults", deliver_twice=True)
    assert (switched["deliver_twice"], switched["drop_acks"]) == (True, False)


async def test_the_face_explains_itself(http: httpx.AsyncClient) -> None:
    """GET /playground/ lists every call there is."""
    listing = (await http.get("")).json()

    for name in ("act", "click", "choose", "fill", "submit", "close", "shortcut", "react", "clock", "faults"):
        assert f"POST /playground/{name}" in listing


@pytest.mark.parametrize(
    ("path", "body", "status", "words"),
    [
        ("act", {"as": "nobody", "text": "hi"}, 404, "nobody here is called nobody"),
        ("act", {"text": "hi"}, 400, '"as" is missing'),
        ("act", {"as": "ana", "in": "#nowhere", "text": "hi"}, 404, "there is no channel #nowhere"),
        ("act", {"as": "cleo", "in": "#sales-leads", "text": "hi"}, 404, "there is no channel #sales-leads"),
        ("act", {"as": "marek", "text": "hi"}, 404, "marek is deactivated and cannot do anything"),
        ("click", {"as": "ana", "label": "Nothing"}, 404, 'there is no "Nothing" on the screen'),
        ("submit", {"as": "ana"}, 404, "there is no modal open"),
        ("fill", {"as": "ana", "values": 3}, 400, '"values" must be an object'),
        ("react", {"as": "ana", "emoji": "tada", "ts": "1.0"}, 404, "there is no message 1.0 in #sales"),
        ("shortcut", {"as": "ana", "name": "x"}, 404, 'there is no global shortcut "x"'),
        ("clock", {}, 400, "say where the clock should go"),
        ("faults", {"gravity": 1}, 400, "there is no fault gravity"),
    ],
)
async def test_mistakes_are_answered_with_a_sentence(
    http: httpx.AsyncClient, path: str, body: dict[str, Any], status: int, words: str
) -> None:
    """A clear 4xx says what is wrong."""
    answer = await http.post(path, json=body)

    assert answer.status_code == status
    assert answer.json()["error"].startswith(words)


async def test_a_body_that_is_no_json(http: httpx.AsyncClient) -> None:
    """Broken JSON and JSON that is no object are 400."""
    broken = await http.post("act", content=b"{")
    listed = await http.post("act", content=b"[]")

    assert (broken.status_code, broken.json()["error"]) == (400, "the body is not JSON")
    assert (listed.status_code, listed.json()["error"]) == (400, "the body must be a JSON object")
