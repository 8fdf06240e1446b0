"""What an admin sees of deliveries, on screens that Slack takes."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.deliveries.notices import (
    DIGEST,
    EXPIRED,
    FAILED,
    RETRACTION,
    WAITING,
    DeliveryLogEntry,
    MessageGroup,
)
from bot.emulator.block_kit import validate_message, validate_view
from bot.features.operations import views
from bot.features.operations.notices import DeliveryTrouble
from bot.features.operations.rules import DeliveriesOverview, meaning
from bot.features.operations.service import SHOWN

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
NAMES = {f"U{number}": f"{'Somebody with a long name ' * 3}{number}" for number in range(40)}


def entry(state: str = FAILED, error: str | None = "is_archived", **more: Any) -> DeliveryLogEntry:
    """One delivery."""
    plain = {"id": 7, "workspace_id": "T1", "kind": "kudos.shoutout", "target": "C1", "due_at": MONDAY}
    return DeliveryLogEntry(**{**plain, "state": state, "attempts": 1, "error": error, **more})


DUE = dict.fromkeys(range(SHOWN + 8), "Mon 16 Nov 9:00")


def seen(failed: int = 0, waiting: int = 0) -> DeliveriesOverview:
    """So much of it, to people of whom some are known."""
    return DeliveriesOverview(
        sent=1204,
        waits=waiting,
        fails=failed,
        failed=[
            entry(EXPIRED if number % 3 == 0 else FAILED, id=number, target=f"U{number}")
            for number in range(min(failed, SHOWN))
        ],
        waiting=[
            entry(WAITING, None, id=number, target=f"U{30 + number}", kind=DIGEST)
            for number in range(min(waiting, SHOWN))
        ],
        names=NAMES,
        due=DUE,
    )


@pytest.mark.parametrize(("failed", "waiting"), [(0, 0), (1, 0), (0, 1), (10, 10), (4000, 4000)])
def test_screens_that_slack_takes(failed: int, waiting: int) -> None:
    """Empty, and as full as they get."""
    validate_view(views.overview_modal(seen(failed, waiting)))


def shown(overview: DeliveriesOverview) -> str:
    """All the words of the modal."""
    return str(views.overview_modal(overview)["blocks"])


def test_in_words() -> None:
    """What, to whom, when, why, and what to do."""
    sections = [
        block["text"]["text"]
        for block in views.overview_modal(seen(2, 1))["blocks"]
        if block["type"] == "section"
    ]
    assert sections == [
        "In the last 24 hours: *1,204* sent, 1 waiting, :warning: *2 messages* could not be delivered.",
        "*Not delivered*",
        f"A shout-out for kudos to {NAMES['U0']}, Mon 16 Nov 9:00\n"
        "It could not be sent while it was still worth reading.",
        f"A shout-out for kudos to {NAMES['U1']}, Mon 16 Nov 9:00\n"
        "The channel is archived. Choose another in `/pacer settings`, or restore it.",
        f"*Waiting*\n• A digest to {NAMES['U30']} waits until Mon 16 Nov 9:00",
    ]
    assert "no failures" in shown(seen())
    assert "Nothing waits, nothing has failed." in shown(seen())


def test_without_its_file() -> None:
    """It says why it cannot be sent again, and offers nothing that would fail."""
    lacking = replace(seen(1), failed=[entry(lacks_file=True)])

    assert "Its file was kept for 7 days and is gone, so it cannot be sent again." in shown(lacking)
    assert "Send again" not in shown(lacking)
    assert "Send again" in shown(seen(1))
    validate_view(views.overview_modal(lacking))


@pytest.mark.parametrize(
    ("kind", "target", "words"),
    [
        (DIGEST, "U1", "A digest to Somebody"),
        (RETRACTION, "C1", "The taking back of a message in <#C1>"),
        (DeliveryTrouble.kind, "U99", "A note about deliveries to somebody who left"),
        ("kudos.note", "C1/1.2/U1", "A note about kudos in <#C1>"),
    ],
)
def test_what_a_delivery_is_called(kind: str, target: str, words: str) -> None:
    """As people would say it."""
    failed = DeliveriesOverview(0, 0, 1, [entry(kind=kind, target=target)], [], NAMES, due=DUE)
    assert words in shown(failed)


def test_each_failure_can_be_sent_again() -> None:
    """After a question."""
    buttons = [
        element
        for block in views.overview_modal(seen(2, 1))["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    assert [(button["action_id"], button["value"]) for button in buttons] == [
        (views.SEND_AGAIN, "0"),
        (views.MORE, "0"),
        (views.SEND_AGAIN, "1"),
        (views.MORE, "1"),
    ]
    assert all("confirm" in each for each in buttons if each["action_id"] == views.SEND_AGAIN)


@pytest.mark.parametrize(
    ("notice", "line"),
    [
        (
            DeliveryTrouble("kudos.shoutout", "C1", "is_archived"),
            "I could not deliver a shout-out for kudos to <#C1>.",
        ),
        (
            DeliveryTrouble(DIGEST, "U1", "user_disabled", name="Ben &amp; Co"),
            "I could not deliver a digest to Ben &amp; Co.",
        ),
        (
            DeliveryTrouble("kudos.note", "U1", "something_new", name="x" * 400),
            f"I could not deliver a note about kudos to {'x' * 400}.",
        ),
    ],
)
def test_the_note_about_trouble(notice: DeliveryTrouble, line: str) -> None:
    """What, where and why; in one line of a digest the same."""
    message = views.trouble(notice)
    validate_message(message.text, message.blocks)
    assert message.text == f":warning: {line}"

    unasked = views.TROUBLE.unasked
    assert unasked is not None
    assert unasked.line is not None
    assert unasked.line(notice) == f"{line} {meaning(notice.error)}"
    assert unasked.group is MessageGroup.running
