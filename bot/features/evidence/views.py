"""The evidence about a person: a timeline by day, a bar a month, one item in full. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.common.bars import bar_of
from bot.common.date_ranges import DateRange, day_in, short_day
from bot.common.day_words import MONTHS
from bot.features.evidence.rules import (
    ROW,
    EvidenceItem,
    EvidenceTimeline,
    Source,
    counts_in_words,
    is_recent_only,
)
from bot.framework.pager import NEWER_OLDER, Page, pager_blocks
from bot.slack.blocks import (
    HEADER,
    Block,
    Element,
    Message,
    context,
    header,
    modal,
    option,
    overflow,
    quotation,
    section,
)
from bot.slack.text import unescape

PAGES = "evidence.page"
# What stands before the rest in the value of a choice in a row's menu, beside `OPEN`.
MESSAGE, TOPIC = "message", "topic"
PAGE = 8
_ICONS = {
    Source.goal: ":dart:",
    Source.result: ":bar_chart:",
    Source.credit: ":moneybag:",
    Source.checkin: ":speech_balloon:",
    Source.kudos: ":raised_hands:",
    Source.feedback: ":envelope:",
    Source.note: ":memo:",
    Source.review: ":page_facing_up:",
    Source.talk: ":busts_in_silhouette:",
    Source.action: ":ballot_box_with_check:",
    Source.levels: ":chart_with_upwards_trend:",
}


def stream_message(
    stream: EvidenceTimeline,
    months: Sequence[tuple[DateRange, int]],
    shown: Page[EvidenceItem],
    today: date,
    *,
    own: bool,
    has_talks: bool,
) -> Message:
    """A page of the timeline, the newest first, below the bars of its months. `own`: about the viewer.

    `has_talks`: there is somebody with whom the viewer talks of it, so that it can be a topic.
    """
    title = f"On record about {'you' if own else unescape(stream.name)}: {stream.days.label}"[:HEADER]
    blocks: list[Block] = [header(title), *coverage_blocks(stream, months, today)]
    month = ""
    for item in shown.rows:
        if (named := f"{MONTHS[item.day.month - 1]} {item.day.year}") != month:
            month = named
            blocks.append(context(f"*{month}*"))
        menu = _menu(item, stream, has_talks=has_talks)
        blocks.append(section(words_of(item, stream.days), accessory=overflow(ROW, menu)))
    blocks += pager_blocks(shown, PAGES, lambda number: f"{place(stream)} {number}", NEWER_OLDER)
    return Message(title, blocks)


def coverage_blocks(
    stream: EvidenceTimeline, months: Sequence[tuple[DateRange, int]], today: date
) -> list[Block]:
    """How many items there are, by kind and month; a warning where only the newest month has any."""
    most = max((count for _, count in months), default=0)
    lines = [f"{bar_of(count, most)} {month.label}: {count or 'nothing'}" for month, count in months]
    counts = counts_in_words(stream.items)
    blocks: list[Block] = [section(f"*{counts}*")] if counts else []
    blocks += [section("\n".join(lines))] if lines else []
    if is_recent_only(stream.items, stream.days, today):
        blocks.append(
            context(":warning: Everything is from the last month. What came before counts as well.")
        )
    if not stream.items:
        blocks.append(context("Nothing was written down in these days."))
    return blocks


def words_of(item: EvidenceItem, days: DateRange) -> str:
    """An item of these days as one mrkdwn line."""
    return f"{_ICONS[item.source]} *{day_in(item.day, days)}* {item.line}"


def _menu(item: EvidenceItem, stream: EvidenceTimeline, *, has_talks: bool) -> list[Element]:
    """What can be done with an item: see it whole, go to its message, put it on one's own agenda."""
    # Without the words for the days: a choice holds 150 characters.
    where = stream.place_of(item)
    found = [option("Open", stream.opened_by(item))]
    if item.link:
        found.append({**option("Go to the message", MESSAGE), "url": item.link})
    if has_talks:
        found.append(option("A topic for my 1:1", f"{TOPIC} {where}"))
    return found


def place(stream: EvidenceTimeline) -> str:
    """Whose evidence of which days, as a button's value; blanks separate, so the label's become "_"."""
    return f"{stream.person_id} {stream.days.start} {stream.days.end} {stream.days.label.replace(' ', '_')}"


def item_view(item: EvidenceItem) -> dict[str, Any]:
    """Modal with one item in full: all its parts, else its line."""
    blocks: list[Block] = [
        section(f"{_ICONS[item.source]} *{item.source}* · {short_day(item.day)} {item.day.year}")
    ]
    for label, text in item.whole:
        blocks += [section(f"*{label}*"), *quotation(text)]
    if not item.whole:
        blocks.append(section(item.line))
    if item.link:
        blocks.append(context(f"<{item.link}|The message>"))
    return modal("evidence.item", "Evidence", blocks)
