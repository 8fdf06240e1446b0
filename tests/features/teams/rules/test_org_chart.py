"""Who leads whom."""

import pytest

from bot.features.teams.rules.org_chart import OrgChart, Team
from tests.features.teams.cast import ANA, BEN, CLEO, DARIO, ENTERPRISE, ORG_CHART, SMALL


def test_the_team_of_somebody() -> None:
    """As a member: who leads a team and is in none has none."""
    assert ORG_CHART.team_of(BEN) is ENTERPRISE
    assert ORG_CHART.team_of(DARIO) is SMALL
    assert ORG_CHART.team_of(ANA) is None


def test_managers() -> None:
    """Of whom, and of which teams and people: a manager may be a member elsewhere."""
    assert [ORG_CHART.manager_of(who) for who in (BEN, CLEO, DARIO, ANA)] == [ANA, ANA, BEN, None]
    assert [ORG_CHART.led_by(who) for who in (ANA, BEN, CLEO)] == [(ENTERPRISE,), (SMALL,), ()]
    two = OrgChart((ENTERPRISE, Team(3, "Third", ANA, None, ("U0EMEKA",))))
    assert two.people_of(ANA) == {BEN, CLEO, "U0EMEKA"}
    assert two.people_of(BEN) == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "mates"),
    [
        (BEN, CLEO, True),
        (ANA, BEN, True),
        (BEN, DARIO, True),
        (CLEO, DARIO, False),
        (ANA, DARIO, False),
        (ANA, "U0NOBODY", False),
        ("U0NOBODY", "U0ALIEN", False),
    ],
)
def test_mates(one: str, other: str, mates: bool) -> None:
    """Members of one team, and its manager with each of them; the same from both sides."""
    assert ORG_CHART.are_mates(one, other) is mates
    assert ORG_CHART.are_mates(other, one) is mates


def test_teams_by_id_and_name() -> None:
    """In whatever case, with any blanks; a part of a name finds all that have it."""
    assert ORG_CHART.team(2) is SMALL
    assert ORG_CHART.team(3) is None
    assert ORG_CHART.named("  r&amp;d ") is SMALL
    assert ORG_CHART.named("Enter") is None
    assert ORG_CHART.like("ENTER") == (ENTERPRISE,)
    assert ORG_CHART.like("") == (ENTERPRISE, SMALL)
    assert ORG_CHART.like("sales") == ()
