"""Rows of webhook sources, and of what sources mean by their words."""

from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, SlackId
from bot.features.imports.rules.stages.mapping import LONGEST_STAGE


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
