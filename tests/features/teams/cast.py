"""People and teams for the tests of teams."""

from typing import Any

from bot.features.people.rules import Person, known_zone
from bot.features.teams.rules.org_chart import OrgChart, Team

ANA, BEN, CLEO, DARIO = "U0ANA", "U0BEN", "U0CLEO", "U0DARIO"
ROBOT, GONE = "U0ROBOT", "U0GONE"
WINS = "C0WINS"


def person(user_id: str, **facts: Any) -> Person:
    """Somebody, named by their id."""
    return Person(user_id, user_id[2:].title(), known_zone("UTC"), **facts)


PEOPLE = {
    known.id: known
    for known in (
        person(ANA, is_admin=True),
        *map(person, (BEN, CLEO, DARIO)),
        person(ROBOT, is_bot=True),
        person(GONE, is_deactivated=True),
    )
}
ENTERPRISE = Team(1, "Enterprise", ANA, WINS, (BEN, CLEO))
SMALL = Team(2, "R&amp;D", BEN, None, (DARIO,))
ORG_CHART = OrgChart((ENTERPRISE, SMALL))
