"""Rows of plain words: what a thread is about, so that it goes on."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, Json, SlackId


class AskThread(Base):
    """What somebody asked last in a thread: intent and slots, never the words. Gone after a day."""

    __tablename__ = "ask_threads"
    __table_args__ = (Index(None, "at"),)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    channel_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    thread_ts: Mapped[str] = mapped_column(String(32), primary_key=True)
    asker_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    intent: Mapped[str] = mapped_column(String(32))
    slots: Mapped[dict[str, Any]] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(Instant)


TABLES = (AskThread,)
