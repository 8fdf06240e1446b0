"""Long lists a page at a time: which rows, which buttons, and what they carry."""

import pytest

from bot.framework.pager import (
    NEWER_OLDER,
    PREVIOUS_NEXT,
    Labels,
    Page,
    page_actions,
    page_told,
    pager,
    pager_blocks,
    paginate,
)


@pytest.mark.parametrize(
    ("total", "number", "size", "rows", "told"),
    [
        (0, 1, 8, [], "Page 1 of 1"),
        (1, 1, 8, [0], "Page 1 of 1"),
        (8, 1, 8, [0, 1, 2, 3, 4, 5, 6, 7], "Page 1 of 1"),
        (9, 2, 8, [8], "Page 2 of 2"),
        (9, 99, 8, [8], "Page 2 of 2"),
        (9, 0, 8, [0, 1, 2, 3, 4, 5, 6, 7], "Page 1 of 2"),
        (9, -3, 4, [0, 1, 2, 3], "Page 1 of 3"),
        (3, 2, 1, [1], "Page 2 of 3"),
    ],
)
def test_a_page_of_a_list(total: int, number: int, size: int, rows: list[int], told: str) -> None:
    """A number out of range gives the nearest page; an empty list has one."""
    page = paginate(range(total), number, size)

    assert (list(page.rows), page_told(page), page.total) == (rows, told, total)


@pytest.mark.parametrize(
    ("number", "total", "labels", "buttons"),
    [
        (1, 8, PREVIOUS_NEXT, []),
        (1, 9, PREVIOUS_NEXT, [("Next", "goals.page:next", "G4 page 2")]),
        (
            2,
            17,
            PREVIOUS_NEXT,
            [("Previous", "goals.page:previous", "G4 page 1"), ("Next", "goals.page:next", "G4 page 3")],
        ),
        (2, 16, NEWER_OLDER, [("Newer", "goals.page:newer", "G4 page 1")]),
        (1, 16, NEWER_OLDER, [("Older", "goals.page:older", "G4 page 2")]),
        (9, 16, NEWER_OLDER, []),
    ],
)
def test_the_buttons_of_a_page(
    number: int, total: int, labels: Labels, buttons: list[tuple[str, str, str]]
) -> None:
    """To the neighbouring pages that there are; each is one that the routes know."""
    page: Page[str] = Page((), number, total, 8)
    drawn = pager(page, "goals.page", "G4 page {}".format, labels)

    assert [(each["text"]["text"], each["action_id"], each["value"]) for each in drawn] == buttons
    assert {each["action_id"] for each in drawn} <= {*page_actions("goals.page", labels)}
    blocks = pager_blocks(page, "goals.page", "G4 page {}".format, labels)
    assert [each["type"] for each in blocks] == (["context", "actions"] if buttons else [])
    assert not blocks or blocks[1]["elements"] == drawn


def test_a_page_drawn_otherwise() -> None:
    """What became of its rows stands on the same page."""
    page = paginate("abcde", 2, 2).filled([1, 2])

    assert page == Page([1, 2], 2, 5, 2)
