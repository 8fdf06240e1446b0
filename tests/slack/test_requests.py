"""What Slack sends, as typed facts: the right workspace, person, key and value from each payload."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.common.errors import BadInput
from bot.slack.form_values import FormValues
from bot.slack.requests import (
    action_request,
    command_request,
    event_request,
    number_of,
    shortcut_request,
    submission_request,
    workspace_of,
)

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ANA = {"id": "U0ANA", "username": "ana", "team_id": "T0NORTH"}
VIEW: dict[str, Any] = {
    "id": "V1",
    "hash": "1.abc",
    "type": "modal",
    "callback_id": "kudos.give",
    "private_metadata": "C0SALES",
    "blocks": [],
    "state": {"values": {"reason": {"text": {"type": "plain_text_input", "value": "closed <Acme>"}}}},
}


def command(**more: str) -> dict[str, Any]:
    """A slash command's form."""
    fields = {
        "team_id": "T0NORTH",
        "user_id": "U0ANA",
        "command": "/kudos",
        "text": "<@U0BEN|ben> thanks",
        "channel_id": "C0SALES",
        "channel_name": "sales",
        "trigger_id": "1.2.3",
    }
    return {**fields, **more}


def test_commands() -> None:
    """A command keeps Slack's escaped words, and knows where it was typed."""
    request = command_request(command(), NOW)

    assert (request.workspace_id, request.actor_id, request.now) == ("T0NORTH", "U0ANA", NOW)
    assert (request.command, request.text, request.channel_id) == ("/kudos", "<@U0BEN|ben> thanks", "C0SALES")
    assert request.key == "command:1.2.3"


def test_a_command_without_words() -> None:
    """No text is empty text."""
    body = command()
    del body["text"]
    assert command_request(body, NOW).text == ""


@pytest.mark.parametrize(
    ("action", "value"),
    [
        ({"type": "button", "value": "17"}, "17"),
        ({"type": "button"}, ""),
        ({"type": "static_select", "selected_option": {"value": "week"}}, "week"),
        ({"type": "static_select", "selected_option": None}, ""),
        ({"type": "users_select", "selected_user": "U0BEN"}, "U0BEN"),
    ],
)
def test_clicks_in_a_message(action: dict[str, Any], value: str) -> None:
    """The value is the button's own, or what was chosen; the message and its response_url are known."""
    body = {
        "team": {"id": "T0NORTH"},
        "user": ANA,
        "trigger_id": "1.2.3",
        "response_url": "https://hooks.slack.com/actions/1",
        "channel": {"id": "C0SALES"},
        "container": {"type": "message", "message_ts": "17.1"},
        "state": {"values": VIEW["state"]["values"]},
        "actions": [{"action_id": "kudos.undo", "action_ts": "17.2", **action}],
    }
    request = action_request(body, NOW)

    assert (request.action_id, request.value) == ("kudos.undo", value)
    assert (request.channel_id, request.message_ts) == ("C0SALES", "17.1")
    assert request.response_url == "https://hooks.slack.com/actions/1"
    assert request.view is None
    assert request.values.words_of("reason") == "closed <Acme>"
    assert request.key == "action:1.2.3"


def test_clicks_in_a_view() -> None:
    """The view's own state and the workspace that has the app count, not the actor's home."""
    body = {
        "team": {"id": "T0ELSE"},
        "user": ANA,
        "view": {**VIEW, "app_installed_team_id": "T0NORTH"},
        "actions": [{"action_id": "kudos.top", "action_ts": "17.2"}],
    }
    request = action_request(body, NOW)

    assert request.workspace_id == "T0NORTH"
    assert request.values.words_of("reason") == "closed <Acme>"
    assert (request.response_url, request.channel_id, request.message_ts) == (None, None, None)
    assert request.key == "action:17.2"


def test_submissions() -> None:
    """A form's key changes with every change of the form, and not with a repeat."""
    request = submission_request({"team": {"id": "T0NORTH"}, "user": ANA, "view": VIEW}, NOW)

    assert (request.callback_id, request.metadata) == ("kudos.give", "C0SALES")
    assert request.values.words_of("reason") == "closed <Acme>"
    assert request.key == "view:V1:1.abc"


def test_shortcuts() -> None:
    """A global shortcut knows no place; one on a message knows the message."""
    anywhere = {
        "team": {"id": "T0NORTH"},
        "user": ANA,
        "trigger_id": "1.2.3",
        "callback_id": "kudos.shortcut",
    }
    on_message = {
        **anywhere,
        "channel": {"id": "C0SALES"},
        "message_ts": "17.1",
        "message": {"user": "U0BEN", "text": "Acme signed", "ts": "17.1"},
    }

    free, bound = shortcut_request(anywhere, NOW), shortcut_request(on_message, NOW)

    assert (free.workspace_id, free.channel_id, free.message_ts) == ("T0NORTH", None, None)
    assert (bound.channel_id, bound.message_ts, bound.message_author_id) == ("C0SALES", "17.1", "U0BEN")
    assert free.key == bound.key == "shortcut:1.2.3"


@pytest.mark.parametrize(("user", "actor"), [("U0ANA", "U0ANA"), ({"id": "U0ANA"}, "U0ANA"), (None, "")])
def test_events(user: object, actor: str) -> None:
    """The person is an id or an object, or nobody; the event's id is the key that a retry shares."""
    body = {
        "team_id": "T0NORTH",
        "event_id": "Ev1",
        "event": {"type": "reaction_added", "user": user},
        "authorizations": [{"team_id": "T0NORTH", "user_id": "U0BOT"}],
    }
    request = event_request(body, NOW)

    assert (request.workspace_id, request.actor_id, request.type) == ("T0NORTH", actor, "reaction_added")
    assert (request.key, request.bot_user_id) == ("event:Ev1", "U0BOT")
    assert event_request({**body, "authorizations": None}, NOW).bot_user_id == ""


def test_form_values() -> None:
    """Each kind of field is read by its name; what is missing or empty is nothing."""
    values = FormValues(
        {
            "who": {"x": {"selected_users": ["U1", "U2"]}},
            "one": {"x": {"selected_user": "U3"}},
            "where": {"x": {"selected_channel": "C1"}},
            "talk": {"x": {"selected_conversation": "C2"}},
            "points": {"x": {"selected_option": {"value": "3"}}},
            "private": {"x": {"selected_options": [{"value": "yes"}]}},
            "opens": {"x": {"selected_time": "09:00"}},
            "days": {"x": {"selected_options": [{"value": "0"}, {"value": "4"}]}},
            "empty": {"x": {"value": None, "selected_option": None, "selected_options": []}},
        }
    )

    assert values.words() == {
        "who": "U1 U2",
        "one": "U3",
        "where": "C1",
        "talk": "C2",
        "points": "3",
        "private": "yes",
        "opens": "09:00",
        "days": "0 4",
        "empty": "",
    }
    assert values.words_of("nothing") == ""
    assert values.everybody() == ("U1", "U2", "U3")
    assert (values.ticked_values("days"), values.ticked_values("empty")) == (("0", "4"), ())
    assert values.ticked_values("nothing") == ()


GRANTS = [{"team_id": "T0NORTH", "user_id": "U0BOT"}]


@pytest.mark.parametrize(
    ("body", "workspace"),
    [
        (
            {"event": {}, "team_id": "T0ELSE", "context_team_id": "T0ELSE", "authorizations": GRANTS},
            "T0NORTH",
        ),
        ({"event": {}, "team_id": "T0ELSE", "context_team_id": "T0NORTH", "authorizations": []}, "T0NORTH"),
        ({"event": {}, "team_id": "T0ELSE", "is_ext_shared_channel": True}, ""),
        ({"event": {}, "team_id": "T0NORTH"}, "T0NORTH"),
        ({"command": "/kudos", "team_id": "T0NORTH"}, "T0NORTH"),
        ({"team": {"id": "T0NORTH"}, "user": {"id": "U1", "team_id": "T0ELSE"}, "actions": []}, "T0NORTH"),
        (
            {"team": {"id": "T0ELSE"}, "view": {"app_installed_team_id": "T0NORTH", "team_id": "T0ELSE"}},
            "T0NORTH",
        ),
        ({"team": None, "user": {"id": "U1", "team_id": "T0ELSE"}, "is_enterprise_install": True}, ""),
    ],
    ids=["authorized", "context", "shared, unknown", "own", "command", "click", "form", "organization"],
)
def test_the_workspace_is_the_one_that_has_the_app(body: dict[str, Any], workspace: str) -> None:
    """Never the other company's, which may have the app, too: its token and its records are its own."""
    assert workspace_of(body) == workspace


@pytest.mark.parametrize("written", ["", "abc", "-1", "1.5", "9" * 30, "1" * 2000, "٣", str(2**63)])
def test_what_is_no_number_of_a_row(written: str) -> None:
    """Refused, whatever it is: a button or form carries one of ours."""
    with pytest.raises(BadInput):
        number_of(written)
