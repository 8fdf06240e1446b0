"""What is kept of Slack's users."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.features.people.rules import (
    Person,
    known_zone,
    likely_zone,
    member_facts,
    quiet_time,
    says_absence,
)

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TOMORROW_ENDS = datetime(2026, 11, 25, tzinfo=UTC)
FRIDAY = datetime.fromtimestamp(1795800000, UTC)
BEN = {
    "id": "U2",
    "team_id": "T1",
    "name": "ben",
    "tz": "Europe/London",
    "profile": {"display_name": "Ben W"},
}


@pytest.mark.parametrize(
    ("change", "facts"),
    [
        ({}, {"user_id": "U2", "name": "Ben W", "zone": "Europe/London", "is_bot": False, "is_admin": False}),
        ({"profile": {"display_name": "", "real_name": "Ben Walker"}}, {"name": "Ben Walker"}),
        ({"profile": {}, "real_name": "Ben Walker"}, {"name": "Ben Walker"}),
        ({"profile": {}}, {"name": "ben"}),
        ({"profile": None, "name": ""}, {"name": "U2"}),
        ({"profile": {"display_name": "x" * 500}}, {"name": "x" * 80}),
        ({"profile": {"display_name": "<!channel> & co"}}, {"name": "&lt;!channel&gt; &amp; co"}),
        ({"tz": None}, {"zone": "UTC"}),
        ({"tz": "Mars/Olympus"}, {"zone": "UTC"}),
        ({"deleted": True}, {"is_deactivated": True}),
        ({"team_id": "T2"}, {"is_deactivated": True}),
        ({"team_id": None}, {"is_deactivated": True, "is_foreign": True}),
        ({"team_id": None, "is_owner": True}, {"is_foreign": True, "is_admin": False}),
        ({"team_id": None, "enterprise_user": {"teams": ["T1"]}}, {"is_foreign": False}),
        ({"team_id": "T2", "enterprise_user": {"teams": ["T2", "T1"]}}, {"is_deactivated": False}),
        ({"team_id": "T2", "enterprise_user": {"teams": ["T2"]}}, {"is_deactivated": True}),
        ({"is_admin": True}, {"is_admin": True}),
        ({"is_owner": True}, {"is_admin": True}),
        ({"is_bot": True}, {"is_bot": True}),
        ({"id": "USLACKBOT"}, {"is_bot": True}),
    ],
)
def test_member_facts(change: dict[str, object], facts: dict[str, object]) -> None:
    """Names fall back, unknown zones are UTC, strangers cannot act, Slackbot is a bot."""
    assert facts.items() <= member_facts(BEN | change, "T1", NOW).items()


def test_tomorrow_ends_at_midnight_when_the_clocks_change() -> None:
    """A status without an end, set on the day before London's night of 25 hours."""
    facts = member_facts(
        BEN | {"profile": {"status_emoji": ":mask:"}}, "T1", datetime(2026, 10, 24, 12, tzinfo=UTC)
    )
    assert facts["status_until"] == datetime(2026, 10, 26, tzinfo=UTC)


def test_the_likely_zone_is_that_of_most_people() -> None:
    """Of equals the first by name."""
    assert likely_zone({"Europe/Paris": 2, "Europe/London": 2, "Asia/Tokyo": 1}) == "Europe/London"
    assert likely_zone({}) == "UTC"


@pytest.mark.parametrize(
    ("admin", "manager", "role"),
    [(False, False, "rep"), (True, False, "admin"), (False, True, "manager"), (True, True, "manager")],
)
def test_role(admin: bool, manager: bool, role: str) -> None:
    """A manager's allowance first, then an admin's."""
    assert Person("U1", "Ana", ZoneInfo("UTC"), is_admin=admin, is_manager=manager).role == role


@pytest.mark.parametrize("name", ["Mars/Olympus", "../etc/passwd", "America", "x" * 300, "", None])
def test_an_unknown_zone_is_utc(name: str | None) -> None:
    """Neither a path, nor a folder of zones, nor nonsense is a zone."""
    assert known_zone(name).key == "UTC"


@pytest.mark.parametrize(
    ("facts", "active"),
    [({}, True), ({"is_bot": True}, False), ({"is_deactivated": True}, False), ({"is_unknown": True}, False)],
)
def test_active_people(facts: dict[str, bool], active: bool) -> None:
    """Neither bots, nor those who left, nor ids of which Slack has not told."""
    assert Person("U1", "Ana", ZoneInfo("UTC"), **facts).is_active_person is active  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("profile", "zone", "kept"),
    [
        ({"status_emoji": "", "status_expiration": 0}, "UTC", (None, None)),
        ({"status_text": "Thinking", "status_expiration": 1795800000}, "UTC", (None, None)),
        ({"status_emoji": ":palm_tree:", "status_expiration": 1795800000}, "UTC", (":palm_tree:", FRIDAY)),
        ({"status_emoji": ":palm_tree:", "status_expiration": 0}, "UTC", (":palm_tree:", TOMORROW_ENDS)),
        ({"status_emoji": ":mask:"}, "Asia/Tokyo", (":mask:", datetime(2026, 11, 24, 15, tzinfo=UTC))),
        ({"status_emoji": ":mask:"}, "America/New_York", (":mask:", datetime(2026, 11, 25, 5, tzinfo=UTC))),
        ({"status_emoji": ":mask:", "status_expiration": 10**30}, "UTC", (":mask:", TOMORROW_ENDS)),
        ({"status_emoji": ":mask:", "status_expiration": "soon"}, "UTC", (":mask:", TOMORROW_ENDS)),
        ({"status_emoji": "x" * 500, "status_expiration": 1795800000}, "UTC", ("x" * 128, FRIDAY)),
    ],
)  # fmt: skip
def test_a_status_has_an_end(
    profile: dict[str, Any], zone: str, kept: tuple[str | None, datetime | None]
) -> None:
    """Slack's own; else the end of tomorrow where the person is; nonsense is no end."""
    facts = member_facts(BEN | {"profile": profile, "tz": zone}, "T1", NOW)

    assert (facts["status_emoji"], facts["status_until"]) == kept


@pytest.mark.parametrize(
    ("emoji", "absent"),
    [
        (":palm_tree:", True),
        (":face_with_thermometer:", True),
        (":no_entry:", True),
        (":airplane:", True),
        (":desert_island:", True),
        (":mask::skin-tone-3:", True),
        (":calendar:", False),
        (":bus:", False),
        (":house_with_garden:", False),
        (":palm:", False),
        ("", False),
        (None, False),
    ],
)
def test_absences(emoji: str | None, absent: bool) -> None:
    """Of Slack's presets vacation and sickness; meetings, commuting and home offices are work."""
    assert says_absence(emoji) is absent


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        ("Vacationing", True),
        ("On vacation until Monday", True),
        ("OOO", True),
        ("ooo - back 3 Dec", True),
        ("Out of office", True),
        ("🌴 out of the office till Friday", True),
        ("Out sick", True),
        ("on parental leave", True),
        ("PTO (call Ana)", True),
        ("im Urlaub bis 3.12.", True),
        ("En congés", True),
        ("de vacaciones", True),
        ("休暇中", True),
        ("Vacation planning", False),
        ("back from vacation", False),
        ("leave me a message", False),
        ("Holiday campaign", False),
        ("In a meeting", False),
        ("sick of spreadsheets", False),
        ("Working remotely", False),
        ("", False),
    ],
)
def test_absences_in_words(words: str, absent: bool) -> None:
    """Whatever emoji stands before them; the words themselves are not kept."""
    profile = {"status_text": words, "status_emoji": ":speech_balloon:", "status_expiration": 0}
    facts = member_facts({"id": "U1", "team_id": "T1", "tz": "UTC", "profile": profile}, "T1", NOW)
    assert says_absence(facts["status_emoji"]) is absent
    assert words == "" or words not in str(facts)


@pytest.mark.parametrize(
    ("status", "quiet"),
    [
        ({"dnd_enabled": True, "next_dnd_start_ts": 1795800000, "next_dnd_end_ts": 1795803600}, True),
        ({"dnd_enabled": False, "next_dnd_start_ts": 1795800000, "next_dnd_end_ts": 1795803600}, False),
        ({"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}, False),
        ({"dnd_enabled": True, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}, False),
        ({"dnd_enabled": True, "next_dnd_start_ts": 1795800000, "next_dnd_end_ts": 1795800000}, False),
        ({"dnd_enabled": True, "next_dnd_start_ts": 1795800000}, False),
        ({}, False),
    ],
)
def test_quiet_times(status: dict[str, Any], quiet: bool) -> None:
    """Only what is switched on, begins and then ends."""
    assert quiet_time(status) == ((FRIDAY, FRIDAY + timedelta(hours=1)) if quiet else (None, None))
