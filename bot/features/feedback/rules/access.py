"""Who may read which record of feedback: the one table that every door asks. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class FeedbackRole(StrEnum):
    """What somebody is to a record."""

    author = "who writes it"
    about = "whom it is about"
    asker = "who asked for it"
    named = "the manager named on the form"
    manager = "another manager of that person"
    mate = "a teammate"
    admin = "an admin"
    outsider = "anybody else"


class Record(StrEnum):
    """The kinds of records, by who was told to read them when they were written."""

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
    """Whom a record names. `author_id` of a request is whoever shall answer it; "" stands for nobody."""

    author_id: str
    about_id: str
    asker_id: str = ""
    named_id: str = ""


def roles_in(viewer_id: str, parties: FeedbackParties) -> frozenset[FeedbackRole]:
    """What somebody is to a record by being named in it; that somebody leads or knows them gives no role."""
    named = {
        FeedbackRole.author: parties.author_id,
        FeedbackRole.about: parties.about_id,
        FeedbackRole.asker: parties.asker_id,
        FeedbackRole.named: parties.named_id,
    }
    return frozenset(role for role, who in named.items() if who and who == viewer_id)


def may_read(viewer_id: str, record: Record, parties: FeedbackParties) -> bool:
    """Whether somebody may read a record: only those whom its form named before it was sent."""
    return bool(roles_in(viewer_id, parties) & READERS[record])


def readers(record: Record, parties: FeedbackParties) -> frozenset[str]:
    """Everybody who may read a record."""
    named = {parties.author_id, parties.about_id, parties.asker_id, parties.named_id} - {""}
    return frozenset(who for who in named if may_read(who, record, parties))
