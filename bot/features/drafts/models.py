"""The row of drafts: one a person and form."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, Json, SlackId


class FormDraft(Base):
    """What a person has typed into a form and not sent: raw text by field, seen by nobody else.

    `form` is `service.form_name`. `view_id`: the window in which they typed last; `sent_view_id`: the one
    that was sent last, whose late keystrokes are ignored.
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
