"""What people see of their own attention: in words they understand, on screens that Slack takes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.common.moments import WallClock
from bot.deliveries.notices import DIGEST, Digest, MessageGroup, Unsolicited
from bot.emulator.block_kit import validate_message, validate_view
from bot.features.notifications.forms.kinds import KindsForm
from bot.features.notifications.forms.preferences import PreferencesForm, PreferencesStart
from bot.features.notifications.rules import (
    Cause,
    ContactWindow,
    NotificationPreferences,
    NotificationSummary,
    calendar_for,
)
from bot.features.notifications.views import preferences
from bot.features.people.rules import Person
from bot.features.workspace.rules.calendar import WorkspaceCalendar
from bot.slack.blocks import Message, actions, home, modal, section
from bot.slack.text import escape

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
THURSDAY = datetime(2026, 11, 26, 9, tzinfo=UTC)
TITLES = {"kudos.note": "Kudos you receive", "kudos.nudge": "Nudges to give kudos"}
MANY = {f"feature.kind{number}": f"{'A kind with quite a long name ' * 3}{number}" for number in range(23)}
CLOCK = WallClock(ZoneInfo("Europe/London"), MONDAY)
GENERAL = WorkspaceCalendar(ZoneInfo("Europe/London"), country="GB")


def mine(
    choices: NotificationPreferences | None = None, time_off: dict[date, str] | None = None, **more: Any
) -> NotificationSummary:
    """Ben's picture: messages reach him now, unless it is said otherwise."""
    person = Person("U0BEN", "Ben", ZoneInfo("Europe/London"))
    chosen = choices or NotificationPreferences()
    reach = ContactWindow(
        person, chosen, calendar_for(person, chosen, GENERAL, time_off or {}), chosen.daily_limit or 5
    )
    plain = {"muted": frozenset(), "counted": 2, "asleep_until": None, "held": 0, "held_until": None}
    rest = {"cause": None, "is_snoozed": False, "clock": CLOCK}
    return NotificationSummary(**{"reach": reach, "workspace": GENERAL, **plain, **rest, **more})


def asleep(cause: Cause) -> NotificationSummary:
    """Until Thursday."""
    return mine(
        asleep_until=THURSDAY, cause=cause, is_snoozed=cause is Cause.snoozed, held=1, held_until=THURSDAY
    )


NEVER_MUCH = {date(2026, 11, 24) + timedelta(days=2 * n): escape("&" * 60) for n in range(9)}
STATES = {
    "awake": mine(),
    **{cause.value: asleep(cause) for cause in Cause},
    "full": mine(counted=5),
    "muted": mine(muted=frozenset(TITLES)),
    "own": mine(
        NotificationPreferences(daily_limit=20, country="DE", workdays=frozenset(range(7))), NEVER_MUCH
    ),
    "one day": mine(
        NotificationPreferences(daily_limit=1, workdays=frozenset({6})),
        {date(2026, 11, 24): "Ill"},
        counted=1,
    ),
}


def kinds(titles: dict[str, str]) -> dict[str, Unsolicited[Any]]:
    """Kinds of messages of these titles, in few groups."""
    groups = list(MessageGroup)
    return {
        name: Unsolicited(title, group=groups[place // 8] if len(titles) > 8 else MessageGroup.news)
        for place, (name, title) in enumerate(titles.items())
    }


@pytest.mark.parametrize("titles", [TITLES, MANY, {}])
@pytest.mark.parametrize("state", STATES)
def test_screens_that_slack_takes(state: str, titles: dict[str, str]) -> None:
    """In all states, whether there is little to choose or much; in messages, modals and App Home."""
    found = STATES[state]
    for message in (
        preferences.mine_message(found, titles),
        preferences.asked_message(found),
        preferences.awake_message(found),
        preferences.snoozed_message(THURSDAY, CLOCK),
        preferences.muted_message("Kudos you receive"),
    ):
        validate_message(message.text, message.blocks)
        validate_view(modal("notice", "Pacer", message.blocks))
    start = PreferencesStart(found, kinds(titles))
    validate_view(PreferencesForm.draw(start))
    if titles:
        validate_view(KindsForm.draw(start))
    validate_view(home(preferences.home_blocks(found)))


@pytest.mark.parametrize(
    ("state", "line"),
    [
        ("awake", ":white_check_mark: Messages reach you now."),
        ("full", ":white_check_mark: You have had your 5 messages for today. "),
        ("one day", ":white_check_mark: You have had your 1 message for today. "),
        ("snoozed", ":zzz: I am quiet until Thu 26 Nov 9:00: you have snoozed me. "),
        (
            "away",
            ":zzz: I am quiet until Thu 26 Nov 9:00: your Slack status says that you are away. ",
        ),
        (
            "paused",
            ":zzz: I am quiet until Thu 26 Nov 9:00: you have paused notifications in Slack. ",
        ),
        ("hours", ":zzz: I am quiet until Thu 26 Nov 9:00: you are not at work. "),
    ],
)
def test_how_it_is_now(state: str, line: str) -> None:
    """One line says whether messages come, and if not, until when and why."""
    found = preferences.state_line(STATES[state])

    waits = "What comes meanwhile waits: short news reaches you in one message, anything longer on its own."
    assert found == line + (waits if line.endswith(" ") else "")


def picture(found: NotificationSummary, titles: dict[str, str] = TITLES) -> list[str]:
    """The lines of `/pacer me`."""
    lines: str = preferences.mine_message(found, titles).blocks[2]["text"]["text"]
    return lines.splitlines()


def test_the_whole_picture() -> None:
    """Hours, days off, how much, and what about."""
    assert picture(mine(muted=frozenset({"kudos.nudge"}))) == [
        "*Your hours* 9:00 to 17:30, Monday to Friday (Europe/London)",
        "*Public holidays* GB",
        "*Time off* none entered",
        "*At most* 5 messages a day that you did not ask for, 2 so far today",
        "*Switched off* nudges to give kudos",
    ]
    assert picture(mine())[-1].startswith("*Switched off* nothing: you hear of all")
    assert "*Waiting for you* 1 message, Thu 26 Nov 9:00" in picture(asleep(Cause.hours))
    several = mine(held=3, held_until=THURSDAY)
    assert "*Waiting for you* 3 messages, the first Thu 26 Nov 9:00" in picture(several)


def test_time_off_in_words() -> None:
    """Days in a row as a range, what is too much is not listed."""
    days = {date(2026, 11, 24): "Ill", date(2026, 11, 25): "Ill", date(2026, 12, 24): "Skiing"}
    assert "*Time off* 24 Nov to 25 Nov and 24 Dec" in picture(mine(time_off=days))
    assert picture(mine(time_off=NEVER_MUCH))[2].endswith("28 Nov, 30 Nov and 2 Dec and more")


def labels(message: Message) -> list[str]:
    """The words on its buttons."""
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    return [element["text"]["text"] for row in rows for element in row]


def test_only_who_snoozes_can_be_woken() -> None:
    """Waking ends no night and no holiday."""
    for cause in Cause:
        is_offered = "Wake up" in labels(preferences.mine_message(asleep(cause), TITLES))
        assert is_offered is (cause is Cause.snoozed)
    both = replace(asleep(Cause.away), is_snoozed=True)
    assert labels(preferences.asked_message(both)) == ["Wake up"]
    assert labels(preferences.asked_message(mine())) == ["Snooze for a day", "Snooze until Monday"]


def fields_of(form: dict[str, Any]) -> dict[str, Any]:
    """The elements of a form by their block."""
    return {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}


def test_the_form_is_filled_in() -> None:
    """With what holds now; a group of which some are off says so."""
    quiet = mine(NotificationPreferences(daily_limit=3), NEVER_MUCH, muted=frozenset(MANY))
    fields = fields_of(PreferencesForm.draw(PreferencesStart(quiet, kinds(MANY))))

    assert (fields["opens"]["initial_time"], fields["closes"]["initial_time"]) == ("09:00", "17:30")
    assert fields["daily_limit"]["initial_option"]["value"] == "3"
    assert fields["country"]["initial_value"] == "GB"
    assert fields["days_off"]["initial_value"].count("\n") == 8
    assert "initial_options" not in fields["groups"]

    some = PreferencesStart(mine(muted=frozenset({"kudos.note"})), kinds(TITLES))
    fields = fields_of(PreferencesForm.draw(some))
    assert [option["text"]["text"] for option in fields["groups"]["options"]] == ["News (some)"]
    assert [option["value"] for option in fields["groups"]["initial_options"]] == ["news"]
    assert fields["daily_limit"]["initial_option"]["text"]["text"] == "As the workspace (5)"

    one_by_one = fields_of(KindsForm.draw(some))[f"wanted_{list(MessageGroup).index(MessageGroup.news)}"]
    assert [option["value"] for option in one_by_one["initial_options"]] == ["kudos.nudge"]


@pytest.mark.parametrize("kind", ["kudos.note", DIGEST])
def test_the_menu_beside_each_message(kind: str) -> None:
    """Snooze, switch this kind off, settings; a digest is of many kinds, and has no such switch."""
    menu = preferences.menu(kind, Unsolicited("Kudos you receive" * 9))

    validate_message("A note", [section("A note", accessory=menu)])
    assert [option["value"] for option in menu["options"]] == [
        "1d",
        "until monday",
        *([] if kind == DIGEST else ["mute:kudos.note"]),
        "me",
    ]


@pytest.mark.parametrize("longest", [3, 399, 400, 2999, 3000, 9000])
@pytest.mark.parametrize("count", [1, 2, 40, 41, 60])
def test_a_digest(count: int, longest: int) -> None:
    """One message, however much waited; nothing is cut within an escape."""
    lines = [f"{number} {'&amp;' * longest}" for number in range(count)]
    message = preferences.digest(Digest(tuple(lines)))

    validate_message(
        message.text, [*message.blocks, actions(preferences.menu(DIGEST, Unsolicited("Your digest")))]
    )
    assert message.text == ("1 message waited for you" if count == 1 else f"{count} messages waited for you")
    said = "\n".join(block["text"]["text"] for block in message.blocks if block["type"] == "section")
    assert said.count("• ") == min(count, 40)
    assert "&" not in said.replace("&amp;", "")
    more = [block["elements"][0]["text"] for block in message.blocks if block["type"] == "context"]
    assert more == ([f"and {count - 40} more"] if count > 40 else [])


def test_a_digest_says_what_waited() -> None:
    """One line each, in order; what is too long ends in dots."""
    message = preferences.digest(Digest(("*Ana* thanked you", "y" * 500)))
    assert message.blocks[-1]["text"]["text"] == f"• *Ana* thanked you\n• {'y' * 400}…"
