"""The words after `/contest`. Pure."""

import re
from dataclasses import dataclass

from bot.common.errors import BadInput
from bot.slack.text import typed_excerpt

_NUMBER = re.compile(r"(?:c|#)?([0-9]{1,9})", re.IGNORECASE)
_WITH_NUMBER = ("test", "cancel", "end", "launch", "show")
HOW = "Write `/contest`, `/contest new`, `/contest 3`, `/contest test 3` or `/contest cancel 3`."


@dataclass(frozen=True)
class ContestIntent:
    """What somebody wants: list, new, help; or show, test, launch, cancel the contest of this `number`."""

    verb: str
    number: int = 0


def parse(text: str) -> ContestIntent:
    """The intent of the words after `/contest`; none of them is `list`. BadInput: anything else."""
    words = text.split()
    if not words:
        return ContestIntent("list")
    first = words[0].lower()
    if len(words) == 1 and first in ("new", "help", "list"):
        return ContestIntent(first)
    alone = _NUMBER.fullmatch(words[0])
    if alone and len(words) == 1:
        return ContestIntent("show", int(alone[1]))
    found = _NUMBER.fullmatch(words[1]) if len(words) == 2 and first in _WITH_NUMBER else None
    if found is None:
        raise BadInput(f"I do not understand “{typed_excerpt(text)}”. {HOW}")
    return ContestIntent("cancel" if first == "end" else first, int(found[1]))
