"""Who may read what colleagues share: everybody in a team, managers, admins."""

from dataclasses import dataclass

from bot.common.errors import NotAllowed
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart
from bot.framework.context import Context


@dataclass(frozen=True)
class Colleague:
    """Somebody who acts and reads what is shared, with the teams as they are."""

    person: Person
    org_chart: OrgChart

    @property
    def leads(self) -> frozenset[str]:
        """Ids of the people whom they lead."""
        return self.org_chart.people_of(self.person.id) - {self.person.id}

    def check_leads(self, person_id: str, sentence: str) -> None:
        """NotAllowed with this sentence: they do not lead that person."""
        if person_id not in self.leads:
            raise NotAllowed(sentence)

    @property
    def may_set_up(self) -> bool:
        """Whether they lead a team or are an admin, and so arrange what is there for all."""
        return self.person.is_admin or bool(self.org_chart.led_by(self.person.id))


def is_colleague(person: Person, org_chart: OrgChart) -> bool:
    """Whether somebody reads what is shared: they are in a team, lead one, or are an admin."""
    in_team = org_chart.team_of(person.id) is not None or bool(org_chart.led_by(person.id))
    return not person.is_guest and (person.is_admin or in_team)


async def colleague(ctx: Context, what: str) -> Colleague:
    """Who acts, if they may read what is shared. NotAllowed: `what` ("the library") is not for them."""
    person = await people.actor(ctx.transaction, ctx.actor_id)
    org_chart = await teams.load_org_chart(ctx.transaction)
    if not is_colleague(person, org_chart):
        raise NotAllowed(f"You are in no team: {what} is for those who are in one, managers and admins.")
    return Colleague(person, org_chart)
