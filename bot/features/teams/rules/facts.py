"""Teams as one viewer sees them; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.common.errors import BadInput
from bot.features.people.rules import Person
from bot.features.teams.rules.org_chart import OrgChart, Team
from bot.features.teams.rules.team_form import check_may_change


@dataclass(frozen=True)
class TeamsOverview:
    """The teams for one viewer, with their members and managers by id."""

    viewer: Person
    org_chart: OrgChart
    people: Mapping[str, Person]

    def changeable(self, team_id: int) -> Team:
        """The team. BadInput: it has ended. NotAllowed: the viewer may not change it."""
        team = self.org_chart.team(team_id)
        if team is None:
            raise BadInput("That team does not exist any more.")
        check_may_change(self.viewer, team)
        return team

    def members(self, team: Team) -> list[Person]:
        """The members of a team who are still there, in the team's order."""
        known = (self.people[who] for who in team.member_ids if who in self.people)
        return [person for person in known if person.is_active_person]
