"""The teams as somebody looks at them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.common.errors import BadInput
from bot.features.people.rules import Person
from bot.features.teams.rules.org_chart import OrgChart, Team
from bot.features.teams.rules.team_form import check_may_change


@dataclass(frozen=True)
class TeamsOverview:
    """The teams, and those who are in them or lead them, by id, for somebody to look at."""

    viewer: Person
    org_chart: OrgChart
    people: Mapping[str, Person]

    def changeable(self, team_id: int) -> Team:
        """The team of this id; a Refusal when it has ended, or is not the viewer's to change."""
        team = self.org_chart.team(team_id)
        if team is None:
            raise BadInput("That team does not exist any more.")
        check_may_change(self.viewer, team)
        return team
