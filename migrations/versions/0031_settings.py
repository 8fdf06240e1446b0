"""One table of settings takes over six, with what admins have decided.

Databases of the same version differed before the first release (see docs/decisions/0109): a table or column
that is missing has nothing to be taken over. Downgrading keeps the decisions too.
"""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_INSTANT = sa.DateTime(timezone=True)
_WORKSPACE = "workspace_id"
_SETTINGS = sa.table(
    "settings",
    sa.column(_WORKSPACE, sa.String(32)),
    sa.column("name", sa.String(64)),
    sa.column("value", _JSON),
    sa.column("changed_by", sa.String(32)),
    sa.column("changed_at", _INSTANT),
)


def _column(name: str, kind: Any, *, nullable: bool = False, default: Any = None) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=nullable, server_default=default)


_FISCAL = ("first_month", "pattern")
_FROM_TEXT: dict[type, Callable[[str], Any]] = {sa.Date: date.fromisoformat, sa.Time: time.fromisoformat}
_Old = tuple[str, tuple[sa.Column[Any], ...], str, str]


def _old() -> dict[str, _Old]:
    """The old table of each group, its columns, and those that say who changed it and when."""
    return {
        "calendar": (
            "workspace_calendars",
            (
                _column("opens", sa.Time()),
                _column("closes", sa.Time()),
                _column("workdays", _JSON),
                _column("country", sa.String(8), nullable=True),
                _column("subdivision", sa.String(64), nullable=True),
                _column("daily_limit", sa.Integer()),
            ),
            "changed_by",
            "changed_at",
        ),
        "ledger": (
            "books",
            (
                _column("currency", sa.String(3)),
                _column("first_month", sa.Integer()),
                _column("pattern", sa.String(10)),
                _column("by_working_days", sa.Boolean()),
                _column("locked_before", sa.Date(), nullable=True),
                _column("stages", _JSON),
            ),
            "changed_by",
            "changed_at",
        ),
        "kudos": (
            "kudos_settings",
            (
                _column("channel_id", sa.String(32), nullable=True),
                _column("emoji", sa.String(100)),
                _column("allowances", _JSON),
                _column("min_reason", sa.Integer()),
                _column("private_allowed", sa.Boolean()),
                _column("values", _JSON),
                _column("open_to_guests", sa.Boolean(), default=sa.false()),
            ),
            "changed_by",
            "changed_at",
        ),
        "celebrations": ("celebration_rules", (_column("rules", _JSON),), "set_by", "set_at"),
        "leaderboards": ("board_rules", (_column("tier_by", sa.String(16)),), "set_by", "set_at"),
        "privacy": ("record_settings", (_column("kept_years", sa.Integer()),), "changed_by", "changed_at"),
    }


def upgrade() -> None:
    """Move the settings of each group into the new table."""
    op.create_table(
        "settings",
        sa.Column(_WORKSPACE, sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", _JSON, nullable=False),
        sa.Column("changed_by", sa.String(length=32), nullable=False),
        sa.Column("changed_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint(_WORKSPACE, "name", name=op.f("pk_settings")),
    )
    connection = op.get_bind()
    tables = set(sa.inspect(connection).get_table_names())
    for name, (table, columns, by, at) in _old().items():
        if table not in tables:
            continue
        there = {each["name"] for each in sa.inspect(connection).get_columns(table)}
        known = [sa.column(each.name, each.type) for each in columns if each.name in there]
        who = [sa.column(_WORKSPACE), sa.column(by), sa.column(at, _INSTANT)]
        old = sa.select(*who, *known).select_from(sa.table(table))
        rows = [
            {
                _WORKSPACE: row[_WORKSPACE],
                "name": name,
                "value": _value(name, {each.name: row[each.name] for each in known}),
                "changed_by": row[by],
                "changed_at": row[at],
            }
            for row in connection.execute(old).mappings()
        ]
        if rows:
            connection.execute(_SETTINGS.insert(), rows)
        op.drop_table(table)


def _value(name: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON of a group, from the columns of its old table."""
    if name == "celebrations":
        rules: dict[str, Any] = row["rules"]
        return rules
    value = {key: each.isoformat() if isinstance(each, date | time) else each for key, each in row.items()}
    if name == "ledger":
        value["fiscal"] = {key: value.pop(key) for key in _FISCAL if key in value}
    return value


def downgrade() -> None:
    """Move them back."""
    connection = op.get_bind()
    for name, (table, columns, by, at) in _old().items():
        who = (sa.Column(_WORKSPACE, sa.String(32), nullable=False), _column(by, sa.String(32)))
        key = sa.PrimaryKeyConstraint(_WORKSPACE, name=op.f(f"pk_{table}"))
        made = op.create_table(table, *who, _column(at, _INSTANT), *columns, key)
        for row in connection.execute(sa.select(_SETTINGS).where(_SETTINGS.c.name == name)).mappings():
            facts = {_WORKSPACE: row[_WORKSPACE], by: row["changed_by"], at: row["changed_at"]}
            connection.execute(made.insert(), [facts | _row(name, columns, row["value"])])
    op.drop_table("settings")


def _row(name: str, columns: tuple[sa.Column[Any], ...], value: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the old table of a group, from its JSON."""
    flat = {"rules": value} if name == "celebrations" else {**value, **value.get("fiscal", {})}
    found = {}
    for column in columns:
        each = flat.get(column.name)
        read = _FROM_TEXT.get(type(column.type))
        found[column.name] = read(each) if read and each is not None else each
    return found
