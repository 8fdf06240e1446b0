"""Doors: everything a person can begin in Pacer, declared by the feature that answers it. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class WorkspaceRole(StrEnum):
    """What somebody is in the workspace; one person has several. A guest is nothing else."""

    member = "member"
    in_team = "in_team"
    seller = "seller"
    leads = "leads"
    admin = "admin"
    guest = "guest"


MEMBERS = frozenset({WorkspaceRole.member})
EVERYBODY = frozenset({WorkspaceRole.member, WorkspaceRole.guest})
IN_TEAM = frozenset({WorkspaceRole.in_team, WorkspaceRole.leads, WorkspaceRole.admin})
SELLERS = frozenset({WorkspaceRole.seller})
MANAGERS = frozenset({WorkspaceRole.leads, WorkspaceRole.admin})
LEADS = frozenset({WorkspaceRole.leads})
ADMINS = frozenset({WorkspaceRole.admin})


class Area(StrEnum):
    """What doors are about, in the order of the menu; the value is the label of its button."""

    goals = "Goals"
    numbers = "Numbers"
    recognition = "Recognition"
    feedback = "Feedback and reviews"
    coaching = "Coaching"
    boards = "Boards and contests"
    settings = "My settings"
    team = "My team"
    setup = "Setup"


@dataclass(frozen=True)
class Door:
    """A button of the menu, for who has one of `roles`.

    It types `words`, a command such as `/goal tree`, for who presses it; or it is the action `action_id`.
    `place`: where it stands among the doors of its area. `example`: how it can be written. `instead_of`: what
    commands begin with that are led here where they cannot be read, beside its own words.
    """

    area: Area
    label: str
    words: str = ""
    action_id: str = ""
    roles: frozenset[WorkspaceRole] = MEMBERS
    place: int = 50
    example: str = ""
    instead_of: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.words) == bool(self.action_id):
            raise ValueError(f"the door {self.label} types words, or is an action")


def open_doors(doors: Iterable[Door], roles: Collection[WorkspaceRole]) -> tuple[Door, ...]:
    """The doors for somebody who has these roles, by area and place."""
    areas = list(Area)
    shown = [door for door in doors if not door.roles.isdisjoint(roles)]
    return tuple(sorted(shown, key=lambda door: (areas.index(door.area), door.place)))
