"""Rows of files that people send, and how their columns are read."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.common.facts import fact_of
from bot.db.base import Base, Instant, Json, RowId, SlackId
from bot.features.imports.rules.facts import FileImport


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
