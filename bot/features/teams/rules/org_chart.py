"""Teams as an organization chart: who leads whom, and who was where when. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bot.common.date_ranges import DateRange


@dataclass(frozen=True)
class Team:
    """A team with one manager, who is not one of its members. `name` is escaped."""

    id: int
    name: str
    manager_id: str
    channel_id: str | None
    member_ids: tuple[str, ...]


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


def known_on(stays: Sequence[TeamMembership], day: date) -> list[TeamMembership]:
    """The memberships as they were at the end of that day; each begins and ends on the day it is told."""
    return [
        replace(stay, until=stay.until if stay.until is not None and stay.until <= day else None)
        for stay in stays
        if stay.since <= day
    ]


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


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
