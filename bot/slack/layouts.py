"""Screens in Slack's newer blocks: figures side by side, notes of who reads something. All have plain blocks.

Slack's `layout` is of 29 October 2026. The keys of its items are not documented; this file alone knows them.
"""

from collections.abc import Sequence

from bot.slack.blocks import Block, Element, context, fields_of, mrkdwn, section
from bot.slack.newer_blocks import newer

LONGEST_NOTE, LONGEST_LABEL, MOST_BESIDE = 200, 150, 3


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
