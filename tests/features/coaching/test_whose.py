"""Every table of what people write tells whose its rows are, so that nothing of anybody is left behind."""

from bot.db.base import WHOSE
from bot.features.coaching.models import talks, words


def test_each_table_tells_whose_its_rows_are() -> None:
    """By columns that are there; only votes, which nobody may find again, name none."""
    told = {table.__tablename__: table.__table__.info.get(WHOSE) for table in (*talks.TABLES, *words.TABLES)}  # type: ignore[attr-defined]
    assert None not in told.values()
    assert [name for name, columns in told.items() if not columns] == ["talk_votes"]
    for table in (*talks.TABLES, *words.TABLES):
        assert set(told[table.__tablename__] or ()) <= set(table.__table__.c.keys()), table
