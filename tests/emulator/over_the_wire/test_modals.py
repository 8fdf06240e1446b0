"""Modals over the wire: opening, filling in, client-side checks, answers to a submission, closing."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.emulator.client.search import NotSeen

from .stage import Stage

Ack = Callable[..., Awaitable[Any]]
Answer = dict[str, Any]


def _text(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


def _input(label: str, block_id: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": block_id,
        "label": _text(label),
        "element": {"action_id": "value", **element},
        **more,
    }


def _modal(title: str = "Kudos", callback_id: str = "give", **more: Any) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": _text(title),
        "submit": _text("Send"),
        "blocks": [
            _input("Who", "who", {"type": "multi_users_select"}),
            _input("Reason", "why", {"type": "plain_text_input", "min_length": 3, "max_length": 20}),
            _input("Points", "points", {"type": "number_input", "is_decimal_allowed": False}, optional=True),
            _input("Team", "team", {"type": "plain_text_input", "initial_value": "Sales"}, optional=True),
        ],
        **more,
    }


def _open_with(stage: Stage, view: dict[str, Any]) -> None:
    async def command(ack: Ack, command: dict[str, Any], client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=view)

    stage.app.command("/kudos")(command)


def _answer_with(stage: Stage, answer: Answer) -> list[dict[str, Any]]:
    seen: list[dict[str, Any]] = []

    async def submitted(ack: Ack, body: dict[str, Any]) -> None:
        seen.append(body)
        await ack(**answer)

    stage.app.view("give")(submitted)
    return seen


async def test_a_modal_is_filled_in_and_submitted(stage: Stage) -> None:
    """The app gets what was entered and what was there at the start; an empty ack closes the modal."""
    _open_with(stage, _modal(private_metadata="C1"))
    seen = _answer_with(stage, {})
    ana, ben = stage.actor("ana"), stage.actor("ben")

    await ana.types("/kudos")
    assert ana.modal is not None
    outcome = await ana.submits({"Who": ["ben"], "Reason": "Acme closed", "points": "3"})

    values = seen[0]["view"]["state"]["values"]
    assert outcome.ok
    assert values["who"]["value"] == {"type": "multi_users_select", "selected_users": [ben.user.id]}
    assert values["why"]["value"]["value"] == "Acme closed"
    assert values["points"]["value"]["value"] == "3"
    assert values["team"]["value"]["value"] == "Sales"
    assert (seen[0]["view"]["private_metadata"], seen[0]["user"]["id"]) == ("C1", ana.user.id)
    assert ana.modal is None


async def test_the_client_checks_before_sending(stage: Stage) -> None:
    """Empty required fields, wrong lengths and wrong numbers never reach the app."""
    _open_with(stage, _modal())
    seen = _answer_with(stage, {})
    ana = stage.actor("ana")
    await ana.types("/kudos")

    outcome = await ana.submits({"Reason": "x", "Points": "many"})

    assert outcome.error == "Please complete this required field."
    assert ana.modal is not None
    assert ana.modal.errors == {
        "who": "Please complete this required field.",
        "why": "Please enter at least 3 characters.",
        "points": "Please enter a whole number.",
    }
    assert seen == []

    await ana.submits({"Who": "ben", "Reason": "long enough", "Points": "2"})
    assert len(seen) == 1


async def test_the_app_finds_errors(stage: Stage) -> None:
    """Errors in the ack stand under their fields; what was entered stays."""
    _open_with(stage, _modal())
    _answer_with(stage, {"response_action": "errors", "errors": {"why": "Say more."}})
    ana = stage.actor("ana")
    await ana.types("/kudos")

    outcome = await ana.submits({"Who": "ben", "Reason": "thanks"})

    assert (outcome.ok, outcome.error) == (False, "Say more.")
    assert ana.modal is not None
    assert ana.modal.errors == {"why": "Say more."}
    assert ana.modal.state["why"]["value"]["value"] == "thanks"


async def test_update_push_and_clear(stage: Stage) -> None:
    """An ack may change the modal, put another on top, or close them all."""
    _open_with(stage, _modal())
    answers: list[Answer] = [
        {"response_action": "update", "view": _modal("Updated")},
        {"response_action": "push", "view": _modal("Pushed")},
        {"response_action": "clear"},
    ]

    async def submitted(ack: Ack) -> None:
        await ack(**answers.pop(0))

    stage.app.view("give")(submitted)
    ana = stage.actor("ana")
    await ana.types("/kudos")
    titles: list[str | None] = []
    for _ in range(3):
        await ana.submits({"Who": "ben", "Reason": "thanks"})
        titles.append(ana.modal.title if ana.modal else None)

    assert titles == ["Updated", "Pushed", None]
    assert stage.emulator.world.modals[ana.user.id] == []


async def test_a_submission_that_is_not_acknowledged(stage: Stage) -> None:
    """The modal stays, and the person reads that there was trouble."""
    _open_with(stage, _modal())
    _answer_with(stage, {})
    ana = stage.actor("ana")
    await ana.types("/kudos")
    stage.emulator.faults.change({"drop_acks": 1})

    outcome = await ana.submits({"Who": "ben", "Reason": "thanks"})

    assert outcome.error == "We had some trouble connecting. Try again?"
    assert ana.modal is not None
    assert (await ana.submits()).ok


async def test_an_answer_that_slack_cannot_use(stage: Stage) -> None:
    """An ack that names a field which is not there is trouble, too."""
    _open_with(stage, _modal())
    _answer_with(stage, {"response_action": "errors", "errors": {"elsewhere": "Say more."}})
    ana = stage.actor("ana")
    await ana.types("/kudos")

    outcome = await ana.submits({"Who": "ben", "Reason": "thanks"})

    assert outcome.error == "We had some trouble connecting. Try again?"


async def test_fields_that_dispatch(stage: Stage) -> None:
    """A field with dispatch_action tells the app at once, which may change the modal meanwhile."""
    view = _modal()
    size = {"type": "static_select", "options": [{"text": _text("Big"), "value": "big"}], "action_id": "size"}
    view["blocks"].append(_input("Size", "size", size, dispatch_action=True, optional=True))
    _open_with(stage, view)
    seen: list[dict[str, Any]] = []

    @stage.app.action("size")
    async def chosen(ack: Ack, body: dict[str, Any], client: Any) -> None:
        seen.append(body)
        await ack()
        await client.views_update(
            view_id=body["view"]["id"], hash=body["view"]["hash"], view=_modal("Big one")
        )

    ana = stage.actor("ana")
    await ana.types("/kudos")
    await ana.fills({"Reason": "typed before", "Size": "Big", "Team": "typed after"})

    assert ana.modal is not None
    assert (ana.modal.title, seen[0]["actions"][0]["selected_option"]["value"]) == ("Big one", "big")
    assert seen[0]["view"]["state"]["values"]["why"]["value"]["value"] == "typed before"
    assert ana.modal.state["why"]["value"]["value"] == "typed before"
    assert ana.modal.state["team"]["value"]["value"] == "typed after"


async def test_closing_is_told_when_asked_for(stage: Stage) -> None:
    """view_closed comes for views with notify_on_close only."""
    seen: list[dict[str, Any]] = []

    @stage.app.view_closed("give")
    async def closed(ack: Ack, body: dict[str, Any]) -> None:
        seen.append(body)
        await ack()

    _open_with(stage, _modal(notify_on_close=True))
    ana = stage.actor("ana")
    await ana.types("/kudos")

    outcome = await ana.closes()

    assert outcome.ok
    assert ana.modal is None
    assert (seen[0]["type"], seen[0]["is_cleared"]) == ("view_closed", False)
    with pytest.raises(NotSeen, match="no modal open"):
        await ana.closes()


async def test_closing_in_silence(stage: Stage) -> None:
    """A view that does not ask is closed without a word to the app."""
    _open_with(stage, _modal())
    ana = stage.actor("ana")
    await ana.types("/kudos")

    assert (await ana.closes()).exchanges == []
    assert ana.modal is None


async def test_shortcuts(stage: Stage) -> None:
    """The global shortcut brings a trigger; a message's brings the message and a response_url."""
    seen: dict[str, dict[str, Any]] = {}

    async def used(ack: Ack, body: dict[str, Any]) -> None:
        seen[body["callback_id"]] = body
        await ack()

    stage.app.shortcut("kudos_new")(used)
    stage.app.shortcut("kudos_this")(used)
    ana = stage.actor("ana")
    message = ana.sees()[-1]

    await ana.uses_shortcut("Give kudos")
    await ana.uses_shortcut("Thank for this", on=message)

    assert seen["kudos_new"]["type"] == "shortcut"
    assert seen["kudos_new"]["trigger_id"]
    assert seen["kudos_this"]["message"]["text"] == message.text
    assert (seen["kudos_this"]["message_ts"], seen["kudos_this"]["channel"]["name"]) == (message.ts, "sales")
    with pytest.raises(NotSeen, match="no global shortcut"):
        await ana.uses_shortcut("Thank for this")
