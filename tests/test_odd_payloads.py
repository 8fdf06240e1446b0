"""What Slack never sends, through both of its doors: one line in the log, and the next one is served."""

import io
import json
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote_plus, urlencode

import httpx
import pytest

from bot.demo.stage import Stage, open_stage
from bot.emulator.protocol.envelopes import Envelope
from bot.emulator.protocol.signing import FORM, signed_headers
from tests.choosing_forms import CHOOSING, crafted
from tests.stages import box_at

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
JSON = "application/json"
ANA, BEN = {"id": "U0ANA4SLV7", "team_id": "T0NORTHWND"}, "U0BEN2WLK9"
TEAM = {"id": "T0NORTHWND", "domain": "northwind"}
GRANT = {"team_id": "T0NORTHWND", "user_id": "U0BOTNORTHW", "is_bot": True}
VIEW: dict[str, Any] = {"id": "V1", "type": "modal", "hash": "1.a", "callback_id": "kudos.give", "blocks": []}
COMMAND = {
    "team_id": "T0NORTHWND",
    "user_id": "U0ANA4SLV7",
    "channel_id": "C0SALES2NW",
    "command": "/kudos",
    "text": "top",
    "trigger_id": "1.2.3",
}

NOT_OFFERED = "That is not offered any more: choose again."
OLDER = "That is from an older message: please open it anew."


def event(**more: Any) -> dict[str, Any]:
    """A mention, with something else in its wrapper."""
    said = {"type": "app_mention", "user": ANA["id"], "channel": "C0SALES2NW", "text": "hi", "ts": "1.1"}
    wrapper = {
        "type": "event_callback",
        "event_id": "Ev1",
        "team_id": "T0NORTHWND",
        "authorizations": [GRANT],
    }
    return {**wrapper, "event": said, **more}


def inner(**more: Any) -> dict[str, Any]:
    """A reaction, with something else in it."""
    item = {"type": "message", "channel": "C0SALES2NW", "ts": "1.1"}
    reaction = {
        "type": "reaction_added",
        "user": ANA["id"],
        "reaction": "star",
        "item": item,
        "item_user": BEN,
    }
    return event(event={**reaction, **more})


def actions(**more: Any) -> dict[str, Any]:
    """A click, with something else about it."""
    clicked = [{"action_id": "kudos.undo", "action_ts": "1.1", "value": "1"}]
    return {
        "type": "block_actions",
        "team": TEAM,
        "user": ANA,
        "trigger_id": "1.2",
        "actions": clicked,
        **more,
    }


def submission(**more: Any) -> dict[str, Any]:
    """A form that was sent, with something else in it."""
    view = {**VIEW, "state": {"values": {}}, **more}
    return {"type": "view_submission", "team": TEAM, "user": ANA, "view": view}


def nested(levels: int) -> Any:
    """Lists in lists."""
    value: Any = []
    for _ in range(levels):
        value = [value]
    return value


ODD: dict[str, Any] = {
    "null": None,
    "a list": [],
    "a list of one": [event()],
    "a text": "hello",
    "a number": 17,
    "an event without anything": {"type": "event_callback"},
    "an event that is null": event(event=None),
    "an event that is a list": event(event=[]),
    "an event that is a text": event(event="app_mention"),
    "an event of no type": event(event={}),
    "an event of a listed type": event(event={"type": ["message"]}),
    "an event in an event": event(event={"type": "message", "event": nested(150)}),
    "an event without id": event(event_id=None),
    "an event with a long id": event(event_id="E" * 5000),
    "no workspace": event(team_id=None, authorizations=None),
    "a workspace that is a list": event(team_id=[], authorizations=None),
    "a workspace with a long name": event(team_id="T" * 5000, authorizations=None),
    "authorized by null": event(authorizations=[None]),
    "authorized by a text": event(authorizations="T0NORTHWND"),
    "authorized for nobody": event(authorizations=[{**GRANT, "team_id": None}]),
    "a reaction to null": inner(item=None),
    "a reaction to a list": inner(item=[]),
    "a reaction to a message that is nowhere": inner(item={"type": "message"}),
    "a reaction by a list": inner(user=[]),
    "a reaction by a number": inner(user=17),
    "a change of nobody": event(event={"type": "user_change", "user": None}),
    "a file that is null": event(event={"type": "message", "channel": "D1", "user": BEN, "files": [None]}),
    "no actions": actions(actions=[]),
    "actions that are null": actions(actions=None),
    "an action that is null": actions(actions=[None]),
    "an action without a name": actions(actions=[{}]),
    "a click by null": actions(user=None),
    "a click by a text": actions(user="U0ANA4SLV7"),
    "a click without a workspace": actions(team=None),
    "a click in a list": actions(view=[]),
    "a click with listed values": actions(state={"values": []}),
    "a form that is null": {**submission(), "view": None},
    "a form without state": {**submission(), "view": VIEW},
    "a form whose state is null": submission(state=None),
    "a form with listed values": submission(state={"values": [1]}),
    "a form with a numbered value": submission(state={"values": {"why": {"x": {"value": 5}}}}),
    "a form without blocks": submission(blocks=None),
    "a form with a null block": submission(blocks=[None]),
    "a form with an empty input": submission(blocks=[{"type": "input"}]),
    "a shortcut without a name": {"type": "shortcut", "team": TEAM, "user": ANA, "trigger_id": "1.2"},
    "a command without a workspace": {**COMMAND, "team_id": ""},
    "a command without a person": {key: value for key, value in COMMAND.items() if key != "user_id"},
    "too deep": actions(message=nested(300)),
    "half a character": actions(callback_id="\ud83d"),
    "a character that is none": actions(callback_id="a\0b"),
}
UNREAD: dict[str, Any] = {
    "nothing": {},
    "of no kind": {"type": None},
    "of a listed kind": {"type": ["event_callback"]},
    "of a new kind": {"type": "block_telepathy", "team": TEAM, "user": ANA},
    "too many events": {"type": "app_rate_limited", "team_id": "T0NORTHWND", "minute_rate_limited": 1},
    "a form that was closed": {**submission(), "type": "view_closed"},
    "an event that nobody asked for": event(event={"type": "emoji_changed"}),
}
RAW: dict[str, tuple[bytes, str]] = {
    "empty": (b"", JSON),
    "cut": (b'{"type":', JSON),
    "no text": (b'{"type":"\xff"}', JSON),
    "60,000 levels": (b"[" * 60_000 + b"]" * 60_000, JSON),
    "60,000 levels of events": (b'{"event":' * 60_000 + b"1" + b"}" * 60_000, JSON),
    "a number without end": (b'{"a":' + b"9" * 50_000 + b"}", JSON),
    "60,000 levels in a form": (b"payload=" + b"%5B" * 60_000 + b"%5D" * 60_000, FORM),
    "a form that is no text": (urlencode(COMMAND).encode() + b"&text=%FF", FORM),
    "a form of bytes": (b"payload \xff", FORM),
    "a field twice": (urlencode(COMMAND).encode() + b"&team_id=T0CONTOSO1", FORM),
    "a payload twice": (b"payload=%7B%7D&payload=%7B%7D", FORM),
    "an empty payload": (b"payload=", FORM),
    "ten thousand fields": (b"&".join(b"f%d=1" % number for number in range(10_000)), FORM),
    "JSON as a form": (json.dumps(event()).encode(), FORM + "; charset=utf-8"),
    "a form as JSON": (urlencode(COMMAND).encode(), JSON),
    "as text": (json.dumps(event()).encode(), "text/plain"),
    "as nothing": (json.dumps(event()).encode(), ""),
    "as parts": (b"--x\r\n\r\n\r\n--x--", "multipart/form-data; boundary=x"),
}
# Buttons and forms that carry the number of a row.
NUMBERED = [
    "celebrations.congratulate",
    "checkins.one",
    "contests.change",
    "contests.mine",
    "contests.show:list",
    "contests.test",
    "feedback.answer",
    "feedback.clarify",
    "feedback.decline",
    "feedback.discuss",
    "feedback.read",
    "feedback.share",
    "feedback.thank",
    "feedback.withdraw",
    "goals.open",
    "goals.share",
    "intake.apply",
    "intake.cancel",
    "intake.columns",
    "intake.people",
    "kudos.undo",
    "leaderboards.team",
    "metrics.choose",
    "operations.again",
    "pulse.answer",
    "records.keep",
    "reviews.acknowledge",
    "reviews.agree",
    "reviews.approve",
    "reviews.archive",
    "reviews.archive:previous",
    "reviews.archive:next",
    "reviews.cancel",
    "reviews.decline",
    "reviews.end",
    "reviews.more",
    "reviews.open",
    "reviews.page",
    "reviews.peers",
    "reviews.share",
    "reviews.time",
    "teams.change",
    "teams.end",
]
NUMBERED_FORMS = [
    "checkins.keep",
    "contests.plan",
    "feedback.answered",
    "feedback.doubt",
    "intake.columns_save",
    "intake.people_save",
    "leaderboards.team_save",
    "metrics.dispute_raise",
    "metrics.follow_save",
    "pulse.answered",
    "reviews.named",
    "reviews.written",
    "teams.save",
]


@pytest.fixture
async def stage(
    request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path, log: io.StringIO
) -> AsyncIterator[Stage]:
    """The bot behind the door that the test names; nothing of this reaches a database."""
    shutil.copy(sqlite_template, tmp_path / "test.db")
    emulator = box_at(MONDAY, request.param)
    async with open_stage(emulator, f"sqlite:///{tmp_path / 'test.db'}", migrated=True) as opened:
        yield opened


over_http = pytest.mark.parametrize("stage", ["http"], indirect=True)
over_the_socket = pytest.mark.parametrize("stage", ["socket"], indirect=True)


async def post(stage: Stage, body: bytes, content_type: str) -> httpx.Response:
    """Send a body as Slack does: signed."""
    headers = signed_headers(stage.emulator.world.app.signing_secret, body, content_type)
    # The emulator's own client is open already; one for each body would read all certificates for each.
    http = stage.emulator.delivery.http
    assert http is not None
    return await http.post(str(stage.emulator.request_url), content=body, headers=headers)


def taken(log: io.StringIO) -> list[dict[str, Any]]:
    """The lines of the log since the last look."""
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    log.seek(0)
    log.truncate()
    return lines


async def check_it_still_works(stage: Stage) -> None:
    """A person is answered at once."""
    assert "Most thanked" in (await stage.actor("ana").types("/kudos top")).text


@over_http
async def test_odd_payloads_by_http(stage: Stage, log: io.StringIO) -> None:
    """400 and a line for what has no shape; 200 and a line for what nobody reads."""
    taken(log)
    for expected, table in ((400, ODD), (200, UNREAD)):
        for name, payload in table.items():
            written = json.dumps(payload)
            as_form = b"payload=" + quote_plus(written).encode()
            for body, content_type in ((written.encode(), JSON), (as_form, FORM)):
                answer = await post(stage, body, content_type)
                lines = taken(log)
                assert (answer.status_code, len(lines)) == (expected, 1), (name, lines)
                assert "exception" not in lines[0], name
                assert expected == 200 or answer.headers["x-slack-no-retry"] == "1"
    await check_it_still_works(stage)


@over_http
async def test_bodies_that_hold_no_payload(stage: Stage, log: io.StringIO) -> None:
    """Rightly signed, whatever is in them."""
    taken(log)
    for name, (body, content_type) in RAW.items():
        answer = await post(stage, body, content_type)
        lines = taken(log)
        assert (answer.status_code, len(lines)) == (400, 1), (name, lines)
        assert "exception" not in lines[0], name
    await check_it_still_works(stage)


@over_the_socket
async def test_odd_payloads_by_socket(stage: Stage, log: io.StringIO) -> None:
    """Acknowledged, so that they do not come again; and both connections stay."""
    hub = stage.emulator.delivery.hub
    taken(log)
    for name, payload in {**ODD, **UNREAD}.items():
        parcel = Envelope("interactive", "odd", name, cast(dict[str, Any], payload))
        answer = await hub.send(parcel, 3.0)
        lines = taken(log)
        assert (answer.ok, len(lines)) == (True, 1), (name, lines)
        assert "exception" not in lines[0], name
    assert hub.connections == 2
    await check_it_still_works(stage)


ENVELOPES = {
    "60,000 levels": '{"envelope_id": "E1", "type": "interactive", "payload": '
    + "[" * 60_000
    + "]" * 60_000
    + "}",
    "cut": '{"envelope_id": "E1", "type"',
    "without an id": '{"type": "interactive", "payload": {}}',
    "with a listed id": '{"envelope_id": ["E1"], "type": "interactive", "payload": {}}',
}


@over_the_socket
async def test_odd_envelopes(stage: Stage, log: io.StringIO) -> None:
    """There is nothing to acknowledge; one line, and the connection stays."""
    hub = stage.emulator.delivery.hub
    for name, text in ENVELOPES.items():
        taken(log)
        await hub.say(text)
        await hub.say(text)
        await check_it_still_works(stage)

        lines = [line for line in taken(log) if line["event"] != "request.answered"]
        assert (len(lines), hub.connections) == (2, 2), (name, lines)


@over_http
async def test_numbers_that_are_none(stage: Stage, log: io.StringIO) -> None:
    """A button or form of ours without the number that it should carry: refused, without a traceback."""
    taken(log)
    no_numbers = ("-1", "9" * 30, "٣")
    clicks = [
        actions(actions=[{"action_id": name, "action_ts": "1.1", "value": written}])
        for name in NUMBERED
        for written in no_numbers
    ]
    forms = [
        submission(callback_id=name, private_metadata=written)
        for name in NUMBERED_FORMS
        for written in no_numbers
    ]
    for payload in (*clicks, *forms):
        answer = await post(stage, b"payload=" + quote_plus(json.dumps(payload)).encode(), FORM)
        assert answer.status_code == 200
        assert [line for line in taken(log) if "exception" in line] == [], payload
    await check_it_still_works(stage)


@over_http
async def test_choices_that_were_not_offered(stage: Stage, log: io.StringIO) -> None:
    """Each form with options says it beside them, whatever else is wrong."""
    told = 0
    taken(log)
    for form in CHOOSING:
        state, blocks = crafted(form)
        payload = submission(callback_id=form.callback_id, blocks=blocks, state={"values": state})
        answer = await post(stage, b"payload=" + quote_plus(json.dumps(payload)).encode(), FORM)
        assert [line for line in taken(log) if "exception" in line] == [], form
        said = answer.json()
        assert said["response_action"] == "errors", form
        # Some look for what they are about before they are read.
        assert set(said["errors"].values()) <= {NOT_OFFERED, OLDER}, form
        told += said["errors"] == dict.fromkeys(state, NOT_OFFERED)
    assert told > len(CHOOSING) / 2
    await check_it_still_works(stage)
