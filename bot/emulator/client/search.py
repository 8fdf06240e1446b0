"""Finds elements on the screen by the words on or beside them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.emulator.state.elements import elements_of
from bot.emulator.state.world import Block, SlackMessage, View

_EMOJI_CODE = re.compile(r":[a-z0-9_+-]+:")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


class NotSeen(LookupError):
    """There is no such thing on this person's screen; the text lists what there is."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


@dataclass(frozen=True)
class Found:
    """An element, the block it stands in, and the message or view that shows it."""

    where: SlackMessage | View
    block: Block
    element: Block


def find(name: str, places: Iterable[SlackMessage | View], fits: Callable[[Block], bool]) -> Found:
    """The first element called `name` (label, action_id or block_id) in the places, taken in order."""
    seen: list[str] = []
    for place in places:
        candidates = [Found(place, b, e) for b, e in elements_of(place.blocks) if fits(e)]
        for same in (_exactly, _loosely):
            for found in candidates:
                if any(same(name, word) for word in names_of(found)):
                    return found
        seen += [label_of(found) for found in candidates]
    there = ", ".join(dict.fromkeys(seen)) or "nothing of the kind"
    raise NotSeen(f'there is no "{name}" on the screen; there is: {there}')


def names_of(found: Found) -> list[str]:
    """Every name by which the element can be found: label, action_id, block_id."""
    block, element = found.block, found.element
    words = [label_of(found), _text(element.get("placeholder"))]
    if block["type"] == "section":
        words.append(_text(block.get("text")))
    if block["type"] != "actions":
        words.append(block.get("block_id", ""))
    return [word for word in (*words, element.get("action_id", "")) if word]


def label_of(found: Found) -> str:
    """The visible label on or beside the element."""
    shown = _text(found.element.get("text")) or _text(found.block.get("label"))
    return shown or _text(found.element.get("placeholder")) or str(found.element.get("action_id", ""))


def _text(composition: object) -> str:
    return str(composition.get("text", "")) if isinstance(composition, dict) else ""


def _exactly(name: str, word: str) -> bool:
    return name == word


def _loosely(name: str, word: str) -> bool:
    return bool(_bare(name)) and _bare(name) == _bare(word)


def _bare(label: str) -> str:
    return _EDGES.sub("", _EMOJI_CODE.sub("", label)).casefold()
