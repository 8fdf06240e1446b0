"""The words after `/feedback`. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.common.errors import BadInput
from bot.common.periods import normal_words
from bot.slack.text import MENTION, escape, mentions, plain

HOW = (
    "Write `/feedback @ben`, `/feedback note @ben`, `/feedback ask @ana`, "
    "`/feedback ask about @ben`, `/feedback inbox`, `/feedback sent` or `/feedback`."
)
_VERBS = {
    "": "give",
    "give": "give",
    "about": "give",
    "note": "note",
    "note about": "note",
    "ask": "ask",
    "ask about": "ask about",
}
_LISTS = {"": "list", "list": "list", "inbox": "inbox", "sent": "sent", "help": "help"}
# Words that begin a sentence as well are verbs only right before somebody; a note must never be sent.
_VERB = re.compile(
    r"((?:ask|note)\s+about(?=\s+<@)|(?:give|about)(?=\s+<@)|(?:ask|note)(?=[\s:]))[\s:]*", re.IGNORECASE
)
_BETWEEN = r"(?:[\s,;]|&amp;|(?i:and)\b)*+"
# `<@U2>'s call` is a sentence about U2, who stays in it.
_PEOPLE = re.compile(rf"{MENTION}(?:{_BETWEEN}{MENTION})*(?!['’])[\s,;:]*")
_SHOWN = 60


@dataclass(frozen=True)
class Ask:
    """What somebody wants: list, inbox, sent, help; or give, note, ask about one person ("": not chosen).

    `asked_ids`: whom to ask. `words`: what else they wrote, for the form; in Slack's escaped form.
    """

    verb: str
    about_id: str = ""
    asked_ids: tuple[str, ...] = ()
    words: str = ""


def parse(text: str) -> Ask:
    """BadInput says how to write it."""
    people, bare = mentions(text), normal_words(re.sub(MENTION, " ", text))
    if bare in _LISTS and (bare == "help" or not people):
        return Ask(_LISTS[bare])
    if bare in _VERBS:
        return _ask(_VERBS[bare], people)
    if not people or bare in _LISTS:
        raise BadInput(f"I do not understand “{escape(plain(text.strip(), {})[:_SHOWN])}”. {HOW}")
    return _with_words(text.strip(), people)


def _with_words(text: str, people: Sequence[str]) -> Ask:
    verb = _VERB.match(text)
    rest = text[verb.end() :] if verb else text
    leading = _PEOPLE.match(rest)
    words = rest[leading.end() :] if leading else rest
    return _ask(_VERBS[normal_words(verb[1])] if verb else "give", people, words)


def _ask(verb: str, people: Sequence[str], words: str = "") -> Ask:
    if verb == "ask":
        return Ask(verb, asked_ids=tuple(people), words=words)
    if len(people) > 1:
        raise BadInput(f"Feedback is about one person at a time: name the others without @. {HOW}")
    return Ask(verb.removesuffix(" about"), people[0] if people else "", words=words)
