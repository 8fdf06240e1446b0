"""How the real schema of a database differs from the models, and adding what it lacks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa
from alembic.autogenerate import produce_migrations
from alembic.migration import MigrationContext
from alembic.operations import Operations, ops
from sqlalchemy import Connection, MetaData, Table
from sqlalchemy.exc import IntegrityError

from bot.db.diagnosis import DatabaseUnusable
from bot.db.schema_text import schema_text

_SHOWN = 3
# Comparing takes a quarter of a second, and `run` asks twice: as it migrates, and before it serves.
_FOUND_EQUAL: set[tuple[MetaData, str]] = set()
_AGAIN = "then run python -m bot migrate again."


@dataclass(frozen=True)
class Difference:
    """What one table lacks, or has otherwise than its model; `fault` follows the table's name in a sentence.

    `steps` make it as it should be; none: the whole table has to be made anew, as `model` says.
    """

    model: Table
    fault: str
    steps: tuple[ops.MigrateOperation, ...] = ()

    @property
    def table(self) -> str:
        """The name of the table that differs."""
        return self.model.name

    @property
    def sentence(self) -> str:
        """The table and its fault."""
        return f"table {self.table} {self.fault}"


def find_differences(context: MigrationContext, metadata: MetaData) -> list[Difference]:
    """What the database lacks or has otherwise than `metadata`, in the order in which it is to be mended.

    Tables and plain indexes that no model knows are left alone: they may be somebody else's. So are comments.
    """
    assert context.connection is not None
    seen = metadata, schema_text(context.connection)
    if seen in _FOUND_EQUAL:
        return []
    found = _compared(context, metadata)
    if not found:
        _FOUND_EQUAL.add(seen)
    return found


def _compared(context: MigrationContext, metadata: MetaData) -> list[Difference]:
    compared = produce_migrations(context, metadata).upgrade_ops
    assert compared is not None
    found = [
        Difference(metadata.tables[name], _fault(*steps), () if _is_another_type(*steps) else steps)
        for name, steps in _steps(compared)
    ]
    found += _other_primary_keys(context, metadata)
    # A table that is made anew has everything else as well.
    made_anew = {each.table: each for each in found if not each.steps}
    return [each for each in found if made_anew.get(each.table, each) is each]


def summary(differences: Iterable[Difference]) -> str:
    """The first few in words, and how many more there are."""
    sentences = [each.sentence for each in differences]
    more = len(sentences) - _SHOWN
    return ", ".join(sentences[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def mend(context: MigrationContext, differences: Iterable[Difference]) -> None:
    """Make the schema as the models say, within the connection's transaction.

    DatabaseUnusable, with the table and what to do, where rows would be lost or stand in the way.
    """
    connection = context.connection
    assert connection is not None
    operations = Operations(context)
    for each in differences:
        obstacle = _obstacle(connection, each)
        if obstacle:
            raise DatabaseUnusable(f"Table {each.table} {obstacle}, {_AGAIN}")
        try:
            _carry_out(operations, each)
        except IntegrityError:
            raise DatabaseUnusable(
                f"Table {each.table} {each.fault}, and has rows that this does not allow: "
                f"make a backup, correct or delete these rows, {_AGAIN}"
            ) from None


def _steps(compared: ops.UpgradeOps) -> Iterator[tuple[str, tuple[ops.MigrateOperation, ...]]]:
    """Names of tables, and what belongs together in each."""
    for each in compared.ops:
        if isinstance(each, ops.CreateTableOp):
            yield each.table_name, (each,)
        elif isinstance(each, ops.ModifyTableOps):
            dropped = {step.index_name: step for step in each.ops if isinstance(step, ops.DropIndexOp)}
            for step in each.ops:
                if isinstance(step, ops.CreateIndexOp) and step.index_name in dropped:
                    yield each.table_name, (dropped.pop(step.index_name), step)
                elif not isinstance(step, ops.DropIndexOp):
                    yield each.table_name, (step,)
            yield from ((each.table_name, (step,)) for step in dropped.values() if step.to_index().unique)


def _other_primary_keys(context: MigrationContext, metadata: MetaData) -> Iterator[Difference]:
    """Alembic does not compare them."""
    found = sa.inspect(context.connection).get_multi_pk_constraint()
    for model in metadata.sorted_tables:
        key = found.get((None, model.name))
        wanted = list(model.primary_key.columns.keys())
        if key is not None and set(key["constrained_columns"]) != set(wanted):
            yield Difference(model, f"has another primary key than {', '.join(wanted)}")


def _fault(step: ops.MigrateOperation, *more: ops.MigrateOperation) -> str:
    match step:
        case ops.CreateTableOp():
            return "is missing"
        case ops.AddColumnOp():
            return f"lacks {step.column.name}"
        case ops.CreateIndexOp():
            return f"lacks {step.index_name}"
        case ops.AddConstraintOp():
            return f"lacks {step.to_constraint().name}"
        case ops.DropIndexOp():
            return f"has {'another' if more else 'an unknown'} {step.index_name}"
        case ops.DropConstraintOp():
            return f"has an unknown {step.constraint_name}"
        case ops.DropColumnOp():
            return f"has an unknown {step.column_name}"
        case ops.AlterColumnOp():
            what = "rule for empty values" if step.modify_type is None else f"type than {step.modify_type}"
            return f"has another {what} in {step.column_name}"
    raise NotImplementedError(f"a difference of a new kind: {step!r}")


def _obstacle(connection: Connection, difference: Difference) -> str:
    """Why this cannot be mended and what to do about it; "" where it can."""
    table = difference.table
    if not difference.steps and _has_rows(connection, table):
        fault = difference.fault.removeprefix("has ")
        return f"has rows and {fault}: make a backup, change that by hand or empty the table"
    for step in difference.steps:
        if isinstance(step, ops.AddColumnOp) and _needs_values(step.column) and _has_rows(connection, table):
            return (
                f"has rows and lacks {step.column.name}, of which each must have a value: "
                "make a backup, add that column with values or empty the table"
            )
        if isinstance(step, ops.DropColumnOp) and _has_values(connection, table, step.column_name):
            return (
                f"has values in {step.column_name}, which this Pacer does not know: "
                "make a backup, drop that column or empty the table"
            )
    return ""


def _needs_values(column: sa.Column[object]) -> bool:
    return not column.nullable and column.server_default is None


def _is_another_type(step: ops.MigrateOperation, *_: ops.MigrateOperation) -> bool:
    """Whether values of a column might not fit into the one that is wanted."""
    if not isinstance(step, ops.AlterColumnOp) or step.modify_type is None:
        return False
    found, wanted = step.existing_type, step.modify_type
    if not isinstance(found, sa.String) or not isinstance(wanted, sa.String):
        return True
    return wanted.length is not None and (found.length is None or found.length > wanted.length)


def _has_rows(connection: Connection, table: str) -> bool:
    query = sa.select(sa.literal(1)).select_from(sa.table(table)).limit(1)
    return connection.execute(query).first() is not None


def _has_values(connection: Connection, table: str, column: str) -> bool:
    values: sa.ColumnClause[object] = sa.column(column)
    query = sa.select(values).select_from(sa.table(table)).where(values.is_not(None)).limit(1)
    return connection.execute(query).first() is not None


def _carry_out(operations: Operations, difference: Difference) -> None:
    if not difference.steps:
        operations.drop_table(difference.table)
        operations.invoke(ops.CreateTableOp.from_table(difference.model))
        for index in sorted(difference.model.indexes, key=lambda each: str(each.name)):
            operations.invoke(ops.CreateIndexOp.from_index(index))
    for step in difference.steps:
        if isinstance(step, ops.CreateTableOp):
            operations.invoke(step)
            continue
        # SQLite adds a column that must have values by making the empty table anew.
        needs_values = isinstance(step, ops.AddColumnOp) and _needs_values(step.column)
        is_sqlite = operations.migration_context.dialect.name == "sqlite"
        recreate: Literal["always", "auto"] = "always" if is_sqlite and needs_values else "auto"
        with operations.batch_alter_table(difference.table, recreate=recreate) as batch:
            batch.invoke(step)
