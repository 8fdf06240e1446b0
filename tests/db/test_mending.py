"""Schemas that say they are up to date and are not: `migrate` adds what they lack, and loses no row."""

from collections.abc import AsyncIterator, Sequence

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db.diagnosis import DatabaseUnusable
from bot.db.engine import make_engine
from bot.db.migrate import migrate, require_current
from bot.db.schema_text import schema_text
from tests.schema_states import execute

pytestmark = pytest.mark.fresh_database

A_TAG = (
    'INSERT INTO kudos (id, workspace_id, giver_id, points_each, cost, reason, "values", is_private,'
    " created_at, spent_on) VALUES (1, 'T1', 'U1', 1, 1, 'Thanks', '[]', {false},"
    " '2026-11-23', '2026-11-23')",
    "INSERT INTO kudos_tags (workspace_id, kudos_id, value, points, created_at)"
    " VALUES ('T1', 1, 'team', 1, '2026-11-23')",
)
A_LANE = (
    "INSERT INTO delivery_lanes (workspace_id, channel_id, next_free_ms, posted_ms)"
    " VALUES ('T1', 'C1', 1, 2)",
)
A_MEMBER = (
    "INSERT INTO members (workspace_id, user_id, name, zone, is_bot, is_deactivated, is_admin, is_manager)"
    " VALUES ('T1', 'U1', 'Ben', 'UTC', {false}, {false}, {false}, {false})",
)
A_TOTAL = ("INSERT INTO kudos_totals (workspace_id, member_id, received, given) VALUES ('T1', 'U1', 3, 4)",)
A_DELIVERY = (
    "INSERT INTO deliveries (workspace_id, kind, target, dedupe_key, facts, due_at, expires_at, state,"
    " attempts, next_at) VALUES ('T1', 'kudos.note', 'U1', 'one', '{{}}', '2026-11-23', '2026-11-24',"
    " 'sent', 1, '2026-11-23')",
)
# What a database lacks or has too much, what is said of it, and the rows that stay.
MENDED = {
    "table": (("DROP TABLE kudos_totals",), "table kudos_totals is missing", A_TAG),
    "index": (("DROP INDEX ix_kudos_tags_value",), "table kudos_tags lacks ix_kudos_tags_value", A_TAG),
    "another index": (
        (
            "DROP INDEX ix_kudos_tags_value",
            "CREATE INDEX ix_kudos_tags_value ON kudos_tags (workspace_id, value)",
        ),
        "table kudos_tags has another ix_kudos_tags_value",
        A_TAG,
    ),
    "unique index": (
        ("DROP INDEX uq_deliveries_workspace_dedupe_key",),
        "table deliveries lacks uq_deliveries_workspace_dedupe_key",
        A_DELIVERY,
    ),
    "a unique index too many": (
        ("CREATE UNIQUE INDEX uq_members_zone ON members (zone)",),
        "table members has an unknown uq_members_zone",
        A_MEMBER,
    ),
    "column": (("ALTER TABLE members DROP COLUMN email",), "table members lacks email", A_MEMBER),
    "column with a default": (
        ("ALTER TABLE members DROP COLUMN is_guest",),
        "table members lacks is_guest",
        A_MEMBER,
    ),
    "column without a default": (
        ("ALTER TABLE delivery_lanes DROP COLUMN posted_ms",),
        "table delivery_lanes lacks posted_ms",
        (),
    ),
    "an empty column too many": (
        ("ALTER TABLE kudos_totals ADD COLUMN taken INTEGER",),
        "table kudos_totals has an unknown taken",
        A_TOTAL,
    ),
    "a column too many where others refer to the rows": (
        ("ALTER TABLE kudos ADD COLUMN taken INTEGER",),
        "table kudos has an unknown taken",
        A_TAG,
    ),
    "type": (
        (
            "ALTER TABLE kudos_totals DROP COLUMN given",
            "ALTER TABLE kudos_totals ADD COLUMN given VARCHAR(9) NOT NULL DEFAULT ''",
        ),
        "table kudos_totals has another type than INTEGER in given",
        (),
    ),
    "rule for empty values": (
        (
            "ALTER TABLE delivery_lanes DROP COLUMN posted_ms",
            "ALTER TABLE delivery_lanes ADD COLUMN posted_ms BIGINT",
        ),
        "table delivery_lanes has another rule for empty values in posted_ms",
        (),
    ),
    "primary key": (
        (
            "DROP TABLE kudos_totals",
            "CREATE TABLE kudos_totals (workspace_id VARCHAR(32) NOT NULL, member_id VARCHAR(32) NOT NULL,"
            " received INTEGER NOT NULL, given INTEGER NOT NULL,"
            " CONSTRAINT pk_kudos_totals PRIMARY KEY (workspace_id))",
        ),
        "table kudos_totals has another primary key than workspace_id, member_id",
        (),
    ),
}
# What one database can lack at the same time, and is told of in one sentence.
TOGETHER = (
    ("table", "index", "a unique index too many"),
    ("an empty column too many", "unique index", "column"),
    ("type", "another index", "column with a default"),
    ("primary key", "column without a default", "a column too many where others refer to the rows"),
    ("rule for empty values",),
)
ALONE = [pytest.param((each,), marks=pytest.mark.slow, id=each) for each in MENDED]
# What is in the way of a row, and what its owner is told.
REFUSED = {
    "column without a default": (
        (*A_LANE, "ALTER TABLE delivery_lanes DROP COLUMN posted_ms"),
        "Table delivery_lanes has rows and lacks posted_ms, of which each must have a value: make a backup, "
        "add that column with values or empty the table, then run python -m bot migrate again.",
    ),
    "a column too many": (
        (*A_TOTAL, "ALTER TABLE kudos_totals ADD COLUMN taken INTEGER DEFAULT 5"),
        "Table kudos_totals has values in taken, which this Pacer does not know: make a backup, "
        "drop that column or empty the table, then run python -m bot migrate again.",
    ),
    "type": (
        (
            *A_TOTAL,
            "ALTER TABLE kudos_totals DROP COLUMN given",
            "ALTER TABLE kudos_totals ADD COLUMN given VARCHAR(9) NOT NULL DEFAULT ''",
        ),
        "Table kudos_totals has rows and another type than INTEGER in given: make a "
        "backup, change that by hand or empty the table, then run python -m bot migrate again.",
    ),
    "primary key": (
        (*MENDED["primary key"][0], *A_TOTAL),
        "Table kudos_totals has rows and another primary key than workspace_id, "
        "member_id: make a backup, change that by hand or empty the table, "
        "then run python -m bot migrate again.",
    ),
    "the same twice": (
        ("DROP INDEX uq_deliveries_workspace_dedupe_key", *A_DELIVERY, *A_DELIVERY),
        "Table deliveries lacks uq_deliveries_workspace_dedupe_key, and has rows that this does not "
        "allow: make a backup, correct or delete these rows, then run python -m bot migrate again.",
    ),
}


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """A database whose schema may be changed."""
    made = make_engine(database_url)
    yield made
    await made.dispose()


async def change(engine: AsyncEngine, *statements: str) -> None:
    """Run statements; `{false}` stands for what each database calls that."""
    false = "0" if engine.dialect.name == "sqlite" else "false"
    url = engine.url.render_as_string(hide_password=False)
    await execute(url, *(each.format(false=false) for each in statements))


def table_of(sentence: str) -> str:
    """The table that a sentence is about."""
    return sentence.split()[1]


async def rows(engine: AsyncEngine, table: str) -> list[dict[str, object]]:
    """All rows of a table."""
    async with engine.connect() as connection:
        return [dict(each) for each in (await connection.execute(text(f"SELECT * FROM {table}"))).mappings()]


@pytest.mark.by_turns
@pytest.mark.parametrize("cases", [*TOGETHER, *ALONE])
async def test_what_is_lacking_is_added(engine: AsyncEngine, cases: Sequence[str]) -> None:
    """The start names it and stops, `migrate` adds it, the start goes on, and every row is as it was.

    A start before found it right, and what is found right is not compared again.
    """
    await require_current(engine)
    sentences = {MENDED[case][1] for case in cases}
    before: dict[str, Sequence[dict[str, object]]] = {}
    await change(engine, *dict.fromkeys(each for case in cases for each in MENDED[case][2]))
    for case in cases:
        broken, sentence, kept = MENDED[case]
        await change(engine, *broken)
        if kept and "missing" not in sentence:
            before[table_of(sentence)] = await rows(engine, table_of(sentence))

    with pytest.raises(DatabaseUnusable) as refused:
        await require_current(engine)
    said = await migrate(engine)
    assert f"({said}): run python -m bot migrate" in str(refused.value)
    assert len(said) == len(", ".join(sentences))
    assert {each for each in sentences if each in said} == sentences

    await require_current(engine)
    assert await migrate(engine) == ""
    for table, was in before.items():
        for now, then in zip(await rows(engine, table), was, strict=True):
            both = now.keys() & then.keys()
            assert {name: now[name] for name in both} == {name: then[name] for name in both}


def test_each_case_is_in_a_round() -> None:
    """None is left to the release alone."""
    assert {case for cases in TOGETHER for case in cases} == MENDED.keys()


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_each_fault_shows_in_the_text(engine: AsyncEngine) -> None:
    """A schema is found right by its text alone where that was compared before. SQLite's is its own."""
    a_type_alone = ("ALTER TABLE kudos_totals ALTER COLUMN given TYPE BIGINT",)
    faults = {"a type alone": a_type_alone, **{case: broken for case, (broken, _, _) in MENDED.items()}}
    unseen = []
    async with engine.connect() as connection:
        right = await connection.run_sync(schema_text)
        for case, statements in faults.items():
            for statement in statements:
                await connection.execute(text(statement))
            if await connection.run_sync(schema_text) == right:
                unseen.append(case)
            await connection.rollback()
    assert unseen == []


@pytest.mark.by_turns
@pytest.mark.parametrize("case", REFUSED)
async def test_what_would_lose_rows_is_refused(engine: AsyncEngine, case: str) -> None:
    """One sentence with the table and what to do; it is one transaction: nothing else is changed either."""
    broken, sentence = REFUSED[case]
    await change(engine, "DROP INDEX ix_kudos_tags_value", *broken)

    with pytest.raises(DatabaseUnusable) as refused:
        await migrate(engine)

    assert str(refused.value) == sentence
    with pytest.raises(DatabaseUnusable, match="table kudos_tags lacks ix_kudos_tags_value"):
        await require_current(engine)


async def test_what_belongs_to_others_is_left_alone(engine: AsyncEngine) -> None:
    """A table of another program, and an index that somebody has added; a later fault is seen as before."""
    await change(
        engine,
        "CREATE TABLE notes (id INTEGER PRIMARY KEY)",
        "CREATE INDEX ix_members_zone ON members (zone)",
    )

    assert await migrate(engine) == ""

    await require_current(engine)
    await change(engine, "DROP INDEX ix_members_zone", "DROP TABLE notes")
    await require_current(engine)
    await change(engine, "DROP INDEX ix_kudos_tags_value")
    with pytest.raises(DatabaseUnusable, match="table kudos_tags lacks ix_kudos_tags_value"):
        await require_current(engine)


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_comments_are_left_alone(engine: AsyncEngine) -> None:
    """What somebody noted on tables and columns stops no start and stays, also where a column is mended."""
    await change(
        engine,
        "COMMENT ON TABLE members IS 'from the HR list'",
        "COMMENT ON COLUMN members.name IS 'as in the HR list'",
        "COMMENT ON INDEX ix_kudos_tags_value IS 'slow on Mondays'",
        "COMMENT ON COLUMN members.email IS ''",
    )
    noted = text("SELECT description FROM pg_description WHERE objoid::regclass::text IN ('members')")

    await require_current(engine)
    assert await migrate(engine) == ""
    await change(
        engine, "ALTER TABLE members ALTER COLUMN name DROP NOT NULL", "DROP INDEX ix_kudos_tags_value"
    )
    said = await migrate(engine)

    assert "table members has another rule for empty values in name" in said
    assert "table kudos_tags lacks ix_kudos_tags_value" in said
    await require_current(engine)
    async with engine.connect() as connection:
        assert set(await connection.scalars(noted)) == {"from the HR list", "as in the HR list"}
