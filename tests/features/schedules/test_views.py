"""What comes by itself, on the screen: Slack takes every one, and it says what holds."""

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.common.cadences import MOST_WEEKS, Cadence, Every
from bot.deliveries.notices import Unsolicited
from bot.emulator.block_kit import validate_message, validate_view
from bot.features.schedules.forms import ScheduleForm
from bot.features.schedules.notices import MissedRuns
from bot.features.schedules.rules import Standing
from bot.features.schedules.views import NOTICES, list_message, missed
from bot.registry import CATALOG

NEXT = datetime(2026, 11, 27, 16, tzinfo=UTC)
FRIDAYS = Cadence(Every.week, time(16), frozenset({4}))
ZONE = ZoneInfo("Europe/London")
LONGEST_ZONE = "America/Argentina/ComodRivadavia"


def standing(**facts: Any) -> Standing:
    """As it stands: on, in #wins, on Fridays."""

    plain = Standing(
        "test.week", "The week", "In short.", "channel", FRIDAYS, True, "workspace", "C0WINS3NWD", NEXT
    )
    return replace(plain, **facts)


STANDINGS = [
    standing(),
    standing(is_on=False),
    standing(channel_id=None, next_at=None),
    standing(zone=LONGEST_ZONE, next_at=None),
    standing(whom="people", channel_id=None, zone="person"),
    standing(cadence=Cadence(Every.month, time(23, 59), day=31)),
    standing(cadence=Cadence(Every.week, time(0), frozenset(range(7)), weeks=MOST_WEEKS)),
    standing(cadence=Cadence(Every.quarter_end, time(9))),
]


@pytest.mark.parametrize("may_change", [True, False])
def test_lists_that_slack_takes(may_change: bool) -> None:
    """None, one of each sort, those that there are, and forty."""
    there = [
        standing(
            kind=each.kind,
            title=each.title,
            description=each.description,
            whom=each.whom,
            cadence=each.cadence,
        )
        for each in CATALOG.scheduled.values()
    ]
    many = [standing(kind=f"test.week{number}") for number in range(40)]
    for shown in ([], *([each] for each in STANDINGS), there, many):
        message = list_message(shown, 1_234, ZONE, NEXT, may_change=may_change)
        validate_message(message.text, message.blocks)


@pytest.mark.parametrize("each", STANDINGS)
def test_forms_that_slack_takes(each: Standing) -> None:
    """However it stands."""
    validate_view(ScheduleForm.draw(each, about=each.kind))


def test_other_screens_that_slack_takes() -> None:
    """After saving, and what the admins are told."""
    notice = MissedRuns((("The week", 1), ("A nudge", 1_234)), since=1795471200, noticed=1795507200)
    message = missed(notice)
    validate_message(message.text, message.blocks)
    assert "I was off: 1 message of *The week* and 1,234 messages of *A nudge* did not go out" in message.text
    (unasked,) = (each.unasked for each in NOTICES)
    assert isinstance(unasked, Unsolicited)
    assert unasked.line is not None
    assert unasked.line(notice) in message.text


@pytest.mark.parametrize(
    ("each", "words"),
    [
        (standing(), " at 16:00 in <#C0WINS3NWD>, in the workspace's time zone. Next: Fri 27 Nov 16:00."),
        (standing(is_on=False), "Switched off."),
        (standing(next_at=None), "It is being planned."),
        (standing(whom="people", channel_id=None, next_at=None), "None is planned for you."),
        (standing(channel_id=None, next_at=None), "It waits for a channel to be chosen."),
        (standing(zone="Asia/Seoul"), ", Asia/Seoul. Next"),
        (
            standing(whom="people", channel_id=None, zone="person"),
            "Every Friday at 16:00, in everybody's own time zone. Next for you: Fri 27 Nov 16:00.",
        ),
    ],
)
def test_in_words(each: Standing, words: str) -> None:
    """When and where, by whose clock, and when next."""
    (_, section) = list_message([each], 0, ZONE, NEXT, may_change=False).blocks
    assert words in section["text"]["text"]


def test_only_who_may_change_it_is_offered_that() -> None:
    """Buttons, and what was missed, are for admins."""
    may, may_not = (list_message([standing()], 3, ZONE, NEXT, may_change=yes).blocks for yes in (True, False))

    assert len(may_not) == 2
    assert "accessory" not in may_not[1]
    assert may[1]["accessory"]["value"] == "test.week"
    assert "3 runs missed" in may[2]["elements"][0]["text"]
    assert len(list_message([standing()], 0, ZONE, NEXT, may_change=True).blocks) == 2


def test_the_form_shows_how_it_stands() -> None:
    """Each field as it is kept."""
    cadence = Cadence(Every.week, time(7, 5), frozenset({0, 6}), weeks=3, day=31)
    blocks = ScheduleForm.draw(standing(cadence=cadence, zone="Asia/Seoul"))["blocks"]
    fields = {block["block_id"]: block["element"] for block in blocks if block["type"] == "input"}

    assert fields["every"]["initial_option"]["value"] == "week"
    assert fields["at"]["initial_time"] == "07:05"
    assert [each["value"] for each in fields["weekdays"]["initial_options"]] == ["0", "6"]
    assert (fields["weeks"]["initial_option"]["value"], len(fields["weeks"]["options"])) == ("3", MOST_WEEKS)
    assert fields["day"]["initial_option"]["value"] == "31"
    assert fields["zone"]["initial_option"]["value"] == "workspace"
    assert fields["zone_name"]["initial_value"] == "Asia/Seoul"
    assert fields["channel"]["initial_channel"] == "C0WINS3NWD"


def test_a_form_about_people_has_no_channel() -> None:
    """But each one's own clock to choose."""
    blocks = ScheduleForm.draw(standing(whom="people", zone="person"))["blocks"]
    fields = {block["block_id"]: block["element"] for block in blocks if block["type"] == "input"}

    assert "channel" not in fields
    assert fields["zone"]["initial_option"]["value"] == "person"
