"""Who may see and change whose numbers; pure.

Reps see their own rows and the sums of their team; a team's manager, and admins, see and change the numbers
of its people. Nobody else sees anything.
"""

from bot.common.errors import BadInput, NotAllowed
from bot.features.people.rules import Person
from bot.features.teams.rules.org_chart import OrgChart, Team


def may_keep(actor: Person, person_id: str, org_chart: OrgChart) -> bool:
    """Whether the actor may set quotas of this person, and confirm and correct their credits."""
    return actor.is_admin or person_id in org_chart.people_of(actor.id)


def may_see(actor: Person, person_id: str, org_chart: OrgChart) -> bool:
    """Whether the actor may see this person's own rows and figures."""
    return actor.id == person_id or may_keep(actor, person_id, org_chart)


def may_see_team(actor: Person, team: Team) -> bool:
    """Whether the actor may see the sums of this team."""
    return actor.is_admin or actor.id == team.manager_id or actor.id in team.member_ids


def check_may_keep(actor: Person, person_id: str, name: str, org_chart: OrgChart) -> None:
    """NotAllowed for all but this person's manager and admins."""
    if not may_keep(actor, person_id, org_chart):
        raise NotAllowed(f"Only {name}'s manager, and admins, can do that.")


def check_may_see(actor: Person, person_id: str, name: str, org_chart: OrgChart) -> None:
    """NotAllowed for all but the person, their manager and admins."""
    if not may_see(actor, person_id, org_chart):
        raise NotAllowed(f"Only {name} and {name}'s manager see these numbers.")


def check_has_numbers(person: Person, field: str | None = None) -> None:
    """BadInput with this field for a bot, and for an unknown id; who has left still has numbers."""
    if person.is_unknown:
        raise BadInput("That person is not a member of this workspace, as far as I know.", field=field)
    if person.is_bot:
        raise BadInput(f"{person.name} is not a person.", field=field)
