"""What a transaction remembers: read once, until it is forgotten."""

from collections.abc import Collection

from bot.common.memory import Memory, Remembered

NUMBER = Remembered[int]("a number")
NAMES = Remembered[str]("names by id")


class Shelf:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    async def number(self) -> int:
        """How often it was asked."""
        self.asked.append("number")
        return len(self.asked)

    async def names(self, ids: Collection[str]) -> dict[str, str]:
        """Names of those that begin with u."""
        self.asked.append(list(ids))
        return {each: each.upper() for each in ids if each.startswith("u")}


async def test_a_fact_is_read_once_for_each_subject() -> None:
    """And again after it was forgotten, by its kind or with all others."""
    memory, shelf = Memory(), Shelf()
    assert [await memory.once(NUMBER, shelf.number) for _ in range(3)] == [1, 1, 1]
    assert await memory.once(NUMBER, shelf.number, "another") == 2
    memory.forget(NAMES)
    assert await memory.once(NUMBER, shelf.number) == 1
    memory.forget(NUMBER)
    assert await memory.once(NUMBER, shelf.number) == 3
    memory.forget()
    assert await memory.once(NUMBER, shelf.number) == 4


async def test_of_several_only_the_unknown_are_read() -> None:
    """That there is none is known as well; the order is that of the question."""
    memory, shelf = Memory(), Shelf()
    assert await memory.each(NAMES, ["u1", "x"], shelf.names) == {"u1": "U1"}
    assert list(await memory.each(NAMES, ["u2", "x", "u1"], shelf.names)) == ["u2", "u1"]
    assert await memory.each(NAMES, ["x"], shelf.names) == {}
    assert shelf.asked == [["u1", "x"], ["u2"]]


async def test_a_fact_is_amended_where_it_is_remembered() -> None:
    """One that was never read stays unread."""
    memory, shelf = Memory(), Shelf()
    memory.amend(NUMBER, lambda number: number + 10)
    assert await memory.once(NUMBER, shelf.number) == 1
    memory.amend(NUMBER, lambda number: number + 10)
    assert await memory.once(NUMBER, shelf.number) == 11


async def test_a_copy_goes_its_own_way() -> None:
    """It begins with what is known, and neither hears of what the other learns."""
    memory, shelf = Memory(), Shelf()
    await memory.once(NUMBER, shelf.number)
    copy = memory.copy()
    copy.amend(NUMBER, lambda number: number + 10)
    await copy.once(NUMBER, shelf.number, "another")

    assert await copy.once(NUMBER, shelf.number) == 11
    assert await memory.once(NUMBER, shelf.number) == 1
    assert await memory.once(NUMBER, shelf.number, "another") == 3
