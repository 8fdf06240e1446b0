"""NiceGUI elements that send only changes to the browser."""

from collections.abc import Sequence

from nicegui import ui

from bot.emulator.page.messages import MessageRow


def region(classes: str, name: str = "div") -> ui.html:
    """A place for HTML; setting `content` to an equal value sends nothing."""
    return ui.html("", sanitize=False, tag=name).classes(classes)


def show(element: ui.element, name: str, on: bool) -> None:
    """Adds a CSS class to an element, or removes it."""
    if (name in element.classes) != on:
        element.classes(add=name if on else None, remove=None if on else name)


class LiveRows:
    """A keyed list: a row that did not change is not sent again, and keeps what the browser holds in it."""

    def __init__(self, holder: ui.element, *, scroller: str = "", classes: str = "") -> None:
        self._holder = holder
        self._scroller, self._classes = scroller, classes
        self._scope: str | None = None
        self._box: ui.element = holder
        self._rows: dict[str, ui.html] = {}

    def show(self, scope: str, rows: Sequence[MessageRow]) -> None:
        """Shows these rows.

        Another `scope` (such as another channel) starts anew, at the list's initial scroll position.
        """
        if scope != self._scope:
            self._restart(scope)
        wanted = {row.key for row in rows}
        for key in [key for key in self._rows if key not in wanted]:
            self._rows.pop(key).delete()
        order = list(self._rows)
        for index, row in enumerate(rows):
            if row.key in self._rows:
                self._rows[row.key].content = row.html
            else:
                self._insert(row, index, len(order))
                order.insert(index, row.key)
        if order != [row.key for row in rows]:
            self._reorder(rows)

    def _restart(self, scope: str) -> None:
        self._scope = scope
        self._rows = {}
        self._holder.clear()
        with self._holder, ui.element().classes(self._scroller):
            self._box = ui.element().classes(self._classes)

    def _insert(self, row: MessageRow, index: int, count: int) -> None:
        with self._box:
            self._rows[row.key] = ui.html(row.html, sanitize=False)
        if index < count:
            self._rows[row.key].move(target_index=index)

    def _reorder(self, rows: Sequence[MessageRow]) -> None:
        for index, row in enumerate(rows):
            self._rows[row.key].move(target_index=index)
