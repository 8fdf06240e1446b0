"""Who leads whom: teams as they are now, and what makes a team. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.common.errors import BadInput
from bot.common.text import listed
from bot.features.people.rules import Person
from bot.slack.text import escape

LONGEST_NAME = 40
MOST_MEMBERS = 100


@dataclass(frozen=True)
class Team:
    """A group of members with one manager, who is not one of them. `name` is escaped."""

    id: int
    name: str
    manager_id: str
    channel_id: str | None
    member_ids: tuple[str, ...]


@dataclass(frozen=True)
class TeamForm:
    """A team as somebody wants it."""

    name: str
    manager_id: str
    member_ids: tuple[str, ...]
    channel_id: str | None = None


@dataclass(frozen=True)
class Roster:
    """The teams of a workspace as they are now."""

    teams: tuple[Team, ...]

    @cached_property
    def _by_member(self) -> Mapping[str, Team]:
        return {who: team for team in self.teams for who in team.member_ids}

    @cached_property
    def _by_id(self) -> Mapping[int, Team]:
        return {team.id: team for team in self.teams}

    @cached_property
    def _by_manager(self) -> Mapping[str, tuple[Team, ...]]:
        led: dict[str, tuple[Team, ...]] = {}
        for team in self.teams:
            led[team.manager_id] = (*led.get(team.manager_id, ()), team)
        return led

    def team(self, team_id: int) -> Team | None:
        """The team of this id."""
        return self._by_id.get(team_id)

    def named(self, name: str) -> Team | None:
        """The team of this name, in whatever case."""
        return next((team for team in self.teams if _key(team.name) == _key(name)), None)

    def team_of(self, person_id: str) -> Team | None:
        """The team that this person is a member of."""
        return self._by_member.get(person_id)

    def manager_of(self, person_id: str) -> str | None:
        """Who leads this person's team."""
        team = self.team_of(person_id)
        return team.manager_id if team else None

    def led_by(self, person_id: str) -> tuple[Team, ...]:
        """The teams that this person leads."""
        return self._by_manager.get(person_id, ())

    def people_of(self, person_id: str) -> frozenset[str]:
        """Everybody in the teams that this person leads."""
        return frozenset(who for team in self.led_by(person_id) for who in team.member_ids)

    def are_mates(self, one_id: str, other_id: str) -> bool:
        """Whether both are members of one team, or one leads the other's."""
        one, other = self.team_of(one_id), self.team_of(other_id)
        return (one is not None and (one is other or one.manager_id == other_id)) or (
            other is not None and other.manager_id == one_id
        )


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def check_team(
    form: TeamForm, known: Mapping[str, Person], roster: Roster, team_id: int | None = None
) -> TeamForm:
    """The form as it is kept; BadInput, beside its field, when it is no team. `team_id`: the one changed."""
    name = escape(" ".join(form.name.split()))
    if not 1 <= len(form.name.strip()) <= LONGEST_NAME:
        raise BadInput(f"Write a name of 1 to {LONGEST_NAME} characters.", field="name")
    same = roster.named(name)
    if same is not None and same.id != team_id:
        raise BadInput(f"There is a team “{same.name}” already: choose another name.", field="name")
    _check_people(form, known)
    for who in form.member_ids:
        team = roster.team_of(who)
        if team is not None and team.id != team_id:
            raise already_in(known[who].name, team.name)
    return TeamForm(name, form.manager_id, tuple(dict.fromkeys(form.member_ids)), form.channel_id)


def already_in(person_name: str, team_name: str) -> BadInput:
    """Why somebody cannot join: a person is in one team at a time."""
    return BadInput(f"{person_name} is in {team_name} already: take them out there first.", field="members")


def _check_people(form: TeamForm, known: Mapping[str, Person]) -> None:
    if len(form.member_ids) > MOST_MEMBERS:
        raise BadInput(f"A team has at most {MOST_MEMBERS} members.", field="members")
    for field, ids in (("manager", (form.manager_id,)), ("members", form.member_ids)):
        absent = [known[who].name if who in known else "Someone" for who in ids if not _is_there(who, known)]
        if absent:
            raise BadInput(f"Not an active member of this workspace: {listed(absent)}.", field=field)
    if form.manager_id in form.member_ids:
        raise BadInput("The manager leads the team and is not listed as a member.", field="members")


def _is_there(who: str, known: Mapping[str, Person]) -> bool:
    return who in known and known[who].is_active_person
