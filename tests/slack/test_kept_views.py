"""Forms that are kept for a button: for who asked for them, and not for ever."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.slack.blocks import Message
from bot.slack.form_values import FormValues
from bot.slack.kept_views import GONE, KEPT_FOR, KeptViews
from bot.slack.requests import ActionRequest
from bot.slack.responses import OpenModal, ReplaceMessage

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PLACE: dict[str, Any] = {"response_url": None, "channel_id": None, "message_ts": None, "view": None}
CLICK = ActionRequest(
    workspace_id="T1",
    actor_id="U1",
    now=NOW,
    key="k",
    action_id="a",
    value="",
    trigger_id="t",
    values=FormValues(),
    **PLACE,
)
LATER = NOW + KEPT_FOR + timedelta(seconds=1)
VIEW = {"type": "modal", "blocks": []}


async def test_a_kept_form_opens_as_often_as_it_is_asked_for() -> None:
    """Its first opening may have been too late as well."""
    kept = KeptViews()
    click = replace(CLICK, value=kept.keep(CLICK, VIEW))

    assert [await kept.on_open(click, None) for _ in range(2)] == [OpenModal(VIEW)] * 2


@pytest.mark.parametrize(
    "other",
    [
        {"actor_id": "U2"},
        {"workspace_id": "T2"},
        {"value": "x"},
        {"now": NOW + KEPT_FOR + timedelta(seconds=1)},
    ],
    ids=["somebody else", "another workspace", "another button", "much later"],
)
async def test_what_is_not_kept_for_them(other: dict[str, Any]) -> None:
    """A sentence in place of the button."""
    kept = KeptViews()
    click = replace(CLICK, value=kept.keep(CLICK, VIEW))

    assert await kept.on_open(replace(click, **other), None) == ReplaceMessage(Message(GONE))
