"""The calendar on the screen: in words, and as a form that Slack takes however much is in it."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.emulator.block_kit import validate_message, validate_view
from bot.features.notifications.forms.calendar import CalendarForm
from bot.features.notifications.views.calendar import calendar_message, in_force
from bot.features.workspace.rules.calendar import WorkspaceCalendar, check_calendar
from bot.features.workspace.rules.days_off import days_off_from

TODAY = date(2026, 11, 23)
PLAIN = WorkspaceCalendar(ZoneInfo("Europe/London"))
FULL = WorkspaceCalendar(
    ZoneInfo("Europe/London"),
    country="GB",
    subdivision="SCT",
    days_off={
        **{TODAY + timedelta(days=number): f"{'&amp;' * 58}{number:02}" for number in range(40)},
        date(2027, 6, 1): "&lt;!channel&gt;",
    },
)


def test_screens_that_slack_takes() -> None:
    """Empty, and as full as the rules allow."""
    for calendar in (PLAIN, FULL):
        check_calendar(calendar)
        message = calendar_message(calendar, TODAY, may_change=True)
        validate_message(message.text, message.blocks)
        validate_view(CalendarForm.draw(calendar))
        validate_view(CalendarForm.saved("Saved.", *in_force(calendar, TODAY)))


def test_only_who_may_change_it_is_offered_that() -> None:
    """The button, and nothing else, is for admins."""
    may, may_not = (calendar_message(PLAIN, TODAY, may_change=yes).blocks for yes in (True, False))

    assert may[:-1] == may_not
    assert may[-1]["elements"][0]["text"]["text"] == "Change"


@pytest.mark.parametrize(
    ("workdays", "words"),
    [
        ({0, 1, 2, 3, 4}, "Monday to Friday"),
        ({1, 2, 3, 4, 5}, "Tuesday to Saturday"),
        ({0, 1}, "Monday and Tuesday"),
        ({0, 2, 4}, "Monday, Wednesday and Friday"),
        ({6, 0, 1, 2}, "Monday, Tuesday, Wednesday and Sunday"),
        ({5}, "Saturday"),
    ],
)
def test_workdays_in_words(workdays: set[int], words: str) -> None:
    """Days in a row as a range, others one by one."""
    calendar = WorkspaceCalendar(
        ZoneInfo("UTC"), opens=time(7), closes=time(15, 5), workdays=frozenset(workdays)
    )
    blocks = calendar_message(calendar, TODAY, may_change=False).blocks

    assert blocks[1]["text"]["text"] == f"*Working hours* 7:00 to 15:05, {words}"


def test_days_in_words() -> None:
    """What is past is left out, what is under way stays, and what is too much is counted."""
    calendar = WorkspaceCalendar(
        ZoneInfo("UTC"),
        country="US",
        days_off=days_off_from("2026-11-20 Gone\n2026-11-22..2026-11-24 Now\n2026-12-24 R&D <!channel>"),
    )
    _, _, public, own, _ = calendar_message(calendar, TODAY, may_change=False).blocks

    assert public["text"]["text"] == (
        "*Public holidays* of US\n• Thu 26 Nov 2026: Thanksgiving Day\n• Fri 25 Dec 2026: Christmas Day\n"
        "• Fri 1 Jan 2027: New Year's Day"
    )
    assert own["text"]["text"] == (
        "*Our own days off*\n• Mon 23 Nov 2026 to Tue 24 Nov 2026: Now\n"
        "• Thu 24 Dec 2026: R&amp;D &lt;!channel&gt;"
    )
    assert "and 33 more" in calendar_message(FULL, TODAY, may_change=False).blocks[3]["text"]["text"]
