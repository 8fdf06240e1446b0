"""A whole schema as one text: whether it is still the one that was compared with the models."""

from sqlalchemy import Connection, text

_SQLITE = text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY sql")
# All that is compared: columns with their types, indexes, and constraints of every kind.
_POSTGRES = text(
    """
    WITH tables AS (
        SELECT oid, relname FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
    )
    SELECT concat_ws(' ', relname, relkind, reloptions) FROM tables JOIN pg_class USING (oid, relname)
    UNION ALL
    SELECT concat_ws(' ', relname, attname, format_type(atttypid, atttypmod), attnotnull, attidentity,
        attgenerated, (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef
            WHERE adrelid = attrelid AND adnum = attnum))
    FROM pg_attribute JOIN tables ON attrelid = tables.oid WHERE attnum > 0 AND NOT attisdropped
    UNION ALL
    SELECT concat_ws(' ', pg_get_indexdef(indexrelid), indisvalid)
    FROM pg_index JOIN tables ON indrelid = tables.oid
    UNION ALL
    SELECT concat_ws(' ', relname, conname, pg_get_constraintdef(pg_constraint.oid))
    FROM pg_constraint JOIN tables ON conrelid = tables.oid
    ORDER BY 1
    """
)


def schema_text(connection: Connection) -> str:
    """All that `find_differences` compares, in one order: of equal texts it says the same."""
    query = _SQLITE if connection.dialect.name == "sqlite" else _POSTGRES
    return "\n".join(connection.scalars(query))
