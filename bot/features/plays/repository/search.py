"""Search of plays by words: SQLite's FTS5, or Postgres' text search; the same rows in the same order."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, cast, func, or_
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

        The most used since that day first, then the newest confirmed, then the newest; where nothing is
        asked for the newest first.
        """
        row, uses = PlayRow, self._uses(used_since)
        times = func.coalesce(uses.c.times, 0).label("times")
        query = self.select(row, row.id, times).outerjoin(uses, uses.c.play_id == row.id)
        query = query.where(_readable(viewer_id))
        query = self._with_words(query, words) if words else query
        query = query.where(row.skill == skill) if skill else query
        query = query.where(row.author_id == author_id) if author_id else query
        # The order is made of numbers alone; whole plays are read of the first.
        newest, is_asked = (row.confirmed_at.desc(), row.id.desc()), bool(words or skill or author_id)
        order = (times.desc(), *newest) if is_asked else (row.id.desc(),)
        first = query.order_by(*order).limit(MOST_FOUND).subquery()
        order = (first.c.times.desc(), *newest) if is_asked else (row.id.desc(),)
        whole = self.select(row).join(first, first.c.id == row.id).order_by(*order)
        return (await self.session.scalars(whole)).all()

    def _uses(self, since: date) -> Any:
        row = PlayUseRow
        query = self.select(row, row.play_id, func.count().label("times")).where(row.day >= since)
        return query.group_by(row.play_id).subquery()

    def _with_words(self, query: Select[Any], words: Sequence[str]) -> Select[Any]:
        """Only what has all these words (`[a-z0-9]` alone), each as the beginning of one of its own."""
        if self.session.get_bind().dialect.name == "postgresql":
            asked = " & ".join(f"'{word}':*" for word in words)
            ids = func.plays_search(cast(asked, TSQUERY)).table_valued("id").render_derived()
            return query.where(PlayRow.id.in_(ids.select()))
        asked = " ".join(f'"{word}"*' for word in words)
        found = PLAYS_SEARCH.select().with_only_columns(PLAYS_SEARCH.c.rowid)
        return query.where(PlayRow.id.in_(found.where(PLAYS_SEARCH.c.plays_search.op("MATCH")(asked))))


def _readable(viewer_id: str) -> ColumnElement[bool]:
    row = PlayRow
    return or_(row.state == PlayState.shared.value, row.author_id == viewer_id)
