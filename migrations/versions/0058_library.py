"""The library: resources, assignments, how useful they were found, learning paths."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def _row_id(name: str = "id") -> sa.Column[int]:
    return sa.Column(name, ROW_ID, nullable=False)


def _slack_id(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(32), nullable=nullable)


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _at(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, INSTANT, nullable=nullable)


def _unique_where(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(
        name, table, columns, unique=True, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )


def upgrade() -> None:
    """Adds the tables."""
    op.create_table(
        "resources",
        _row_id(),
        _slack_id("workspace_id"),
        _text("title", 120),
        _text("url", 500),
        _text("skill", 40),
        sa.Column("minutes", sa.Integer(), nullable=False),
        _slack_id("author_id"),
        _at("added_at"),
        _at("confirmed_at"),
        _at("retired_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_resources"),
    )
    op.create_index("ix_resources_skill", "resources", ["workspace_id", "skill"])
    _unique_where("uq_resources_url", "resources", ["workspace_id", "url"], "retired_at IS NULL")
    op.create_table(
        "assignments",
        _row_id(),
        _slack_id("workspace_id"),
        _row_id("resource_id"),
        _slack_id("person_id"),
        _slack_id("by_id"),
        sa.Column("due_on", sa.Date(), nullable=True),
        _text("state", 8),
        _text("origin", 8),
        _at("given_at"),
        _at("closed_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_assignments"),
    )
    op.create_index("ix_assignments_person", "assignments", ["workspace_id", "person_id", "state"])
    op.create_index("ix_assignments_by", "assignments", ["workspace_id", "by_id", "state"])
    columns = ["workspace_id", "person_id", "resource_id"]
    _unique_where("uq_assignments_open", "assignments", columns, "state = 'assigned'")
    _votes()
    _paths()


def _votes() -> None:
    op.create_table(
        "resource_voters",
        _slack_id("workspace_id"),
        _row_id("resource_id"),
        _slack_id("person_id"),
        sa.PrimaryKeyConstraint("workspace_id", "resource_id", "person_id", name="pk_resource_voters"),
    )
    op.create_table(
        "resource_votes",
        sa.Column("id", sa.String(32), nullable=False),
        _slack_id("workspace_id"),
        _row_id("resource_id"),
        _text("vote", 8),
        sa.PrimaryKeyConstraint("id", name="pk_resource_votes"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_resource_votes_resource", "resource_votes", ["workspace_id", "resource_id"])


def _paths() -> None:
    op.create_table(
        "learning_paths",
        _row_id(),
        _slack_id("workspace_id"),
        _text("role", 10),
        sa.Column("position", sa.Integer(), nullable=False),
        _row_id("resource_id"),
        _slack_id("added_by"),
        _at("added_at"),
        _slack_id("dropped_by", nullable=True),
        _at("dropped_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_learning_paths"),
    )
    columns = ["workspace_id", "role", "resource_id"]
    _unique_where("uq_learning_paths_resource", "learning_paths", columns, "dropped_at IS NULL")
    op.create_table(
        "learning_walks",
        _slack_id("workspace_id"),
        _slack_id("person_id"),
        _at("began_at"),
        sa.Column("is_by_hand", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "person_id", name="pk_learning_walks"),
    )


def downgrade() -> None:
    """Drops the tables."""
    for table in (
        "learning_walks",
        "learning_paths",
        "resource_votes",
        "resource_voters",
        "assignments",
        "resources",
    ):
        op.drop_table(table)
