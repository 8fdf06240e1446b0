"""The words after `/feedback`. Pure."""

from dataclasses import dataclass

from bot.common.errors import BadInput
from bot.slack.text import escape, mentions, unescape, without_mention_of

HOW = (
    "Write `/feedback @ben`, `/feedback note @ben`, "
    "`/feedback ask`, `/feedback ask about @ben` or `/feedback`."
)
_VERBS = {"": "give", "give": "give", "note": "note", "ask": "ask", "ask about": "ask", "about": "give"}


@dataclass(frozen=True)
class Ask:
    """What somebody wants: list, help, or give, note, ask about one person ("" until one is chosen)."""

    verb: str
    about_id: str = ""


def parse(text: str) -> Ask:
    """BadInput says how to write it."""
    found = mentions(text)
    if len(found) > 1:
        raise BadInput(f"Feedback is about one person at a time. {HOW}")
    about_id = found[0] if found else ""
    words = " ".join((without_mention_of(about_id, text) if about_id else text).lower().split())
    if not about_id and words in ("", "list", "inbox", "sent", "help"):
        return Ask("help" if words == "help" else "list")
    if words not in _VERBS:
        raise BadInput(f"I do not understand “{escape(unescape(text.strip())[:60])}”. {HOW}")
    return Ask(_VERBS[words], about_id)
