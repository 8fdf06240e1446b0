"""Who somebody is for the menu, and which doors words may mean. Pure."""

import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.features.people.rules import Person
from bot.features.teams.rules.org_chart import OrgChart
from bot.framework.doors import Area, Door, WorkspaceRole

# Names of the buttons of an area, and of a door.
AREA, TYPE = "doors.area", "doors.type"
# Three buttons beside what was typed are read; words that share fewer letters than this are another word.
_MOST_SUGGESTED, _ALIKE = 3, 0.6
_MOST_LED_TO = 2


@dataclass(frozen=True)
class Menu:
    """The doors that are open to somebody, by area and place; `first_name` is how they are called."""

    first_name: str
    doors: tuple[Door, ...]

    @property
    def areas(self) -> tuple[Area, ...]:
        """The areas in which there is a door."""
        return tuple(dict.fromkeys(door.area for door in self.doors))

    def within(self, area: Area) -> tuple[Door, ...]:
        """The doors of one area."""
        return tuple(door for door in self.doors if door.area is area)


def roles_of(person: Person, org_chart: OrgChart, *, sells: bool) -> frozenset[WorkspaceRole]:
    """The roles of an active person; `sells`: they have a quota, or a deal or activity of late."""
    if person.is_guest:
        return frozenset({WorkspaceRole.guest})
    held = {
        WorkspaceRole.in_team: org_chart.team_of(person.id) is not None,
        WorkspaceRole.seller: sells,
        WorkspaceRole.leads: bool(org_chart.led_by(person.id)),
        WorkspaceRole.admin: person.is_admin,
    }
    return frozenset({WorkspaceRole.member, *(role for role, holds in held.items() if holds)})


def suggested(doors: Sequence[Door], words: str) -> tuple[Door, ...]:
    """The doors whose labels or commands are nearest to these words: three at most, or none."""
    named: dict[str, Door] = {}
    for door in doors:
        for name in _names(door):
            named.setdefault(name, door)
    near = difflib.get_close_matches(words.lower(), named, n=2 * _MOST_SUGGESTED, cutoff=_ALIKE)
    return tuple(dict.fromkeys(named[name] for name in near))[:_MOST_SUGGESTED]


def leading_on(doors: Sequence[Door], typed: str) -> tuple[Door, ...]:
    """The doors behind a command that could not be read: the nearest by its first words, two at most."""
    near = [(fit, door) for door in doors if (fit := _shared(door, typed.casefold()))]
    ordered = {(door.words, door.action_id): door for _, door in sorted(near, key=lambda found: -found[0])}
    return tuple(door for (words, _), door in ordered.items() if words != typed.casefold())[:_MOST_LED_TO]


def _shared(door: Door, typed: str) -> int:
    """How many characters of a command lead to this door; 0: it is another command."""
    beginnings = filter(None, (door.words, *door.instead_of))
    return max((len(each) for each in beginnings if f"{typed} ".startswith(f"{each} ")), default=0)


def _names(door: Door) -> Collection[str]:
    command = door.words.removeprefix("/pacer ").removeprefix("/")
    label = door.label.lower()
    return [name for name in (label, command, *label.split(), *command.split()) if len(name) > 3]
