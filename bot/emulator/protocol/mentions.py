"""Turns typed text into Slack's stored form: escaped, with names as ids."""

import re
from html import unescape
from typing import Any

from bot.emulator.state.acquaintance import meet
from bot.emulator.state.world import User, World

_NAME = re.compile(r"(?<![\w.@/#&])([@#])([\w][\w.-]*)")
_LINK = re.compile(r"(?<![<|\w])(https?://[^\s<>|]+[^\s<>|.,;:!?)'\"])")
_SPECIAL = frozenset({"here", "channel", "everyone"})
_TOKEN = re.compile(r"<([^<>]+)>|:([a-z0-9_+-]+):")


def as_message(world: World, author: User, typed: str) -> str:
    """The text of a message: `@ben` -> `<@U..>`, `#sales` -> `<#C..|sales>`, links in brackets."""
    return _spelled(world, author, typed, labels=False)


def as_command(world: World, author: User, typed: str, *, escape: bool, labels: bool = True) -> str:
    """The text of a command: names become ids (`<@U..|ben>`) where the manifest says should_escape."""
    if not escape:
        return _escaped(typed.strip())
    return _spelled(world, author, typed.strip(), labels=labels)


def rich_text(text: str) -> list[dict[str, Any]]:
    """The rich_text block that Slack's editor makes of a message (`text` as stored, escaped)."""
    elements: list[dict[str, Any]] = []
    at = 0
    for match in _TOKEN.finditer(text):
        elements += _plain(text[at : match.start()])
        elements.append(_token(match))
        at = match.end()
    elements += _plain(text[at:])
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": "typed", "elements": [section]}]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _spelled(world: World, author: User, typed: str, *, labels: bool) -> str:
    def name(match: re.Match[str]) -> str:
        mark, word = match.groups()
        bare = word.rstrip(".-")
        for candidate in (word, bare):
            token = (
                _person(world, author, candidate, labels) if mark == "@" else _place(world, author, candidate)
            )
            if token:
                return token + word[len(candidate) :]
        return match.group()

    return _LINK.sub(r"<\1>", _NAME.sub(name, _escaped(typed)))


def _person(world: World, author: User, word: str, labels: bool) -> str:
    if word in _SPECIAL:
        return f"<!{word}>"
    called = [
        user for user in world.users.values() if user.name == word.lower() and meet(world, author, user)
    ]
    if not called:
        return ""
    user = min(called, key=lambda user: user.team_id != author.team_id)
    return f"<@{user.id}|{user.name}>" if labels else f"<@{user.id}>"


def _place(world: World, author: User, word: str) -> str:
    try:
        channel = world.channel_named(word, author.team_id)
    except KeyError:
        return ""
    if channel.kind == "public":
        return f"<#{channel.id}|{channel.name}>"
    return f"<#{channel.id}|>" if author.id in channel.members else ""


def _plain(text: str) -> list[dict[str, Any]]:
    return [{"type": "text", "text": unescape(text)}] if text else []


def _token(match: re.Match[str]) -> dict[str, Any]:
    inside, emoji = match.groups()
    if emoji:
        return {"type": "emoji", "name": emoji}
    target = inside.split("|")[0]
    if target[0] == "@":
        return {"type": "user", "user_id": target[1:]}
    if target[0] == "#":
        return {"type": "channel", "channel_id": target[1:]}
    if target[0] == "!":
        return {"type": "broadcast", "range": target[1:]}
    return {"type": "link", "url": unescape(target)}
