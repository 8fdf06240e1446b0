"""Long lists a page at a time, and the buttons that lead to the neighbouring pages. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.slack.blocks import Block, Element, actions, button, context

T = TypeVar("T")
U = TypeVar("U")
# (label, name) of the button to the page before, and of that to the page after.
Labels = tuple[tuple[str, str], tuple[str, str]]
PREVIOUS_NEXT: Labels = (("Previous", "previous"), ("Next", "next"))
# For what is dated, the newest first.
NEWER_OLDER: Labels = (("Newer", "newer"), ("Older", "older"))


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows of a list; `number` counts from 1, `total` the rows of all pages, of `size` each."""

    rows: Sequence[T]
    number: int
    total: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are; 1 for an empty list."""
        return max(1, -(-self.total // self.size))

    def filled(self, rows: Sequence[U]) -> "Page[U]":
        """This page with what became of its rows, such as goals looked at in detail."""
        return Page(rows, self.number, self.total, self.size)


def paginate(items: Sequence[T], number: int, size: int) -> Page[T]:
    """The page of this number; a number out of range gives the nearest one."""
    last = max(1, -(-len(items) // size))
    number = min(max(1, number), last)
    return Page(items[(number - 1) * size : number * size], number, len(items), size)


def pager(page: Page[Any], action_id: str, value: Callable[[int], str], labels: Labels) -> list[Element]:
    """Buttons to the pages before and after; none where there is none.

    Their action ids are `action_id:name`, such as `goals.page:next`; `value` gives the value of the button
    to the page of a number.
    """
    return [
        button(label, f"{action_id}:{name}", value=value(number))
        for (label, name), number in zip(labels, (page.number - 1, page.number + 1), strict=True)
        if 1 <= number <= page.pages
    ]


def page_told(page: Page[Any]) -> str:
    """Where one is, as in "Page 2 of 3"."""
    return f"Page {page.number} of {page.pages}"


def pager_blocks(page: Page[Any], action_id: str, value: Callable[[int], str], labels: Labels) -> list[Block]:
    """The buttons of `pager` below the number of the page; empty for a single page."""
    buttons = pager(page, action_id, value, labels)
    return [context(page_told(page)), actions(*buttons)] if buttons else []


def page_actions(action_id: str, labels: Labels) -> list[str]:
    """The action ids of the buttons that `pager` draws with these labels, for a feature's routes."""
    return [f"{action_id}:{name}" for _, name in labels]
