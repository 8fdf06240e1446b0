"""Rows of imports: files, how their columns are read, who a source means, and webhook sources."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Index, Integer, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.common.facts import fact_of
from bot.db.base import Base, Instant, Json, RowId, SlackId
from bot.features.imports.rules.facts import FileImport
from bot.features.imports.rules.stages.mapping import LONGEST_STAGE


class FileImportRow(Base):
    """A file that somebody sent; its content stays in Slack. `digest` is its SHA-256 in hex, "" until read.

    `state`: waiting (to be read), asking (its sender has to decide), confirmed (to be applied), applied,
    cancelled, failed, undoing (to be taken back) or taken_back. `facts`: what its message shows. `layout`:
    `Layout.to_json`, {} until known. `claimed_until`: the lease of the process that works on it, None for
    none; `attempts`: how often that was begun in this state. `version` grows with each state.
    """

    __tablename__ = "file_imports"
    __table_args__ = (
        Index("ix_file_imports_state", "state", "claimed_until"),
        Index("ix_file_imports_workspace_id", "workspace_id", "sent_at"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    sender_id: Mapped[str] = mapped_column(SlackId)
    channel_id: Mapped[str] = mapped_column(SlackId)
    name: Mapped[str] = mapped_column(String(400))
    url: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(60))
    layout: Mapped[dict[str, Any]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(12))
    facts: Mapped[dict[str, Any]] = mapped_column(Json)
    version: Mapped[int] = mapped_column(Integer)
    sent_at: Mapped[datetime] = mapped_column(Instant)
    applied_at: Mapped[datetime | None] = mapped_column(Instant)
    claimed_until: Mapped[datetime | None] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(Integer, server_default="0")

    def fact(self) -> FileImport:
        """The frozen fact that other rooms and later features see."""
        return fact_of(self, FileImport)


class KnownLayout(Base):
    """How files with this header are read, as a person has confirmed it; see `header_signature`."""

    __tablename__ = "known_layouts"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    signature: Mapped[str] = mapped_column(String(64), primary_key=True)
    layout: Mapped[dict[str, Any]] = mapped_column(Json)
    confirmed_by: Mapped[str] = mapped_column(SlackId)
    confirmed_at: Mapped[datetime] = mapped_column(Instant)


class KnownPerson(Base):
    """Whom a source means by a word (see `words_of`); `member_id` None: nobody of this workspace."""

    __tablename__ = "known_persons"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    word: Mapped[str] = mapped_column(String(200), primary_key=True)
    member_id: Mapped[str | None] = mapped_column(SlackId)
    confirmed_by: Mapped[str] = mapped_column(SlackId)
    confirmed_at: Mapped[datetime] = mapped_column(Instant)


class StageMeaningRow(Base):
    """What a word for a stage means, as a person has said it; see `StageMeanings`.

    `source` "" holds for all sources, `pipeline` "" for all pipelines; pipeline and word are folded.
    """

    __tablename__ = "stage_meanings"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    pipeline: Mapped[str] = mapped_column(String(LONGEST_STAGE), primary_key=True)
    word: Mapped[str] = mapped_column(String(LONGEST_STAGE), primary_key=True)
    meaning: Mapped[str] = mapped_column(String(10))
    said_by: Mapped[str] = mapped_column(SlackId)
    said_at: Mapped[datetime] = mapped_column(Instant)


class IngestSource(Base):
    """A source that sends by webhook to `address`.

    Its messages are signed by a secret, which is kept encrypted; where it `is_bearer`, they carry a token, of
    which the SHA-256 in hex is kept. `old_secret` works until `old_until`. `heard_at`: the newest body taken
    from it, None for none. `keeper_id`: who is asked about what has to wait, None for admins.
    """

    __tablename__ = "ingest_sources"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    address: Mapped[str] = mapped_column(String(60), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    name: Mapped[str] = mapped_column(String(40))
    secret: Mapped[str] = mapped_column(Text)
    old_secret: Mapped[str | None] = mapped_column(Text)
    old_until: Mapped[datetime | None] = mapped_column(Instant)
    is_bearer: Mapped[bool] = mapped_column(default=False, server_default=false())
    keeper_id: Mapped[str | None] = mapped_column(SlackId)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    heard_at: Mapped[datetime | None] = mapped_column(Instant)


class ParkedRow(Base):
    """The newest version of a record that waits for an answer before it counts.

    `kind` and `external_id` as of a `Parking`; `record`: `stored_records.to_json`. `why`: a `ParkedFor`;
    `ref`: what has to be answered, the same for all rows that one answer takes in. `keeper_id`: who is asked,
    None for admins. `source_at`: the record's version in its source; `seen_at`: when it was told last.
    `origin`: the file or message that told it.
    """

    __tablename__ = "parked_rows"
    __table_args__ = (Index("ix_parked_rows_ref", "workspace_id", "why", "ref"),)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    external_id: Mapped[str] = mapped_column(String(120), primary_key=True)
    source_at: Mapped[datetime | None] = mapped_column(Instant)
    record: Mapped[dict[str, Any]] = mapped_column(Json)
    why: Mapped[str] = mapped_column(String(20))
    ref: Mapped[str] = mapped_column(String(200))
    origin: Mapped[str] = mapped_column(String(80), server_default="")
    keeper_id: Mapped[str | None] = mapped_column(SlackId)
    first_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)


class ReplacedParkedRow(Base):
    """A record that waited, and whose place a file took: it is back when all these files are taken back.

    Columns as of a `ParkedRow`; `replaced_by`: the origins of files that told the record since.
    """

    __tablename__ = "replaced_parked_rows"
    __table_args__ = (
        Index("ix_replaced_parked_rows_source", "workspace_id", "source", "kind", "external_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    source: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    external_id: Mapped[str] = mapped_column(String(120))
    source_at: Mapped[datetime | None] = mapped_column(Instant)
    record: Mapped[dict[str, Any]] = mapped_column(Json)
    why: Mapped[str] = mapped_column(String(20))
    ref: Mapped[str] = mapped_column(String(200))
    origin: Mapped[str] = mapped_column(String(80))
    keeper_id: Mapped[str | None] = mapped_column(SlackId)
    first_at: Mapped[datetime] = mapped_column(Instant)
    replaced_by: Mapped[list[str]] = mapped_column(Json)


class LaterWin(Base):
    """What somebody said of a win that is dated far ahead: whether its day is right, or it is left out."""

    __tablename__ = "later_wins"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    external_id: Mapped[str] = mapped_column(String(120), primary_key=True)
    closed_on: Mapped[date] = mapped_column(Date, primary_key=True)
    is_right: Mapped[bool]
    said_at: Mapped[datetime] = mapped_column(Instant)


TABLES: tuple[type[Base], ...] = (
    FileImportRow,
    KnownLayout,
    KnownPerson,
    StageMeaningRow,
    IngestSource,
    ParkedRow,
    ReplacedParkedRow,
    LaterWin,
)
