"""Who may read which part of a review, and when: one table for all features; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class ReviewRole(StrEnum):
    """A person's relation to a part of a review."""

    author = "who writes it"
    person = "whose review it is"
    manager = "the manager who reviews them"
    peer = "another peer of this review"
    later = "a manager who came later"
    admin = "an admin"
    outsider = "anybody else"


class PartKind(StrEnum):
    """Whose view a part is: the person's own, the manager's, a peer's, or upward about the manager."""

    own = "self"
    manager = "manager"
    peer = "peer"
    upward = "upward"


class PartStage(StrEnum):
    """How far a part is, for the table of readers."""

    draft = "while it is written"
    submitted = "once it is submitted"
    shared = "once the review is shared"


_WRITER = frozenset({ReviewRole.author})
_TWO = frozenset({ReviewRole.author, ReviewRole.person, ReviewRole.manager})
_NOT_THE_PERSON = frozenset({ReviewRole.author, ReviewRole.manager})
READERS: Mapping[tuple[PartKind, PartStage], frozenset[ReviewRole]] = {
    (PartKind.own, PartStage.draft): _WRITER,
    (PartKind.own, PartStage.submitted): _TWO,
    (PartKind.own, PartStage.shared): _TWO,
    (PartKind.manager, PartStage.draft): _WRITER,
    (PartKind.manager, PartStage.submitted): _WRITER,
    (PartKind.manager, PartStage.shared): _TWO,
    (PartKind.peer, PartStage.draft): _WRITER,
    (PartKind.peer, PartStage.submitted): _NOT_THE_PERSON,
    (PartKind.peer, PartStage.shared): _NOT_THE_PERSON,
    (PartKind.upward, PartStage.draft): _WRITER,
    (PartKind.upward, PartStage.submitted): _WRITER,
    (PartKind.upward, PartStage.shared): _TWO,
}


@dataclass(frozen=True)
class ReviewParties:
    """The people named by a part, as member ids."""

    author_id: str
    person_id: str
    manager_id: str


def roles_in(viewer_id: str, parties: ReviewParties) -> frozenset[ReviewRole]:
    """The roles that a person has by being named in a part; empty for everybody else."""
    named = {
        ReviewRole.author: parties.author_id,
        ReviewRole.person: parties.person_id,
        ReviewRole.manager: parties.manager_id,
    }
    return frozenset(role for role, who in named.items() if who and who == viewer_id)


def may_read(viewer_id: str, part: PartKind, stage: PartStage, parties: ReviewParties) -> bool:
    """Whether the viewer may read the words of a part at this stage."""
    return bool(roles_in(viewer_id, parties) & READERS[part, stage])


def told_to(part: PartKind, person: str, manager: str) -> str:
    """The sentence of the form that says who will read this part."""
    return {
        PartKind.own: f"{manager} will see this once you submit it.",
        PartKind.manager: f"{person} will see this once you share the review.",
        PartKind.peer: f"{manager} will see this, with your name. {person} will not.",
        PartKind.upward: f"{manager} will see this, with your name, once your review is shared.",
    }[part]
