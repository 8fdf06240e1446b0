"""What the sender of a file is told."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from bot.deliveries.notices import Notice


@dataclass(frozen=True)
class FileReport(Notice):
    """A file from its arrival to its end; what is known of it grows with each edit.

    `state` as in `FileImportRow`, or "working", when `done` of `rows` are dealt with. `new`, `changed`,
    `same`, `older`, `gone` (as in `Tally`) and `rejected` count rows, `reasons` are (reason, rows).
    `columns`: (title, column of the file); `unused` columns and `missing` titles have no other. `stages`:
    (word of the file, status), of old files. `words`: (pipeline, stage, meaning or "", rows that ask for one,
    how many of these look closed). `omitted` and `doubts`: why rows are left out, or say two things, with
    their number; `later`: a sentence on wins dated later. `questions`: (field, column, ways to read it,
    example). `unknown`: id, address, name of a person, and who it may be. `read_in`: lines that are in the
    books, and how many of their rows are new, changed, the same. `more_reasons`, `totals` and `own_total`:
    what is said of them in words, "" for nothing. `before` and `after`: control totals of the source around
    its being taken back. `is_all`: its sender said that it is everything; then so many deals are `absent`,
    told in a sentence, with what they booked in the base `currency`; `is_a_part`: too many to be true.
    `samples`: a value of each column. `parked` rows wait for an answer. `twin`: a source in which `twins` of
    its `twins_of` deals are as well, while that is asked.
    """

    kind = "intake.file"
    import_id: Annotated[int, Field(alias="import")]
    name: str
    state: str
    done: int = 0
    rows: int = 0
    file_kind: Annotated[str, Field(alias="kind")] = ""
    source: str = ""
    file_version: Annotated[int, Field(alias="version")] = 1
    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0
    gone: int = 0
    rejected: int = 0
    reasons: tuple[tuple[str, int], ...] = ()
    more_reasons: str = ""
    totals: str = ""
    own_total: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    unused: tuple[str, ...] = ()
    stages: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str, str, int, int], ...] = ()
    omitted: tuple[tuple[str, int], ...] = ()
    doubts: tuple[tuple[str, int], ...] = ()
    later: str = ""
    missing: tuple[str, ...] = ()
    questions: tuple[tuple[str, str, tuple[str, ...], str], ...] = ()
    unknown: tuple[tuple[str, str, str, str | None], ...] = ()
    imported_on: str = ""
    changed_since: int = 0
    reason: str = ""
    twin: str = ""
    twins: int = 0
    twins_of: int = 0
    is_all: bool = False
    absent: int = 0
    absent_told: str = ""
    absent_booked: str = "0"
    currency: str = ""
    is_a_part: bool = False
    before: str = ""
    after: str = ""
    read_in: tuple[int, int, int, int] = (0, 0, 0, 0)
    parked: int = 0
    samples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class RejectedRows(Notice):
    """The rejected rows of a file of this `name`, as an attached file."""

    kind = "intake.rejects"
    name: str


@dataclass(frozen=True)
class FileRefused(Notice):
    """Why a sent file is not taken, in a sentence."""

    kind = "intake.refused"
    reason: str


@dataclass(frozen=True)
class UnknownPersonAsked(Notice):
    """Who somebody is whom a source names; what waits for the answer. Texts are in Slack's escaped form.

    `question`: `ParkedGroup.id`. `also`: their address or id, "" where that is the name. `rows`: (kind, how
    many); `money`: sums of deals, as text. `state`: open, later, over (nothing waits any more) or answered:
    by `answered_by` ("": they joined), as `member_id`, None for nobody here.
    """

    kind = "imports.unknown_person"
    question: str
    source: str
    person: str
    also: str = ""
    rows: tuple[tuple[str, int], ...] = ()
    money: tuple[str, ...] = ()
    state: str = "open"
    member_id: str | None = None
    answered_by: str = ""


@dataclass(frozen=True)
class LaterWinsAsked(Notice):
    """Whether wins that a source dates far ahead are right: `told` says what there is.

    `question`: as of an `UnknownPersonAsked`. `state`: open, or right or left_out, as `answered_by` said.
    """

    kind = "imports.later_wins"
    question: str
    source: str
    told: str
    state: str = "open"
    answered_by: str = ""


@dataclass(frozen=True)
class StageAsked(Notice):
    """What a stage of a source means, for which `deals` wait. Texts are in Slack's escaped form.

    `question`: as of an `UnknownPersonAsked`. `money`: sums of the deals, as text. `state`: open, over, or
    the `StageMeaning` that `answered_by` said ("": on the server).
    """

    kind = "imports.stage_asked"
    question: str
    source: str
    stage: str
    pipeline: str = ""
    deals: int = 0
    money: tuple[str, ...] = ()
    state: str = "open"
    answered_by: str = ""


@dataclass(frozen=True)
class TwinAsked(Notice):
    """Whether a deal of a source is one that the books have from `other_source`; both told in words.

    `question`: as of an `UnknownPersonAsked`. `alike`: how many deals of the source wait for the same answer
    beside that other one. `state`: open, over, or same or apart, as `answered_by` said (always_same or
    always_apart: of what comes later, too).
    """

    kind = "imports.twin_asked"
    question: str
    source: str
    told: str
    other_source: str
    other: str
    alike: int = 1
    state: str = "open"
    answered_by: str = ""


@dataclass(frozen=True)
class LateRejects(Notice):
    """Records that waited and cannot be taken in after all: `reasons` are (reason, rows)."""

    kind = "imports.late_rejects"
    reasons: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class SourceIsFull(Notice):
    """So many records (`rows`) of a source wait that nothing more is taken from it."""

    kind = "imports.source_full"
    source: str
    rows: int
