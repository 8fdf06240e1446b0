"""Who reads which record of skills: the one table that all of Pacer asks. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class SkillRole(StrEnum):
    """What a person is to a record of skills."""

    person = "whose it is"
    manager = "who led them when it was made"
    rater = "who rated"
    later_manager = "who leads them now, and did not then"
    admin = "an admin"
    anybody = "anybody else"


class SkillRecord(StrEnum):
    """Kinds of records, in the words of the table of who reads what."""

    unreleased_card = "a gap card, until the manager's next working day after the person has seen it"
    released_card = "a gap card after that"
    open_rating = "a rating, until both are in"
    shown_rating = "a rating after that, and the levels agreed on"
    untouched_window = "a window in which nothing was done"


_PAIR = frozenset({SkillRole.person, SkillRole.manager})
READERS: Mapping[SkillRecord, frozenset[SkillRole]] = {
    SkillRecord.unreleased_card: frozenset({SkillRole.person}),
    SkillRecord.released_card: _PAIR,
    SkillRecord.open_rating: frozenset({SkillRole.rater}),
    SkillRecord.shown_rating: _PAIR,
    SkillRecord.untouched_window: frozenset(),
}


def roles_to(viewer_id: str, person_id: str, manager_id: str) -> frozenset[SkillRole]:
    """What a viewer is to a record of this person, made while that manager led them ("" for nobody).

    To be an admin, or to lead them now, gives nothing.
    """
    named = {SkillRole.person: person_id, SkillRole.manager: manager_id}
    return frozenset(role for role, who in named.items() if who and who == viewer_id)


def may_read(record: SkillRecord, roles: frozenset[SkillRole]) -> bool:
    """Whether somebody who is this to a record may read it."""
    return bool(roles & READERS[record])
