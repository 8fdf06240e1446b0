"""Who may read which record of feedback: the one table that all of Pacer asks. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class FeedbackRole(StrEnum):
    """What a person is to a record; only the first four roles are by being named in it."""

    author = "who writes it"
    about = "whom it is about"
    asker = "who asked for it"
    named = "the manager named on the form"
    manager = "another manager of that person"
    mate = "a teammate"
    admin = "an admin"
    outsider = "anybody else"


class Record(StrEnum):
    """Kinds of records, by who was told to read them when they were written; names are stored."""

    shared = "feedback for one person"
    with_manager = "feedback for one person and their manager"
    about_report = "an answer about somebody, for whoever asked"
    note = "a note to oneself"
    request = "a request for feedback"


READERS: Mapping[Record, frozenset[FeedbackRole]] = {
    Record.shared: frozenset({FeedbackRole.author, FeedbackRole.about}),
    Record.with_manager: frozenset({FeedbackRole.author, FeedbackRole.about, FeedbackRole.named}),
    Record.about_report: frozenset({FeedbackRole.author, FeedbackRole.asker}),
    Record.note: frozenset({FeedbackRole.author}),
    Record.request: frozenset({FeedbackRole.author, FeedbackRole.asker}),
}


@dataclass(frozen=True)
class FeedbackParties:
    """The people a record names; "" for nobody. `author_id` of a request is who shall answer it."""

    author_id: str
    about_id: str
    asker_id: str = ""
    named_id: str = ""


def roles_in(viewer_id: str, parties: FeedbackParties) -> frozenset[FeedbackRole]:
    """Roles of a person by being named in the record; to lead or know somebody gives none."""
    named = {
        FeedbackRole.author: parties.author_id,
        FeedbackRole.about: parties.about_id,
        FeedbackRole.asker: parties.asker_id,
        FeedbackRole.named: parties.named_id,
    }
    return frozenset(role for role, who in named.items() if who and who == viewer_id)


def may_read(viewer_id: str, record: Record, parties: FeedbackParties) -> bool:
    """Whether a person may read a record: only those whom its form named before it was sent."""
    return bool(roles_in(viewer_id, parties) & READERS[record])


def readers(record: Record, parties: FeedbackParties) -> frozenset[str]:
    """Ids of everybody who may read a record, its author included."""
    named = {parties.author_id, parties.about_id, parties.asker_id, parties.named_id} - {""}
    return frozenset(who for who in named if may_read(who, record, parties))
