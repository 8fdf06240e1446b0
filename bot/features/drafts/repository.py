"""The SQL of drafts."""

from collections.abc import Sequence
from datetime import datetime

from bot.db.repository import ScopedRepository
from bot.features.drafts.models import FormDraft

_KEY = [FormDraft.workspace_id, FormDraft.author_id, FormDraft.form]


class DraftRepository(ScopedRepository):
    """Drafts of the workspace."""

    async def keep(
        self, author_id: str, form: str, words: dict[str, str], view_id: str, at: datetime
    ) -> None:
        """What is typed so far, unless it was sent from this window already, or something newer is there."""
        row = {"author_id": author_id, "form": form, "words": words, "sent_view_id": "", "saved_at": at}
        statement = self.insert(FormDraft)
        new = statement.excluded
        statement = statement.on_conflict_do_update(
            index_elements=_KEY,
            set_={"words": new.words, "saved_at": new.saved_at},
            where=(FormDraft.sent_view_id != view_id) & (FormDraft.saved_at <= new.saved_at),
        )
        await self.add(statement, [row])

    async def close(self, author_id: str, form: str, view_id: str, at: datetime) -> None:
        """It was sent from this window: nothing is left of it."""
        row = {"author_id": author_id, "form": form, "words": {}, "sent_view_id": view_id, "saved_at": at}
        statement = self.insert(FormDraft)
        new = statement.excluded
        changes = {"words": new.words, "sent_view_id": new.sent_view_id, "saved_at": new.saved_at}
        await self.add(statement.on_conflict_do_update(index_elements=_KEY, set_=changes), [row])

    async def words(self, author_id: str, form: str) -> dict[str, str]:
        """What was typed before."""
        query = self.select(FormDraft, FormDraft.words)
        query = query.where(FormDraft.author_id == author_id, FormDraft.form == form)
        return dict(await self.session.scalar(query) or {})

    async def of(self, author_id: str) -> Sequence[FormDraft]:
        """Everything that somebody typed, by form."""
        query = self.select(FormDraft).where(FormDraft.author_id == author_id)
        return (await self.session.scalars(query.order_by(FormDraft.form))).all()

    async def drop_before(self, at: datetime) -> None:
        """Those that nobody has touched since."""
        await self.session.execute(self.delete(FormDraft).where(FormDraft.saved_at < at))
