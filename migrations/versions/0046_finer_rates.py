"""Exchange rates keep twelve decimals: one unit of some currencies is worth millionths of another.

SQLite keeps them as text, which holds as many already.
"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

_COLUMNS = (("exchange_rates", "rate", False), ("credits", "fx_rate", True))


def upgrade() -> None:
    """Makes the columns finer; what is in them stays."""
    _to(sa.Numeric(28, 12), sa.Numeric(28, 6))


def downgrade() -> None:
    """Rounds rates to millionths again."""
    _to(sa.Numeric(28, 6), sa.Numeric(28, 12))


def _to(wanted: sa.Numeric, present: sa.Numeric) -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, column, is_nullable in _COLUMNS:
        op.alter_column(table, column, type_=wanted, existing_type=present, existing_nullable=is_nullable)
