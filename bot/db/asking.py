"""Questions of many features, asked in one statement."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, exists, or_, select

from bot.common.memory import Remembered
from bot.db.lists import read_lists
from bot.db.transaction import Transaction

_T = TypeVar("_T", covariant=True)
_ANSWERS = Remembered[tuple[Any]]("answers to questions")


@dataclass(frozen=True)
class Question(Generic[_T]):
    """What one query tells: its rows, or one value. Of one `name` and `of` it is the same question."""

    name: str
    of: Sequence[Hashable]
    sql: Select[Any] | ColumnElement[Any] = field(repr=False, compare=False)

    @property
    def key(self) -> tuple[Hashable, ...]:
        """By what its answer is remembered."""
        return (self.name, *self.of)


def whether(name: str, of: Sequence[Hashable], *queries: Select[Any]) -> Question[bool]:
    """The question whether one of these queries has any row."""
    return Question(name, of, or_(*(exists(query) for query in queries)))


def value_of(name: str, of: Sequence[Hashable], query: Select[Any]) -> Question[Any]:
    """The question for the one value of a query; None where it has no row."""
    return Question(name, of, query.scalar_subquery())


def rows_of(name: str, of: Sequence[Hashable], query: Select[Any]) -> Question[Sequence[Any]]:
    """The question for the rows of a query, in no order; columns are attributes."""
    return Question(name, of, query)


async def ask(transaction: Transaction, questions: Iterable[Question[Any]]) -> None:
    """Reads the answers to all of these that are not known, in one statement.

    Where something is written each is asked on its own, when it is needed.
    """
    known = transaction.memory.known(_ANSWERS)
    unread = {each.key: each for each in questions if each.key not in known}
    if unread and transaction.is_reading:
        for key, found in zip(unread, await _read(transaction, list(unread.values())), strict=True):
            transaction.memory.keep(_ANSWERS, (found,), key)


async def answer(transaction: Transaction, question: Question[_T]) -> _T:
    """The answer to a question, which is asked unless it is known."""
    await ask(transaction, [question])
    known = transaction.memory.known(_ANSWERS).get(question.key)
    found: _T = known[0] if known else (await _read(transaction, [question]))[0]
    return found


async def _read(transaction: Transaction, questions: Sequence[Question[Any]]) -> list[Any]:
    single = [each.sql for each in questions if not isinstance(each.sql, Select)]
    queries = [each.sql for each in questions if isinstance(each.sql, Select)]
    if single:
        queries.append(select(*(sql.label(f"answer_{number}") for number, sql in enumerate(single))))
    found = await read_lists(transaction.session, queries)
    values = iter(vars(found.pop()[0]).values()) if single else iter(())
    lists = iter(found)
    return [next(lists) if isinstance(each.sql, Select) else next(values) for each in questions]
