"""What an earlier version owed to nobody's eyes is not posted by the one that knows better."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text

ROOT = Path(__file__).resolve().parents[2]
DELIVERIES = {
    "to a bot, in a channel": ("kudos.whisper", "C0SALES", "waiting", "cancelled"),
    "to a bot, in a thread": ("kudos.whisper", "C0SALES/1700000000.000100", "waiting", "cancelled"),
    "to Ben": ("kudos.whisper", "C0SALES//U0BEN", "waiting", "waiting"),
    "to Ben, in a thread": ("kudos.whisper", "C0SALES/1700000000.000100/U0BEN", "waiting", "waiting"),
    "sent before": ("kudos.whisper", "C0SALES", "sent", "sent"),
    "for all": ("kudos.shoutout", "C0SALES", "waiting", "waiting"),
}


def _upgrade(connection: Connection, revision: str) -> None:
    config = Config(str(ROOT / "alembic.ini"))
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def test_what_has_no_addressee_is_cancelled(tmp_path: Path) -> None:
    """And nothing else: neither ephemeral messages to people, nor what is for all."""
    engine = create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    with engine.begin() as connection:
        _upgrade(connection, "0026")
        columns = connection.execute(text("SELECT name, type FROM pragma_table_info('deliveries')")).all()
        for name, (kind, target, state, _) in DELIVERIES.items():
            row = dict.fromkeys((column for column, _ in columns), None)
            row |= {column: 0 for column, kind_of in columns if "INT" in kind_of or "BOOL" in kind_of}
            row |= {column: "2026-11-23 09:30:00" for column, kind_of in columns if "DATE" in kind_of}
            row |= {"kind": kind, "target": target, "state": state, "dedupe_key": name, "facts": "{}"}
            row |= {"workspace_id": "T0NORTH", "id": None, "lane": "C0SALES", "attachment_id": None}
            known = {column: row[column] for column, _ in columns}
            names = ", ".join(f'"{column}"' for column in known)
            values = ", ".join(f":{column}" for column in known)
            connection.execute(text(f"INSERT INTO deliveries ({names}) VALUES ({values})"), known)
        _upgrade(connection, "head")
        rows = connection.execute(text("SELECT dedupe_key, state FROM deliveries")).all()
    engine.dispose()

    assert dict(map(tuple, rows)) == {name: after for name, (_, _, _, after) in DELIVERIES.items()}
