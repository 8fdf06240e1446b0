"""Clicks and choices on messages and on App Home, over the wire."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.emulator.client.search import NotSeen

from .stage import Stage

Ack = Callable[..., Awaitable[Any]]
Seen = list[dict[str, Any]]


def _text(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


def _button(words: str, action_id: str, **more: Any) -> dict[str, Any]:
    return {"type": "button", "text": _text(words), "action_id": action_id, **more}


def _option(words: str) -> dict[str, Any]:
    return {"text": _text(words), "value": words.lower()}


def _listen(stage: Stage, action_id: str) -> Seen:
    seen: Seen = []

    async def listener(ack: Ack, body: dict[str, Any]) -> None:
        seen.append(body)
        await ack()

    stage.app.action(action_id)(listener)
    return seen


async def _post(stage: Stage, elements: list[dict[str, Any]]) -> str:
    sales = stage.emulator.world.channel_named("sales").id
    blocks = [{"type": "actions", "block_id": "row", "elements": elements}]
    said = await stage.app.client.chat_postMessage(channel=sales, text="Pick", blocks=blocks)
    return str(said["ts"])


async def test_a_button_on_a_message(stage: Stage) -> None:
    """A click tells the app who, where and which value, with a trigger and a response_url."""
    seen = _listen(stage, "accept")
    ts = await _post(stage, [_button(":white_check_mark: Accept", "accept", value="42", style="primary")])

    outcome = await stage.actor("ben").clicks("accept")

    body = seen[0]
    assert outcome.ok
    assert (body["user"]["username"], body["channel"]["name"]) == ("ben", "sales")
    assert body["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": body["channel"]["id"],
        "is_ephemeral": False,
    }
    assert (body["actions"][0]["value"], body["actions"][0]["block_id"]) == ("42", "row")
    assert body["message"]["ts"] == ts
    assert body["trigger_id"]
    assert body["response_url"].startswith(stage.emulator.base_url)


async def test_the_app_replaces_the_message(stage: Stage) -> None:
    """A response to the click may replace the message it came from."""

    @stage.app.action("accept")
    async def accept(ack: Ack, respond: Any) -> None:
        await ack()
        await respond(text="Accepted", blocks=[], replace_original=True)

    ts = await _post(stage, [_button("Accept", "accept")])
    ben = stage.actor("ben")
    await ben.clicks("Accept")

    message = ben.channel.message(ts)
    assert message is not None
    assert (message.text, message.blocks) == ("Accepted", [])


async def test_a_button_on_an_ephemeral_answer(stage: Stage) -> None:
    """What only Ana sees only Ana can click; the app gets no message, only the container."""
    seen = _listen(stage, "undo")

    @stage.app.command("/kudos")
    async def kudos(ack: Ack) -> None:
        await ack(text="Done", blocks=[{"type": "actions", "elements": [_button("Undo", "undo")]}])

    await stage.actor("ana").types("/kudos @ben")
    with pytest.raises(NotSeen, match='no "Undo"'):
        await stage.actor("ben").clicks("Undo")
    await stage.actor("ana").clicks("Undo")

    assert seen[0]["container"]["is_ephemeral"] is True
    assert "message" not in seen[0]


async def test_choices_on_a_message(stage: Stage) -> None:
    """Selects, people, dates, boxes and menus report what was chosen, and keep it in the state."""
    seen = _listen(stage, "any")
    for action_id in ("who", "day", "boxes"):
        _listen(stage, action_id)
    await _post(
        stage,
        [
            {
                "type": "static_select",
                "action_id": "any",
                "placeholder": _text("Size"),
                "options": [_option("Big")],
            },
            {"type": "multi_users_select", "action_id": "who", "placeholder": _text("Who")},
            {"type": "datepicker", "action_id": "day", "placeholder": _text("Day")},
            {"type": "checkboxes", "action_id": "boxes", "options": [_option("A"), _option("B")]},
        ],
    )
    ben = stage.actor("ben")

    await ben.chooses("who", ["@ana", "ben"])
    await ben.chooses("Day", "2026-12-31")
    await ben.chooses("boxes", ["A", "B"])
    await ben.chooses("Size", "Big")

    values = seen[0]["state"]["values"]["row"]
    assert seen[0]["actions"][0]["selected_option"]["value"] == "big"
    assert values["who"]["selected_users"] == [stage.actor("ana").user.id, ben.user.id]
    assert values["day"] == {"type": "datepicker", "selected_date": "2026-12-31"}
    assert [option["value"] for option in values["boxes"]["selected_options"]] == ["a", "b"]


async def test_an_overflow_menu_and_a_link(stage: Stage) -> None:
    """A menu reports its option; a link button reports the click and opens its address."""
    menu, link = _listen(stage, "more"), _listen(stage, "site")
    overflow = {"type": "overflow", "action_id": "more", "options": [_option("Edit"), _option("Delete")]}
    await _post(stage, [overflow, _button("Site", "site", url="https://example.com/")])
    ben = stage.actor("ben")

    await ben.chooses("more", "Delete")
    outcome = await ben.clicks("Site")

    assert menu[0]["actions"][0]["selected_option"]["value"] == "delete"
    assert outcome.opened_url == "https://example.com/"
    assert len(link) == 1


async def test_a_dialog_can_be_denied(stage: Stage) -> None:
    """A button that asks first sends nothing when the person says no."""
    seen = _listen(stage, "wipe")
    confirm = {
        "title": _text("Sure?"),
        "text": _text("Gone for good"),
        "confirm": _text("Yes"),
        "deny": _text("No"),
    }
    await _post(stage, [_button("Wipe", "wipe", confirm=confirm)])
    ben = stage.actor("ben")

    await ben.clicks("Wipe", confirm=False)
    assert seen == []
    await ben.clicks("Wipe")
    assert len(seen) == 1


async def test_a_click_that_is_not_acknowledged(http_stage: Stage) -> None:
    """The person sees a warning beside the button."""
    await _post(http_stage, [_button("Accept", "accept")])

    outcome = await http_stage.actor("ben").clicks("Accept")

    assert outcome.error == "This app responded with Status Code 404."


async def test_app_home(stage: Stage) -> None:
    """Opening Home tells the app, which publishes it; its buttons work; the next opening sends the view."""
    opened: Seen = []
    clicked = _listen(stage, "new_goal")

    @stage.app.event("app_home_opened")
    async def show(event: dict[str, Any], client: Any) -> None:
        opened.append(event)
        blocks = [{"type": "actions", "elements": [_button("New goal", "new_goal")]}]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    ben = stage.actor("ben")
    await ben.opens_home()
    await ben.clicks("New goal")
    await ben.opens_home()

    assert ben.home is not None
    assert clicked[0]["container"] == {"type": "view", "view_id": ben.home.id}
    assert clicked[0]["view"]["type"] == "home"
    assert "view" not in opened[0]
    assert (opened[1]["view"]["id"], opened[1]["tab"]) == (ben.home.id, "home")


async def test_the_newest_button_of_a_name_is_clicked(stage: Stage) -> None:
    """With two buttons of the same words the newest message's is meant."""
    seen = _listen(stage, "accept")
    await _post(stage, [_button("Accept", "accept", value="old")])
    stage.clock.move_by(timedelta(seconds=2))
    await _post(stage, [_button("Accept", "accept", value="new")])

    await stage.actor("ben").clicks("Accept")

    assert seen[0]["actions"][0]["value"] == "new"
