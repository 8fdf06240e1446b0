"""Questions of many are asked in one statement, and answered the same on both databases."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, event, func, select

from bot.db.asking import answer, ask, rows_of, value_of, whether
from bot.db.idempotency import HandledRequest
from bot.db.transaction import Database

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
KEY: Any
AT: Any
KEY, AT = HandledRequest.key, HandledRequest.handled_at


class Requests:
    """Questions about requests that were handled."""

    @rows_of("rows")
    def rows(self) -> Select[Any]:
        """All of them."""
        return select(KEY, AT)

    @rows_of("named")
    def named(self, keys: Sequence[str]) -> Select[Any]:
        """Those with these keys."""
        return select(AT).where(KEY.in_(keys))

    @value_of("latest")
    def latest(self, *, but: str = "") -> Select[Any]:
        """When one but this was handled last."""
        return select(func.max(AT)).where(but != KEY)

    @value_of("instant")
    def instant(self, key: str) -> Select[Any]:
        """When this one was."""
        return select(AT).where(key == KEY)

    @whether("there")
    def there(self, *keys: str) -> Sequence[Select[Any]]:
        """Whether one of these is."""
        return [select(KEY).where(key == KEY) for key in keys]


ASKED = Requests()
ROWS, NONE, LATEST, NOTHING = ASKED.rows(), ASKED.named(["x"]), ASKED.latest(), ASKED.instant("x")
THERE, ABSENT = ASKED.there("x", "a"), ASKED.there("x")


async def test_many_questions_are_one_statement(db: Database) -> None:
    """Lists, values and yes or no; what is known is not asked again while nothing can change."""
    async with db.transaction("T1") as writing:
        for key in ("a", "b"):
            row = {"workspace_id": "T1", "key": key, "handled_at": NOW}
            await writing.session.execute(writing.insert(HandledRequest).values(**row))
        assert await answer(writing, THERE)
        assert len(await answer(writing, ROWS)) == 2

    heard: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        heard.append(statement)

    event.listen(db.engine.sync_engine, "before_cursor_execute", hear)
    async with db.reading("T1") as reading:
        await ask(reading, [ROWS, LATEST, NONE, THERE, ABSENT, NOTHING])
        found = sorted((row.key, row.handled_at) for row in await answer(reading, ROWS))
        others = [await answer(reading, each) for each in (NONE, LATEST, NOTHING, THERE, ABSENT)]
    event.remove(db.engine.sync_engine, "before_cursor_execute", hear)

    assert found == [("a", NOW), ("b", NOW)]
    assert others == [[], NOW, None, True, False]
    assert len([each for each in heard if "handled" in each]) == 1


async def test_where_something_is_written_nothing_is_remembered(db: Database) -> None:
    """The answer is that of the moment at which it is asked."""
    async with db.transaction("T1") as writing:
        before = await answer(writing, THERE)
        row = {"workspace_id": "T1", "key": "a", "handled_at": NOW}
        await writing.session.execute(writing.insert(HandledRequest).values(**row))
        assert (before, await answer(writing, THERE)) == (False, True)
