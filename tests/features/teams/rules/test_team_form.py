"""What makes a team, and who may change it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.errors import BadInput, NotAllowed
from bot.features.teams.rules.org_chart import OrgChart
from bot.features.teams.rules.team_form import (
    LONGEST_NAME,
    MOST_MEMBERS,
    TeamForm,
    check_may_change,
    check_team,
)
from bot.slack.text import name_of, unescape
from tests.features.teams.cast import (
    ANA,
    BEN,
    CLEO,
    DARIO,
    ENTERPRISE,
    GONE,
    ORG_CHART,
    PEOPLE,
    ROBOT,
    SMALL,
    WINS,
    person,
)

NOBODY_YET = OrgChart(())
GOOD = TeamForm("Mid-market", ANA, (BEN, CLEO), WINS)


def test_a_team_as_it_is_kept() -> None:
    """Single spaces and escapes in its name, each member once."""
    form = check_team(TeamForm("  R & D \n two ", ANA, (BEN, CLEO, BEN)), PEOPLE, NOBODY_YET, None)
    assert form == TeamForm("R &amp; D two", ANA, (BEN, CLEO))


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"name": ""}, "name", "Write a name of 1 to 40 characters."),
        ({"name": " \n "}, "name", "Write a name of 1 to 40 characters."),
        ({"name": "x" * 41}, "name", "Write a name of 1 to 40 characters."),
        ({"manager_id": ""}, "manager", "Choose who leads the team."),
        (
            {"manager_id": ROBOT},
            "manager",
            "Not an active person of this workspace: Robot: choose a manager who is.",
        ),
        (
            {"manager_id": GONE},
            "manager",
            "Not an active person of this workspace: Gone: choose a manager who is.",
        ),
        (
            {"manager_id": "U0ELSE"},
            "manager",
            "Not an active person of this workspace: someone: choose a manager who is.",
        ),
        (
            {"member_ids": (BEN, ROBOT, GONE)},
            "members",
            "Not an active person of this workspace: Robot and Gone: take them out.",
        ),
        (
            {"member_ids": ("U0ELSE",)},
            "members",
            "Not an active person of this workspace: someone: take them out.",
        ),
        ({"member_ids": (BEN, ANA)}, "members", "Ana leads the team: take them out of its members."),
        (
            {"member_ids": tuple(f"U{number}" for number in range(101))},
            "members",
            "A team has at most 100 members, not 101.",
        ),
    ],
)
def test_what_is_no_team(change: dict[str, object], field: str, sentence: str) -> None:
    """Refused beside its field, saying what is wrong and what to do."""
    form = replace(GOOD, **change)  # type: ignore[arg-type]
    with pytest.raises(BadInput) as refused:
        check_team(form, PEOPLE, NOBODY_YET, None)
    assert (str(refused.value), refused.value.field) == (sentence, field)


def test_the_largest_team() -> None:
    """So many members, and such a long name, are still taken."""
    many = {f"U{number}": person(f"U{number}") for number in range(MOST_MEMBERS)}
    form = TeamForm("&" * LONGEST_NAME, ANA, (*many, *many))
    kept = check_team(form, PEOPLE | many, NOBODY_YET, None)
    assert (kept.name, len(kept.member_ids)) == ("&amp;" * LONGEST_NAME, MOST_MEMBERS)


@pytest.mark.parametrize("name", ["Enterprise", "ENTERPRISE", " enterprise "])
def test_one_name_one_team(name: str) -> None:
    """Whatever its case; the team itself may keep it, or write it otherwise."""
    form = TeamForm(name, ANA, (BEN,))
    with pytest.raises(BadInput, match="There is a team “Enterprise” already") as refused:
        check_team(form, PEOPLE, ORG_CHART, SMALL.id)
    assert refused.value.field == "name"
    assert check_team(form, PEOPLE, ORG_CHART, ENTERPRISE.id).name == name.strip()


def test_one_name_with_escapes() -> None:
    """Names are the same when people read the same."""
    with pytest.raises(BadInput, match="There is a team “R&amp;D” already"):
        check_team(TeamForm("r&d", ANA, ()), PEOPLE, ORG_CHART, None)


def test_one_person_one_team() -> None:
    """Refused with the name of the other team; its manager may be a member elsewhere."""
    with pytest.raises(BadInput) as refused:
        check_team(replace(GOOD, member_ids=(DARIO,)), PEOPLE, ORG_CHART, None)
    assert str(refused.value) == "Dario is in R&amp;D already: take them out there first."
    assert refused.value.field == "members"
    assert check_team(TeamForm("R&D", BEN, (DARIO,)), PEOPLE, ORG_CHART, SMALL.id).member_ids == (DARIO,)
    assert check_team(TeamForm("Leads", CLEO, (ANA,)), PEOPLE, ORG_CHART, None).member_ids == (ANA,)


def test_who_may_change_a_team() -> None:
    """Its manager and admins; not its members, nor another team's manager."""
    check_may_change(person(ANA), ENTERPRISE)
    check_may_change(person(DARIO, is_admin=True), ENTERPRISE)
    for nobody in (person(BEN), person(CLEO), person(DARIO, is_manager=True)):
        with pytest.raises(NotAllowed, match="Only the manager of Enterprise, and admins, can change it"):
            check_may_change(nobody, ENTERPRISE)


@given(st.text(max_size=60))
def test_any_name(typed: str) -> None:
    """It is refused, or kept as it was typed but for blanks and signs, and found by itself."""
    try:
        kept = check_team(TeamForm(typed, ANA, ()), PEOPLE, NOBODY_YET, None).name
    except BadInput:
        assert not 1 <= len(" ".join(typed.split())) <= LONGEST_NAME
        return
    assert unescape(kept).split() == unescape(name_of(typed)).split()
    assert not {"<", ">", "\n"} & set(kept)
    team = replace(ENTERPRISE, name=kept)
    assert OrgChart((team,)).named(kept) is team
