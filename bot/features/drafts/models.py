"""The rows of drafts."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, Json, SlackId


class FormDraft(Base):
    """What somebody has typed into a form and not sent, by field, raw: theirs alone.

    `view_id` is the window in which they typed last, `sent_view_id` the one in which it was sent last:
    keystrokes of it that come late are nothing new.
    """

    __tablename__ = "form_drafts"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    author_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    form: Mapped[str] = mapped_column(String(255), primary_key=True)
    words: Mapped[dict[str, str]] = mapped_column(Json)
    view_id: Mapped[str] = mapped_column(SlackId)
    sent_view_id: Mapped[str] = mapped_column(SlackId)
    saved_at: Mapped[datetime] = mapped_column(Instant)


TABLES: tuple[type[Base], ...] = (FormDraft,)
