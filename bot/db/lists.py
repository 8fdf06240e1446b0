"""Several lists of rows in one statement: where the database is far, the way there is what takes long."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Label, Select, cast, literal_column, null, select
from sqlalchemy.ext.asyncio import AsyncSession

# The type of a column, and which of those of this type in its query it is.
_Slot = tuple[type[Any], int]


async def read_lists(session: AsyncSession, queries: Sequence[Select[Any]]) -> list[list[Any]]:
    """The rows of each query, read in one statement; columns are attributes, by name.

    Order holds for a LIMIT alone: whoever wants the rows in order sorts them.
    """
    slots = [_slots(query) for query in queries]
    types = {
        own[name]: column.type
        for own, query in zip(slots, queries, strict=True)
        for name, column in query.selected_columns.items()
    }
    places = {slot: place for place, slot in enumerate(types)}
    blank = {slot: cast(null(), kind).label(f"value_{places[slot]}") for slot, kind in types.items()}
    parts = [_part(number, queries[number], slots[number], blank) for number in range(len(queries))]
    whole = parts[0].union_all(*parts[1:]) if len(parts) > 1 else parts[0]
    found: list[list[Any]] = [[] for _ in queries]
    for number, *values in await session.execute(whole):
        own = {name: values[places[slot]] for name, slot in slots[number].items()}
        found[number].append(SimpleNamespace(**own))
    return found


def _slots(query: Select[Any]) -> dict[str, _Slot]:
    """Where each column of a query goes: columns of one type share places with those of other queries."""
    counts: dict[type[Any], int] = {}
    found = {}
    for name, column in query.selected_columns.items():
        kind = type(column.type)
        found[name] = (kind, counts.get(kind, 0))
        counts[kind] = counts.get(kind, 0) + 1
    return found


def _part(
    number: int, query: Select[Any], own: dict[str, _Slot], blank: Mapping[_Slot, Label[Any]]
) -> Select[Any]:
    """A query with the columns of all; those that it does not have are NULL."""
    rows, names = query.subquery(), {slot: name for name, slot in own.items()}
    values = [
        rows.c[names[slot]].label(nothing.name) if slot in names else nothing
        for slot, nothing in blank.items()
    ]
    return select(literal_column(str(number)).label("part"), *values)
