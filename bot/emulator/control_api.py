"""The HTTP control API under `/playground/`: scripts act as people and read what those would see."""

import json
from base64 import b64decode
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.emulator.client.actions import screen_state
from bot.emulator.client.actor import Actor, NotSeen, Outcome
from bot.emulator.client.time_input import moment
from bot.emulator.protocol.serializers import message_payload, view_payload
from bot.emulator.state.acquaintance import everybody, first_channel
from bot.emulator.state.world import Channel, Exchange, SlackMessage, View
from bot.emulator.transport.session import Session

ControlCommand = Callable[[Session, dict[str, Any]], Awaitable[dict[str, Any]]]

_ACT = "as: who does it (handle); workspace: its id, when two people share a handle; in: #channel or @name"


def routes(session: Session) -> list[Route]:
    """All routes of the control API; `GET /playground/` lists them."""
    return [
        Route("/playground/", _listing(session), methods=["GET"]),
        Route("/playground/state", _reader(session, _state), methods=["GET"]),
        Route("/playground/traffic", _reader(session, _traffic), methods=["GET"]),
        *(
            Route(f"/playground/{name}", _doer(session, command), methods=["POST"])
            for name, (command, _) in _COMMANDS.items()
        ),
    ]


def _listing(session: Session) -> Callable[..., Any]:
    posts = {f"POST /playground/{name}": words for name, (_, words) in _COMMANDS.items()}
    somebody = everybody(session.world)[0]
    example = urlencode({"as": somebody.name, "in": f"#{first_channel(session.world, somebody).name}"})

    async def endpoint(_: Request) -> Response:
        return JSONResponse(
            {
                f"GET /playground/state?{example}&thread_ts=": "what this person sees now",
                "GET /playground/traffic?last=50": "what went between the emulator and the app, newest last",
                "every POST": f"a JSON object; {_ACT}",
                **posts,
            }
        )

    return endpoint


def _reader(
    session: Session, read: Callable[[Session, dict[str, Any]], dict[str, Any]]
) -> Callable[..., Any]:
    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(read(session, dict(request.query_params)))
        except (LookupError, ValueError) as wrong:
            return _wrong(wrong)

    return endpoint


def _doer(session: Session, action: ControlCommand) -> Callable[..., Any]:
    async def endpoint(request: Request) -> Response:
        try:
            given = json.loads(await request.body() or b"{}")
            if not isinstance(given, dict):
                raise ValueError("the body must be a JSON object")
            return JSONResponse(await action(session, given))
        except json.JSONDecodeError:
            return JSONResponse({"ok": False, "error": "the body is not JSON"}, status_code=400)
        except (LookupError, ValueError) as wrong:
            return _wrong(wrong)

    return endpoint


def _wrong(wrong: LookupError | ValueError) -> Response:
    status = 404 if isinstance(wrong, LookupError) else 400
    return JSONResponse({"ok": False, "error": str(wrong.args[0])}, status_code=status)


def _actor(session: Session, given: dict[str, Any]) -> Actor:
    actor = Actor(session, session.world.named(_needed(given, "as"), given.get("workspace")))
    place = given.get("in") or given.get("channel")
    return actor.goes_to(str(place)) if place else actor


def _needed(given: dict[str, Any], name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value:
        raise ValueError(f'"{name}" is missing')
    return value


def _message(actor: Actor, given: dict[str, Any]) -> SlackMessage:
    ts = _needed(given, "ts")
    for message in actor.channel.messages:
        if message.ts == ts and message.ephemeral_to in (None, actor.user.id):
            return message
    raise NotSeen(f"there is no message {ts} in #{actor.channel.name}")


def _told(outcome: Outcome) -> dict[str, Any]:
    return {
        "ok": outcome.ok,
        "error": outcome.error,
        "text": outcome.text,
        "opened_url": outcome.opened_url,
        "exchanges": [_exchange(exchange) for exchange in outcome.exchanges],
    }


def _exchange(exchange: Exchange) -> dict[str, Any]:
    return asdict(exchange) | {"at": exchange.at.isoformat()}


async def _act(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    actor = _actor(session, given)
    return _told(await actor.types(_needed(given, "text"), thread_ts=given.get("thread_ts")))


async def _upload(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    actor = _actor(session, given)
    place = session.world.channels.get(str(given.get("channel_id")))
    if place is not None and actor.user.id in place.members:
        actor.channel = place
    content = b64decode(given["base64"]) if given.get("base64") else str(given.get("content", "")).encode()
    return _told(await actor.uploads(_needed(given, "name"), content, str(given.get("text", ""))))


async def _click(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    actor = _actor(session, given)
    within = _message(actor, given) if "ts" in given else None
    confirm = bool(given.get("confirm", True))
    return _told(await actor.clicks(_needed(given, "label"), within=within, confirm=confirm))


async def _choose(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    actor = _actor(session, given)
    within = _message(actor, given) if "ts" in given else None
    label, confirm = _needed(given, "label"), bool(given.get("confirm", True))
    return _told(await actor.chooses(label, given.get("value"), within=within, confirm=confirm))


def _values(given: dict[str, Any]) -> dict[str, Any]:
    values = given.get("values", {})
    if not isinstance(values, dict):
        raise ValueError('"values" must be an object: label -> value')
    return values


async def _fill(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    actor = _actor(session, given)
    await actor.fills(_values(given))
    return {"ok": True, "modal": _view(session, actor, actor.modal)}


async def _submit(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    actor = _actor(session, given)
    outcome = await actor.submits(_values(given))
    return _told(outcome) | {"modal": _view(session, actor, actor.modal)}


async def _shortcut(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    actor = _actor(session, given)
    on = _message(actor, given) if "ts" in given else None
    return _told(await actor.uses_shortcut(_needed(given, "name"), on=on))


async def _edit(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    actor = _actor(session, given)
    return _told(await actor.edits(_message(actor, given), _needed(given, "text")))


async def _react(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    actor = _actor(session, given)
    return _told(await actor.reacts(_needed(given, "emoji"), _message(actor, given)))


async def _unreact(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    actor = _actor(session, given)
    return _told(await actor.unreacts(_needed(given, "emoji"), _message(actor, given)))


async def _home(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    actor = _actor(session, given)
    outcome = await actor.opens_home()
    return _told(outcome) | {"home": _view(session, actor, actor.home)}


async def _close(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    return _told(await _actor(session, given).closes(clear=bool(given.get("clear", False))))


async def _clock(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    zone = _actor(session, given).user.tz if "as" in given else "UTC"
    await session.move_clock(lambda now: moment(now, given, zone))
    return {"ok": True, "now": session.world.clock.now().isoformat()}


async def _status(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    until = moment(session.world.clock.now(), {"to": given["until"]}) if "until" in given else None
    actor = _actor(session, given)
    return _told(await actor.sets_status(str(given.get("emoji", "")), str(given.get("text", "")), until))


async def _pause(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    until = moment(session.world.clock.now(), {"to": given["until"]}) if "until" in given else None
    return _told(await _actor(session, given).pauses_notifications(until))


async def _faults(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    session.faults.change(given)
    session.world.changed()
    return {"ok": True, **session.faults.as_dict()}


_COMMANDS: dict[str, tuple[ControlCommand, str]] = {
    "act": (_act, "text: a message or a slash command; thread_ts: to answer in a thread"),
    "upload": (_upload, "name: of the file; content: its text, or base64: its bytes; text: words with it"),
    "click": (_click, "label: the button's words or action_id; ts: of the message; confirm: true or false"),
    "choose": (_choose, "label: the field's words or action_id; value: the option's words; ts, confirm"),
    "fill": (_fill, "values: label -> value, in the open modal"),
    "submit": (_submit, "values: label -> value, entered before the open modal is submitted"),
    "close": (_close, "closes the top modal; clear: true closes the whole stack"),
    "shortcut": (_shortcut, "name: of the shortcut; ts: of a message, for a message shortcut"),
    "edit": (_edit, "ts: of one's own message; text: what it says from now on"),
    "react": (_react, "emoji, ts: of the message"),
    "unreact": (_unreact, "emoji, ts: of the message"),
    "home": (_home, "opens the app's Home tab"),
    "status": (_status, "emoji, text, until: ISO instant; without an emoji the status is taken away"),
    "pause": (_pause, "until: ISO instant (do not disturb); without one the pause is over"),
    "clock": (_clock, "to: ISO instant; or by: seconds; or weekday and time (HH:MM, next such, in zone)"),
    "faults": (_faults, "any of the switches by name; the answer lists them all"),
}


def _traffic(session: Session, query: dict[str, Any]) -> dict[str, Any]:
    last = int(query.get("last", 50))
    return {"ok": True, "traffic": [_exchange(e) for e in list(session.world.traffic)[-last:]]}


def _state(session: Session, query: dict[str, Any]) -> dict[str, Any]:
    actor = _actor(session, query)
    world = session.world
    return {
        "ok": True,
        "now": world.clock.now().isoformat(),
        "person": {"id": actor.user.id, "name": actor.user.name, "real_name": actor.user.real_name},
        "channels": [_channel(actor, c) for c in world.channels.values() if _visible(actor, c)],
        "channel": _channel(actor, actor.channel),
        "messages": [
            {**message_payload(world, m), "ephemeral": m.ephemeral_to is not None}
            for m in actor.sees(thread_ts=query.get("thread_ts"))
        ],
        "modal": _view(session, actor, actor.modal),
        "home": _view(session, actor, actor.home),
        "faults": session.faults.as_dict(),
    }


def _visible(actor: Actor, channel: Channel) -> bool:
    same = channel.team_id == actor.user.team_id
    return same and (channel.kind == "public" or actor.user.id in channel.members)


def _channel(actor: Actor, channel: Channel) -> dict[str, Any]:
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "is_member": actor.user.id in channel.members,
    }


def _view(session: Session, actor: Actor, view: View | None) -> dict[str, Any] | None:
    if view is None:
        return None
    state = screen_state(session, actor.user, view)
    return view_payload(session.world, view) | {"state": {"values": state}, "errors": view.errors}
