"""What makes a team, and who may change it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.common.errors import BadInput, NotAllowed
from bot.common.text import listed
from bot.features.people.rules import Person
from bot.features.teams.rules.org_chart import OrgChart, Team
from bot.slack.text import name_of

LONGEST_NAME = 40
MOST_MEMBERS = 100


@dataclass(frozen=True)
class TeamForm:
    """A team as its form gives it; the name is raw. `manager_id` "" keeps the manager."""

    name: str
    manager_id: str
    member_ids: tuple[str, ...]
    channel_id: str | None = None


def check_may_change(actor: Person, team: Team) -> None:
    """NotAllowed for others than the team's manager and admins."""
    if not may_change(actor, team):
        raise NotAllowed(f"Only the manager of {team.name}, and admins, can change it.")


def may_change(actor: Person, team: Team) -> bool:
    """Whether the actor may change this team's name, members and channel."""
    return actor.is_admin or actor.id == team.manager_id


def check_team(
    form: TeamForm, known: Mapping[str, Person], org_chart: OrgChart, team_id: int | None
) -> TeamForm:
    """The form with its name escaped; BadInput names the field.

    `known`: the members among the people of the form, by id; `team_id`: the team that is changed, None for a
    new one.
    """
    name, members = _checked_name(form.name, org_chart, team_id), tuple(dict.fromkeys(form.member_ids))
    _check_manager(form.manager_id, known)
    _check_members(members, form.manager_id, known)
    _check_free(members, known, org_chart, team_id)
    return TeamForm(name, form.manager_id, members, form.channel_id)


def _checked_name(typed: str, org_chart: OrgChart, team_id: int | None) -> str:
    words = " ".join(typed.split())
    if not 1 <= len(words) <= LONGEST_NAME:
        raise BadInput(f"Write a name of 1 to {LONGEST_NAME} characters.", field="name")
    same = org_chart.named(name_of(words))
    if same is not None and same.id != team_id:
        raise BadInput(f"There is a team “{same.name}” already: choose another name.", field="name")
    return name_of(words)


def _check_manager(manager_id: str, known: Mapping[str, Person]) -> None:
    if not manager_id:
        raise BadInput("Choose who leads the team.", field="manager")
    if not _is_there(manager_id, known) or known[manager_id].is_guest:
        raise BadInput(f"{_absent([manager_id], known)}: choose a manager who is.", field="manager")


def _check_members(members: Sequence[str], manager_id: str, known: Mapping[str, Person]) -> None:
    if len(members) > MOST_MEMBERS:
        raise BadInput(f"A team has at most {MOST_MEMBERS} members, not {len(members)}.", field="members")
    absent = [who for who in members if not _is_there(who, known)]
    if absent:
        raise BadInput(f"{_absent(absent, known)}: take them out.", field="members")
    if manager_id in members:
        name = known[manager_id].name
        raise BadInput(f"{name} leads the team: take them out of its members.", field="members")


def _check_free(
    members: Sequence[str], known: Mapping[str, Person], org_chart: OrgChart, team_id: int | None
) -> None:
    for who in members:
        team = org_chart.team_of(who)
        if team is not None and team.id != team_id:
            sentence = f"{known[who].name} is in {team.name} already: take them out there first."
            raise BadInput(sentence, field="members")


def _is_there(who: str, known: Mapping[str, Person]) -> bool:
    return who in known and known[who].is_active_person


def _absent(ids: Sequence[str], known: Mapping[str, Person]) -> str:
    return f"Not an active person of this workspace: {listed([_name(who, known) for who in ids])}"


def _name(who: str, known: Mapping[str, Person]) -> str:
    return known[who].name if who in known else "someone"
