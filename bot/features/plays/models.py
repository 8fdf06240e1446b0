"""Rows of plays: what was written, on which deals it was used, what was asked, why deals were lost."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Date, Index, MetaData, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.common.facts import fact_of
from bot.db.base import WHOSE, Base, Instant, Json, RowId, SlackId
from bot.features.plays.rules.facts import DealFacts, Play, PlayState


class PlayRow(Base):
    """What somebody did and why it worked, see `Play`.

    `found_text`: its words as they are searched. SQLite holds them once more in `plays_search`, kept by
    triggers; Postgres has an index over them, and a function that finds by it. Migrations make all of these.
    """

    __tablename__ = "plays"
    __table_args__ = (
        Index("ix_plays_state", "workspace_id", "state", "confirmed_at"),
        Index("ix_plays_author", "workspace_id", "author_id"),
        {"info": {WHOSE: ("author_id",)}},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    author_id: Mapped[str] = mapped_column(SlackId)
    title: Mapped[str] = mapped_column(String(80))
    skill: Mapped[str] = mapped_column(String(40))
    situation: Mapped[str] = mapped_column(Text)
    did: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    deal_id: Mapped[int | None] = mapped_column(RowId)
    facts: Mapped[dict[str, Any]] = mapped_column(Json)
    may_name: Mapped[bool]
    state: Mapped[str] = mapped_column(String(8))
    found_text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Instant)
    confirmed_at: Mapped[datetime] = mapped_column(Instant)
    used_on: Mapped[date | None] = mapped_column(Date)

    def fact(self) -> Play:
        """The frozen fact that other rooms and later features see."""
        return fact_of(self, Play, state=PlayState(self.state), facts=DealFacts(**self.facts))


class PlayUseRow(Base):
    """That somebody used a play on a deal of theirs; once a deal."""

    __tablename__ = "play_uses"
    __table_args__ = (
        Index("ix_play_uses_day", "workspace_id", "day", "play_id"),
        {"info": {WHOSE: ("user_id",)}},
    )

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    play_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    deal_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    user_id: Mapped[str] = mapped_column(SlackId)
    day: Mapped[date] = mapped_column(Date)


class PlayTruthRow(Base):
    """That a user of a play says that it is still true; the newest counts."""

    __tablename__ = "play_truths"
    __table_args__ = ({"info": {WHOSE: ("user_id",)}},)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    play_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    user_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)


class PlayAskRow(Base):
    """That the owner of an unusual win was asked what they would do again; once a deal."""

    __tablename__ = "play_asks"
    __table_args__ = (
        Index("ix_play_asks_owner", "workspace_id", "owner_id", "at"),
        {"info": {WHOSE: ("owner_id",)}},
    )

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    deal_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    owner_id: Mapped[str] = mapped_column(SlackId)
    at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


class PlayPostRow(Base):
    """That a play stood in the week of a channel; once a channel."""

    __tablename__ = "play_posts"
    __table_args__ = ({"info": {WHOSE: ("play_id",)}},)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    play_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    channel_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)


class DealDebriefRow(Base):
    """A lost deal, asked about `at`; `reason` is the key of one, "" until it is told, or if skipped."""

    __tablename__ = "deal_debriefs"
    __table_args__ = (
        Index("ix_deal_debriefs_owner", "workspace_id", "owner_id", "closed_at"),
        Index("uq_deal_debriefs_deal", "workspace_id", "deal_id", unique=True),
        {"info": {WHOSE: ("owner_id",)}},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    deal_id: Mapped[int] = mapped_column(RowId)
    owner_id: Mapped[str] = mapped_column(SlackId)
    name: Mapped[str] = mapped_column(Text)
    stage: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


# SQLite's table of words, made by the migration; its rows are found by those of `plays`. On Postgres a
# function of that name gives their ids.
PLAYS_SEARCH = Table("plays_search", MetaData(), Column("rowid", RowId), Column("plays_search", Text))

TABLES: tuple[type[Base], ...] = (
    PlayRow,
    PlayUseRow,
    PlayTruthRow,
    PlayAskRow,
    PlayPostRow,
    DealDebriefRow,
)
