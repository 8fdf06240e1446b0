"""Questions of many features, asked in one statement."""

from collections.abc import Callable, Hashable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from sqlalchemy import ColumnElement, Select, exists, or_, select

from bot.common.memory import Remembered
from bot.db.lists import read_lists
from bot.db.transaction import Transaction

_T = TypeVar("_T", covariant=True)
_S = TypeVar("_S")
_P = ParamSpec("_P")
_Sql = Select[Any] | ColumnElement[Any]
_ANSWERS = Remembered[tuple[Any]]("answers to questions")


@dataclass(frozen=True)
class Question(Generic[_T]):
    """What one query tells: its rows, or one value. Of one `name` and `of` it is the same question.

    `sql` makes the query, once it is asked: most questions are, while others ask for the answer again.
    """

    name: str
    of: Sequence[Hashable]
    sql: Callable[[], _Sql] = field(repr=False, compare=False)

    @property
    def key(self) -> tuple[Hashable, ...]:
        """By what its answer is remembered."""
        return (self.name, *self.of)


_Query = Callable[Concatenate[_S, _P], Select[Any]]
_Queries = Callable[Concatenate[_S, _P], Sequence[Select[Any]]]
_Asking = Callable[Concatenate[_S, _P], Question[_T]]


def rows_of(name: str) -> Callable[[_Query[_S, _P]], _Asking[_S, _P, Sequence[Any]]]:
    """Makes a repository's query the question for its rows, in no order; columns are attributes."""

    def asks(query: _Query[_S, _P]) -> _Asking[_S, _P, Sequence[Any]]:
        return _question(name, query)

    return asks


def value_of(name: str) -> Callable[[_Query[_S, _P]], _Asking[_S, _P, Any]]:
    """Makes a repository's query the question for its one value; None where it has no row."""

    def asks(query: _Query[_S, _P]) -> _Asking[_S, _P, Any]:
        def sql(repository: _S, /, *args: _P.args, **kwargs: _P.kwargs) -> ColumnElement[Any]:
            return query(repository, *args, **kwargs).scalar_subquery()

        return _question(name, sql)

    return asks


def whether(name: str) -> Callable[[_Queries[_S, _P]], _Asking[_S, _P, bool]]:
    """Makes a repository's queries the question whether one of them has any row."""

    def asks(queries: _Queries[_S, _P]) -> _Asking[_S, _P, bool]:
        def sql(repository: _S, /, *args: _P.args, **kwargs: _P.kwargs) -> ColumnElement[bool]:
            return or_(*(exists(query) for query in queries(repository, *args, **kwargs)))

        return _question(name, sql)

    return asks


def _question(name: str, sql: Callable[Concatenate[_S, _P], _Sql]) -> _Asking[_S, _P, Any]:
    def question(repository: _S, /, *args: _P.args, **kwargs: _P.kwargs) -> Question[Any]:
        of = tuple(_hashable(each) for each in (*args, *kwargs.values()))
        return Question(name, of, partial(sql, repository, *args, **kwargs))

    return question


def _hashable(value: Any) -> Hashable:
    if isinstance(value, Set):
        return tuple(sorted(value))
    return tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else value


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
    found: _T = (await answers(transaction, [question]))[0]
    return found


async def answers(transaction: Transaction, questions: Sequence[Question[Any]]) -> list[Any]:
    """The answers to these, in their order; what is not known is asked in one statement."""
    if not transaction.is_reading:
        return await _read(transaction, questions)
    await ask(transaction, questions)
    known = transaction.memory.known(_ANSWERS)
    return [known[each.key][0] for each in questions]


async def _read(transaction: Transaction, questions: Sequence[Question[Any]]) -> list[Any]:
    every = [each.sql() for each in questions]
    single = [sql for sql in every if not isinstance(sql, Select)]
    queries = [sql for sql in every if isinstance(sql, Select)]
    if single:
        queries.append(select(*(sql.label(f"answer_{number}") for number, sql in enumerate(single))))
    found = await read_lists(transaction.session, queries)
    (told,) = found.pop() if single else (None,)
    values = (getattr(told, f"answer_{number}") for number in range(len(single)))
    lists = iter(found)
    return [next(lists) if isinstance(sql, Select) else next(values) for sql in every]
