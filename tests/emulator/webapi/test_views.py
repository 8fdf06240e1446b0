"""views.* and the acknowledgement of a submission: triggers, hashes, stacks and names."""

import json
from typing import Any

import pytest

from bot.emulator.state.errors import SlackError
from bot.emulator.state.world import View
from bot.emulator.webapi import apply_view_response

from .office import Office


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


INPUT = {
    "type": "input",
    "block_id": "why",
    "label": _plain("Why"),
    "element": {"type": "plain_text_input", "action_id": "why"},
}
TEXT = {"type": "section", "block_id": "intro", "text": _plain("Hello")}
LONG = [{"type": "section", "text": _plain("x" * 3000)}] * 99


def _modal(title: str = "Form", **more: Any) -> dict[str, Any]:
    blocks = [TEXT, INPUT]
    return {"type": "modal", "title": _plain(title), "submit": _plain("Send"), "blocks": blocks, **more}


def _home(**more: Any) -> dict[str, Any]:
    return {"type": "home", "blocks": [TEXT], **more}


def _stack(office: Office, name: str = "ana") -> list[View]:
    return office.world.modals.get(office.user(name).id, [])


async def _opened(office: Office, **more: Any) -> View:
    await office.call("views.open", trigger_id=office.trigger("ana"), view=_modal(**more))
    return _stack(office)[0]


@pytest.mark.parametrize("as_form", [True, False])
async def test_opening_a_modal(office: Office, as_form: bool) -> None:
    """The modal is before the person whose trigger it was, and told with what Slack adds."""
    view = _modal(callback_id="give", private_metadata="7")
    sent = json.dumps(view) if as_form else view

    told = (await office.call("views.open", trigger_id=office.trigger("ana"), view=sent))["view"]

    shown = _stack(office)[0]
    assert (shown.title, shown.submit, shown.callback_id) == ("Form", "Send", "give")
    assert (told["id"], told["hash"], told["root_view_id"]) == (shown.id, shown.hash, shown.id)
    assert (told["previous_view_id"], told["private_metadata"]) == (None, "7")
    assert _stack(office, "ben") == []


async def test_a_trigger_is_good_once_and_for_three_seconds(office: Office) -> None:
    """Used, late, unknown, missing, and another workspace's triggers are refused by name."""
    used = office.trigger("ana")
    await office.call("views.open", trigger_id=used, view=_modal())
    late = office.trigger("ana")
    office.wait(seconds=3.1)

    for trigger, code in (
        (used, "exchanged_trigger_id"),
        (late, "expired_trigger_id"),
        ("1.2.3", "invalid_trigger_id"),
        ("", "invalid_trigger_id"),
        (office.trigger("noor"), "invalid_trigger_id"),
    ):
        assert await office.refusal("views.open", trigger_id=trigger, view=_modal()) == code


async def test_a_trigger_just_in_time(office: Office) -> None:
    """2.9 seconds are not too late."""
    trigger = office.trigger("ana")
    office.wait(seconds=2.9)

    assert await office.refusal("views.open", trigger_id=trigger, view=_modal()) == "ok"


@pytest.mark.parametrize(
    ("view", "code"),
    [
        (None, "invalid_arguments"),
        ("{", "invalid_arguments"),
        (_home(), "invalid_arguments"),
        ({**_modal(), "submit": None}, "invalid_arguments"),
        (
            _modal(blocks=[{**TEXT, "text": _plain("x" * 3000), "block_id": str(n)} for n in range(99)]),
            "view_too_large",
        ),
    ],
)
async def test_a_wrong_view(office: Office, view: Any, code: str) -> None:
    """Nothing opens when there is something wrong with the view."""
    assert await office.refusal("views.open", trigger_id=office.trigger("ana"), view=view) == code
    assert _stack(office) == []


async def test_pushing(office: Office) -> None:
    """From inside a modal another goes on top, three deep at most."""
    first = await _opened(office)
    for title in ("Second", "Third"):
        trigger = office.trigger("ana", _stack(office)[-1].id)
        await office.call("views.push", trigger_id=trigger, view=_modal(title))

    second, third = _stack(office)[1:]
    assert (second.root_view_id, second.previous_view_id) == (first.id, first.id)
    assert (third.root_view_id, third.previous_view_id) == (first.id, second.id)
    trigger = office.trigger("ana", third.id)
    assert await office.refusal("views.push", trigger_id=trigger, view=_modal()) == "push_limit_reached"


async def test_where_nothing_can_be_pushed(office: Office) -> None:
    """A trigger from a message, or from the App Home, has no stack to push onto."""
    await _opened(office)
    await office.call("views.publish", user_id=office.user("ana").id, view=_home())
    home = office.world.homes[office.user("ana").id]

    assert await office.refusal("views.push", trigger_id=office.trigger("ana"), view=_modal()) == "not_found"
    with pytest.raises(SlackError) as refused:
        await office.call("views.push", trigger_id=office.trigger("ana", home.id), view=_modal())
    assert refused.value.code == "invalid_arguments"
    assert "root view" in refused.value.messages[0]


async def test_updating(office: Office) -> None:
    """A view is found by id or external id, and changes its hash with its content."""
    view = await _opened(office, external_id="one")
    before = view.hash

    await office.call("views.update", view_id=view.id, hash=before, view=_modal("Second", external_id="one"))

    assert view.title == "Second"
    assert view.hash != before
    await office.call("views.update", external_id="one", view=_modal("Third", external_id="one"))
    assert view.title == "Third"
    again = await office.refusal("views.update", view_id=view.id, hash=before, view=_modal("Late"))
    assert (again, view.title) == ("hash_conflict", "Third")


async def test_what_cannot_be_updated(office: Office) -> None:
    """Nothing named, an unknown view, another workspace's, and a modal as a Home."""
    view = await _opened(office)
    update = "views.update"

    assert await office.refusal(update, view=_modal()) == "invalid_arguments"
    assert await office.refusal(update, view_id="V0", view=_modal()) == "not_found"
    assert await office.refusal(update, office.contoso.token, view_id=view.id, view=_modal()) == "not_found"
    assert await office.refusal(update, view_id=view.id, view=_home()) == "invalid_arguments"


async def test_an_external_id_is_unique_in_its_workspace(office: Office) -> None:
    """No two views of a workspace share one; those of two workspaces may."""
    view = await _opened(office, external_id="one")
    taken = _modal(external_id="one")

    duplicate = "duplicate_external_id"
    assert await office.refusal("views.open", trigger_id=office.trigger("ben"), view=taken) == duplicate
    assert (
        await office.refusal("views.push", trigger_id=office.trigger("ana", view.id), view=taken) == duplicate
    )
    home = _home(external_id="one")
    assert await office.refusal("views.publish", user_id=office.user("ben").id, view=home) == duplicate
    token = office.contoso.token
    assert await office.refusal("views.open", token, trigger_id=office.trigger("noor"), view=taken) == "ok"


async def test_publishing_a_home(office: Office) -> None:
    """The first publication makes the Home, later ones change it, unless somebody was faster."""
    ana = office.user("ana")
    first = (await office.call("views.publish", user_id=ana.id, view=_home()))["view"]
    second = (await office.call("views.publish", user_id=ana.id, view=_home(), hash=first["hash"]))["view"]

    assert first["id"] == second["id"] == office.world.homes[ana.id].id
    late = await office.refusal("views.publish", user_id=ana.id, view=_home(), hash=first["hash"])
    assert late == "hash_conflict"
    assert await office.refusal("views.publish", user_id="U0", view=_home()) == "user_not_found"
    assert await office.refusal("views.publish", user_id=ana.id, view=_modal()) == "invalid_arguments"


async def test_no_home_tab(office: Office) -> None:
    """A manifest that turns the Home tab off has no Home to publish."""
    office.world.app.manifest["features"] = {"app_home": {"home_tab_enabled": False}}

    assert await office.refusal("views.publish", user_id=office.user("ana").id, view=_home()) == "not_enabled"


async def test_after_a_submission(office: Office) -> None:
    """An empty answer closes the modal on top; clear closes all."""
    first = await _opened(office)
    apply_view_response(office.world, first, {"response_action": "push", "view": _modal("Second")})
    apply_view_response(office.world, _stack(office)[-1], {})
    assert _stack(office) == [first]

    apply_view_response(office.world, first, {"response_action": "push", "view": _modal("Third")})
    apply_view_response(office.world, _stack(office)[-1], {"response_action": "clear"})
    assert _stack(office) == []


async def test_an_answer_may_change_the_modal(office: Office) -> None:
    """update puts other content into the same view."""
    view = await _opened(office)

    apply_view_response(office.world, view, {"response_action": "update", "view": _modal("Thanks")})

    assert (_stack(office), view.title) == ([view], "Thanks")


async def test_an_answer_may_complain(office: Office) -> None:
    """errors are shown beside the inputs they name, until the next update."""
    view = await _opened(office)

    apply_view_response(office.world, view, {"response_action": "errors", "errors": {"why": "Say more"}})
    assert view.errors == {"why": "Say more"}
    apply_view_response(office.world, view, {"response_action": "update", "view": _modal()})
    assert view.errors == {}


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "errors", "errors": {"intro": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "errors"},
        {"response_action": "update"},
        {"response_action": "update", "view": _home()},
        {"response_action": "push", "view": {"type": "modal"}},
        {"response_action": "close"},
    ],
)
async def test_an_answer_that_slack_does_not_take(office: Office, answer: dict[str, Any]) -> None:
    """Unknown blocks, blocks without input, and wrong views change nothing."""
    view = await _opened(office)

    with pytest.raises(SlackError):
        apply_view_response(office.world, view, answer)
    assert (_stack(office), view.title, view.errors) == ([view], "Form", {})
