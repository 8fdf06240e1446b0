"""Who reads which record of the library: the one table that all of it asks. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class LibraryRole(StrEnum):
    """What somebody is to a record of the library."""

    colleague = "everybody in a team, managers, admins"
    person = "whose it is"
    giver = "who gave it"
    manager = "who leads them now"
    author = "who added it"


class LibraryRecord(StrEnum):
    """Kinds of records of the library."""

    resource = "a resource, how many found it useful"
    path = "the learning path of a role"
    assignment = "an assignment, whether it is done"
    place = "the place of somebody on a path"
    vote = "what one person said of a resource"


READERS: Mapping[LibraryRecord, frozenset[LibraryRole]] = {
    LibraryRecord.resource: frozenset({LibraryRole.colleague}),
    LibraryRecord.path: frozenset({LibraryRole.colleague}),
    LibraryRecord.assignment: frozenset({LibraryRole.person, LibraryRole.giver}),
    LibraryRecord.place: frozenset({LibraryRole.person, LibraryRole.manager}),
    LibraryRecord.vote: frozenset(),
}


def may_read(record: LibraryRecord, roles: frozenset[LibraryRole]) -> bool:
    """Whether somebody who is this to a record may read it."""
    return bool(roles & READERS[record])
