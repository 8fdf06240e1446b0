"""The words after `/feedback`. Pure."""

from dataclasses import dataclass

from bot.common.errors import BadInput
from bot.slack.text import escape, mentions, unescape, without_mention_of

HOW = (
    "Write `/feedback @ben`, `/feedback note @ben`, "
    "`/feedback ask`, `/feedback ask about @ben`, `/feedback inbox`, `/feedback sent` or `/feedback`."
)
_VERBS = {"": "give", "give": "give", "note": "note", "ask": "ask", "ask about": "ask", "about": "give"}

_LISTS = {"": "list", "list": "list", "inbox": "inbox", "sent": "sent", "help": "help"}


@dataclass(frozen=True)
class Ask:
    """What somebody wants: list, inbox, sent, help; or give, note, ask about one person ("": not chosen)."""

    verb: str
    about_id: str = ""


def parse(text: str) -> Ask:
    """BadInput says how to write it."""
    found = mentions(text)
    if len(found) > 1:
        raise BadInput(f"Feedback is about one person at a time. {HOW}")
    about_id = found[0] if found else ""
    words = " ".join((without_mention_of(about_id, text) if about_id else text).lower().split())
    if not about_id and words in _LISTS:
        return Ask(_LISTS[words])
    if words not in _VERBS:
        raise BadInput(f"I do not understand “{escape(unescape(text.strip())[:60])}”. {HOW}")
    return Ask(_VERBS[words], about_id)
