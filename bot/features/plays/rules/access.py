"""Who reads and writes which record of plays: the one table that all of it asks. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class PlayRole(StrEnum):
    """What somebody is to a record of plays."""

    author = "its author"
    owner = "whose deal it was"
    owners_manager = "who leads the owner now"
    manager = "a manager of the author"
    admin = "an admin"
    colleague = "everybody in a team, managers, admins"


class PlayRecord(StrEnum):
    """Kinds of records of plays."""

    draft = "a draft"
    shared = "a shared play, its author, counts of use"
    archived = "an archived play"
    loss = "a loss's words"


READERS: Mapping[PlayRecord, frozenset[PlayRole]] = {
    PlayRecord.draft: frozenset({PlayRole.author}),
    PlayRecord.shared: frozenset({PlayRole.colleague}),
    PlayRecord.archived: frozenset({PlayRole.author}),
    PlayRecord.loss: frozenset({PlayRole.owner, PlayRole.owners_manager}),
}


def may_read(record: PlayRecord, roles: frozenset[PlayRole]) -> bool:
    """Whether somebody who is this to a record may read it."""
    return bool(roles & READERS[record])
