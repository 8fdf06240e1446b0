"""views.*: modals and the App Home; and the effect of a submission's acknowledgement."""

import json
from collections.abc import Iterator
from typing import Any

from bot.emulator.block_kit import validate_view
from bot.emulator.protocol.grants import Trigger
from bot.emulator.protocol.serializers import view_payload
from bot.emulator.state.errors import SlackError
from bot.emulator.state.world import View, World
from bot.emulator.webapi.block_ids import named
from bot.emulator.webapi.caller import ApiCall, ApiResult, MethodRule

DEEPEST = 3
LARGEST = 250_000  # characters of JSON


def views_open(call: ApiCall) -> ApiResult:
    """views.open: opens a modal for the user of the trigger."""
    asked = _asked(call, "modal")
    trigger = _trigger(call)
    view = _new_view(call.world, asked, call.team.id, trigger.user_id)
    call.world.modals[trigger.user_id] = [view]
    return _told(call, view)


def views_push(call: ApiCall) -> ApiResult:
    """views.push: puts a modal on top of the one where the trigger was issued."""
    asked = _asked(call, "modal")
    trigger = _trigger(call)
    stack = call.world.modals.get(trigger.user_id, [])
    home = call.world.homes.get(trigger.user_id)
    if home is not None and trigger.view_id == home.id:
        raise _wrong_type("must match the `type` of the root view whose stack we're pushing onto")
    if not stack or trigger.view_id not in {view.id for view in stack}:
        raise SlackError("not_found")
    view = _pushed(call.world, stack, asked)
    return _told(call, view)


def views_update(call: ApiCall) -> ApiResult:
    """views.update: replaces an open view."""
    view = _find(call)
    asked = _asked(call, view.type)
    given_hash = call.text("hash")
    if given_hash and given_hash != view.hash:
        raise SlackError("hash_conflict")
    _fill(call.world, view, asked)
    return _told(call, view)


def views_publish(call: ApiCall) -> ApiResult:
    """views.publish: sets a user's App Home."""
    user = call.user(call.needed("user_id", "user_not_found"))
    asked = _asked(call, "home")
    if not call.world.app.manifest.get("features", {}).get("app_home", {}).get("home_tab_enabled", True):
        raise SlackError("not_enabled")
    before = call.world.homes.get(user.id)
    given_hash = call.text("hash")
    if before is not None and given_hash and given_hash != before.hash:
        raise SlackError("hash_conflict")
    if before is None:
        before = _new_view(call.world, asked, call.team.id, user.id)
        call.world.homes[user.id] = before
    else:
        _fill(call.world, before, asked)
    return _told(call, before)


def apply_view_response(world: World, view: View, body: dict[str, Any]) -> None:
    """Applies an acknowledgement to the submitted modal; SlackError when it is not valid."""
    action = body.get("response_action")
    stack = world.modals.get(view.user_id, [])
    if action is None:
        stack.remove(view)
    elif action == "clear":
        stack.clear()
    elif action == "errors":
        view.errors = _errors(view, body.get("errors"))
    elif action == "update":
        _fill(world, view, _valid(body.get("view"), "modal"))
    elif action == "push":
        _pushed(world, stack, _valid(body.get("view"), "modal"))
    else:
        raise SlackError("invalid_response_action")
    world.changed()


def _errors(view: View, errors: Any) -> dict[str, str]:
    inputs = {block.get("block_id") for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not errors.keys() <= inputs:
        raise SlackError("invalid_errors")
    return {str(block): str(sentence) for block, sentence in errors.items()}


def _trigger(call: ApiCall) -> Trigger:
    trigger = call.interactions.spend_trigger(call.needed("trigger_id", "invalid_trigger_id"))
    if call.world.users[trigger.user_id].team_id != call.team.id:
        raise SlackError("invalid_trigger_id")
    return trigger


def _asked(call: ApiCall, kind: str) -> dict[str, Any]:
    return _valid(call.structure("view"), kind)


def _valid(view: Any, kind: str) -> dict[str, Any]:
    if view is None:
        raise SlackError("invalid_arguments", messages=["[ERROR] missing required field: view"])
    validate_view(view)
    if view["type"] != kind:
        raise _wrong_type(f"must be a {kind}")
    if len(json.dumps(view)) > LARGEST:
        raise SlackError("view_too_large")
    return dict(view)


def _wrong_type(sentence: str) -> SlackError:
    return SlackError("invalid_arguments", messages=[f"[ERROR] {sentence} [json-pointer:/view/type]"])


def _find(call: ApiCall) -> View:
    view_id, external_id = call.text("view_id"), call.text("external_id")
    if not view_id and not external_id:
        raise SlackError("invalid_arguments", messages=["[ERROR] view_id or external_id is needed"])
    for view in _views(call.world, call.team.id):
        if view.id == view_id or (external_id and view.external_id == external_id):
            return view
    raise SlackError("not_found")


def _views(world: World, team_id: str) -> Iterator[View]:
    shown = [view for stack in world.modals.values() for view in stack]
    return (view for view in [*shown, *world.homes.values()] if view.team_id == team_id)


def _pushed(world: World, stack: list[View], asked: dict[str, Any]) -> View:
    if len(stack) >= DEEPEST:
        raise SlackError("push_limit_reached")
    below = stack[-1]
    view = _new_view(world, asked, below.team_id, below.user_id)
    view.root_view_id, view.previous_view_id = stack[0].root_view_id, below.id
    stack.append(view)
    return view


def _new_view(world: World, asked: dict[str, Any], team_id: str, user_id: str) -> View:
    view = View(world.new_id("V"), team_id, user_id, asked["type"], [], "")
    view.root_view_id = view.id
    _fill(world, view, asked)
    return view


def _fill(world: World, view: View, asked: dict[str, Any]) -> None:
    _check_external_id(world, view, asked.get("external_id"))
    view.blocks = named(world, asked["blocks"])
    view.title = _words(asked, "title") or ""
    view.submit, view.close = _words(asked, "submit"), _words(asked, "close")
    view.callback_id = asked.get("callback_id") or ""
    view.external_id = asked.get("external_id") or ""
    view.private_metadata = asked.get("private_metadata") or ""
    view.notify_on_close = bool(asked.get("notify_on_close"))
    view.clear_on_close = bool(asked.get("clear_on_close"))
    view.errors = {}
    view.hash = world.new_hash()


def _words(asked: dict[str, Any], name: str) -> str | None:
    given = asked.get(name)
    return str(given["text"]) if given else None


def _check_external_id(world: World, view: View, external_id: str | None) -> None:
    taken = {other.external_id for other in _views(world, view.team_id) if other is not view}
    if external_id and external_id in taken:
        raise SlackError("duplicate_external_id")


def _told(call: ApiCall, view: View) -> ApiResult:
    call.world.changed()
    return {"ok": True, "view": view_payload(call.world, view)}


RULES = {
    "views.open": MethodRule(views_open, tier=4),
    "views.push": MethodRule(views_push, tier=4),
    "views.update": MethodRule(views_update, tier=4),
    "views.publish": MethodRule(views_publish, tier=4),
}
