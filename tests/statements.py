"""Counts the SQL statements that a request takes up to its acknowledgement."""

import asyncio
import re
from typing import Any

from sqlalchemy import event

from bot.demo.stage import Stage

_OF_NO_TABLE = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|PRAGMA|SAVEPOINT|RELEASE)\b", re.IGNORECASE)


def _draws_home_again() -> bool:
    """Whether this is done once a request is acknowledged: it may begin a moment before the count ends."""
    task = asyncio.current_task()
    return task is not None and task.get_name() == "home.drawn_again"


class StatementCounter:
    """Hears every statement of a stage's bot but those that begin and end transactions.

    What the bot does once an action is acknowledged (jobs, deliveries) is not counted.
    """

    def __init__(self, stage: Stage) -> None:
        self._is_counting = True
        self._heard: list[str] = []
        self._settle = stage.settler.settle
        stage.emulator.settle = self._settled
        event.listen(stage.pacer.db.engine.sync_engine, "before_cursor_execute", self._hear)

    def taken(self) -> list[str]:
        """The statements since this was last asked, in order."""
        heard, self._heard = self._heard, []
        return heard

    async def _settled(self) -> None:
        self._is_counting = False
        await self._settle()
        self._is_counting = True

    def _hear(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if self._is_counting and not _OF_NO_TABLE.match(statement) and not _draws_home_again():
            self._heard.append(statement)
