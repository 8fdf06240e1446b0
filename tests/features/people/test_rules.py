"""What is kept of Slack's users."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.features.people.rules import Person, known_zone, likely_zone, member_facts

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
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
        ({"team_id": None}, {"is_deactivated": False}),
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


def test_the_likely_zone_is_that_of_most_living_people() -> None:
    """Bots and people who left do not count; of equals the first by name."""
    facts = {"is_bot": False, "is_deactivated": False}
    members = [
        {"zone": "Europe/Paris", **facts},
        {"zone": "Europe/London", **facts},
        {"zone": "Asia/Tokyo", **facts, "is_bot": True},
        {"zone": "Asia/Tokyo", **facts, "is_deactivated": True},
    ]

    assert likely_zone(members) == "Europe/London"
    assert likely_zone([]) == "UTC"


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
    ("bot", "gone", "active"), [(False, False, True), (True, False, False), (False, True, False)]
)
def test_active_people(bot: bool, gone: bool, active: bool) -> None:
    """Neither bots nor those who left."""
    person = Person("U1", "Ana", ZoneInfo("UTC"), is_bot=bot, is_deactivated=gone)

    assert person.is_active_person is active
