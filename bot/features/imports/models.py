"""The rows of intake: files that were sent, how their columns were read, and who is who in a source."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, Json, RowId, SlackId
from bot.features.imports.rules.facts import FileImport


class FileImportRow(Base):
    """A file that somebody sent. `facts` are what is told of it; `rejected` lines are counted, and told once.

    `state`: waiting (to be looked at), asking (a person has to decide), confirmed (to be applied), applied,
    cancelled or failed. Its content stays in Slack, or where it was; `digest` is its SHA-256.
    `claimed_until`: somebody is at work on it until then at the latest; `attempts`: how often that was begun
    in this state.
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
        return FileImport(
            id=self.id,
            sender_id=self.sender_id,
            name=self.name,
            url=self.url,
            digest=self.digest,
            kind=self.kind,
            source=self.source,
            layout=self.layout,
            state=self.state,
            facts=self.facts,
            sent_at=self.sent_at,
        )


class KnownLayout(Base):
    """How the columns of files with this header are read, as a person has confirmed it."""

    __tablename__ = "known_layouts"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    signature: Mapped[str] = mapped_column(String(64), primary_key=True)
    layout: Mapped[dict[str, Any]] = mapped_column(Json)
    confirmed_by: Mapped[str] = mapped_column(SlackId)
    confirmed_at: Mapped[datetime] = mapped_column(Instant)


class KnownPerson(Base):
    """Who a source means by an id, e-mail or name; no member at all when `member_id` is None."""

    __tablename__ = "known_persons"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    word: Mapped[str] = mapped_column(String(200), primary_key=True)
    member_id: Mapped[str | None] = mapped_column(SlackId)
    confirmed_by: Mapped[str] = mapped_column(SlackId)
    confirmed_at: Mapped[datetime] = mapped_column(Instant)


class IngestSource(Base):
    """A source that sends by webhook to `address`. The secrets are encrypted."""

    __tablename__ = "ingest_sources"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    address: Mapped[str] = mapped_column(String(60), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    name: Mapped[str] = mapped_column(String(40))
    secret: Mapped[str] = mapped_column(Text)
    old_secret: Mapped[str | None] = mapped_column(Text)
    old_until: Mapped[datetime | None] = mapped_column(Instant)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    heard_at: Mapped[datetime | None] = mapped_column(Instant)


TABLES: tuple[type[Base], ...] = (FileImportRow, KnownLayout, KnownPerson, IngestSource)
