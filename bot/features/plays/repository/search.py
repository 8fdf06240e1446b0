"""Search of plays by words: SQLite's FTS5, or Postgres' text search; the same rows in the same order."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, cast, func, literal_column, or_
from sqlalchemy.dialects.postgresql import TSQUERY

from bot.db.repository import ScopedRepository
from bot.features.plays.models import PLAYS_SEARCH, PlayRow, PlayUseRow
from bot.features.plays.rules.facts import PlayState
from bot.features.plays.rules.search import MOST_FOUND


class PlaySearchRepository(ScopedRepository):
    """Plays that somebody may read, by what they ask for."""

    async def found(
        self,
        viewer_id: str,
        used_since: date,
        *,
        words: Sequence[str] = (),
        skill: str = "",
        author_id: str = "",
    ) -> Sequence[PlayRow]:
        """At most 200: shared ones, and one's own drafts and archived ones.

        The most used since that day first, then the newest confirmed, then the newest.
        """
        row, uses = PlayRow, self._uses(used_since)
        query = self.select(row).outerjoin(uses, uses.c.play_id == row.id).where(_readable(viewer_id))
        query = self._with_words(query, words) if words else query
        query = query.where(row.skill == skill) if skill else query
        query = query.where(row.author_id == author_id) if author_id else query
        order = (func.coalesce(uses.c.times, 0).desc(), row.confirmed_at.desc(), row.id.desc())
        return (await self.session.scalars(query.order_by(*order).limit(MOST_FOUND))).all()

    def _uses(self, since: date) -> Any:
        row = PlayUseRow
        query = self.select(row, row.play_id, func.count().label("times")).where(row.day >= since)
        return query.group_by(row.play_id).subquery()

    def _with_words(self, query: Select[Any], words: Sequence[str]) -> Select[Any]:
        """Only what has all these words (`[a-z0-9]` alone), each as the beginning of one of its own."""
        if self.session.get_bind().dialect.name == "postgresql":
            asked = " & ".join(f"'{word}':*" for word in words)
            held = func.to_tsvector(literal_column("'simple'"), PlayRow.found_text)
            return query.where(held.op("@@")(cast(asked, TSQUERY)))
        asked = " ".join(f'"{word}"*' for word in words)
        found = PLAYS_SEARCH.select().with_only_columns(PLAYS_SEARCH.c.rowid)
        return query.where(PlayRow.id.in_(found.where(PLAYS_SEARCH.c.plays_search.op("MATCH")(asked))))


def _readable(viewer_id: str) -> ColumnElement[bool]:
    row = PlayRow
    return or_(row.state == PlayState.shared.value, row.author_id == viewer_id)
