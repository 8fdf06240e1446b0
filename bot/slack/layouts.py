"""Screens in Slack's newer blocks: figures side by side, notes, cards, tables. All have plain blocks.

Slack's `layout` is of 29 October 2026. The keys of its items are not documented; this file alone knows them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.slack.blocks import Block, Element, actions, button, context, fields_of, modal, mrkdwn, section
from bot.slack.newer_blocks import in_full, newer

LONGEST_NOTE, LONGEST_LABEL, MOST_BESIDE = 200, 150, 3
# Of a card: its title and subtitle, and its body.
LONGEST_HEAD, LONGEST_BODY = 150, 200
# Of a table: rows without the header, columns, characters in all cells.
MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 100, 20, 20_000
_ROWS_A_PAGE = 10


def reader_note(text: str) -> Block:
    """In a window: who will read what is written, as an alert; in small words where Slack has none."""
    plain = context(text)
    if len(text) > LONGEST_NOTE:
        return plain
    return newer({"type": "alert", "level": "info", "text": mrkdwn(text)}, plain)


def figure_strip(label: str, figures: Sequence[str], accessory: Element) -> Block:
    """A few figures side by side with a button at the end; fields of a section where Slack has no layouts.

    `label`: what it is, for screen readers.
    """
    plain = fields_of(figures, accessory=accessory)
    if len(figures) > MOST_BESIDE:
        return plain
    texts = [section(each) for each in figures[:-1]] + [section(figures[-1], accessory=accessory)]
    row = {"items": [{"blocks": [each]} for each in texts]}
    layout = {"type": "layout", "label": label[:LONGEST_LABEL], "rows": [row], "fallback": [plain]}
    return newer(layout, plain)


def entry_card(title: str, subtitle: str, body: str, *buttons: Element) -> list[Block]:
    """An entry of a list in a message, with one to three buttons; a section where Slack has no cards.

    Not for windows: cards were seen to fail in them. Texts are mrkdwn; "" for no subtitle or body.
    """
    lines = [f"*{title}*{f' · {subtitle}' if subtitle else ''}", *([body] if body else [])]
    text = "\n".join(lines)
    one = len(buttons) == 1
    plain = [section(text, accessory=buttons[0])] if one else [section(text), actions(*buttons)]
    if max(len(title), len(subtitle)) > LONGEST_HEAD or len(body) > LONGEST_BODY:
        return plain
    told = {"title": title, "subtitle": subtitle, "body": body}
    texts = {name: mrkdwn(text) for name, text in told.items() if text}
    return [newer({"type": "card", **texts, "actions": list(buttons)}, *plain)]


def data_table(
    caption: str, header: Sequence[str], rows: Sequence[Sequence[str]], *plain: Block
) -> list[Block]:
    """Rows under a header, for messages, that can be sorted; `plain` where Slack has no such tables.

    Cells are plain text and not empty. Tables that are too large for Slack are plain as well.
    """
    cells = [*header, *(cell for row in rows for cell in row)]
    is_too_large = len(rows) > MOST_ROWS or len(header) > MOST_COLUMNS or sum(map(len, cells)) > MOST_LETTERS
    if is_too_large or not rows:
        return list(plain)
    drawn = [[{"type": "raw_text", "text": cell} for cell in row] for row in (header, *rows)]
    table = {"type": "data_table", "caption": caption, "rows": drawn, "page_size": _ROWS_A_PAGE}
    return [newer(table, *plain)]


# Arguments with which Slack is asked whether it takes each type.
SAMPLES: Mapping[str, Mapping[str, Any]] = {
    "alert": {"view": in_full({"view": modal("sample", "Sample", [reader_note("Sample")])})["view"]},
    "card": in_full({"blocks": entry_card("Sample", "", "", button("Open", "sample"))}),
    "data_table": in_full({"blocks": data_table("Sample", ["Name"], [["Sample"]])}),
    "layout": in_full({"blocks": [figure_strip("Sample", ["Sample"], button("Open", "sample"))]}),
}
