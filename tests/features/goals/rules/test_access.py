"""Who may see a goal, and for whom one may be set: for every kind of goal and of person."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.features.goals.rules.access import may_set_for, visible_to
from bot.features.goals.rules.progress import Goal
from bot.features.people.rules import Person
from bot.features.teams.rules.org_chart import OrgChart, Team
from tests.features.goals.examples import GOAL

ORG_CHART = OrgChart(
    (
        Team(1, "Enterprise", "ANA", None, ("BEN", "MATE")),
        Team(2, "Support", "LEAD", None, ("CLEO",)),
        Team(3, "Sales", "BOSS", None, ("ANA",)),
    )
)
PEOPLE = {
    who: Person(who, who.title(), ZoneInfo("UTC"), is_admin=who == "ADMIN", is_manager=who == "HEAD")
    for who in ("BEN", "MATE", "ANA", "BOSS", "CLEO", "LEAD", "ADMIN", "HEAD", "DANA", "COACH")
}
OPEN = replace(GOAL, proposer_id="DANA", coach_ids=frozenset({"COACH"}))
PRIVATE = replace(OPEN, private=True)
OF_A_TEAM = replace(OPEN, owner_id="ANA", team_id=1)
OF_NO_TEAM = replace(OPEN, owner_id="HEAD", proposer_id=None)
THREE = {"BEN", "DANA", "ANA", "COACH"}
LEADS = {"BOSS", "LEAD", "ADMIN", "HEAD"}


@pytest.mark.parametrize(
    ("goal", "sees"),
    [
        (PRIVATE, THREE),
        (OPEN, THREE | LEADS | {"MATE"}),
        (OF_A_TEAM, set(PEOPLE)),
        (OF_NO_TEAM, set(PEOPLE)),
        (replace(OF_NO_TEAM, private=True, coach_ids=frozenset()), {"HEAD"}),
        (replace(OF_A_TEAM, private=True), {"ANA", "DANA", "BOSS", "COACH"}),
    ],
    ids=["private", "open", "of a team", "of no team", "private, of no team", "private, of a team"],
)
def test_who_sees_a_goal(goal: Goal, sees: set[str]) -> None:
    """Exactly these, and nobody else; Cleo is of another team."""
    assert {who for who, person in PEOPLE.items() if visible_to(goal, person, ORG_CHART)} == sees


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_a_guest_sees_what_they_own_set_or_were_invited_to(who: str) -> None:
    """Neither a team's goals, nor those of people whom they know or led."""
    guest = replace(PEOPLE[who], is_guest=True, is_admin=False, is_manager=False)
    goals = (OPEN, PRIVATE, OF_A_TEAM, OF_NO_TEAM)

    for goal in goals:
        is_theirs = who in {goal.owner_id, goal.proposer_id, *goal.coach_ids}
        assert visible_to(goal, guest, ORG_CHART) is is_theirs
    assert {owner for owner in PEOPLE if may_set_for(guest, owner, ORG_CHART)} == {who}


@pytest.mark.parametrize(
    ("proposer", "may"),
    [
        ("BEN", {"BEN"}),
        ("ANA", {"ANA", "BEN", "MATE"}),
        ("BOSS", {"BOSS", "ANA"}),
        ("CLEO", {"CLEO"}),
        ("ADMIN", set(PEOPLE)),
        ("HEAD", set(PEOPLE)),
    ],
)
def test_for_whom_one_may_set_goals(proposer: str, may: set[str]) -> None:
    """Oneself, the people one leads; admins and managers for everybody."""
    assert {who for who in PEOPLE if may_set_for(PEOPLE[proposer], who, ORG_CHART)} == may
