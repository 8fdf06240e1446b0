"""Standard Markdown, as the markdown block takes it, as safe HTML."""

import re

from bot.emulator.page.markup import esc, tag
from bot.emulator.page.mrkdwn import link_html

_INLINE = re.compile(
    r"`(?P<code>[^`\n]+)`|\[(?P<label>[^\[\]\n]+)\]\((?P<url>[^()\s]+)\)"
    r"|\*\*(?P<bold>[^*\n]+)\*\*|__(?P<bold2>[^_\n]+)__|~~(?P<strike>[^~\n]+)~~"
    r"|(?<!\w)\*(?P<italic>[^*\n]+)\*|(?<!\w)_(?P<italic2>[^_\n]+)_(?!\w)"
)
_WRAP = {"bold": "b", "bold2": "b", "strike": "s", "italic": "i", "italic2": "i"}
_ITEM = re.compile(r"\s*(?:[-*+]|(\d+)[.)])\s+(.*)")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,})\s*")
_TABLE_RULE = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*")


def markdown_to_html(text: str) -> str:
    """Standard Markdown as safe HTML; HTML in the text is escaped."""
    pieces = re.split(r"^```[^\n]*\n(.*?)^```\s*?$\n?", text, flags=re.DOTALL | re.MULTILINE)
    return "".join(tag("pre", esc(p)) if index % 2 else _paragraphs(p) for index, p in enumerate(pieces))


def _paragraphs(text: str) -> str:
    return "".join(_block(part.split("\n")) for part in re.split(r"\n{2,}", text.strip("\n")) if part.strip())


def _block(lines: list[str]) -> str:
    if len(lines) > 1 and "|" in lines[0] and _TABLE_RULE.fullmatch(lines[1]):
        return _table(lines)
    html = ""
    while lines:
        kind = _kind(lines[0])
        count = next((n for n, line in enumerate(lines) if _kind(line) != kind), len(lines))
        html += _run(kind, lines[:count])
        lines = lines[count:]
    return html


def _kind(line: str) -> str:
    if _HEADING.fullmatch(line):
        return "heading"
    if _RULE.fullmatch(line):
        return "rule"
    if line.startswith(">"):
        return "quote"
    item = _ITEM.fullmatch(line)
    return "text" if item is None else "ol" if item[1] else "ul"


def _run(kind: str, lines: list[str]) -> str:
    if kind == "heading":
        return "".join(_heading(line) for line in lines)
    if kind == "rule":
        return tag("hr")
    if kind == "quote":
        return tag("blockquote", "<br>".join(_inline(line.removeprefix(">").strip()) for line in lines))
    if kind in ("ul", "ol"):
        return tag(kind, *(tag("li", _inline(_ITEM.sub(r"\2", line))) for line in lines))
    return tag("p", "<br>".join(_inline(line) for line in lines))


def _heading(line: str) -> str:
    marks, _, words = line.partition(" ")
    return tag("div", _inline(words.strip()), class_=f"header h{min(len(marks), 4)}", role="heading")


def _table(lines: list[str]) -> str:
    head, *rows = [[_inline(cell.strip()) for cell in line.strip().strip("|").split("|")] for line in lines]
    body = (tag("tr", *(tag("td", cell) for cell in row)) for row in rows[1:])
    top = tag("thead", tag("tr", *(tag("th", cell) for cell in head)))
    return tag("div", tag("table", top, tag("tbody", *body)), class_="table")


def _inline(text: str) -> str:
    html, last = "", 0
    for found in _INLINE.finditer(text):
        html += esc(text[last : found.start()]) + _span(found)
        last = found.end()
    return html + esc(text[last:])


def _span(found: re.Match[str]) -> str:
    if found["code"]:
        return tag("code", esc(found["code"]))
    if found["url"]:
        return link_html(found["url"], _inline(found["label"]))
    name = found.lastgroup or "bold"
    return tag(_WRAP[name], _inline(found[name]))
