"""The org chart: who leads whom now, and what makes a valid team; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput, NotAllowed
from bot.common.text import listed
from bot.features.people.rules import Person
from bot.slack.text import escape

LONGEST_NAME = 40
MOST_MEMBERS = 100


@dataclass(frozen=True)
class Team:
    """A team with one manager, who is not one of its members. `name` is escaped."""

    id: int
    name: str
    manager_id: str
    channel_id: str | None
    member_ids: tuple[str, ...]


@dataclass(frozen=True)
class TeamForm:
    """A team as its form gives it; the name is raw. `manager_id` "" keeps the manager."""

    name: str
    manager_id: str
    member_ids: tuple[str, ...]
    channel_id: str | None = None


@dataclass(frozen=True)
class OrgChart:
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
        """The team with this id; None when it does not exist or has ended."""
        return self._by_id.get(team_id)

    def named(self, name: str) -> Team | None:
        """The team of this name, in any case; None without one."""
        return next((team for team in self.teams if _key(team.name) == _key(name)), None)

    def like(self, words: str) -> tuple[Team, ...]:
        """The teams whose names contain these words, in any case; all for ""."""
        return tuple(team for team in self.teams if _key(words) in _key(team.name))

    def team_of(self, person_id: str) -> Team | None:
        """The team of which this person is a member; None without one."""
        return self._by_member.get(person_id)

    def manager_of(self, person_id: str) -> str | None:
        """Id of the manager of this person's team; None without a team."""
        team = self.team_of(person_id)
        return team.manager_id if team else None

    def led_by(self, person_id: str) -> tuple[Team, ...]:
        """The teams that this person leads."""
        return self._by_manager.get(person_id, ())

    def people_of(self, person_id: str) -> frozenset[str]:
        """Ids of the members of all teams that this person leads."""
        return frozenset(who for team in self.led_by(person_id) for who in team.member_ids)

    def are_mates(self, one_id: str, other_id: str) -> bool:
        """Whether both are in one team, or one leads the other's."""
        one, other = self.team_of(one_id), self.team_of(other_id)
        return (one is not None and (one is other or one.manager_id == other_id)) or (
            other is not None and other.manager_id == one_id
        )


@dataclass(frozen=True)
class TeamMembership:
    """A membership from `since` up to but not including `until`; None is a current one."""

    team_id: int
    person_id: str
    since: date
    until: date | None


def days_in(team_id: int, stays: Sequence[TeamMembership], *, has_left: bool) -> tuple[DateRange, ...]:
    """The days on which one person's facts count for this team, from all their memberships in order.

    What was before their first team counts for that one; what comes after they left the company, for their
    last.
    """
    ordered = sorted(stays, key=lambda stay: stay.since)
    found = []
    for number, stay in enumerate(ordered):
        is_first, is_last = number == 0, number == len(ordered) - 1
        start = date.min if is_first else stay.since
        end = stay.until or date.max
        if is_last and has_left:
            end = date.max
        if stay.team_id == team_id:
            found.append(DateRange(start, end))
    return tuple(found)


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
    same = org_chart.named(escape(words))
    if same is not None and same.id != team_id:
        raise BadInput(f"There is a team “{same.name}” already: choose another name.", field="name")
    return escape(words)


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


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
