"""Slack's mrkdwn as safe HTML; pure, and total: any text gives well-formed HTML."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from bot.emulator.page.dates import When, slack_date
from bot.emulator.page.emoji import emoji_html
from bot.emulator.page.markup import button, esc, tag

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_FENCE = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
_ATOM = re.compile(
    r"`(?P<code>[^`\n]+)`|<(?P<angle>[^<>\n]+)>|(?P<url>https?://[^\s<>*~`]+)"
    r"|:(?P<emoji>[a-z0-9_+'-]+(?:::skin-tone-[2-6])?):"
)
_EMPHASIS = re.compile(r"(?<![^\W_])([*_~])(?=\S)((?:(?!\1)[^\n])+?)(?<=\S)\1(?![^\W_])")
_KEPT = re.compile("\ue000(\\d+)\ue001")
_TAGS = {"*": "b", "_": "i", "~": "s"}
_QUOTE = re.compile(r"((?:&gt;|>){3}|(?:&gt;|>)) ?")
_CONTROL = dict.fromkeys(map(ord, "\ue000\ue001"))


def mrkdwn_to_html(text: str, names: Mapping[str, str], when: When | None = None) -> str:
    """Render mrkdwn. `names` says how ids are called (users without @, channels without #).

    `when` places `<!date^…>` in the reader's zone; without it such a date shows its fallback words.
    """
    parts = _FENCE.split(text.translate(_CONTROL))
    return "".join(
        tag("pre", esc(unescape(_plain_links(part)))) if index % 2 else _prose(part, names, when)
        for index, part in enumerate(parts)
        if part
    )


def plain_to_html(text: str) -> str:
    """Render plain_text: emoji and line breaks, nothing else."""
    parts = re.split(r":([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):", text)
    words = (emoji_html(p) if index % 2 else esc(unescape(p)) for index, p in enumerate(parts))
    return "".join(words).replace("\n", "<br>")


def unescape(text: str) -> str:
    """The text with Slack's three entities undone."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def safe_url(url: str) -> str | None:
    """The address when a browser may open it, else None."""
    try:
        return url if urlsplit(url).scheme.lower() in SAFE_SCHEMES else None
    except ValueError:
        return None


def link_html(url: str, label: str) -> str:
    """A link that opens a new tab; only the label (HTML) when the address is unsafe."""
    address = safe_url(url)
    return tag("a", label, href=address, target="_blank", rel="noopener noreferrer") if address else label


def mention_html(user_id: str, names: Mapping[str, str], label: str = "") -> str:
    """A mention of a person, as Slack shows it."""
    return tag("span", "@" + esc(names.get(user_id) or label or user_id), class_="mention", data_user=user_id)


def channel_html(channel_id: str, names: Mapping[str, str], label: str = "") -> str:
    """A mention of a channel; a click opens it."""
    name = "#" + esc(names.get(channel_id) or label or "private-channel")
    return button(name, class_="mention", data_event="go", data_channel=channel_id)


def broadcast_html(range_: str) -> str:
    """A mention of `@here`, `@channel` or `@everyone`."""
    return tag("span", "@" + esc(range_), class_="mention broadcast")


def _plain_links(code: str) -> str:
    return re.sub(r"<(https?://[^<>|\s]+)(?:\|[^<>\n]*)?>", r"\1", code)


def _prose(text: str, names: Mapping[str, str], when: When | None) -> str:
    pieces: list[tuple[str, list[str]]] = []
    kind = ""
    for line in text.split("\n"):
        if kind != ">>>":
            mark = _QUOTE.match(line)
            line = line[mark.end() :] if mark else line
            before, kind = kind, unescape(mark[1]) if mark else "text"
            if before != kind:
                pieces.append((kind, []))
        pieces[-1][1].append(line)
    return "".join(
        _inline(body, names, when) if kind == "text" else tag("blockquote", _inline(body, names, when))
        for kind, body in ((kind, "\n".join(lines)) for kind, lines in pieces)
    )


def _inline(text: str, names: Mapping[str, str], when: When | None) -> str:
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(_atom(found, names, when))
        return f"\ue000{len(kept) - 1}\ue001"

    html = _emphasis(esc(unescape(_ATOM.sub(keep, text))))
    return _KEPT.sub(lambda found: kept[int(found[1])], html).replace("\n", "<br>")


def _emphasis(html: str) -> str:
    """Bold, italic and strike, nested but never crossed."""
    return _EMPHASIS.sub(lambda found: tag(_TAGS[found[1]], _emphasis(found[2])), html)


def _atom(found: re.Match[str], names: Mapping[str, str], when: When | None) -> str:
    if found["code"]:
        return tag("code", esc(unescape(_plain_links(found["code"]))))
    if found["angle"]:
        return _angle(found["angle"], names, when)
    if found["emoji"]:
        return emoji_html(found["emoji"])
    url = found["url"].rstrip(".,;:!?)'\"")
    return link_html(unescape(url), esc(unescape(url))) + esc(unescape(found["url"][len(url) :]))


def _angle(inside: str, names: Mapping[str, str], when: When | None) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return mention_html(target[1:], names, unescape(label))
    if target.startswith("#"):
        return channel_html(target[1:], names, unescape(label))
    if target.startswith("!"):
        return _special(target[1:], unescape(label), when)
    if safe_url(unescape(target)):
        return link_html(unescape(target), plain_to_html(label or target))
    return esc(unescape(f"<{inside}>"))


def _special(target: str, label: str, when: When | None) -> str:
    if target in ("here", "channel", "everyone"):
        return broadcast_html(target)
    kind, _, rest = target.partition("^")
    if kind == "date":
        return _date(rest, label, when)
    return tag("span", esc(label or f"@{rest or target}"), class_="mention")


def _date(rest: str, label: str, when: When | None) -> str:
    ts, _, pattern = rest.partition("^")
    pattern, _, url = pattern.partition("^")
    if when is None or not re.fullmatch(r"\d{1,11}", ts):
        return esc(label)
    return link_html(unescape(url), tag("time", esc(slack_date(unescape(pattern), int(ts), when))))
