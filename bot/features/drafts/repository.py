"""The SQL of drafts."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from bot.db.repository import ScopedRepository
from bot.features.drafts.models import FormDraft

_KEY = [FormDraft.workspace_id, FormDraft.author_id, FormDraft.form]


class DraftRepository(ScopedRepository):
    """Drafts of the workspace."""

    async def keep(
        self, author_id: str, form: str, words: dict[str, str], view_id: str, at: datetime
    ) -> None:
        """What is typed so far; nothing of a window that was sent, nor what is older than what is there."""
        row = self._row(author_id, form, words, at) | {"view_id": view_id}
        statement = self.insert(FormDraft)
        new = statement.excluded
        is_newer = (FormDraft.view_id != view_id) | (FormDraft.saved_at <= new.saved_at)
        statement = statement.on_conflict_do_update(
            index_elements=_KEY,
            set_={"words": new.words, "view_id": new.view_id, "saved_at": new.saved_at},
            where=(FormDraft.sent_view_id != view_id) & is_newer,
        )
        await self.add(statement, [row])

    async def close(self, author_id: str, form: str, view_id: str, at: datetime) -> None:
        """It was sent from this window: nothing is left of it."""
        row = self._row(author_id, form, {}, at) | {"sent_view_id": view_id}
        statement = self.insert(FormDraft)
        changes = {name: statement.excluded[name] for name in ("words", "sent_view_id", "saved_at")}
        await self.add(statement.on_conflict_do_update(index_elements=_KEY, set_=changes), [row])

    def _row(self, author_id: str, form: str, words: dict[str, str], at: datetime) -> dict[str, Any]:
        windows = {"view_id": "", "sent_view_id": ""}
        return {"author_id": author_id, "form": form, "words": words, "saved_at": at, **windows}

    async def drop(self, forms: Collection[str]) -> None:
        """Whoever typed into these forms: what they are about is gone."""
        await self.session.execute(self.delete(FormDraft).where(FormDraft.form.in_(forms)))

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
