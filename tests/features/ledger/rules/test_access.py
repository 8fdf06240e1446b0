"""Whose numbers somebody sees and changes: their own, those of their people, as an admin everybody's."""

from bot.features.ledger.rules.access import may_keep, may_see, may_see_team
from bot.features.teams.rules.org_chart import OrgChart, Team
from tests.features.teams.cast import person

ENTERPRISE = Team(1, "Enterprise", "U0ANA", None, ("U0BEN", "U0GRACE"))
SMALL = Team(2, "Small", "U0MEI", None, ("U0SAM",))
CHART = OrgChart((ENTERPRISE, SMALL))


def test_by_table() -> None:
    """(who asks, sees Ben's rows, changes them, sees the sums of his team)."""
    table = [
        ("U0BEN", True, False, True),
        ("U0GRACE", False, False, True),
        ("U0ANA", True, True, True),
        ("U0MEI", False, False, False),
        ("U0SAM", False, False, False),
        ("U0CLEO", False, False, False),
    ]
    found = [
        (
            who,
            may_see(person(who), "U0BEN", CHART),
            may_keep(person(who), "U0BEN", CHART),
            may_see_team(person(who), ENTERPRISE),
        )
        for who, *_ in table
    ]
    assert found == table
    admin = person("U0ADMIN", is_admin=True)
    assert may_see(admin, "U0BEN", CHART)
    assert may_keep(admin, "U0BEN", CHART)
    assert may_see_team(admin, ENTERPRISE)
