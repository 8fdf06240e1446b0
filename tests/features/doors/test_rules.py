"""Roles, and what unknown words may mean."""

from collections.abc import Set
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.features.doors.rules import Menu, roles_of, suggested
from bot.features.people.rules import Person
from bot.features.teams.rules.org_chart import OrgChart, Team
from bot.framework.doors import Area, Door, WorkspaceRole, open_doors
from bot.registry import CATALOG

ENTERPRISE = OrgChart((Team(1, "Enterprise", "U_ANA", "C1", ("U_BEN",)),))


def person(user_id: str) -> Person:
    """A member of Northwind."""
    return Person(user_id, user_id, ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("who", "sells", "expected"),
    [
        (person("U_BEN"), True, {WorkspaceRole.member, WorkspaceRole.in_team, WorkspaceRole.seller}),
        (person("U_ANA"), False, {WorkspaceRole.member, WorkspaceRole.leads}),
        (person("U_CLEO"), False, {WorkspaceRole.member}),
        (replace(person("U_ADA"), is_admin=True), False, {WorkspaceRole.member, WorkspaceRole.admin}),
        (replace(person("U_BEN"), is_guest=True), True, {WorkspaceRole.guest}),
    ],
)
def test_roles(who: Person, sells: bool, expected: Set[WorkspaceRole]) -> None:
    """A guest is nothing else, whatever they once were."""
    assert roles_of(who, ENTERPRISE, sells=sells) == expected


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("gaols", "My goals"),
        ("leaderbord", "Leaderboard"),
        ("qoutas", "Quotas"),
        ("celebration", "What is celebrated of me"),
        ("xyzzy", None),
        ("", None),
    ],
)
def test_words_that_are_nearly_right(typed: str, first: str | None) -> None:
    """They suggest the nearest doors, three at most; what is near to none suggests nothing."""
    doors = open_doors(CATALOG.doors, set(WorkspaceRole) - {WorkspaceRole.guest})

    near = suggested(doors, typed)

    assert len(near) <= 3
    assert [door.label for door in near[:1]] == ([first] if first else [])


def test_a_door_types_words_or_is_an_action() -> None:
    """Both, or neither, is a mistake of who declares it."""
    for words, action_id in (("", ""), ("/goal", "goals.new")):
        with pytest.raises(ValueError, match="types words, or is an action"):
            Door(Area.goals, "New goal", words, action_id)


def test_no_area_has_more_doors_than_slack_draws_buttons() -> None:
    """And each role's areas are those with a door for it."""
    everything = Menu("Ana", open_doors(CATALOG.doors, set(WorkspaceRole)))
    assert max(len(everything.within(area)) for area in Area) <= 25
    guest = Menu("Gina", open_doors(CATALOG.doors, {WorkspaceRole.guest}))
    assert guest.areas == (Area.recognition, Area.feedback, Area.settings)
