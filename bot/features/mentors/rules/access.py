"""Who reads which record of mentors: the one table that all of it asks. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class MentoringRole(StrEnum):
    """What somebody is to a record of mentors; to lead one of them, or to be an admin, gives none."""

    mentee = "the mentee"
    mentor = "the mentor"
    asked_mentor = "the mentor whom the mentee asks"
    writer = "its writer"
    colleague = "everybody in a team, managers, admins"


class MentoringRecord(StrEnum):
    """Kinds of records of mentors."""

    offer = "a mentor's offer, whether they are free"
    ask = "an ask, its shortlist"
    words = "the words of an ask"
    veto = "a veto"
    contract = "aims and talks of a mentorship"
    who_ended = "who ended a mentorship"


READERS: Mapping[MentoringRecord, frozenset[MentoringRole]] = {
    MentoringRecord.offer: frozenset({MentoringRole.colleague}),
    MentoringRecord.ask: frozenset({MentoringRole.mentee}),
    MentoringRecord.words: frozenset({MentoringRole.mentee, MentoringRole.asked_mentor}),
    MentoringRecord.veto: frozenset({MentoringRole.writer}),
    MentoringRecord.contract: frozenset({MentoringRole.mentee, MentoringRole.mentor}),
    MentoringRecord.who_ended: frozenset(),
}


def may_read(record: MentoringRecord, roles: frozenset[MentoringRole]) -> bool:
    """Whether somebody who is this to a record may read it."""
    return bool(roles & READERS[record])
