"""Slack's text forms: mentions, broadcasts, channels, links, escapes; and how to repeat words safely.

One wire form is kept everywhere, also for names: escaped text, as slash commands and events bring it. Raw
text, from the fields of a modal, is escaped first.
"""

import re
from collections.abc import Iterable, Mapping

from bot.common.text import excerpt

MENTION = r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>"
_MENTION = re.compile(MENTION)
_TOKEN = re.compile(r"<([^<>]*)>")
_LINK = re.compile(r"(?:https?://|mailto:|tel:)[^|]+(?:\|.*)?", re.DOTALL)
_FENCE = "```"
_LOOKALIKES = {ord("*"): "\u2217", ord("~"): "\u223c", ord("`"): "\u02cb"}
_PARTS = re.compile(r"<[^<>]*>|&\w{1,5};|[^<&]|.", re.DOTALL)


def escape(raw: str) -> str:
    """Raw text in wire form: `&`, `<` and `>` as entities."""
    return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(wire: str) -> str:
    """Wire form as raw text: entities undone; mentions stay as they are."""
    return wire.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def name_of(raw: str) -> str:
    """A name in wire form that leaves the line it stands in as it is, bold or not.

    Slack knows no way to write `*`, `~` and a backtick, or `_` at the edge of a word, without formatting by
    them: each becomes a sign that looks like it.
    """
    return escape(re.sub(r"(?<!\w)_+|_+(?!\w)", _wide, raw.translate(_LOOKALIKES)))


def _wide(found: re.Match[str]) -> str:
    return "\uff3f" * len(found[0])


def typed_excerpt(wire: str) -> str:
    """The beginning of what somebody typed, in wire form, to be repeated in a sentence; no entity is cut."""
    return escape(excerpt(unescape(wire.strip())))


def message_link(channel_id: str, message_ts: str) -> str:
    """The permalink of a message, for members of the conversation."""
    return f"https://slack.com/archives/{channel_id}/p{message_ts.replace('.', '')}"


def mentions(text: str) -> list[str]:
    """The ids of the people mentioned, in order, each once."""
    return list(dict.fromkeys(_MENTION.findall(text)))


def without_mention_of(user_id: str, text: str) -> str:
    """The text without any mention of this user, trimmed."""
    return re.sub(rf"<@{re.escape(user_id)}(?:\|[^<>]*)?>", "", text).strip()


def pings_many(text: str) -> bool:
    """Whether the text has a broadcast (@channel) or a user group."""
    return "<!" in text


def harmless(text: str, names: Mapping[str, str]) -> str:
    """Text of people, safe for the bot to repeat: nobody is notified, no private channel is named.

    `names` gives members' names by id, for their mentions.
    """
    pieces = _TOKEN.split(text)
    for index, piece in enumerate(pieces):
        pieces[index] = _calm(piece, names) if index % 2 else _without_angles(piece)
    calm = "".join(pieces)
    # An unclosed code block would swallow the text after it.
    return f"{calm}{_FENCE}" if calm.count(_FENCE) % 2 else calm


def plain(text: str, names: Mapping[str, str]) -> str:
    """The text without any markup, unescaped, for notifications and exports; a channel becomes "#channel".

    `names` gives members' names by id.
    """
    pieces = _TOKEN.split(text)
    for index, piece in enumerate(pieces):
        pieces[index] = unescape(_bare(piece, names) if index % 2 else piece)
    return "".join(pieces)


def as_typed(text: str, names: Mapping[str, str]) -> str:
    """The text as its author would see it in a field: names, channels, addresses beside their labels."""
    pieces = _TOKEN.split(text)
    for index, piece in enumerate(pieces):
        pieces[index] = unescape(_spelled_out(piece, names) if index % 2 else piece)
    return "".join(pieces)


def _spelled_out(token: str, names: Mapping[str, str]) -> str:
    target, _, label = token.partition("|")
    if target.startswith("#") and label:
        return f"#{label}"
    if not _LINK.fullmatch(token):
        return _bare(token, names)
    address = target.partition(":")[2] if target.startswith(("mailto:", "tel:")) else target
    return f"{label} ({address})" if label and label not in address else address


def pieces(calm: str, longest: int) -> list[str]:
    """Text from `harmless`, in pieces of at most `longest` characters; no link or entity is cut."""
    found = [""]
    for part in _PARTS.findall(calm):
        whole = part if len(part) <= longest else _bare(part[1:-1], {})[:longest]
        if len(found[-1]) + len(whole) > longest:
            found.append("")
        found[-1] += whole
    return found


def quoted(text: str) -> str:
    """Each line as a quotation; at most twice as long plus one character."""
    return "\n".join(f">{line}" for line in text.split("\n"))


def _calm(token: str, names: Mapping[str, str]) -> str:
    if token.startswith("#"):
        return (
            f"<{token.partition('|')[0]}>"
            if re.fullmatch(r"#[CGD][A-Z0-9]+(\|.*)?", token)
            else escape(token)
        )
    if _LINK.fullmatch(token):
        return f"<{token}>"
    return _bare(token, names)


def _bare(token: str, names: Mapping[str, str]) -> str:
    target, _, label = token.partition("|")
    if target.startswith("@"):
        return f"@{names.get(target[1:], 'someone')}"
    if target.startswith("!"):
        return _spoken(target[1:], label)
    if target.startswith("#"):
        return "#channel"
    return (label or target) if _LINK.fullmatch(token) else f"&lt;{token}&gt;"


def _spoken(special: str, label: str) -> str:
    if special in ("here", "channel", "everyone"):
        return f"@{special}"
    return label or ("a group" if special.startswith("subteam^") else special.partition("^")[0])


def _without_angles(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;")


def packed(lines: Iterable[str]) -> list[str]:
    """Lines joined to texts below 2,900 characters, a section each, so that a long list fits a message."""
    found: list[str] = []
    for line in lines:
        if found and len(found[-1]) + len(line) < 2900:
            found[-1] += f"\n{line}"
        else:
            found.append(line)
    return found
