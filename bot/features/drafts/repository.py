"""The SQL of drafts."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from bot.db.repository import ScopedRepository
from bot.features.drafts.models import FormDraft

_KEY = [FormDraft.workspace_id, FormDraft.author_id, FormDraft.form]


class DraftRepository(ScopedRepository):
    """Drafts of one workspace, by author and form."""

    async def keep(
        self, author_id: str, form: str, words: dict[str, str], view_id: str, at: datetime
    ) -> None:
        """Stores what is typed so far, unless the window was sent or a later keystroke of it is stored."""
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
        """Empties the draft and remembers the window as sent."""
        row = self._row(author_id, form, {}, at) | {"sent_view_id": view_id}
        statement = self.insert(FormDraft)
        changes = {name: statement.excluded[name] for name in ("words", "sent_view_id", "saved_at")}
        await self.add(statement.on_conflict_do_update(index_elements=_KEY, set_=changes), [row])

    def _row(self, author_id: str, form: str, words: dict[str, str], at: datetime) -> dict[str, Any]:
        windows = {"view_id": "", "sent_view_id": ""}
        return {"author_id": author_id, "form": form, "words": words, "saved_at": at, **windows}

    async def drop(self, forms: Collection[str]) -> None:
        """Deletes everybody's drafts of these forms."""
        await self.session.execute(self.delete(FormDraft).where(FormDraft.form.in_(forms)))

    async def words(self, author_id: str, form: str) -> dict[str, str]:
        """Raw values by field, with the mark of changed fields; {} without a draft."""
        query = self.select(FormDraft, FormDraft.words)
        query = query.where(FormDraft.author_id == author_id, FormDraft.form == form)
        return dict(await self.session.scalar(query) or {})

    async def of(self, author_id: str) -> Sequence[FormDraft]:
        """All drafts of a person, by form name."""
        query = self.select(FormDraft).where(FormDraft.author_id == author_id)
        return (await self.session.scalars(query.order_by(FormDraft.form))).all()

    async def drop_before(self, at: datetime) -> None:
        """Deletes drafts last saved before this instant."""
        await self.session.execute(self.delete(FormDraft).where(FormDraft.saved_at < at))
