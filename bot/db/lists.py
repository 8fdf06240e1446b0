"""Several lists of rows in one statement: where the database is far, the way there is what takes long."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, Select, cast, literal_column, null
from sqlalchemy.ext.asyncio import AsyncSession

# The type of a column, and which of those of this type in its query it is.
_Slot = tuple[type[Any], int]
# A NULL of each type of column.
_NOTHING: dict[type[Any], ColumnElement[Any]] = {}


async def read_lists(session: AsyncSession, queries: Sequence[Select[Any]]) -> list[list[Any]]:
    """The rows of each query, read in one statement, in no order; columns are attributes, by name.

    Queries have no LIMIT or ORDER BY, which parts of a statement cannot have.
    """
    if len(queries) == 1:  # As it is: to build a statement anew takes as long as to run a small one.
        return [list(await session.execute(queries[0]))]
    slots = [_slots(query) for query in queries]
    places = {slot: place for place, slot in enumerate(dict.fromkeys(key for own in slots for key in own))}
    blank = [_NOTHING[kind] for kind, _ in places]
    parts: list[Select[Any]] = []
    for number, (query, own) in enumerate(zip(queries, slots, strict=True)):
        values = list(blank)
        for slot, (_, column) in own.items():
            values[places[slot]] = column
        if not parts:  # The first names the columns of all.
            values = [value.label(f"value_{place}") for place, value in enumerate(values)]
        parts.append(query.with_only_columns(literal_column(str(number)), *values))
    where = [[(name, places[slot]) for slot, (name, _) in own.items()] for own in slots]
    found: list[list[Any]] = [[] for _ in queries]
    for number, *values in await session.execute(parts[0].union_all(*parts[1:])):
        found[number].append(SimpleNamespace(**{name: values[place] for name, place in where[number]}))
    return found


def _slots(query: Select[Any]) -> Mapping[_Slot, tuple[str, ColumnElement[Any]]]:
    """Where each column of a query goes: columns of one type share places with those of other queries."""
    counts: dict[type[Any], int] = {}
    found = {}
    for name, column in query.selected_columns.items():
        kind = type(column.type)
        number = counts.get(kind, 0)
        counts[kind] = number + 1
        found[kind, number] = (name, column)
        if kind not in _NOTHING:
            _NOTHING[kind] = cast(null(), column.type)
    return found
