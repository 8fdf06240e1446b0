"""Who may read and write which record of coaching: the one table that all of Pacer asks. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class PairRole(StrEnum):
    """What somebody is to the record of a pair; to lead one of them later, or to be an admin, gives none."""

    person = "the person"
    manager = "the manager of then"
    writer = "who wrote it"
    later_manager = "a later manager"
    managers_manager = "the manager's manager"
    admin = "an admin"
    teammate = "a teammate"
    outsider = "anybody else"


class CoachingRecord(StrEnum):
    """Kinds of records of a pair."""

    shared_topic = "shared topic"
    private_topic = "private topic"
    shared_note = "shared note"
    private_note = "private note"
    action = "action"
    talk = "whether and when a talk was held"
    vote = "usefulness of one talk"
    outcome = "what came of an action"


_PAIR = frozenset({PairRole.person, PairRole.manager})
_WRITER = frozenset({PairRole.writer})
READERS: Mapping[CoachingRecord, frozenset[PairRole]] = {
    CoachingRecord.shared_topic: _PAIR,
    CoachingRecord.private_topic: _WRITER,
    CoachingRecord.shared_note: _PAIR,
    CoachingRecord.private_note: _WRITER,
    CoachingRecord.action: _PAIR,
    CoachingRecord.talk: _PAIR,
    CoachingRecord.vote: frozenset(),
    CoachingRecord.outcome: _PAIR,
}
WRITERS: Mapping[CoachingRecord, frozenset[PairRole]] = {
    CoachingRecord.shared_topic: _PAIR,
    CoachingRecord.private_topic: _WRITER,
    CoachingRecord.shared_note: _WRITER,
    CoachingRecord.private_note: _WRITER,
    CoachingRecord.action: _PAIR,
    CoachingRecord.talk: _PAIR,
    CoachingRecord.vote: frozenset({PairRole.person}),
    CoachingRecord.outcome: frozenset(),
}


@dataclass(frozen=True)
class PairParties:
    """The people whom a record names: manager and person of its series, and who wrote it ("" for nobody)."""

    manager_id: str
    person_id: str
    writer_id: str = ""


def roles_in(member_id: str, parties: PairParties) -> frozenset[PairRole]:
    """Roles of somebody by being named in the record."""
    named = {
        PairRole.person: parties.person_id,
        PairRole.manager: parties.manager_id,
        PairRole.writer: parties.writer_id,
    }
    return frozenset(role for role, who in named.items() if who and who == member_id)


def may_read(member_id: str, record: CoachingRecord, parties: PairParties) -> bool:
    """Whether somebody may read a record."""
    return bool(roles_in(member_id, parties) & READERS[record])


def may_write(member_id: str, record: CoachingRecord, parties: PairParties) -> bool:
    """Whether somebody may write such a record, or change this one."""
    return bool(roles_in(member_id, parties) & WRITERS[record])


def topic_record(*, is_private: bool) -> CoachingRecord:
    """The kind of record that a topic is."""
    return CoachingRecord.private_topic if is_private else CoachingRecord.shared_topic


def note_record(*, is_private: bool) -> CoachingRecord:
    """The kind of record that a note is."""
    return CoachingRecord.private_note if is_private else CoachingRecord.shared_note
